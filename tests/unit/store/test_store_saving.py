"""Saving kept plans: whole or not at all, and never over another session's save."""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path

import pytest
from tests.unit.store.samples import OTHER, PLAN, caught, code_of, fail, file_of, keep, plans_of

from safechat_tui import files
from safechat_tui.files import writing
from safechat_tui.store import Folder, KeptPlan, Store

# Saving ------------------------------------------------------------------------------------------


def test_a_save_just_before_anothers_is_not_overwritten(
    store: Store, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, lock = Store(store.backend), files.lock

    def saved_just_before(path: Path) -> object:
        monkeypatch.setattr(files, "lock", lock)
        other.save(kept, OTHER)
        return lock(path)

    monkeypatch.setattr(files, "lock", saved_just_before)
    assert code_of(lambda: store.save(kept, PLAN)) == "changed-elsewhere"
    assert store.open(kept.code).plan == OTHER


def test_a_folder_deleted_elsewhere_is_reported(store: Store, kept: KeptPlan) -> None:
    for path in plans_of(store).iterdir():
        path.unlink()
    plans_of(store).rmdir()
    assert code_of(lambda: store.save(kept, OTHER)) == "deleted-elsewhere"


def test_a_save_while_another_holds_the_lock_is_busy(store: Store, kept: KeptPlan) -> None:
    with files.lock(plans_of(store) / ".lock"):
        assert code_of(lambda: store.save(kept, OTHER)) == "busy"


def test_a_save_takes_the_lock_once_and_reads_and_replaces_its_plan_once(
    store: Store, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(name: str) -> None:
        real = getattr(files, name)

        def call(path: Path, *given: object, **named: object) -> object:
            made.append(f"{name} {path.name}")
            return real(path, *given, **named)

        monkeypatch.setattr(files, name, call)

    for name in ("lock", "read", "replace", "create"):
        counted(name)
    store.save(kept, OTHER)
    plan = file_of(store, kept).name
    # Beside the plan stands the memory that notices an older file put back.
    assert made == ["lock .lock", f"read {plan}", f"replace {plan}", "read .seen.json", "replace .seen.json"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_failed_save_leaves_the_kept_plan_as_it_was(
    store: Store, kept: KeptPlan, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(os, call, fail(number))
        assert code_of(lambda: store.save(kept, OTHER)) == "not-saved"
    assert store.open(kept.code) == kept


@pytest.mark.parametrize("fails", [["sync"], ["sync", "_named"], ["_named"]])
def test_a_failed_save_can_be_tried_again(
    store: Store, kept: KeptPlan, fails: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in fails:
        with monkeypatch.context() as failing:
            failing.setattr(writing, name, fail(errno.EIO))
            told = code_of(lambda: store.save(kept, PLAN.with_words("first try")))
        # What failed after the last step is in place, and may not last.
        assert told == ("not-sure" if name == "sync" else "not-saved")
    saved = store.save(kept, OTHER)
    assert store.open(kept.code) == saved


def test_a_retry_after_a_failed_save_still_sees_another_sessions_save(
    store: Store, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(writing, "_named", fail(errno.ENOSPC))
        caught(lambda: store.save(kept, OTHER))
    Store(store.backend).save(kept, PLAN.with_words("theirs"))
    assert code_of(lambda: store.save(kept, OTHER)) == "changed-elsewhere"


def test_a_file_size_limit_leaves_the_kept_plan_as_it_was(store: Store, kept: KeptPlan) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        error = caught(lambda: store.save(kept, OTHER))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (error.code, store.open(kept.code), len(os.listdir(plans_of(store)))) == ("not-saved", kept, 3)


def test_a_plan_that_could_not_be_kept_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", fail(errno.ENOSPC))
    assert (code_of(lambda: keep(store)), store.list()) == ("not-saved", ())


# An older file put back --------------------------------------------------------------------------


def test_a_plan_put_back_and_saved_is_a_plan_like_any_other(store: Store, kept: KeptPlan) -> None:
    older = file_of(store, kept).read_bytes()
    store.save(store.save(kept, OTHER), PLAN)
    file_of(store, kept).write_bytes(older)
    store.save(store.open(kept.code), OTHER)
    assert not store.open(kept.code).rolled_back


def test_a_later_file_from_another_computer_is_no_roll_back(store: Store, kept: KeptPlan) -> None:
    memory = (plans_of(store) / ".seen.json").read_bytes()
    store.save(kept, OTHER)
    (plans_of(store) / ".seen.json").write_bytes(memory)
    assert not store.open(kept.code).rolled_back


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"[" * 100_000, b'{"lamp-river-stone": -1}'])
def test_a_damaged_memory_of_revisions_is_no_obstacle(store: Store, kept: KeptPlan, content: bytes) -> None:
    (plans_of(store) / ".seen.json").write_bytes(content)
    assert store.open(kept.code) == kept._replace(unknown=True)


def test_nothing_remembers_a_deleted_plan(store: Store, kept: KeptPlan) -> None:
    other = keep(store)
    store.delete(kept.code)
    assert kept.code.encode() not in (plans_of(store) / ".seen.json").read_bytes()
    store.delete(other.code)
    assert os.listdir(plans_of(store)) == [".lock"]


# A disk that cannot promise ----------------------------------------------------------------------


def test_an_opened_plan_is_not_saved_to_a_disk_that_cannot_promise_it(
    store: Store, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fail(errno.EINVAL))
    assert code_of(lambda: Store(Folder(plans_of(store))).save(kept, OTHER)) == "folder-unfit"
