"""Blanks the terminal and ends the program without waiting for anything.

The rules this module keeps:

- Every row is erased by itself before the alternate screen is left: that alone leaves no line of the
  guide on the screen or in the scrollback, also where there is no alternate screen.
- Every mode that was switched on is switched off, whoever switched it on.
- What the shell showed before is cleared by the quick exit alone, and only where that was asked for.
- Nothing is waited for: output that nobody reads is thrown away, other threads are not joined. What was
  kept is already on the disk.
"""

from __future__ import annotations

import contextlib
import os
import termios
import threading
from typing import Any, Final, NoReturn

MODES_OFF: Final = (
    "\x1b\\"  # ends a sequence that was cut in the middle
    "\x1b[?2026l"  # synchronised output
    "\x1b[0m"  # colours and bold
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l"  # mouse
    "\x1b[?2004l"  # bracketed paste
    "\x1b[?1004l"  # focus reports
    "\x1b[?2048l"  # reports of the window's size
    "\x1b[<u"  # kitty keyboard
    "\x1b[r"  # scrolling region
    "\x1b[?7h"  # line wrap
)
"""Switches off every mode a full-screen program may have switched on."""

PATIENCE: Final = 0.02
"""Seconds that leaving waits for a write under way."""

NO_SCROLLBACK: Final = "\x1b[3J"
"""Clears the rows above the screen, in terminals that can."""

MAX_ROWS: Final = 1000
"""Rows erased at the most, whatever the terminal says of itself."""


def erase_rows(rows: int) -> str:
    """Return what erases a screen row by row and puts the cursor at the top.

    Args:
        rows: height of the screen; less than 1 counts as 1, more than MAX_ROWS as MAX_ROWS.
    """
    rows = max(1, min(rows, MAX_ROWS))
    return "".join(f"\x1b[{row};1H\x1b[2K" for row in range(1, rows + 1)) + "\x1b[H"


class Terminal:
    """The terminal the program runs in: entered once, left once, from any thread."""

    def __init__(self, read_fd: int, write_fd: int, settings: list[Any] | None = None) -> None:
        """Remember the descriptors and the terminal's settings; nothing is changed yet.

        Args:
            read_fd: where keys are read.
            write_fd: where the screen is written.
            settings: those to leave the terminal with, as `termios` gives them; by default those it has.
        """
        self.read_fd = read_fd
        self.write_fd = _own_descriptor(write_fd)
        self.clears_scrollback = False
        """Whether the quick exit also clears what the shell showed before."""
        self.charset = "utf-8"
        """The letters it has: UTF-8, or a charset with a byte for each letter."""
        self._before = settings
        with contextlib.suppress(termios.error):
            self._before = settings or termios.tcgetattr(read_fd)
        self._gate = threading.Lock()
        self._left = False

    @classmethod
    def of_process(cls, settings: list[Any] | None = None) -> Terminal:
        """Return the terminal of standard input and output."""
        return cls(0, 1, settings)

    @property
    def settings(self) -> list[Any] | None:
        """The terminal's settings before the program took it over; nothing where there is no terminal."""
        return self._before

    def enter(self) -> None:
        """Take keys one by one, without echo and without signals from the keyboard."""
        if self._before is None:
            return
        raw = termios.tcgetattr(self.read_fd)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        raw[6][termios.VTIME] = 0
        termios.tcsetattr(self.read_fd, termios.TCSANOW, raw)

    def size(self) -> tuple[int, int]:
        """Return columns and rows; 80 and 24 when the terminal does not say."""
        try:
            columns, rows = os.get_terminal_size(self.write_fd)
        except OSError:
            return 80, 24
        return columns or 80, rows or 24

    def offer(self, data: bytes) -> int:
        """Write what the terminal takes now, and return how many bytes that were; all, once it was left.

        Raises:
            OSError: when the terminal is gone.
        """
        with self._gate:
            if self._left:
                return len(data)
            try:
                return os.write(self.write_fd, data)
            except BlockingIOError:
                return 0

    def echoed(self, data: bytes) -> None:
        """Take note of bytes that were typed; a full screen shows nothing of them by itself."""

    def farewell(self, *, quick: bool = False) -> bytes:
        """Return the bytes that leave the terminal blank and as it was.

        Args:
            quick: whether it is the quick exit.
        """
        _, rows = self.size()
        blank = erase_rows(rows)
        # The shell's own rows come back with its screen, so they can be cleared only then.
        shell = blank + NO_SCROLLBACK if quick and self.clears_scrollback else ""
        return (MODES_OFF + blank + "\x1b[?1049l" + shell + "\x1b[?25h").encode("ascii")

    def restore(self, *, quick: bool = False) -> None:
        """Leave the screen blank and the terminal's settings as they were. Never blocks, never raises.

        Args:
            quick: whether it is the quick exit.
        """
        # A frame being written is a few kilobytes to a descriptor that does not block: far less than this.
        held = self._gate.acquire(timeout=PATIENCE)
        self._left = True
        try:
            with contextlib.suppress(termios.error):
                # What is queued and unread would otherwise stand in front of the blank screen.
                termios.tcflush(self.write_fd, termios.TCOFLUSH)
            data = self.farewell(quick=quick)
            with contextlib.suppress(OSError):
                while data:
                    data = data[os.write(self.write_fd, data) :]
            with contextlib.suppress(termios.error):
                if self._before is not None:
                    termios.tcsetattr(self.read_fd, termios.TCSANOW, self._before)
                # Keys pressed after the exit must not reach the shell.
                termios.tcflush(self.read_fd, termios.TCIFLUSH)
        finally:
            if held:
                self._gate.release()

    def hand_over(self, page: bytes) -> None:
        """Show a last page, in the screen and with the settings there are. Never blocks, never raises."""
        held = self._gate.acquire(timeout=PATIENCE)
        self._left = True
        try:
            with contextlib.suppress(termios.error):
                termios.tcflush(self.write_fd, termios.TCOFLUSH)
            with contextlib.suppress(OSError):
                while page:
                    page = page[os.write(self.write_fd, page) :]
        finally:
            if held:
                self._gate.release()

    def vanish(self, status: int = 0, *, quick: bool = False) -> NoReturn:
        """Blank the screen, then end the program at once, from whatever thread.

        Args:
            status: the exit code of the process.
            quick: whether it is the quick exit.
        """
        try:
            self.restore(quick=quick)
        finally:
            os._exit(status)


def _own_descriptor(fd: int) -> int:
    """Return a descriptor of the same terminal that never blocks, or the given one where there is none.

    Switching the given one to non-blocking would switch it for the shell too, which shares it.
    """
    try:
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return fd
