"""Blanks the terminal and ends the program without waiting for anything.

The rules this module keeps:

- What `terminal.blank` says of a blank screen holds for every way of leaving.
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

from safechat_tui.terminal import blank

PATIENCE: Final = 0.02
"""Seconds that leaving waits for a write under way."""


class Terminal:
    """The terminal the program runs in: entered once, left once, from any thread."""

    def __init__(self, read_fd: int = 0, write_fd: int = 1, settings: list[Any] | None = None) -> None:
        """Remember the descriptors and the terminal's settings; nothing is changed yet.

        Args:
            read_fd: where keys are read.
            write_fd: where the screen is written.
            settings: those to leave the terminal with, as `termios` gives them; by default those it has.
        """
        self.read_fd = read_fd
        self.write_fd = blank.own_descriptor(write_fd)
        self.clears_scrollback = False
        """Whether the quick exit also clears what the shell showed before."""
        self.shows = False
        """Whether anything of ours is on the screen; before that only the quick exit blanks it."""
        self.prints = False
        """Whether anything went to the terminal's printer: what follows might still go there."""
        self.charset = "utf-8"
        """The letters it has: UTF-8, or a charset with a byte for each letter."""
        self.settings = settings
        """The terminal's settings before the program took it over; nothing where there is no terminal."""
        with contextlib.suppress(termios.error):
            self.settings = settings or termios.tcgetattr(read_fd)
        self._widest = (0, 0)
        self._shrank = False
        self._gate = threading.Lock()
        self._left = False

    def enter(self) -> None:
        """Take keys one by one, without echo and without signals from the keyboard."""
        if self.settings is None:
            return
        blank.let_flow(self.write_fd)
        raw = termios.tcgetattr(self.read_fd)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        raw[6][termios.VTIME] = 0
        termios.tcsetattr(self.read_fd, termios.TCSANOW, raw)

    def size(self) -> tuple[int, int]:
        """Return columns and rows; 80 and 24 when the terminal does not say."""
        size = blank.size_of(self.write_fd)
        self._shrank |= any(now < before for now, before in zip(size, self._widest, strict=True))
        self._widest = (max(size[0], self._widest[0]), max(size[1], self._widest[1]))
        return size

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

    def farewell(self, *, quick: bool = False) -> bytes:
        """Return the bytes that leave the terminal blank and as it was.

        Args:
            quick: whether it is the quick exit.
        """
        rows = self.size()[1]
        # Where there is no alternate screen, a window that becomes smaller pushes rows out of sight.
        clear = self.clears_scrollback and (quick or self._shrank)
        return blank.farewell(rows, clears_scrollback=clear)

    def restore(self, *, quick: bool = False, at_once: bool = True) -> None:
        """Leave the screen blank and the terminal's settings as they were. Never blocks, never raises.

        Args:
            quick: whether it is the quick exit.
            at_once: whether what the terminal has not shown yet is thrown away.
        """
        # A frame being written is a few kilobytes to a descriptor that does not block: far less than this.
        held = self._gate.acquire(timeout=PATIENCE)
        self._left = True
        try:
            last = self.farewell(quick=quick) if self.shows or quick else b""
            last = self._printer_off() + last
            blank.leave(self.read_fd, self.write_fd, self.settings, last, at_once=at_once)
        finally:
            if held:
                self._gate.release()

    def hand_over(self, page: bytes) -> None:
        """Show a last page, in the screen and with the settings there are. Never blocks, never raises."""
        held = self._gate.acquire(timeout=PATIENCE)
        self._left = True
        try:
            blank.discard(self.write_fd, termios.TCOFLUSH)
            blank.put(self.write_fd, self._printer_off() + page)
        finally:
            if held:
                self._gate.release()

    def _printer_off(self) -> bytes:
        # The end of what was printed may be among what was thrown away, and then nothing would be erased.
        return blank.PRINTER_OFF if self.prints else b""

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
