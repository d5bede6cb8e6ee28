"""What a store of kept plans promises, in files and in a database alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.database.conftest import Stores
from tests.unit.store.samples import OTHER, PASS, PLAN, caught, keep, plans_of

from safechat_tui import clock
from safechat_tui.store import Database, Folder, Keyring

pytestmark = pytest.mark.usefixtures("little_work")


def test_a_plan_that_is_kept_is_opened_by_another_session(stores: Stores) -> None:
    kept = keep(stores())
    assert stores().open(kept.code).plan == PLAN.renewed()


def test_a_slip_in_a_code_is_told_with_the_nearest(stores: Stores) -> None:
    kept = keep(stores())
    error = caught(lambda: stores().open(f"{kept.code}x"))
    assert (error.code, error.params) == ("no-such-plan", {"code": f"{kept.code}x", "meant": kept.code})


def test_a_change_is_saved_in_the_place_of_what_was_kept(stores: Stores) -> None:
    store = stores()
    saved = store.save(keep(store), OTHER)
    found = stores().open(saved.code)
    assert (found.plan.words, found.revision, len(stores().list())) == (OTHER.words, 2, 1)


def test_what_another_session_changed_is_not_written_over(stores: Stores) -> None:
    one, two = stores(), stores()
    kept = keep(one)
    opened = two.open(kept.code)
    one.save(kept, OTHER)
    assert caught(lambda: two.save(opened, PLAN)).code == "changed-elsewhere"
    assert stores().open(kept.code).plan.words == OTHER.words


def test_what_another_session_deleted_does_not_come_back(stores: Stores) -> None:
    one, two = stores(), stores()
    kept = keep(one)
    two.delete(kept.code)
    assert caught(lambda: one.save(kept, OTHER)).code == "deleted-elsewhere"
    assert stores().list() == ()


def test_a_plan_whose_time_is_over_is_purged(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(days=40))
    keep(stores())
    monkeypatch.setattr(clock, "now", lambda: now)
    stays = keep(stores())
    assert (stores().purge(sure=True), [kept.code for kept in stores().list()]) == (1, [stays.code])


def test_a_key_is_made_once_and_opened_by_its_passphrase_alone(place: Folder | Database) -> None:
    assert caught(lambda: Keyring(place).unlock(PASS)).code == "key-missing"
    made = Keyring(place).create(PASS)
    assert Keyring(place).unlock(PASS).open(made.seal(b"a line")) == b"a line"
    assert caught(lambda: Keyring(place).unlock("another")).code == "wrong-passphrase"
    assert caught(lambda: Keyring(place).create(PASS)).code == "key-exists"


def test_a_passphrase_is_changed_without_touching_a_plan(place: Folder | Database) -> None:
    made = Keyring(place).create(PASS)
    Keyring(place).change(PASS, "another one")
    assert Keyring(place).unlock("another one").open(made.seal(b"a line")) == b"a line"


def test_a_forgotten_key_is_set_aside_and_not_lost(place: Folder | Database) -> None:
    Keyring(place).create(PASS)
    Keyring(place).create("another", unused=lambda: True)
    assert place.exists("key-1.age")


def test_an_older_plan_that_is_put_back_is_noticed(stores: Stores, request: pytest.FixtureRequest) -> None:
    store = stores()
    kept = keep(store)
    if isinstance(store.backend, Folder):
        path = plans_of(store) / f"{kept.code}.age"
        before = path.read_bytes()
        store.save(kept, OTHER)
        path.write_bytes(before)
    else:
        database = request.getfixturevalue("database")
        database.sql("create table old as select * from safechat.plans")
        store.save(kept, OTHER)
        database.sql("update safechat.plans set content = (select content from old); drop table old")
    assert stores().open(kept.code).rolled_back
