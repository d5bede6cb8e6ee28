"""Measures SafeChat beside lynx, a hello in Textual and a plain guide in Textual, in one interleaved run.

Run by `make bench`. Machines drift, so the ratios count and not the milliseconds; nothing is judged. What is
not installed is left out. BENCH_RUNS says how many rounds; BENCH_LINE=no leaves the slow lines out.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.timing import RUNS, memory

QUIET = 0.2
"""Seconds without a byte after which a screen counts as drawn; not counted in the figures."""

PATIENCE = 15.0
"""Seconds to wait for a first byte."""

LINES = {"64 kbit/s, 300 ms": (8000.0, 0.3), "9600 bit/s": (960.0, 0.02)}
"""Bytes a second and round trip of the slow lines."""

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    BINDINGS = [("1", "one", "one")]
    def compose(self):
        yield Static("Hello, MARK", id="x")
    def action_one(self):
        self.query_one("#x").update("One")
Hello().run()
"""

NAIVE = """
import sys
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Footer, Header, Markdown
class Naive(App):
    BINDINGS = [("1", "one", "one"), ("q", "quit", "quit")]
    def compose(self):
        yield Header()
        with VerticalScroll():
            yield Markdown("# MARK\\n\\n" + open(sys.argv[1], encoding="utf-8").read())
        yield Footer()
    def action_one(self):
        self.query_one(VerticalScroll).scroll_end(animate=False)
Naive().run()
"""

Program = tuple[list[str], bytes, bytes, dict[str, bytes]]
"""How to start it, a sign on its first screen, the first keys after it, and the keys to measure by name."""


Figures = dict[tuple[str, str], list[float]]
"""What was measured, by program and figure."""


class Line:
    """A pty, and between it and the reader a line of some speed and length."""

    def __init__(self, command: list[str], home: str, rate: float = 0.0, trip: float = 0.0) -> None:
        self.rate, self.trip = rate, trip
        self.began = time.perf_counter()
        environ = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "SAFECHAT_LANG": "en"}
        environ["PATH"] = os.environ["PATH"]
        if rate:
            # As sshd does for every session at the other end of a line.
            environ["SSH_CONNECTION"] = "192.0.2.1 50000 192.0.2.2 22"
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environ)  # noqa: S606
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

    def drawn(self, sign: bytes = b"") -> tuple[bytes, float, float]:
        """Read until a sign was seen and it is quiet; return the bytes, and when sign and last one came."""
        seen, signed, last = b"", 0.0, time.perf_counter()
        while True:
            data, at = self.read(QUIET if seen and sign in seen else PATIENCE if not seen or sign else QUIET)
            if not data:
                return seen, signed or last, last
            seen, last = seen + data, at
            if not signed and sign in seen:
                signed = at

    def press(self, key: bytes) -> tuple[int, float]:
        """Press a key; return the bytes and the milliseconds to the last one; nothing drawn is no time."""
        pressed = time.perf_counter()
        if self.rate:
            time.sleep(self.trip / 2)
        os.write(self.fd, key)
        seen, last = b"", pressed
        while True:
            data, at = self.read(QUIET if seen else 1.0)
            if not data:
                return len(seen), (last - pressed) * 1000
            seen, last = seen + data, at

    def processor(self) -> float:
        """Return the milliseconds of processor time of all its threads so far."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def end(self) -> None:
        """End the program, however it takes it."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def programs(folder: Path) -> dict[str, Program]:
    """Return what is measured, the guide in the form each one needs."""
    safechat = [str(Path(sys.executable).with_name("safechat"))]
    done = subprocess.run([*safechat, "guide", "--lang", "en"], capture_output=True, text=True, check=True)
    (folder / "guide.md").write_text(done.stdout, "utf-8")
    page = f"<html><meta charset=utf-8><title>MARK</title><body><pre>MARK\n{done.stdout}</pre></body></html>"
    (folder / "guide.html").write_text(page, "utf-8")
    (folder / "hello.py").write_text(HELLO, "utf-8")
    (folder / "naive.py").write_text(NAIVE, "utf-8")
    down, page_down = b"\x1b[B", b"\x1b[6~"
    found: dict[str, Program] = {
        "SafeChat": (
            [*safechat, "--guide", "messages"], b"^X", b"1",
            {"menu move": down, "choose": b" ", "step change": b"4", "page": page_down, "line": down},
        ),
        "hello": ([sys.executable, str(folder / "hello.py")], b"MARK", b"1", {}),
        "naive": (
            [sys.executable, str(folder / "naive.py"), str(folder / "guide.md")], b"MARK", b"1",
            {"page": b"\x1b[5~"},
        ),
    }  # fmt: skip
    if lynx := shutil.which("lynx"):
        found["lynx"] = ([lynx, str(folder / "guide.html")], b"MARK", b" ", {"page": b" ", "line": b"\x0e"})
    return found


def one_round(program: Program, home: str, note: Callable[[str, float], None]) -> None:
    """Run a program twice: once looked at, once with a key pressed before it was there."""
    command, sign, first, keys = program
    line = Line(command, home)
    seen, signed, last = line.drawn(sign)
    note("readable, ms", (signed - line.began) * 1000)
    note("first screen, bytes", len(seen))
    time.sleep(0.5)
    note("start, ms of processor", line.processor())
    note("memory, MiB PSS", memory(line.pid))
    line.press(first)
    for name, key in keys.items():
        count, took = line.press(key)
        note(f"{name}, bytes", count)
        note(f"{name}, ms", took)
    line.end()
    line = Line(command, home)
    os.write(line.fd, first)
    seen, last = b"", line.began
    while True:
        # Between a first screen and the answer to the key a start may be quiet for a while.
        data, at = line.read(2.0 if seen else PATIENCE)
        if not data:
            break
        seen, last = seen + data, at
    note("first key answered, ms", (last - line.began) * 1000)
    line.end()


def slow_round(program: Program, home: str, name: str, note: Callable[[str, float], None]) -> None:
    """Run a program behind a slow line."""
    command, sign, first, keys = program
    line = Line(command, home, *LINES[name])
    _, signed, _ = line.drawn(sign)
    note(f"{name}: readable, ms", (signed - line.began) * 1000)
    line.press(first)
    if "step change" in keys:
        line.press(keys["step change"])
    if "page" in keys:
        note(f"{name}: page, ms", line.press(keys["page"])[1])
    line.end()


def shell_round(home: str, note: Callable[[str, float], None]) -> None:
    """Run commands from a shell, beside a Python that does nothing."""
    program = [str(Path(sys.executable).with_name("safechat"))]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "--version": [*program, "--version"],
        "guide": [*program, "guide", "--lang", "en"],
        "search": [*program, "search", "evidence", "--lang", "en"],
    }
    for name, command in commands.items():
        began = time.perf_counter()
        environ = {"HOME": home, "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        subprocess.run(command, capture_output=True, check=False, env=environ)
        note(name, (time.perf_counter() - began) * 1000)


def table(title: str, names: Iterable[str], figures: Figures) -> None:
    """Print medians, one row a figure, and SafeChat's as a ratio of each other program's."""
    names = list(names)
    print(f"\n{title}\n{'':28}{''.join(f'{name:>12}' for name in names)}   SafeChat beside the others")
    for figure in dict.fromkeys(figure for _, figure in figures):
        medians = {
            name: statistics.median(figures[name, figure]) for name in names if (name, figure) in figures
        }
        row = "".join(f"{medians[name]:12.1f}" if name in medians else f"{'':12}" for name in names)
        mine = medians.get("SafeChat")
        others = ((name, value) for name, value in medians.items() if name != "SafeChat" and value)
        ratios = "  ".join(f"{mine / value:.2f} {name}" for name, value in others) if mine is not None else ""
        print(f"{figure:28}{row}   {ratios}")


def noting(figures: Figures, name: str, turn: int = 1) -> Callable[[str, float], None]:
    """Return what notes the figures of a program; none of the first round, which warms the disk."""

    def note(figure: str, value: float) -> None:
        if turn:
            figures.setdefault((name, figure), []).append(value)

    return note


def main() -> None:
    """Run the rounds and print the tables."""
    here: Figures = {}
    shell: Figures = {}
    slow: Figures = {}
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / ".local/share/safechat").mkdir(parents=True, mode=0o700)
        (Path(home) / ".local/share/safechat/welcomed").touch(mode=0o600)
        measured = programs(Path(home))
        for turn in range(RUNS + 1):
            for name, program in measured.items():
                one_round(program, home, noting(here, name, turn))
            shell_round(home, noting(shell, "ms", turn))
        lines = LINES if os.environ.get("BENCH_LINE") != "no" else {}
        for line in [*lines] * max(1, RUNS // 3):
            for name in ("SafeChat", "lynx"):
                if name in measured:
                    slow_round(measured[name], home, line, noting(slow, name))
    print(f"{RUNS} rounds, 80x24, Python {sys.version.split()[0]}, medians")
    table("On this machine", measured, here)
    table("From a shell", ["ms"], shell)
    if slow:
        table("Behind a slow line", ["SafeChat", "lynx"], slow)


if __name__ == "__main__":
    main()
