"""A quick part of the fault tests; `make faults` has the full counts and prints them as one table."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faults.power import Disk
from tests.faults.saver import WORDS, store_in

from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import Store

ROOT = Path(__file__).parents[2]

KINDS = 22 if os.geteuid() == 0 else 21
"""Rows of the table; only root can make a small disk."""

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_in(tmp_path / "plans")


def struck(*options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the faults as a program of their own, for they fork."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults", *options],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@needs_strace
def test_no_fault_breaks_a_plan_or_loses_what_was_told_as_kept() -> None:
    done = struck("quick")
    rows = re.findall(r"^\| (.+) \| ([0-9,]+) \| 0 \| 0 \| 0 \|$", done.stdout, re.MULTILINE)
    assert (done.returncode, len(rows), [row for row in rows if row[1] == "0"]) == (0, KINDS, []), done


@needs_strace
@pytest.mark.parametrize("broken", ["unsynced", "in place", "no folder sync"])
def test_a_writer_that_promises_too_much_would_be_found(broken: str) -> None:
    done = struck("power", SAFECHAT_BROKEN=broken)
    assert done.returncode == 1, done


def test_a_disk_may_hold_any_beginning_of_what_was_not_synced() -> None:
    disk = Disk(
        {"a": 0}, [("make", "b", "1"), ("rename", "b", "a")], {0: b"old", 1: b"new!"}, {0: b"old", 1: b""}
    )
    found = {tuple(sorted(state.items())) for state in disk.states()}
    assert found == {
        (("a", b"old"),),
        *(((("a", b"old")), ("b", torn)) for torn in (b"", b"ne", b"ne\0\0", b"new!")),
        *((("a", torn),) for torn in (b"", b"ne", b"ne\0\0", b"new!")),
    }


def test_two_savers_of_one_plan_lose_no_save(store: Store, tmp_path: Path) -> None:
    first = store.keep(Plan(), lang="fr", words=WORDS)

    def save_often(name: str) -> int:
        mine, kept, saved = store_in(tmp_path / "plans"), first, 0
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
    assert end.revision == 51
    assert set(end.plan.chosen) == {f"{name}.{number}" for name in "ab" for number in range(25)}


def test_many_keepers_at_once_each_get_a_code_of_their_own(store: Store, tmp_path: Path) -> None:
    def keep(_: int) -> str:
        return store_in(tmp_path / "plans").keep(Plan(), lang="fr", words=WORDS).code

    with ThreadPoolExecutor(4) as pool:
        given = set(pool.map(keep, range(20)))
    assert (len(given), given) == (20, {kept.code for kept in store.list()})
