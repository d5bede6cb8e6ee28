"""What is said is what is: which passphrase holds, what is there but cannot be read."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.store.samples import NEW, OTHER, PASS, PLAN, code_of, fail, keep, ring, sealed_in

from safechat_tui.age import keys, passphrase
from safechat_tui.config import Config
from safechat_tui.conversation.holding import held
from safechat_tui.errors import SafeChatError
from safechat_tui.files import writing
from safechat_tui.store import PLAIN, Folder, KeySeal, Store, is_sealed, keyring_of, store_of

pytestmark = pytest.mark.usefixtures("little_work")


# Which passphrase holds --------------------------------------------------------------------------


def holding(data: Path) -> set[str]:
    """Return which of the two passphrases opens the key."""
    return {words for words in (PASS, NEW) if not said(lambda w=words: ring(data).unlock(w))}  # type: ignore[misc]


CALLS = ("open", "write", "fsync", "link", "replace", "stat", "unlink", "fchmod", "fstat", "close", "read")


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("ever", [False, True])
def test_whatever_fails_what_is_said_of_the_passphrase_is_what_is(
    tmp_path: Path, call: str, number: int, ever: bool
) -> None:
    for nth in range(1, 40):
        data = tmp_path / str(nth)
        keyring = ring(data)
        keyring.create(PASS)
        with pytest.MonkeyPatch.context() as patch:
            struck = strike(patch, call, number, nth, ever)
            told = said(lambda k=keyring: k.change(PASS, NEW))  # type: ignore[misc]
        allowed = {"": {NEW}, "passphrase-new": {NEW}, "passphrase-not-sure": {PASS, NEW}}.get(told, {PASS})
        now = holding(data)
        assert len(now) == 1, told
        assert now <= allowed, (told, now, nth)
        if not struck:
            return


UNTRUE = {"deleted-elsewhere", "changed-elsewhere", "no-such-plan", "damaged", "file-missing", "other-key"}
"""What is told of another session or of damage, and never of a failing disk."""


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", [*CALLS, "lstat", "listdir", "utime", "urandom"])
@pytest.mark.parametrize("ever", [False, True])
@pytest.mark.parametrize("sealed", [True, False])
def test_whatever_fails_what_is_said_of_a_save_and_a_deletion_is_what_is(
    tmp_path: Path, call: str, number: int, ever: bool, sealed: bool
) -> None:
    identity, _ = keys.new_identity()
    for nth in range(1, 60):
        store = Store(Folder(tmp_path / str(nth)), seal=KeySeal(identity, None) if sealed else PLAIN)
        kept = keep(store)
        with pytest.MonkeyPatch.context() as patch:
            saving = strike(patch, call, number, nth, ever)
            told = said(lambda s=store, k=kept: s.save(k, OTHER))  # type: ignore[misc]
        allowed = {"": [OTHER], "not-sure": [PLAN, OTHER]}.get(told, [PLAN])
        assert store.open(kept.code).plan in allowed, (told, nth)
        assert told not in UNTRUE
        with pytest.MonkeyPatch.context() as patch:
            deleting = strike(patch, call, number, nth, ever)
            told = said(lambda s=store, k=kept: s.delete(k.code))  # type: ignore[misc]
        there = [each.code for each in store.list()] == [kept.code]
        assert there in {"": {False}, "not-sure-deleted": {False, True}}.get(told, {True}), (told, nth)
        assert told not in UNTRUE
        if not saving and not deleting:
            return


def strike(patch: pytest.MonkeyPatch, name: str, number: int, nth: int, ever: bool) -> list[int]:
    """Let a call of the system fail the nth time, or from then on; return what is not empty once it did."""
    real: Callable[..., object] = getattr(os, name)
    made: list[int] = []
    struck: list[int] = []

    def call(*given: object, **named: object) -> object:
        made.append(1)
        if len(made) == nth or (ever and len(made) > nth):
            struck.append(1)
            raise OSError(number, os.strerror(number))
        return real(*given, **named)

    patch.setattr(os, name, call)
    return struck


def said(what: Callable[[], object]) -> str:
    try:
        what()
    except SafeChatError as error:
        return error.code
    return ""


def test_a_passphrase_that_changed_on_a_failing_disk_is_told_as_changed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(data).create(PASS)
    with monkeypatch.context() as failing:
        failing.setattr(writing, "sync", fail(errno.EIO))
        assert code_of(lambda: ring(data).change(PASS, NEW)) == "passphrase-new"
    assert holding(data) == {NEW}


# There, and not readable -------------------------------------------------------------------------


@pytest.fixture(params=[errno.EIO, errno.EACCES], ids=["EIO", "EACCES"])
def failing(request: pytest.FixtureRequest, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk on which nothing under the data folder can be looked at."""
    keep(sealed_in(data))
    with monkeypatch.context() as patch:
        for name in ("lstat", "stat", "open", "listdir", "scandir"):
            real = getattr(os, name)

            def call(path: object, *given: object, _real: Any = real, **named: object) -> object:
                if isinstance(path, (str, Path)) and str(path).startswith(str(data)):
                    raise OSError(request.param, os.strerror(request.param), str(path))
                return _real(path, *given, **named)

            patch.setattr(os, name, call)
        yield


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("what", ["list", "overdue", "on_disk", "purge"])
def test_a_folder_that_cannot_be_read_is_not_told_as_empty(data: Path, what: str) -> None:
    store = store_of(Config(data_folder=data))
    assert code_of(getattr(store, what)) in {"file-failed", "folder-unsafe"}


@pytest.mark.usefixtures("failing")
def test_a_report_on_what_cannot_be_read_is_not_empty(data: Path) -> None:
    told = code_of(lambda: held(Config(data_folder=data, home=Path("/"))))
    assert told in {"file-failed", "folder-unsafe"}


@pytest.mark.usefixtures("failing")
def test_a_key_that_cannot_be_read_is_not_told_as_missing(data: Path) -> None:
    config = Config(data_folder=data, keep="plain")
    assert (is_sealed(config), code_of(lambda: keyring_of(config).unlock(PASS))) in {
        (True, "folder-unsafe"),
        (True, "file-failed"),
        (True, "not-saved"),
    }


def test_a_plan_that_cannot_be_read_is_no_damaged_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = sealed_in(data)
    kept = keep(store)
    with monkeypatch.context() as failing:
        failing.setattr(os, "read", fail(errno.EIO))
        assert code_of(lambda: store.open(kept.code)) == "unreadable"
        assert [(each.code, each.unreadable) for each in store.list()] == [(kept.code, True)]
        assert store.purge(sure=True) == 0
    assert store.open(kept.code) == kept


# Too little memory -------------------------------------------------------------------------------

SCANT = """
import resource, sys
from pathlib import Path
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Folder, Keyring
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + int(sys.argv[2]) * 1024, -1))
keyring = Keyring(Folder(Path(sys.argv[1])))
try:
    keyring.load()
    keyring.unlock(sys.argv[3])
    print("opened")
except SafeChatError as error:
    print(error.code)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems give any address space")
def test_too_little_memory_costs_nothing_but_the_answer(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase.seal_passphrase, "__kwdefaults__", {"work": 15})
    ring(data).create(PASS)
    found = []
    for spare in (0, 256, 1_000, 3_000, 6_000, 10_000, 20_000, 30_000, 40_000, 400_000):
        done = subprocess.run(
            [sys.executable, "-c", SCANT, data, str(spare), PASS], capture_output=True, text=True, check=False
        )
        found.append((done.returncode, done.stdout.strip()))
    assert set(found) == {(0, "no-memory"), (0, "opened")}, found
    assert found[-1] == (0, "opened")
