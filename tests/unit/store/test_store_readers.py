"""Who may read kept plans: nobody that the worker did not agree to, and nothing in clear under a seal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.unit.store.samples import (
    NEW,
    OTHER,
    OTHER_PRIVATE,
    OTHER_RECOVERY,
    PASS,
    PLAN,
    PRIVATE,
    RECOVERY,
    code_of,
    file_of,
    keep,
    needs_age,
    plans_of,
    ring,
    sealed_in,
)

from safechat_tui.age import keys, passphrase
from safechat_tui.config import Config
from safechat_tui.conversation.holding import held
from safechat_tui.store import LOCKED, Folder, Store, is_sealed, keyring_of, store_of
from safechat_tui.store.passphrase import canonical

pytestmark = pytest.mark.usefixtures("little_work")


def opens(sealed: bytes, private: str) -> bool:
    try:
        keys.open_with(sealed, private)
    except keys.NotForKeyError:
        return False
    return True


# Who may read ------------------------------------------------------------------------------------


def test_a_recovery_key_that_nobody_agreed_to_opens_nothing(data: Path) -> None:
    ring(data).create(PASS)
    seal = ring(data, RECOVERY).unlock(PASS)
    assert not opens(seal.seal(b"a plan"), PRIVATE)


@pytest.mark.parametrize(
    ("before", "after", "kind", "letters"),
    [
        (None, RECOVERY, "added", ("", RECOVERY[-8:])),
        (RECOVERY, OTHER_RECOVERY, "changed", (RECOVERY[-8:], OTHER_RECOVERY[-8:])),
        (RECOVERY, None, "removed", (RECOVERY[-8:], "")),
    ],
    ids=["added", "changed", "removed"],
)
def test_another_recovery_key_is_asked_about_by_its_last_letters(
    data: Path, before: str | None, after: str | None, kind: str, letters: tuple[str, str]
) -> None:
    ring(data, before).create(PASS)
    change = ring(data, after).unlock(PASS).change
    assert change is not None
    assert (change.kind, change.letters["old"], change.letters["new"]) == (kind, *letters)


@pytest.mark.parametrize("agreed", [True, False])
def test_the_answer_holds_for_this_session_and_the_next_ones(data: Path, agreed: bool) -> None:
    ring(data, RECOVERY).create(PASS)
    seal = ring(data, OTHER_RECOVERY).unlock(PASS)
    seal.answer(agreed)
    again = ring(data, OTHER_RECOVERY).unlock(PASS)
    sealed = [each.seal(b"x") for each in (seal, again)]
    reads = {(opens(one, PRIVATE), opens(one, OTHER_PRIVATE)) for one in sealed}
    assert (reads, again.change is None) == ({(not agreed, agreed)}, agreed)


def test_the_key_that_was_shown_with_the_passphrase_needs_no_second_answer(data: Path) -> None:
    made = ring(data, RECOVERY).create(PASS)
    assert made.change is None
    assert ring(data, RECOVERY).unlock(PASS).change is None
    assert opens(made.seal(b"x"), PRIVATE)


def test_a_key_file_of_the_version_before_opens_and_is_asked_about_once(data: Path) -> None:
    private, public = keys.new_identity()
    data.mkdir(0o700)
    content = f"# public key: {public}\n{private}\n".encode()
    (data / "key.age").write_bytes(passphrase.seal_passphrase(content, canonical(PASS)))
    before = keys.seal_to(b"an old plan", [public, RECOVERY])
    seal = ring(data, RECOVERY).unlock(PASS)
    assert seal.open(before) == b"an old plan"
    assert seal.change is not None
    seal.answer(True)
    assert ring(data, RECOVERY).unlock(PASS).change is None


def test_a_new_passphrase_keeps_what_was_agreed_to(data: Path) -> None:
    ring(data, RECOVERY).create(PASS)
    ring(data, RECOVERY).change(PASS, NEW)
    assert opens(ring(data).unlock(NEW).seal(b"x"), PRIVATE)


def test_settings_that_cannot_be_read_ask_about_no_key(data: Path) -> None:
    ring(data, RECOVERY).create(PASS)
    seal = keyring_of(Config(data_folder=data, guarded=True, keep="off")).unlock(PASS)
    assert (seal.change, opens(seal.seal(b"x"), PRIVATE)) == (None, True)


@needs_age
def test_the_stock_program_takes_a_key_file_that_names_a_recovery_key(data: Path) -> None:
    seal = ring(data, RECOVERY).create(PASS)
    content = passphrase.open_passphrase((data / "key.age").read_bytes(), canonical(PASS))
    (data / "open").write_bytes(content)
    (data / "plan").write_bytes(seal.seal(b"a plan"))
    done = subprocess.run(["age", "-d", "-i", data / "open", data / "plan"], capture_output=True, check=True)
    assert done.stdout == b"a plan"


# What sealed means -------------------------------------------------------------------------------


def test_where_there_is_a_key_the_settings_alone_do_not_open_plans(data: Path) -> None:
    ring(data).create(PASS)
    plain = Config(keep="plain", data_folder=data)
    assert is_sealed(plain)
    assert code_of(lambda: keep(store_of(plain))) == "locked"


def test_a_session_that_began_before_there_was_a_key_writes_nothing_open(data: Path) -> None:
    session = store_of(Config(keep="plain", data_folder=data))
    kept = keep(session)
    ring(data).create(PASS)
    assert code_of(lambda: keep(session)) == "sealed-elsewhere"
    assert code_of(lambda: session.save(kept, OTHER)) == "sealed-elsewhere"
    assert session.open(kept.code).plan == PLAN


@pytest.mark.parametrize("changed", [False, True])
def test_a_plan_that_lies_open_is_sealed_when_it_is_opened_or_saved(data: Path, changed: bool) -> None:
    kept = keep(Store(Folder(data / "plans")))
    store = sealed_in(data)
    found = store.save(kept, OTHER) if changed else store.open(kept.code)
    assert sorted(path.suffix for path in plans_of(store).glob("*-*-*.*")) == [".age"]
    assert store.open(kept.code).plan == found.plan == (OTHER if changed else PLAN)


def test_a_plan_that_lies_open_needs_the_passphrase_where_plans_are_sealed(data: Path) -> None:
    kept = keep(Store(Folder(data / "plans")))
    locked = Store(Folder(data / "plans"), seal=LOCKED)
    assert (code_of(lambda: locked.open(kept.code)), file_of(locked, kept).exists()) == ("locked", True)


def test_what_lies_on_the_disk_is_counted_whatever_the_settings_wish(data: Path) -> None:
    keep(Store(Folder(data / "plans")))
    store = sealed_in(data)
    keep(store)
    (data / "plans" / ".safechat-0123456789abcdef.tmp").touch()
    assert store.on_disk() == {"sealed": 1, "open": 1, "left": 1, "remembered": 1}
    found = held(Config(keep="sealed", data_folder=data, home=data))
    kinds = [(each.kind, each.is_sealed) for each in found if each.kind in {"plan", "left"}]
    assert sorted(kinds) == [("left", False), ("plan", False), ("plan", True)]


# The memory of revisions -------------------------------------------------------------------------


def test_the_first_version_put_back_without_the_memory_is_told(data: Path) -> None:
    store = sealed_in(data)
    kept = keep(store)
    older = file_of(store, kept, ".age").read_bytes()
    store.save(kept, OTHER)
    file_of(store, kept, ".age").write_bytes(older)
    (plans_of(store) / ".seen.age").unlink()
    assert store.open(kept.code).unknown


def test_a_plan_that_nothing_remembers_is_told(data: Path) -> None:
    store = sealed_in(data)
    kept = keep(store)
    older = file_of(store, kept, ".age").read_bytes()
    saved = store.save(store.save(kept, OTHER), PLAN)
    assert not store.open(saved.code).unknown
    (plans_of(store) / ".seen.age").unlink()
    assert store.open(saved.code).unknown
    file_of(store, kept, ".age").write_bytes(older)
    assert store.open(saved.code).rolled_back
