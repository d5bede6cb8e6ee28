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
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from safechat_tui.terminal import blank

_PATIENCE: Final = 0.02
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
        self.write_fd = _own_descriptor(write_fd)
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
        self._let_flow()
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
            columns = rows = 0
        size = columns or 80, rows or 24
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
        """Return the bytes that leave the terminal blank and as it was."""
        rows = self.size()[1]
        # Where there is no alternate screen, a window that becomes smaller pushes rows out of sight.
        clear = self.clears_scrollback and (quick or self._shrank)
        return blank.farewell(rows, clears_scrollback=clear)

    def restore(self, *, quick: bool = False, at_once: bool = True) -> None:
        """Leave the screen blank and the terminal's settings as they were. Never blocks, never raises.

        `quick` is for the quick exit; `at_once` throws away what the terminal has not shown yet.
        """
        with self._last_write():
            last = self._printer_off() + (self.farewell(quick=quick) if self.shows or quick else b"")
            # What was stopped, by Ctrl+S or Scroll Lock, goes on.
            self._let_flow()
            # What is queued and unread would otherwise stand in front of the blank screen.
            if at_once or self._put_now(last):
                self._replace_queued(last)
            with contextlib.suppress(termios.error):
                if self.settings is not None:
                    termios.tcsetattr(self.read_fd, termios.TCSANOW, self.settings)
            # Keys pressed after the exit must not reach the shell.
            with contextlib.suppress(termios.error):
                termios.tcflush(self.read_fd, termios.TCIFLUSH)

    def hand_over(self, page: bytes) -> None:
        """Show a last page, in the screen and with the settings there are. Never blocks, never raises."""
        with self._last_write():
            self._replace_queued(self._printer_off() + page)

    def _printer_off(self) -> bytes:
        # The end of what was printed may be among what was thrown away, and then nothing would be erased.
        return blank.PRINTER_OFF if self.prints else b""

    @contextlib.contextmanager
    def _last_write(self) -> Iterator[None]:
        """Keep every other thread from writing, from now on."""
        # A frame being written is a few kilobytes to a descriptor that does not block: far less than this.
        held = self._gate.acquire(timeout=_PATIENCE)
        self._left = True
        try:
            yield
        finally:
            if held:
                self._gate.release()

    def _let_flow(self) -> None:
        with contextlib.suppress(termios.error):
            termios.tcflow(self.write_fd, termios.TCOON)

    def _replace_queued(self, data: bytes) -> None:
        """Write in the place of what the terminal has not shown yet."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self.write_fd, termios.TCOFLUSH)
        self._put_now(data)

    def _put_now(self, data: bytes) -> bytes:
        """Write what the terminal takes without waiting, and return the rest."""
        with contextlib.suppress(OSError):
            while data:
                data = data[os.write(self.write_fd, data) :]
        return data

    def vanish(self, status: int = 0, *, quick: bool = False) -> NoReturn:
        """Blank the screen, then end the program at once with an exit code, from whatever thread."""
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
