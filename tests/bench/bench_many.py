"""Many sessions on one machine, which start at once and then take keys together.

    python tests/bench/bench_many.py [together] [live] [--sshd]

`together` sessions are started at once, and it is measured when each can be read; then `live` sessions take a
key a second each, and it is measured how many answer, how long the last byte of the answer takes, what memory
a session has (PSS, as root; sshd and ssh not counted), and how often all of them wake up when nobody types.

With --sshd they come through a real sshd on loopback that is told to run nothing else: beside a command that
does nothing but show a sign, each over a connection of its own, and then, the connections standing, so many
on each of a few.
"""

from __future__ import annotations

import fcntl
import os
import selectors
import statistics
import struct
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

from tests.bench.loopback import shared, sshd  # noqa: E402
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

    pid: int
    master: int
    begun: float
    readable: float = 0.0
    seen: bytes = b""
    pressed: float = 0.0
    last_byte: float = 0.0
    answers: list[float] = field(default_factory=list)


LINES: Final = 4
"""Connections that many sessions share."""

Commands = Sequence[Sequence[str]]
"""What starts a session; where there are several, in turn."""


def start(home: Path, program: Sequence[str]) -> Live:
    """Start a session in a terminal of its own, which is the one that sends it signals."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    opened = (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0)
    both = ((os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2))
    begun = time.perf_counter()
    pid = os.posix_spawnp(
        program[0], list(program), environment(home), file_actions=[opened, *both], setsid=True
    )
    os.close(slave)
    os.set_blocking(master, False)
    return Live(pid, master, begun)


def read(selector: selectors.BaseSelector, seconds: float) -> None:
    """Read what the sessions write, for some seconds."""
    end = time.perf_counter() + seconds
    left = seconds
    while left >= 0:
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
        left = end - time.perf_counter()


def begin(home: Path, commands: Commands, count: int) -> tuple[list[Live], selectors.BaseSelector]:
    """Start sessions at once, and return them when all can be read."""
    selector = selectors.DefaultSelector()
    lives = []
    for number in range(count):
        lives.append(start(home, commands[number % len(commands)]))
        selector.register(lives[-1].master, selectors.EVENT_READ, lives[-1])
        read(selector, 0)
    for _ in range(600):
        read(selector, 0.1)
        if all(live.readable for live in lives):
            break
    read(selector, 1.0)
    return lives, selector


def end(lives: list[Live], selector: selectors.BaseSelector) -> None:
    """End the sessions by the quick exit."""
    for live in lives:
        # What only shows a sign waits for a line.
        os.write(live.master, CTRL_X + b"\r")
    read(selector, 0.5)
    for live in lives:
        os.waitpid(live.pid, 0)
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


def ours(roots: list[int]) -> list[int]:
    """Return the processes of the program among some and all they started."""
    found = dict.fromkeys(each for root in roots for each in family(root))
    return [each for each in found if b"safechat_tui" in Path(f"/proc/{each}/cmdline").read_bytes()]


def measure_starts(home: Path, commands: Commands, together: int, name: str) -> None:
    """Measure and print how long sessions take that are started together."""
    lives, selector = begin(home, commands, together)
    readable = worst_of([live.readable * 1000 for live in lives])
    end(lives, selector)
    print(f"{name:<32}{readable[0]:>10.0f}{readable[1]:>8.0f}")


def measure_live(home: Path, commands: Commands, many: int, roots: list[int], name: str) -> None:
    """Measure and print what many sessions need, each with a key a second.

    Args:
        home: their home folder.
        commands: what starts them.
        many: how many there are.
        roots: below which processes they are found; what was started itself where none are given.
        name: what the row is called.
    """
    lives, selector = begin(home, commands, many)
    for live in lives:
        live.pressed = time.perf_counter()
        os.write(live.master, KEYS[0])
    for _ in range(600):
        read(selector, 0.1)
        if all(live.last_byte > live.pressed for live in lives):
            break
    interactive = max(live.last_byte for live in lives) - lives[0].begun
    read(selector, 1.0)
    answering = many
    for number in range(1, ROUNDS):
        for live in lives:
            live.pressed = time.perf_counter()
            os.write(live.master, KEYS[1] if number == 1 else KEYS[2 + number % 2])
            read(selector, 1.0 / many)
        read(selector, QUIET)
        for live in lives:
            live.answers.append((live.last_byte - live.pressed) * 1000)
        answering = min(answering, sum(live.answers[-1] > 0 for live in lives))
    answers = worst_of([answer for live in lives for answer in live.answers if answer > 0])
    pids = ours([*roots, *(live.pid for live in lives)])
    mib = memory(pids) / many
    before = wakings(pids)
    read(selector, IDLE)
    woken = (wakings(pids) - before) / IDLE
    end(lives, selector)
    print(
        f"{name:<32}{interactive:>10.1f}{answering:>10}{answers[0]:>10.1f}{answers[1]:>8.1f}{mib:>10.1f}{woken:>12.1f}"
    )


STARTS: Final = f"{'started together':<32}{'readable':>10}{'p95':>8}   ms"
LIVE: Final = (
    f"{'live':<32}{'all, s':>10}{'answering':>10}{'key':>10}{'p95':>8}{'MiB each':>10}{'wake-ups/s':>12}"
)


def here(home: Path, together: int, many: int) -> None:
    """Measure sessions in terminals of this machine."""
    print(STARTS)
    measure_starts(home, [PROGRAM], together, "this machine")
    print(LIVE)
    measure_live(home, [PROGRAM], many, [], "this machine")


def through_sshd(home: Path, together: int, many: int) -> None:
    """Measure sessions through sshd."""
    variables = environment(home)
    exports = " ".join(
        f"{name}={variables[name]}" for name in variables if name not in {"TERM", "PYTHONPATH"}
    )
    program = f"export {exports} PYTHONPATH={variables['PYTHONPATH']}; exec {' '.join(PROGRAM)}"
    sign = f"printf %s {READABLE.decode()}; read -r line"
    with sshd(home / "sshd", program) as ssh, sshd(home / "bare", sign) as bare:
        print(STARTS)
        for _ in range(2):
            measure_starts(home, [bare.line()], together, "sshd, a sign, own connections")
            measure_starts(home, [ssh.line()], together, "sshd, own connections")
        with shared(bare, LINES) as signs, shared(ssh, LINES) as lines:
            for _ in range(2):
                measure_starts(home, signs, together, f"sshd, a sign, {LINES} connections")
                measure_starts(home, lines, together, f"sshd, {LINES} connections")
            print(LIVE)
            measure_live(home, lines, many, [ssh.pid], f"sshd, {LINES} connections")
        measure_live(home, [ssh.line()], many, [ssh.pid], "sshd, own connections")


def main() -> None:
    """Measure one way or the other."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    together, many = (numbers + [25, 100][len(numbers) :])[:2]
    print(f"{together} started together; {many} live, a key a second each")
    with tempfile.TemporaryDirectory() as name:
        home = past_first_start(Path(name))
        if "--sshd" in sys.argv:
            through_sshd(home, together, many)
        else:
            here(home, together, many)


if __name__ == "__main__":
    main()
