"""A terminal used line by line: lines go out, lines come in, and leaving takes them back.

The rules this module keeps:

- Nothing is written but ordinary lines, until the terminal is left or covered: no cursor, no colour.
- Keys come one by one, so that the thread that reads them sees the quick exit at once in every way of
  sending it, and nothing (Ctrl+S, say) can stop the output. What is typed is shown by `line_reader`.
- The rows written are counted, whatever the width was meanwhile, so that all of them can be erased.
- Where the terminal cannot erase, nothing is pretended: the lines stay.
"""

from __future__ import annotations

import os
import select
from collections import deque
from typing import Final

from safechat_tui.terminal.blank import MAX_ROWS, NO_SCROLLBACK, POOR_TERMINALS
from safechat_tui.terminal.capabilities import printer_bytes
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.text.wrap import cells


class LineTerminal(Terminal):
    """The terminal of a conversation in lines; entered once, left once."""

    def __init__(self, read_fd: int = 0, write_fd: int = 1, *, encoding: str = "utf-8") -> None:
        """Remember where lines are typed and written; nothing is read or changed yet."""
        super().__init__(read_fd, write_fd)
        self.shows = True
        self.encoding: Final = encoding
        """How letters are written and read."""
        self.erases = os.environ.get("TERM", "") not in POOR_TERMINALS and os.isatty(write_fd)
        """Whether lines can be taken back."""
        self._lines: deque[int] = deque([0], maxlen=MAX_ROWS)
        self._forgotten = False
        self._narrowest = self.size()[0]

    @property
    def is_typed(self) -> bool:
        """Whether lines come from a keyboard."""
        return self.settings is not None

    def say(self, text: str) -> None:
        """Write lines, or the beginning of one."""
        self._narrowest = min(self._narrowest, self.size()[0])
        self._count(text)
        self._put(text.encode(self.encoding, "replace"))

    def print_out(self, data: bytes) -> None:
        """Send lines of ASCII to the terminal's printer.

        They count as written: a terminal without a printer shows them, and then they are to be erased.
        """
        self.prints = True
        self._count(data.decode("ascii", "replace"))
        self._put(printer_bytes(data))

    def take_back(self, text: str) -> None:
        """Take back letters that were said last, as far as they stand in the last row."""
        taken = cells(text)
        self._lines[-1] = max(0, self._lines[-1] - taken)
        self._put(b"\b \b" * taken)

    def erase(self) -> None:
        """Take back every line written so far, where the terminal can."""
        if self.erases:
            self._put(self._erasure())
        self._lines.clear()
        self._lines.append(0)
        self._forgotten = False

    def farewell(self, *, quick: bool = False) -> bytes:
        """Return the bytes that take the lines back; where that is impossible, the end of the line."""
        return self._erasure(quick=quick) if self.erases else b"\n"

    def _put(self, data: bytes) -> None:
        """Write all of the data, however slow the line is. Ends the program when the terminal is gone."""
        try:
            while data := data[self.offer(data) :]:
                select.select([], [self.write_fd], [])
        except OSError:
            self.vanish()

    def _erasure(self, *, quick: bool = False) -> bytes:
        columns, height = self.size()
        width = max(1, min(columns, self._narrowest))
        rows = sum(max(1, -(-taken // width)) for taken in tuple(self._lines))
        up = min(rows, height, MAX_ROWS) - 1
        # Lines of ours that went out of sight are cleared with the shell's, however one leaves.
        clear = self.clears_scrollback and (quick or self._forgotten or rows > height)
        return ("\r\x1b[2K" + "\x1b[A\x1b[2K" * up + NO_SCROLLBACK * clear).encode("ascii")

    def _count(self, text: str) -> None:
        """Remember how wide the lines are."""
        first, *others = text.split("\n")
        self._lines[-1] += cells(first)
        for other in others:
            self._forgotten = self._forgotten or len(self._lines) == MAX_ROWS
            self._lines.append(cells(other))
