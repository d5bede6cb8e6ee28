"""Disks and accounts without room: a limit on the size of files, and a small disk that is really full."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.saver import attempt, forked, judge, kept_in, plan_of, store_in
from tests.faults.tally import Tally


def file_size_limits(folder: Path, size: int, step: int) -> Tally:
    """Save under every limit on the size of a file (every `step` bytes), then without one."""
    tally = Tally("RLIMIT_FSIZE at every size of the file")
    store, kept = kept_in(folder, size)
    most = (folder / f"{kept.code}.age").stat().st_size + step

    def saving(limit: int) -> Callable[[Callable[[str], None]], None]:
        def save(tell: Callable[[str], None]) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            mine = store_in(folder)
            told, now = attempt(mine, kept, plan_of(size, kept.revision + 1))
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            if told != "kept":
                told, now = attempt(mine, kept, plan_of(size, kept.revision + 1))
            tell(f"{told.split()[0]} {now.revision}")

        return save

    for limit in range(0, most, step):
        code, lines = forked(saving(limit)).ended()
        tally.count(judge(folder, kept, size, int(lines[0].split()[1])))
        tally.check(code == 0 and lines[0].startswith("kept"), "not kept")
        kept = store.open(kept.code)
    return tally


def full_disk(folder: Path, size: int, trials: int) -> Tally:
    """Save to a disk of 128 KiB that has room for a little more each time, then with room enough."""
    tally = Tally("a full disk (tmpfs of 128 KiB)")
    with _small_disk(folder):
        plans = folder / "plans"
        store, kept = kept_in(plans, size)
        for trial in range(trials):
            _fill(folder, leave=trial * (2 * size) // trials)
            told, now = attempt(store, kept, plan_of(size, kept.revision + 1))
            tally.count(judge(plans, kept, size, now.revision))
            (folder / "ballast").unlink()
            if told != "kept":
                told, now = attempt(store, kept, plan_of(size, kept.revision + 1))
            tally.check(told == "kept", "not kept")
            tally.check(judge(plans, kept, size, now.revision) == "good", "retry")
            tally.check(not list(plans.glob(".safechat-*.tmp")), "left over")
            kept = now
    return tally


@contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    folder.mkdir(0o700, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def _fill(folder: Path, leave: int) -> None:
    """Fill a disk but for so many bytes, in whole pages as tmpfs counts."""
    with open(folder / "ballast", "wb", buffering=0) as ballast:
        room = os.statvfs(folder)
        free = room.f_bavail * room.f_frsize
        ballast.write(bytes(max(0, free - leave)))
