"""Many sessions on one machine, each starting by itself and then forked by a parent that keeps them ready.

    python tests/bench/bench_many.py [together] [live]

`together` sessions are started at once, and it is measured when each can be read; then `live` sessions take a
key a second each, and it is measured how long the last byte of the answer takes, what memory a session has
(PSS, as root), and how often all of them wake up when nobody types.
"""

from __future__ import annotations

import fcntl
import os
import selectors
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.terminal.harness import CTRL_X, PROGRAM, environment, past_first_start  # noqa: E402

READABLE: Final = b"^X"
"""What the first screen shows in both languages."""

KEYS: Final = (b"1", b"\x1b[C", b"\x1b[B", b"\x1b[A")
"""Keys that are pressed in turn: to the questions, on, down and up among the choices."""

ROUNDS: Final = 12
QUIET: Final = 0.15
"""Seconds without a byte after which an answer is whole."""

IDLE: Final = 5.0


@dataclass
class Live:
    """One session."""

    process: subprocess.Popen[bytes]
    master: int
    begun: float
    readable: float = 0.0
    seen: bytes = b""
    pressed: float = 0.0
    last_byte: float = 0.0
    answers: list[float] = field(default_factory=list)


DOOR: Final = (sys.executable, "-I", "-S", str(ROOT / "src" / "safechat_tui" / "door.py"))
"""What starts the program on a server."""


def start(home: Path, program: Sequence[str]) -> Live:
    """Start a session in a terminal of its own."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        program,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=home,
        env=environment(home),
        start_new_session=True,
    )
    os.close(slave)
    os.set_blocking(master, False)
    return Live(process, master, begun)


def read(selector: selectors.BaseSelector, seconds: float) -> None:
    """Read what the sessions write, for some seconds."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for key, _ in selector.select(left):
            live: Live = key.data
            try:
                data = os.read(live.master, 65536)
            except OSError:
                selector.unregister(live.master)
                continue
            live.last_byte = time.perf_counter()
            if not live.readable:
                live.seen += data
                if READABLE in live.seen:
                    live.readable = live.last_byte - live.begun


def begin(home: Path, program: Sequence[str], count: int) -> tuple[list[Live], selectors.BaseSelector]:
    """Start sessions at once, and return them when all can be read."""
    selector = selectors.DefaultSelector()
    lives = []
    for _ in range(count):
        lives.append(start(home, program))
        selector.register(lives[-1].master, selectors.EVENT_READ, lives[-1])
    for _ in range(600):
        read(selector, 0.1)
        if all(live.readable for live in lives):
            break
    read(selector, 1.0)
    return lives, selector


def end(lives: list[Live], selector: selectors.BaseSelector) -> None:
    """End the sessions by the quick exit."""
    for live in lives:
        os.write(live.master, CTRL_X)
    read(selector, 0.5)
    for live in lives:
        live.process.wait(10)
        os.close(live.master)


def worst_of(values: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def family(pid: int) -> list[int]:
    """Return a process and everything it started."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(each for child in below for each in family(int(child)))]


def memory(pids: list[int]) -> float:
    """Return the PSS of some processes, in MiB."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def wakings(pids: list[int]) -> int:
    """Return how often some processes went to sleep so far."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for line in (task / "status").read_text("ascii").splitlines():
                if line.startswith("voluntary_ctxt_switches:"):
                    total += int(line.split()[1])
    return total


def measure(
    home: Path, program: Sequence[str], together: int, many: int, roots: list[int], name: str
) -> None:
    """Measure and print one row."""
    lives, selector = begin(home, program, together)
    readable = worst_of([live.readable * 1000 for live in lives])
    end(lives, selector)
    lives, selector = begin(home, program, many)
    for number in range(ROUNDS):
        for live in lives:
            live.pressed = time.perf_counter()
            os.write(live.master, KEYS[min(number, len(KEYS) - 1) if number < 2 else 2 + number % 2])
            read(selector, 1.0 / many)
        read(selector, QUIET)
        if number:
            for live in lives:
                live.answers.append((live.last_byte - live.pressed) * 1000)
    answers = worst_of([answer for live in lives for answer in live.answers if answer > 0])
    pids = [each for root in roots or [live.process.pid for live in lives] for each in family(root)]
    if roots:
        pids += [live.process.pid for live in lives]
    mib = memory(pids) / many
    before = wakings(pids)
    read(selector, IDLE)
    woken = (wakings(pids) - before) / IDLE
    end(lives, selector)
    print(
        f"{name:<12}{readable[0]:>10.0f}{readable[1]:>8.0f}{answers[0]:>14.1f}{answers[1]:>8.1f}"
        f"{mib:>12.1f}{woken:>14.1f}"
    )


def main() -> None:
    """Measure both ways and print a table."""
    together, many = (*(int(word) for word in sys.argv[1:]), 25, 100)[:2] if sys.argv[1:] else (25, 100)
    print(f"{together} started together; {many} live, a key a second each; milliseconds, MiB")
    print(
        f"{'':<12}{'readable':>10}{'p95':>8}{'key to byte':>14}{'p95':>8}{'PSS each':>12}{'wake-ups/s':>14}"
    )
    with tempfile.TemporaryDirectory() as name:
        home = past_first_start(Path(name))
        measure(home, DOOR, together, many, [], "by itself")
        ready = (*PROGRAM, "ready")
        with subprocess.Popen(ready, env=environment(home), cwd="/", stdin=subprocess.DEVNULL) as parent:
            while not (home / ".local/share/safechat/ready.socket").exists():
                time.sleep(0.05)
            measure(home, DOOR, together, many, [parent.pid], "kept ready")
            parent.terminate()


if __name__ == "__main__":
    main()
