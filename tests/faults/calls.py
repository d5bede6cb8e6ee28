"""A kill, and errors of the system, at every single system call of a save: strace injects them."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.faults.saver import attempt, injected, judge, kept_in, plan_of, store_in, watched
from tests.faults.tally import Tally

from safechat_tui.store import KeptPlan

ERRORS: Final = ("ENOSPC", "EIO", "EDQUOT")
CALL: Final = re.compile(r"^([a-z0-9_]+)\(")
BETWEEN: Final = "getppid"
"""A call that a save does not make; the saver makes it before and after."""

MEMORY: Final = frozenset({"brk", "mmap", "munmap", "mremap", "madvise"})
"""Calls that have nothing to do with files: killed like the others, but they know no such errors."""


def at_every_call(folder: Path, size: int, every: int = 1) -> tuple[Tally, Tally]:
    """Strike a save at each of its system calls (or every so many) once by a kill and once by each error."""
    kills, errors = Tally("kill at every system call of a save"), Tally(f"{', '.join(ERRORS)} at every one")
    store, kept = kept_in(folder, size)
    for call, number in tuple(_calls(folder, kept, size))[::every]:
        _, lines = _struck(folder, kept, size, f"{call}:signal=KILL:when={number}")
        told = int(lines[-1].split()[1]) if lines else kept.revision
        kills.count(judge(folder, kept, size, told))
        store.purge()
        kept = store.open(kept.code)
        for error in ERRORS if call not in MEMORY else ():
            code, lines = _struck(folder, kept, size, f"{call}:error={error}:when={number}")
            told = int(lines[-1].split()[1]) if lines and lines[-1].startswith("kept") else -1
            # Struck or not, the retry at the latest was told as kept.
            errors.count(judge(folder, kept, size, told) if told > kept.revision else "not kept")
            errors.check(code == 0, f"crash at {call} {number}: {lines}")
            kept = store.open(kept.code)
    return kills, errors


def _calls(folder: Path, kept: KeptPlan, size: int) -> Iterator[tuple[str, int]]:
    """Yield each system call of a save with its number among its like since the saver was watched."""
    with tempfile.NamedTemporaryFile("r") as log:
        _struck(folder, kept, size, None, log.name)
        yield from numbered(log)


def numbered(log: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each system call between two of BETWEEN, with its number among its like in the whole log."""
    seen: Counter[str] = Counter()
    inside = False
    for line in log:
        if (found := CALL.match(line)) is None:
            continue
        seen[found[1]] += 1
        if found[1] == BETWEEN:
            inside = not inside
        elif inside:
            yield found[1], seen[found[1]]


def _struck(
    folder: Path, kept: KeptPlan, size: int, fault: str | None, log: str = os.devnull
) -> tuple[int, list[str]]:
    """Let a saver save once under strace, and once more if that failed; return its end and what it told."""

    def prepare() -> Callable[[Callable[[str], None]], None]:
        store = store_in(folder)
        at = store.open(kept.code)

        def save(tell: Callable[[str], None]) -> None:
            told, now = attempt(store, at, plan_of(size, at.revision + 1))
            os.getppid()
            if told != "kept":
                told, now = attempt(store, at, plan_of(size, at.revision + 1))
            tell(f"{told.split()[0]} {now.revision}")

        return save

    return watched(prepare, injected(fault), log)
