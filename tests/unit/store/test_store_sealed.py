"""Sealed plans: the key ring, what works without the passphrase, recovery with the stock `age` alone."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.unit.store.samples import (
    NOON,
    OTHER,
    PASS,
    PLAN,
    PRIVATE,
    RECOVERY,
    Clock,
    caught,
    code_of,
    file_of,
    keep,
    needs_age,
    plans_of,
)

from safechat_tui.age import passphrase
from safechat_tui.store import LOCKED, Folder, Kept, KeptPlan, Keyring, Seal, Store
from safechat_tui.store.passphrase import canonical

pytestmark = pytest.mark.usefixtures("little_work")


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(Folder(tmp_path / "data"), recovery=RECOVERY)


@pytest.fixture
def seal(keyring: Keyring) -> Seal:
    return keyring.create(PASS)


@pytest.fixture
def store(tmp_path: Path, seal: Seal) -> Store:
    return Store(Folder(tmp_path / "data" / "plans"), seal=seal)


@pytest.fixture
def locked(store: Store) -> Store:
    return Store(store.backend, seal=LOCKED)


# The key ring ------------------------------------------------------------------------------------


def test_a_new_passphrase_opens_what_was_sealed_before_and_rewrites_the_key_file_alone(
    keyring: Keyring, store: Store
) -> None:
    kept = keep(store)
    before = file_of(store, kept, ".age").stat()
    assert code_of(lambda: keyring.change("wrong", "new")) == "wrong-passphrase"
    keyring.change(PASS, "another one")
    assert code_of(lambda: keyring.unlock(PASS)) == "wrong-passphrase"
    assert file_of(store, kept, ".age").stat() == before
    assert Store(store.backend, seal=keyring.unlock("another one")).open(kept.code) == kept


def test_a_consent_given_late_does_not_bring_an_old_passphrase_back(tmp_path: Path, seal: Seal) -> None:
    del seal
    late = Keyring(Folder(tmp_path / "data")).unlock(PASS)
    assert late.change is not None
    Keyring(Folder(tmp_path / "data")).change(PASS, "another")
    assert code_of(lambda: late.answer(agreed=True)) == "key-changed"
    assert Keyring(Folder(tmp_path / "data")).unlock("another").recovery == late.recovery == RECOVERY


@pytest.mark.usefixtures("seal")
@pytest.mark.parametrize("content", [b"", b"hello", b"x" * 5000, b"age-encryption.org/v1\n", b"to be sealed"])
def test_a_damaged_key_file_is_told_and_left(keyring: Keyring, tmp_path: Path, content: bytes) -> None:
    if content == b"to be sealed":
        content = passphrase.seal_passphrase(b"no key", canonical(PASS))
    (tmp_path / "data" / "key.age").write_bytes(content)
    assert code_of(lambda: keyring.unlock(PASS)) == "key-damaged"
    assert (tmp_path / "data" / "key.age").read_bytes() == content


# Sealed plans ------------------------------------------------------------------------------------


def test_no_word_of_a_sealed_plan_is_on_the_disk(store: Store, tmp_path: Path) -> None:
    store.save(keep(store), PLAN)
    found = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert not [word for word in (b"arr", b"legal.log", b"answer", b"2026") if word in found]


@needs_age
def test_the_recovery_key_opens_a_plan_with_the_stock_program_alone(store: Store, tmp_path: Path) -> None:
    saved = store.save(keep(store), OTHER)
    (tmp_path / "paper").write_text(PRIVATE)
    found = subprocess.run(
        ["age", "-d", "-i", tmp_path / "paper", file_of(store, saved, ".age")],
        capture_output=True,
        check=True,
    )
    assert json.loads(found.stdout)["plan"]["1"]["words"] == "Autre chose"


def test_a_plan_of_another_key_says_so_and_stays(store: Store, tmp_path: Path) -> None:
    kept = keep(store)
    stranger = Store(store.backend, seal=Keyring(Folder(tmp_path / "other")).create(PASS))
    error = caught(lambda: stranger.open(kept.code))
    assert (error.code, error.params, store.open(kept.code)) == ("other-key", {"code": kept.code}, kept)


# Without the passphrase --------------------------------------------------------------------------


def test_a_list_needs_no_passphrase(store: Store, locked: Store, at: Clock) -> None:
    kept = keep(store)
    at.now += timedelta(hours=1)
    store.save(kept, OTHER)
    size = file_of(store, kept, ".age").stat().st_size
    assert locked.list() == (Kept(kept.code, at.now, date(2026, 12, 20), size, damaged=False, sealed=True),)


def test_before_the_passphrase_was_given_plans_can_be_listed_and_deleted_only(
    store: Store, locked: Store
) -> None:
    kept = keep(store)
    told = [
        code_of(lambda: keep(locked)),
        code_of(lambda: locked.open(kept.code)),
        code_of(lambda: locked.save(kept, OTHER)),
    ]
    assert (told, len(locked.list())) == (["locked"] * 3, 1)
    locked.delete(kept.code)
    assert store.list() == ()


@pytest.mark.parametrize(("days", "purged"), [(30, 0), (31, 1)])
def test_a_sealed_plan_is_purged_after_its_last_day_without_the_passphrase(
    store: Store, locked: Store, at: Clock, days: int, purged: int
) -> None:
    keep(store)
    at.now = NOON + timedelta(days=days)
    assert locked.purge(sure=True) == purged


@pytest.mark.parametrize("content", [b"", b"{}", b"age-encryption.org/v2\n-> "])
def test_a_file_that_is_not_sealed_at_all_is_listed_as_damaged(locked: Store, content: bytes) -> None:
    plans_of(locked).mkdir(0o700)
    (plans_of(locked) / "lamp-river-stone.age").write_bytes(content)
    assert [kept.damaged for kept in locked.list()] == [True]


# From plain to sealed ----------------------------------------------------------------------------


@pytest.fixture
def plain(store: Store) -> KeptPlan:
    return keep(Store(store.backend))


def test_sealing_leaves_no_open_file_and_loses_nothing(store: Store, plain: KeptPlan) -> None:
    assert (store.seal_plain(), store.open(plain.code)) == (1, plain)
    assert sorted(os.listdir(plans_of(store))) == [".lock", ".seen.age", f"{plain.code}.age"]


def test_sealing_that_was_cut_short_is_finished_the_next_time(store: Store, plain: KeptPlan) -> None:
    content = file_of(store, plain).read_bytes()
    store.seal_plain()
    file_of(store, plain).write_bytes(content)
    file_of(store, plain).chmod(0o600)
    assert (store.seal_plain(), file_of(store, plain).exists(), store.open(plain.code)) == (1, False, plain)


def test_a_damaged_open_file_stays_when_the_others_are_sealed(store: Store, plain: KeptPlan) -> None:
    file_of(store, plain).write_bytes(b"{")
    assert (store.seal_plain(), file_of(store, plain).read_bytes()) == (0, b"{")


# Dates -------------------------------------------------------------------------------------------


def test_a_copy_without_its_date_gets_it_back_when_it_is_opened(
    store: Store, locked: Store, at: Clock
) -> None:
    kept = keep(store)
    os.utime(file_of(store, kept, ".age"), (2e9, 2e9))
    store.open(kept.code)
    assert [found.changed for found in locked.list()] == [NOON]


@pytest.mark.parametrize("seconds", [-(2**33), -1, 0, 2**33, 2**34])
def test_no_date_of_a_file_is_too_odd_for_a_list(store: Store, locked: Store, seconds: int) -> None:
    kept = keep(store)
    os.utime(file_of(store, kept, ".age"), (seconds, seconds))
    assert ([found.code for found in locked.list()], locked.purge()) == ([kept.code], 0)
