"""A quick part of the fault tests: killed savers, two writers, a full disk. The full counts take minutes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import KeptPlan, Store

SAVER = Path(__file__).with_name("saver.py")
WORDS = ("lamp", "river", "stone", "maple", "cloud")

TRIALS = int(os.environ.get("SAFECHAT_KILLS", "40"))
"""Kills in a run; half of them with a small plan, half with a large one."""

STEPS = 17
"""System calls on files that a save makes."""

BEFORE_REPLACE = 12
"""The one that puts the new file in place of the old one."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "plans")


def kill_while_saving(store: Store, kept: KeptPlan, size: int, seconds: float) -> int:
    """Let a saver work, kill it this long after its first save, and return the last revision it told."""
    command = [sys.executable, str(SAVER), str(store.plan_folder), kept.code, str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as saver:
        assert saver.stdout is not None
        first = saver.stdout.readline()
        time.sleep(seconds)
        saver.send_signal(signal.SIGKILL)
        told = (first + saver.stdout.read()).split(b"\n")
    # The last piece is empty, or a line that was cut off.
    return int(told[-2])


@pytest.mark.parametrize("size", [4_000, 100_000])
def test_a_killed_save_never_breaks_or_loses_what_was_told_as_kept(store: Store, size: int) -> None:
    dice = random.Random(size)  # noqa: S311 - moments of killing, not secrets
    kept = store.keep(Plan(), lang="fr", words=WORDS)
    broken: list[tuple[int, object]] = []
    for _ in range(TRIALS // 2):
        told = kill_while_saving(store, kept, size, dice.uniform(0, 0.03))
        found = store.open(kept.code)
        same = {found.plan.words, *(codes[7].split(".")[0] for codes in found.plan.answers.values())}
        # A save that was killed after its last step is there although it was not told of.
        if not told <= found.revision <= told + 1 or same != {f"r{found.revision}"}:
            broken.append((told, found))
    assert broken == []


def kill_at_step(store: Store, kept: KeptPlan, step: int) -> int:
    """Let a saver kill itself before a system call of its save and return how it ended."""
    command = [sys.executable, str(SAVER), str(store.plan_folder), kept.code, "4000", str(step)]
    return subprocess.run(command, check=False).returncode


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_save_killed_at_any_step_leaves_the_old_or_the_new_plan(store: Store, step: int) -> None:
    kept = store.keep(Plan(), lang="fr", words=WORDS)
    ended = kill_at_step(store, kept, step)
    found = store.open(kept.code)
    assert (ended, (found.revision, found.plan.words)) in [
        (-signal.SIGKILL, (1, "")),
        (-signal.SIGKILL, (2, "r2")),
    ]


def test_a_save_has_no_more_steps_than_are_tried(store: Store) -> None:
    kept = store.keep(Plan(), lang="fr", words=WORDS)
    assert kill_at_step(store, kept, STEPS + 1) == 0


def test_what_a_killed_save_left_is_swept_at_the_next_start(store: Store) -> None:
    kept = store.keep(Plan(), lang="fr", words=WORDS)
    kill_at_step(store, kept, BEFORE_REPLACE)
    left = len(os.listdir(store.plan_folder))
    store.purge()
    assert (left, sorted(os.listdir(store.plan_folder))) == (3, [".lock", f"{kept.code}.json"])


def test_two_savers_of_one_plan_lose_no_save(store: Store) -> None:
    first = store.keep(Plan(), lang="fr", words=WORDS)

    def save_often(name: str) -> int:
        mine, kept, saved = Store(store.plan_folder), first, 0
        while saved < 25:
            try:
                kept = mine.save(kept, kept.plan.with_strategy(f"{name}.{saved}", wanted=True))
                saved += 1
            except SafeChatError as error:
                if error.code != "changed-elsewhere":
                    raise
                kept = mine.open(first.code)
        return saved

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save_often, ["a", "b"]))
    end = store.open(first.code)
    assert (end.revision, set(end.plan.chosen)) == (
        51,
        {f"{name}.{number}" for name in "ab" for number in range(25)},
    )


def test_many_keepers_at_once_each_get_a_code_of_their_own(store: Store) -> None:
    def keep(_: int) -> str:
        return Store(store.plan_folder).keep(Plan(), lang="fr", words=WORDS).code

    with ThreadPoolExecutor(4) as pool:
        given = set(pool.map(keep, range(20)))
    assert (len(given), given) == (20, {kept.code for kept in store.list()})


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="needs a disk that is always full")
def test_a_plan_is_not_kept_on_a_disk_that_is_full(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = store.keep(Plan(), lang="fr", words=WORDS)
    full = os.open("/dev/full", os.O_WRONLY)
    write = os.write
    monkeypatch.setattr(os, "write", lambda _, data: write(full, data))
    with pytest.raises(SafeChatError, match="not-saved"):
        store.save(kept, Plan(words="new"))
    os.close(full)
    assert (store.open(kept.code), len(os.listdir(store.plan_folder))) == (kept, 2)
