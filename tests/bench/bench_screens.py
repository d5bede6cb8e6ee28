"""Measures the screens in a real pty: start, keys, bytes, memory, and above all the quick exit.

Run by `make bench`. It prints medians and worst cases and judges nothing: figures drift with the machine.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

RUNS = int(os.environ.get("BENCH_RUNS", "15"))
"""How many times the program is started."""

QUIET = 0.15
"""Seconds without a byte after which a screen counts as drawn; not counted in the figures."""

KEYS = {
    "menu move": b"\x1b[B",
    "choose": b" ",
    "next question": b"\r",
    "step change": b"4",
    "page": b"\x1b[6~",
    "other language": b"l",
}
"""What is pressed, in order, after the first start's page was closed and step 1 opened."""


class Session:
    """One run of the program in a pty of 80x24."""

    def __init__(self, home: str) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environ = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "SAFECHAT_LANG": "fr"}
            # The session leader of the pty becomes the program itself; no shell stands between.
            os.execve(sys.executable, [sys.executable, "-m", "safechat_tui", "--guide", "messages"], environ)  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def drawn(self, sign: bytes = b"") -> tuple[int, float]:
        """Read until a sign was seen and it is quiet; return the bytes and when the last one came."""
        seen, last = b"", time.perf_counter()
        while select.select([self.fd], [], [], QUIET if seen and sign in seen else 5.0)[0]:
            try:
                seen += os.read(self.fd, 65536)
            except OSError:
                break
            last = time.perf_counter()
        return len(seen), last

    def press(self, key: bytes) -> tuple[int, float]:
        """Press a key; return the bytes and the milliseconds to the last one."""
        pressed = time.perf_counter()
        os.write(self.fd, key)
        count, last = self.drawn()
        return count, (last - pressed) * 1000

    def memory(self) -> float:
        """Return the proportional share of memory, in MiB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0

    def leave(self) -> tuple[float, float]:
        """Press the quick exit; return milliseconds until the last byte and until the process is gone."""
        pressed = time.perf_counter()
        os.write(self.fd, b"\x18")
        blank = pressed
        while select.select([self.fd], [], [], 5)[0]:
            try:
                if not os.read(self.fd, 65536):
                    break
            except OSError:
                break
            blank = time.perf_counter()
        os.waitpid(self.pid, 0)
        gone = time.perf_counter()
        os.close(self.fd)
        return (blank - pressed) * 1000, (gone - pressed) * 1000


def main() -> None:
    """Run the sessions and print one table."""
    figures: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        figures.setdefault(name, []).append(value)

    with tempfile.TemporaryDirectory() as home:
        for run in range(RUNS + 1):
            session = Session(home)
            count, last = session.drawn(b"^X")
            if run == 0:
                # The first run warms the disk and shows the page of the first start.
                session.press(b"\x1b")
                session.leave()
                continue
            note("first screen, ms", (last - session.began) * 1000)
            note("first screen, bytes", count)
            note("memory, MiB PSS", session.memory())
            session.press(b"1")
            for name, key in KEYS.items():
                count, took = session.press(key)
                note(f"{name}, ms", took)
                note(f"{name}, bytes", count)
            blank, gone = session.leave()
            note("quick exit: screen blank, ms", blank)
            note("quick exit: process gone, ms", gone)
    print(f"{RUNS} runs, 80x24, Python {sys.version.split()[0]}")
    print(f"{'':32}{'median':>10}{'worst':>10}")
    for name, values in figures.items():
        print(f"{name:32}{statistics.median(values):>10.1f}{max(values):>10.1f}")


if __name__ == "__main__":
    main()
