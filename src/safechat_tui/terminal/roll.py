"""A terminal used as a roll of paper: lines go out, lines come in, and leaving takes them back.

The rules this module keeps:

- Nothing is written but ordinary lines, until the terminal is left or covered: no cursor, no colour.
- The line is edited by the terminal's own driver, as in any shell. Ctrl+X and Ctrl+C end a line there, so
  that the thread that reads them sees them at once, whatever was typed before.
- The rows written are counted, whatever the width was meanwhile, so that all of them can be erased.
- Where the terminal cannot erase, nothing is pretended: the lines stay.
"""

from __future__ import annotations

import contextlib
import os
import select
import termios
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from safechat_tui.terminal.blank import MAX_ROWS, NO_SCROLLBACK
from safechat_tui.terminal.leaving import Terminal

CTRL_C: Final = b"\x03"
"""What Ctrl+C sends."""

CTRL_X: Final = b"\x18"
"""What Ctrl+X sends."""

NO_KEY: Final = b"\0"
"""Stands for a key that the terminal's driver heeds no more."""

IUTF8: Final = 0o40000
"""Linux's flag by which Backspace takes a whole letter; Python names it from 3.13 on."""

TAB: Final = 8
"""Cells that a tab takes at the most."""

Cells = Callable[[str], int]
"""Tells how many cells a text takes."""


class Roll(Terminal):
    """The terminal of a conversation in lines; entered once, left once."""

    def __init__(
        self,
        read_fd: int = 0,
        write_fd: int = 1,
        *,
        erases: bool = True,
        encoding: str = "utf-8",
        cells: Cells = len,
    ) -> None:
        """Remember the descriptors; nothing is read or changed yet.

        Args:
            read_fd: where lines are typed.
            write_fd: where lines are written.
            erases: whether the terminal knows how to erase a row and go up one.
            encoding: how letters are written and read.
            cells: tells how wide a text is.
        """
        super().__init__(read_fd, write_fd)
        self.shows = True
        self.encoding: Final = encoding
        """How letters are written and read."""
        self._erases = erases and os.isatty(write_fd)
        self._cells = cells
        self._lines: deque[int] = deque([0], maxlen=MAX_ROWS)
        self._forgotten = False
        self._narrowest = self.size()[0]

    @property
    def is_typed(self) -> bool:
        """Whether lines come from a keyboard."""
        return self._before is not None

    def enter(self) -> None:
        """Let the terminal's driver edit lines, and end one at Ctrl+X and Ctrl+C."""
        if self._before is None:
            return
        mode = termios.tcgetattr(self.read_fd)
        # Leaving the lines and coming back hands over what was typed before: it may be the quick exit.
        mode[3] &= ~termios.ICANON
        termios.tcsetattr(self.read_fd, termios.TCSANOW, mode)
        mode[0] |= termios.ICRNL | (IUTF8 if self.encoding == "utf-8" else 0)
        mode[3] |= termios.ICANON | termios.IEXTEN | termios.ECHO | termios.ECHOE | termios.ECHOCTL
        mode[3] &= ~termios.ISIG
        mode[6][termios.VEOL], mode[6][termios.VEOL2] = CTRL_X, CTRL_C
        for key in (termios.VLNEXT, termios.VDISCARD):
            mode[6][key] = NO_KEY
        termios.tcsetattr(self.read_fd, termios.TCSANOW, mode)

    def say(self, text: str) -> None:
        """Write lines, or the beginning of one. Ends the program when the terminal is gone."""
        self._narrowest = min(self._narrowest, self.size()[0])
        self._count(text)
        try:
            self._put(text.encode(self.encoding, "replace"))
        except OSError:
            self.vanish()

    def echoed(self, data: bytes) -> None:
        """Remember the room that typed bytes have taken on the screen."""
        text = data.decode(self.encoding, "replace").replace("\t", " " * TAB)
        # The driver shows a control character as two signs, such as ^X.
        self._count("".join("^X" if sign < " " and sign != "\n" else sign for sign in text))

    @contextlib.contextmanager
    def unseen(self) -> Iterator[None]:
        """Show nothing of what is typed, but the end of the line."""
        before = self._before and termios.tcgetattr(self.read_fd)
        if before:
            hidden = termios.tcgetattr(self.read_fd)
            hidden[3] = (hidden[3] & ~termios.ECHO) | termios.ECHONL
            termios.tcsetattr(self.read_fd, termios.TCSANOW, hidden)
        try:
            yield
        finally:
            if before:
                termios.tcsetattr(self.read_fd, termios.TCSANOW, before)

    @property
    def erases(self) -> bool:
        """Whether lines can be taken back."""
        return self._erases

    def erase(self) -> None:
        """Take back every line written so far, where the terminal can."""
        if self._erases:
            with contextlib.suppress(OSError):
                self._put(self._erasure())
        self._lines.clear()
        self._lines.append(0)
        self._forgotten = False

    def farewell(self, *, quick: bool = False) -> bytes:
        """Return the bytes that take the lines back; where that is impossible, the end of the line.

        Args:
            quick: whether it is the quick exit.
        """
        return self._erasure(quick=quick) if self._erases else b"\n"

    def _put(self, data: bytes) -> None:
        """Write all of the data, however slow the line is."""
        while data := data[self.offer(data) :]:
            select.select([], [self.write_fd], [])

    def _erasure(self, *, quick: bool = False) -> bytes:
        columns, height = self.size()
        width = max(1, min(columns, self._narrowest))
        rows = sum(max(1, -(-cells // width)) for cells in tuple(self._lines))
        up = min(rows, height, MAX_ROWS) - 1
        # Lines of ours that went out of sight are cleared with the shell's, however one leaves.
        clear = self.clears_scrollback and (quick or self._forgotten or rows > height)
        return ("\r\x1b[2K" + "\x1b[A\x1b[2K" * up + NO_SCROLLBACK * clear).encode("ascii")

    def _count(self, text: str) -> None:
        """Remember how wide the lines are."""
        first, *others = text.split("\n")
        self._lines[-1] += self._cells(first)
        for other in others:
            self._forgotten = self._forgotten or len(self._lines) == MAX_ROWS
            self._lines.append(self._cells(other))
