"""The real program in a real pseudo-terminal, with an emulator that shows what a person would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyte

ROOT: Final = Path(__file__).resolve().parents[2]
"""The top of the working copy."""

PROGRAM: Final = (sys.executable, "-m", "safechat_tui")
"""What starts the program."""

PATIENCE: Final = 120.0
"""Seconds after which a wait has failed, however much else the machine does: only a failure takes them."""

LOOK_EVERY: Final = 0.01
"""Seconds between two looks at what is waited for."""

STILL: Final = 0.06
"""Seconds for which a program sleeps that is done: longer than its timers between a key and its picture."""

STILL_AFTER_ESCAPE: Final = 0.15
"""The same where an escape byte may still be the beginning of another key."""

MARK: Final = b"\0"
"""A byte that no terminal shows."""

CTRL_X: Final = b"\x18"
ESC: Final = b"\x1b"
RIGHT, UP, DOWN = b"\x1b[C", b"\x1b[A", b"\x1b[B"
PAGE_DOWN: Final = b"\x1b[6~"
F2: Final = b"\x1bOQ"
ENTER: Final = b"\r"


def environment(home: Path, lang: str = "en", **more: str) -> dict[str, str]:
    """Return the whole environment of the program: nothing of the person who runs the tests."""
    xdg = {
        f"XDG_{name}_HOME": str(home / f".{name.lower()}") for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "SAFECHAT_LANG": lang,
        "PYTHONPATH": str(ROOT / "src"),
        **xdg,
        **more,
    }


def past_first_start(home: Path) -> Path:
    """Make a home folder of an old hand, where neither guide nor passphrase is asked for, and return it."""
    settings = home / ".config" / "safechat" / "settings.toml"
    settings.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    settings.write_text('guide = "messages"\nkeep = "plain"\n', "utf-8")
    (home / ".data" / "safechat").mkdir(parents=True, mode=0o700, exist_ok=True)
    (home / ".data" / "safechat" / "welcomed").touch(mode=0o600)
    return home


def until(seen: Callable[[], object], missing: str = "what is waited for") -> None:
    """Wait until something is seen.

    Raises:
        AssertionError: when it never is.
    """
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, f"never seen: {missing}"
        time.sleep(LOOK_EVERY)


class Screen(pyte.HistoryScreen):
    """The emulator, which forgets to move rows that nothing was ever written to."""

    def delete_lines(self, count: int | None = None) -> None:
        """Move rows up, the empty ones too."""
        self._touch()
        super().delete_lines(count)

    def insert_lines(self, count: int | None = None) -> None:
        """Move rows down, the empty ones too."""
        self._touch()
        super().insert_lines(count)

    def _touch(self) -> None:
        for y in range(self.lines):
            # Looking a row up makes it.
            self.buffer[y]


class Session:
    """One run of the program in a terminal of its own."""

    def __init__(
        self,
        home: Path,
        *,
        size: tuple[int, int] = (80, 24),
        lang: str = "en",
        program: Sequence[str] = PROGRAM,
        controlling: bool = True,
        before: Callable[[], None] = lambda: None,
        **variables: str,
    ) -> None:
        """Start the program.

        Args:
            home: its home folder; exists.
            size: columns and rows.
            lang: `fr` or `en`.
            program: what to run.
            controlling: whether the terminal is the one that sends signals.
            before: what to do in the new process before the program.
            variables: more of its environment.
        """
        self.home = home
        self.watched = 0
        """The process that works, where it is another than the one that was started."""
        self.raw = b""
        self.screen = Screen(*size, history=10_000, ratio=0.5)
        self._stream = pyte.ByteStream(self.screen)
        self.modes_before = set(self.screen.mode)
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self.tell_size(size)
        self.settings_before = termios.tcgetattr(self.slave)

        def prepare() -> None:
            os.setsid()
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            before()

        self.process = subprocess.Popen(
            program,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=home,
            env=environment(home, lang, **variables),
            preexec_fn=prepare,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    # Hands ------------------------------------------------------------------------------------

    def send(self, *keys: bytes | str) -> None:
        """Type keys, each in a write of its own; the screen is read meanwhile."""
        for key in keys:
            data = key.encode() if isinstance(key, str) else key
            while data:
                _, ready, _ = select.select([], [self.master], [], 0.01)
                if ready:
                    data = data[os.write(self.master, data[:4096]) :]
                self.read()

    def type_unread(self, keys: bytes) -> None:
        """Type keys without reading the screen; what the terminal does not take is lost."""
        with contextlib.suppress(BlockingIOError):
            os.write(self.master, keys)

    def press(self, *keys: bytes | str) -> None:
        """Type keys one by one, as a person does who looks at the screen."""
        for key in keys:
            self.send(key)
            self.settle(STILL_AFTER_ESCAPE if key == ESC else STILL)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.read()
        self.screen.resize(rows, columns)
        self.tell_size((columns, rows))

    def hang_up(self) -> None:
        """Take the terminal away."""
        for fd in (self.slave, self.master):
            with contextlib.suppress(OSError):
                os.close(fd)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def tell_size(self, size: tuple[int, int]) -> None:
        """Tell the program another size; the emulator keeps its own."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    # Eyes -------------------------------------------------------------------------------------

    def read(self, wait: float = 0.0) -> bytes:
        """Read what the program has written, waiting some seconds for a first byte."""
        read = b""
        while select.select([self.master], [], [], 0.0 if read else wait)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            read += data
        self.raw += read
        self._stream.feed(read)
        return read

    def overlook(self) -> None:
        """Read what the program has written without showing it: an emulator takes its time."""
        while select.select([self.master], [], [], 0.0)[0]:
            os.read(self.master, 65536)

    def settle(self, still: float = STILL) -> None:
        """Read until the program has taken every key, shown what came of it, and sleeps.

        Args:
            still: seconds for which it sleeps once it is done.
        """
        since, before = time.monotonic(), None

        def done() -> bool:
            nonlocal since, before
            read, woken = self.read(), self.woken()
            if read or woken is None or woken != before:
                since, before = time.monotonic(), woken
            return time.monotonic() - since >= still or self.process.poll() is not None

        until(done, "that the program sleeps")

    def woken(self) -> int | None:
        """Return how often the threads of the program went to sleep so far; nothing while one is awake."""
        if struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]:
            return None
        count = 0
        try:
            for task in Path(f"/proc/{self.watched or self.process.pid}/task").iterdir():
                lines = (task / "status").read_text().splitlines()
                fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
                if fields["State"][0] != "S":
                    return None
                count += int(fields["voluntary_ctxt_switches"])
        except (OSError, KeyError):
            return None
        return count

    def memory(self) -> float:
        """Return the most memory the program ever held, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024

    def wait_for(self, words: str = "") -> None:
        """Read until some words are on the screen, or anything at all, and the screen has settled.

        Raises:
            AssertionError: when they do not come.
        """
        end = time.monotonic() + PATIENCE
        while not self.text or words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n" + "\n".join(self.rows)
            assert self.process.poll() is None or self.read(), "ended:\n" + "\n".join(self.rows)
            self.read(LOOK_EVERY)
        self.settle()

    def taken(self) -> None:
        """Wait until the program has taken the terminal over."""
        until(lambda: termios.tcgetattr(self.slave) != self.settings_before, "the terminal being taken over")

    @property
    def rows(self) -> list[str]:
        """The rows on the screen, without the blanks at their ends."""
        return [row.rstrip() for row in self.screen.display]

    @property
    def text(self) -> str:
        """The words on the screen as one line, wherever they wrap."""
        return " ".join(" ".join(self.rows).split())

    def status(self) -> int:
        """Wait for the end of the program, reading its last words, and return its exit code."""

        def ended() -> bool:
            self.read()
            return self.process.poll() is not None

        until(ended, "the end of the program")
        self.read_last()
        return self.process.wait()

    def read_last(self) -> None:
        """Read all that an ended program wrote: what is still on its way comes before a mark of our own."""
        self.read()
        os.write(self.slave, MARK)

        def marked() -> bool:
            self.read()
            return MARK in self.raw

        until(marked, "the last words of the program")
        # The terminal may echo a key that came after the end, and behind the mark.
        self.raw = self.raw.replace(MARK, b"")

    def status_unread(self) -> int:
        """Wait for the end of the program without reading a byte, and return its exit code."""
        return self.process.wait(PATIENCE)

    # What a quick exit leaves -------------------------------------------------------------------

    def left_over(self) -> dict[str, Any]:
        """Return everything that is not as it was before the start; nothing is what a good exit leaves."""
        self.read_last()
        settings = termios.tcgetattr(self.slave)
        history = ["".join(cell.data for cell in row.values()).strip() for row in self.screen.history.top]
        found = {
            "rows": [row for row in self.rows if row],
            "scrollback": [row for row in history if row],
            "modes": set(self.screen.mode) ^ self.modes_before,
            "cursor hidden": self.screen.cursor.hidden,
            "settings": settings if settings != self.settings_before else None,
        }
        return {name: value for name, value in found.items() if value}


def lives(pid: int) -> bool:
    """Return whether a process still runs; one that only waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def quick_exit(session: Session, *keys: bytes) -> tuple[int, dict[str, Any]]:
    """Type the quick exit, and return the exit code and what it left."""
    session.send(*(keys or (CTRL_X,)))
    return session.status(), session.left_over()


GONE: Final[tuple[int, dict[str, Any]]] = (0, {})
"""What `quick_exit` returns when nothing is left: not a row, not a mode, not a word."""
