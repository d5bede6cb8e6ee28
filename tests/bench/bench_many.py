"""Measures many sessions on one machine, here and through a real sshd on loopback.

    python -m tests.bench.bench_many [together] [live]

`together` sessions are started at once, and it is measured when each can be read; then `live` sessions take a
key a second each, and it is measured how long the last byte of the answer takes, what memory a session has
(PSS, as root; sshd and ssh not counted), and how often all of them wake up when nobody types.
"""

from __future__ import annotations

import fcntl
import os
import selectors
import shlex
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.timing import Figures, memory, table
from tests.loopback import sshd
from tests.terminal.harness import CTRL_X, PROGRAM, environment, past_first_start

READABLE: Final = b"^X"
"""What the first screen shows in both languages."""

KEYS: Final = (b"\x1b[C", *(b"\x1b[B", b"\x1b[A") * 5)
"""Keys that are pressed in turn among the questions: on, then down and up among the choices."""

QUIET: Final = 0.15
"""Seconds without a byte after which an answer is whole."""

IDLE: Final = 5.0
"""Seconds in which nobody types."""


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


class Sessions:
    """Sessions that are started at once."""

    def __init__(self, home: Path, program: Sequence[str], count: int) -> None:
        """Start them, and return when all can be read."""
        self._selector = selectors.DefaultSelector()
        self.lives: list[Live] = []
        for _ in range(count):
            self.lives.append(_start(home, program))
            self._selector.register(self.lives[-1].master, selectors.EVENT_READ, self.lives[-1])
            self.read(0)
        while not all(live.readable for live in self.lives):
            self.read(0.1)
        self.read(1.0)

    def read(self, seconds: float) -> None:
        """Read what they write, for some seconds."""
        end = time.perf_counter() + seconds
        left = seconds
        while left >= 0:
            for key, _ in self._selector.select(left):
                live: Live = key.data
                try:
                    data = os.read(live.master, 65536)
                except OSError:
                    self._selector.unregister(live.master)
                    continue
                live.last_byte = time.perf_counter()
                if not live.readable:
                    live.seen += data
                    if READABLE in live.seen:
                        live.readable = live.last_byte - live.begun
            left = end - time.perf_counter()

    def press(self, key: bytes) -> list[float]:
        """Press a key in each, over a second; return the milliseconds to the last byte of each answer."""
        for live in self.lives:
            live.pressed = time.perf_counter()
            os.write(live.master, key)
            self.read(1.0 / len(self.lives))
        self.read(QUIET)
        return [(live.last_byte - live.pressed) * 1000 for live in self.lives]

    def end(self) -> None:
        """End them by the quick exit."""
        for live in self.lives:
            os.write(live.master, CTRL_X)
        self.read(0.5)
        for live in self.lives:
            os.waitpid(live.pid, 0)
            os.close(live.master)


def _start(home: Path, program: Sequence[str]) -> Live:
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


def programs(home: Path) -> list[int]:
    """Return the processes of the program that work in a home folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, environ = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if b"safechat_tui" in command and f"HOME={home}\0".encode() in environ:
            found.append(int(folder.name))
    return found


def wakings(pids: list[int]) -> int:
    """Return how often some processes went to sleep so far."""
    lines = [
        line
        for pid in pids
        for task in Path(f"/proc/{pid}/task").iterdir()
        for line in (task / "status").read_text("ascii").splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches:"))


def measure(where: str, home: Path, program: Sequence[str], together: int, many: int) -> None:
    """Measure and print what sessions take that are started together, and many that live."""
    started = Sessions(home, program, together)
    figures: Figures = {"readable, ms": [live.readable * 1000 for live in started.lives]}
    started.end()
    living = Sessions(home, program, many)
    # The first key waits until the screens are imported.
    living.press(b"1")
    living.read(1.0)
    answers = [each for key in KEYS for each in living.press(key)]
    figures["a key, ms"] = [each for each in answers if each > 0]
    pids = programs(home)
    figures["memory, MiB PSS"] = [memory(pid) for pid in pids]
    before = wakings(pids)
    living.read(IDLE)
    figures["wakings a second, all"] = [(wakings(pids) - before) / IDLE]
    living.end()
    unanswered = len(answers) - len(figures["a key, ms"])
    table(f"{where}: {together} started together, {many} live, {unanswered} keys unanswered", figures)


def main() -> None:
    """Measure both ways."""
    numbers = [int(word) for word in sys.argv[1:]]
    together, many = (numbers + [25, 100][len(numbers) :])[:2]
    with tempfile.TemporaryDirectory() as name:
        home = past_first_start(Path(name))
        measure("This machine", home, PROGRAM, together, many)
        variables = [f"{key}={value}" for key, value in environment(home).items() if key != "TERM"]
        command = f"exec {shlex.join(['env', *variables, *PROGRAM])}"
        # Its own limits are far lower than so many at once.
        with sshd(home, "MaxStartups 200", f"ForceCommand {command}") as client:
            measure("Through sshd", home, client, together, many)


if __name__ == "__main__":
    main()
