"""Measures the program on a small machine: a quarter of a core, 400 MB of addresses, a disk not yet read.

Run by `make bench`; as root it says more. Where control groups cannot be had, the program is stopped and let
go on again fifty times a second instead; the table says which. BENCH_RUNS says how many sessions are started.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.terminal.harness import CTRL_X, DOWN, ENTER, ESC, PAGE_DOWN, Session, past_first_start  # noqa: E402

RUNS: Final = int(os.environ.get("BENCH_RUNS", "5"))

ADDRESSES: Final = 400_000 * 1024
"""Bytes of address space (`ulimit -v 400000`)."""

PERIOD: Final = 20_000
"""Microseconds in which the program gets a quarter of a core once."""

QUIET: Final = 0.4
"""Seconds without a byte after which an answer is whole; not counted."""

PATIENCE: Final = 60.0

READABLE: Final = b"^X"
"""What the first screen shows in both languages."""

BACK: Final = "back with Esc (waits 100 ms)"
"""The one key that waits: it may be the beginning of another."""

KEYS: Final[tuple[tuple[str, bytes | str, bytes], ...]] = (
    ("to step 1", "1", b""), ("menu move", DOWN, b""), ("choose", " ", b""), ("next question", ENTER, b""),
    ("other language", "l", b""), ("to step 3", "3", b""), ("choose a strategy", " ", b""),
    ("a strategy's card", "f", b""), (BACK, ESC, b""), ("urgent help", "!", b""), (BACK, ESC, b""),
    ("helplines", "h", b""), (BACK, ESC, b""), ("platforms", "i", b""), (BACK, ESC, b""),
    ("all keys", "?", b""), (BACK, ESC, b""), ("search, opened", "/", b""), ("search, a letter", "e", b""),
    (BACK, ESC, b""), ("to the plan", "4", b""), ("page", PAGE_DOWN, b""),
    ("cover", b"\x1b[20~", b""), ("uncover", b"\x1b[20~", b""),
    ("PDF chosen", "f", b""), ("where she is", "e", b""), ("where to keep it", ENTER, b""),
    ("a PDF, key to name", ENTER, b".pdf"),
)  # fmt: skip
"""What is pressed, in order, from the opening on: name, key, and what the answer surely holds."""

Before = Callable[[], None]
"""What the new process does before it becomes the program."""


@contextlib.contextmanager
def quarter() -> Iterator[tuple[str, Before, Callable[[int], None]]]:
    """Give a way to slow a process down: its name, what the process does first, what is done to it then."""
    new, old = Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/cpu")
    group: Path | None = None
    name = "stopped for 15 of every 20 ms"
    with contextlib.suppress(OSError):
        if "cpu" in (new / "cgroup.controllers").read_text("ascii").split():
            (new / "cgroup.subtree_control").write_text("+cpu", "ascii")
            group = new / f"safechat-bench-{os.getpid()}"
            group.mkdir()
            (group / "cpu.max").write_text(f"{PERIOD // 4} {PERIOD}", "ascii")
            name = "control group, cpu.max"
    if group is None:
        with contextlib.suppress(OSError):
            (old / f"safechat-bench-{os.getpid()}").mkdir()
            group = old / f"safechat-bench-{os.getpid()}"
            (group / "cpu.cfs_period_us").write_text(str(PERIOD), "ascii")
            (group / "cpu.cfs_quota_us").write_text(str(PERIOD // 4), "ascii")
            name = "control group, cpu.cfs_quota_us"

    def join() -> None:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        if group is not None:
            (group / "cgroup.procs").write_text("0", "ascii")

    def after(pid: int) -> None:
        if group is None:
            threading.Thread(target=_stutter, args=(pid,), daemon=True).start()

    try:
        yield name, join, after
    finally:
        if group is not None:
            time.sleep(0.2)
            group.rmdir()


def _stutter(pid: int) -> None:
    """Let a process run for a quarter of the time, until it has ended."""
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(pid, signal.SIGSTOP)
            time.sleep(PERIOD * 0.75e-6)
            os.kill(pid, signal.SIGCONT)
            time.sleep(PERIOD * 0.25e-6)


def limited() -> None:
    """Give the process little address space."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


def answer(session: Session, key: bytes | str, sign: bytes = b"", *, begun: float = 0.0) -> float:
    """Press a key, read until a sign was seen and it is quiet, and return milliseconds to the last byte."""
    pressed = begun or time.perf_counter()
    if key:
        os.write(session.master, key.encode() if isinstance(key, str) else key)
    seen, last = b"", pressed
    while time.perf_counter() - pressed < PATIENCE:
        if not select.select([session.master], [], [], QUIET)[0]:
            if sign in seen and seen:
                break
            continue
        try:
            data = os.read(session.master, 65536)
        except OSError:
            break
        seen, last = seen + data, time.perf_counter()
    return (last - pressed) * 1000


def readable(session: Session, begun: float) -> float:
    """Return the milliseconds until the first screen can be read."""
    seen = b""
    while READABLE not in seen:
        select.select([session.master], [], [], PATIENCE)
        seen += os.read(session.master, 65536)
    return (time.perf_counter() - begun) * 1000


def leave(session: Session) -> tuple[float, float]:
    """Press the quick exit; return milliseconds until the last byte, and until the process is gone."""
    pressed = last = time.perf_counter()
    os.write(session.master, CTRL_X)
    while session.process.poll() is None:
        if select.select([session.master], [], [], 0.001)[0]:
            os.read(session.master, 65536)
            last = time.perf_counter()
    return (last - pressed) * 1000, (time.perf_counter() - pressed) * 1000


def memory(session: Session) -> str:
    """Return the most address space so far and the proportional share of memory now, in MiB."""
    folder = Path(f"/proc/{session.process.pid}")
    status = dict(line.split(":", 1) for line in (folder / "status").read_text("utf-8").splitlines())
    try:
        rollup = (folder / "smaps_rollup").read_text("ascii").splitlines()
        share = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
    except PermissionError:
        share = 0.0
    return f"{int(status['VmPeak'].split()[0]) / 1024:6.0f}{share:8.1f}"


def speeds(home: Path) -> dict[str, list[list[float]]]:
    """Run sessions at full speed and at a quarter in turn; return milliseconds by figure."""
    figures: dict[str, list[list[float]]] = {}
    with quarter() as (name, join, after):
        print(f"\nA quarter of one core ({name}), {RUNS} runs, median and worst ms")
        ways: tuple[tuple[Before, Callable[[int], None]], ...] = ((_nothing, _nothing_to), (join, after))
        for _ in range(RUNS):
            for slow, (before, then) in enumerate(ways):

                def note(what: str, value: float, slow: int = slow) -> None:
                    figures.setdefault(what, [[], []])[slow].append(value)

                begun = time.perf_counter()
                with Session(home, before=before) as session:
                    then(session.process.pid)
                    note("readable", readable(session, begun))
                    answer(session, "")
                    for what, key, sign in KEYS:
                        note(what, answer(session, key, sign))
                    blank, gone = leave(session)
                    note("quick exit: blank", blank)
                    note("quick exit: gone", gone)
                begun = time.perf_counter()
                with Session(home, before=before) as session:
                    then(session.process.pid)
                    readable(session, begun)
                    note("first key, pressed when readable", answer(session, "1", b"", begun=begun))
                    leave(session)
    return figures


def _nothing() -> None:
    return


def _nothing_to(pid: int) -> None:
    return


def addresses(home: Path) -> None:
    """Print what each screen takes of addresses and memory."""
    print("\nulimit -v 400000: MiB of addresses at most, MiB PSS")
    with Session(home, before=limited) as session:
        readable(session, time.perf_counter())
        answer(session, "")
        print(f"{'the opening':34}{memory(session)}")
        for what, key, sign in KEYS:
            answer(session, key, sign)
            if what != BACK:
                print(f"{what:34}{memory(session)}")


def cold(home: Path) -> None:
    """Print what a start costs when nothing of it is in memory yet."""
    drop = Path("/proc/sys/vm/drop_caches")
    print("\nNothing read from the disk yet")
    for _ in range(3):
        os.sync()
        try:
            drop.write_text("3", "ascii")
        except OSError:
            print("not measured: only root may empty the cache")
            return
        begun = time.perf_counter()
        with Session(home) as session:
            first = readable(session, begun)
            took = answer(session, "1", begun=begun)
            io = dict(
                line.split(": ") for line in Path(f"/proc/{session.process.pid}/io").read_text().splitlines()
            )
            faults = Path(f"/proc/{session.process.pid}/stat").read_text().rpartition(")")[2].split()[9]
            read = int(io["read_bytes"]) / 2**20
            print(
                f"readable {first:.0f} ms, first key {took:.0f} ms, {read:.1f} MiB read, {faults} page waits"
            )


def main() -> None:
    """Measure all of it and print tables."""
    with tempfile.TemporaryDirectory() as name:
        home = past_first_start(Path(name))
        figures = speeds(home)
        print(f"{'':34}{'full':>8}{'worst':>8}{'quarter':>9}{'worst':>8}")
        for what, (fast, slow) in figures.items():
            middle, slow_middle = statistics.median(fast), statistics.median(slow)
            print(f"{what:34}{middle:8.1f}{max(fast):8.1f}{slow_middle:9.1f}{max(slow):8.1f}")
        addresses(home)
        cold(home)


if __name__ == "__main__":
    main()
