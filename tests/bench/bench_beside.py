"""Measures SafeChat beside a hello in Textual, in one interleaved run; then a shell, and slow lines.

BENCH_RUNS says how many rounds; BENCH_LINE=no leaves the slow lines out.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from functools import partial
from pathlib import Path

from tests.bench.timing import RUNS, Figures, memory, table, timed
from tests.terminal.harness import environment, past_first_start

QUIET = 0.2
"""Seconds without a byte after which a screen counts as drawn; not counted in the figures."""

PATIENCE = 15.0
"""Seconds to wait for a first byte."""

LINES = {"64 kbit/s, 300 ms": (8000.0, 0.3), "9600 bit/s": (960.0, 0.02)}
"""Bytes a second and round trip of the slow lines."""

SAFECHAT = (str(Path(sys.executable).with_name("safechat")),)

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    BINDINGS = [("1", "one", "one")]
    def compose(self):
        yield Static("Hello, ^X", id="x")
    def action_one(self):
        self.query_one("#x").update("One")
Hello().run()
"""

PROGRAMS = {"SafeChat": (*SAFECHAT, "--guide", "messages"), "hello": (sys.executable, "-c", HELLO)}
"""How each is started; `^X` stands on the first screen of both, and 1 is a key of both."""

KEYS = {
    "menu move": b"\x1b[B", "choose": b" ", "step change": b"4", "page": b"\x1b[6~", "line": b"\x1b[B",
}  # fmt: skip
"""What is pressed after that, in order."""

SHELL = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "--version": (*SAFECHAT, "--version"),
    "guide": (*SAFECHAT, "guide"),
    "search": (*SAFECHAT, "search", "evidence"),
}
"""What is run from a shell, beside a Python that does nothing."""


class Line:
    """A pty, and between it and the reader a line of some speed and length."""

    def __init__(self, command: tuple[str, ...], home: Path, rate: float = 0.0, trip: float = 0.0) -> None:
        self.rate, self.trip = rate, trip
        self.began = time.perf_counter()
        # As sshd does for every session at the other end of a line.
        far = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"} if rate else {}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment(home, **far))  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.free = 0.0

    def read(self, wait: float) -> tuple[bytes, float]:
        """Return what came, and when the last of it is through the line; nothing after the wait."""
        if not select.select([self.fd], [], [], wait)[0]:
            return b"", 0.0
        try:
            data = os.read(self.fd, 512 if self.rate else 65536)
        except OSError:
            return b"", 0.0
        now = time.perf_counter()
        if not self.rate:
            return data, now
        self.free = max(self.free, now) + len(data) / self.rate
        # The reader takes bytes no faster than the line, so that the program feels it.
        time.sleep(max(0.0, self.free - time.perf_counter()))
        return data, self.free + self.trip / 2

    def drawn(
        self, sign: bytes = b"", quiet: float = QUIET, patience: float = PATIENCE
    ) -> tuple[int, float, float]:
        """Read until a sign was seen and it is quiet; return bytes, and when sign and last byte came."""
        seen, signed, last = b"", 0.0, 0.0
        while True:
            data, at = self.read(quiet if seen and sign in seen else patience)
            if not data:
                return len(seen), signed, last
            seen, last = seen + data, at
            if not signed and sign in seen:
                signed = at

    def press(self, key: bytes) -> tuple[int, float]:
        """Press a key; return the bytes and the milliseconds to the last one; nothing drawn is no time."""
        pressed = time.perf_counter()
        time.sleep(self.trip / 2)
        os.write(self.fd, key)
        count, _, last = self.drawn(patience=1.0)
        return count, (last - pressed) * 1000 if count else 0.0

    def processor(self) -> float:
        """Return the milliseconds of processor time of all its threads so far."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def end(self) -> None:
        """End the program, however it takes it."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def one_round(name: str, home: Path, figures: Figures) -> None:
    """Run a program twice: once looked at, once with a key pressed before it was there."""

    def note(figure: str, value: float) -> None:
        figures.setdefault(figure, []).append(value)

    line = Line(PROGRAMS[name], home)
    count, signed, _ = line.drawn(b"^X")
    note("readable, ms", (signed - line.began) * 1000)
    note("first screen, bytes", count)
    time.sleep(0.5)
    note("start, ms of processor", line.processor())
    note("memory, MiB PSS", memory(line.pid))
    line.press(b"1")
    for key, sent in KEYS.items() if name == "SafeChat" else ():
        count, took = line.press(sent)
        note(f"{key}, bytes", count)
        note(f"{key}, ms", took)
    line.end()
    line = Line(PROGRAMS[name], home)
    os.write(line.fd, b"1")
    # Between a first screen and the answer to the key a start may be quiet for a while.
    _, _, last = line.drawn(quiet=2.0)
    note("first key answered, ms", (last - line.began) * 1000)
    line.end()


def slow_round(name: str, home: Path, figures: Figures) -> None:
    """Run SafeChat behind a slow line."""
    line = Line(PROGRAMS["SafeChat"], home, *LINES[name])
    _, signed, _ = line.drawn(b"^X")
    figures.setdefault(f"{name}: readable", []).append((signed - line.began) * 1000)
    line.press(b"1")
    line.press(KEYS["step change"])
    figures.setdefault(f"{name}: page", []).append(line.press(KEYS["page"])[1])
    line.end()


def main() -> None:
    """Run the rounds and print the tables."""
    found: dict[str, Figures] = {name: {} for name in PROGRAMS}
    shell: Figures = {}
    slow: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        home = past_first_start(Path(folder))
        for turn in range(RUNS + 1):
            for name, figures in found.items():
                # The first round warms the disk.
                one_round(name, home, figures if turn else {})
        run = partial(subprocess.run, capture_output=True, check=True, env=environment(home))
        for name, command in SHELL.items():
            shell[name] = timed(partial(run, command))
        for name in LINES if os.environ.get("BENCH_LINE") != "no" else ():
            for _ in range(max(1, RUNS // 3)):
                slow_round(name, home, slow)
    for name, figures in found.items():
        table(f"{name}, {RUNS} rounds, 80x24", figures)
    print("\nSafeChat beside hello")
    for figure, values in found["hello"].items():
        print(f"{figure:44}{statistics.median(found['SafeChat'][figure]) / statistics.median(values):>10.2f}")
    table("From a shell, ms", shell)
    table("Behind a slow line, ms", slow)


if __name__ == "__main__":
    main()
