"""Lines as they are typed: one for each question, whatever else comes with it.

A thread of its own reads the terminal (see `keyboard`), so the quick exit works while nobody reads lines.
"""

from __future__ import annotations

import os
import queue
import time
from typing import Final

from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.terminal.roll import CTRL_C, Roll

PASTE_WAIT: Final = 0.03
"""Seconds within which a second line was not typed but pasted."""

READ_SIZE: Final = 4096
"""Bytes read at once; the terminal's driver holds no longer line."""


class TimeOverError(Exception):
    """Nobody finished a line in the time there was."""


class Typed:
    """The one reader of a roll's lines. What was typed before anything was asked is thrown away."""

    def __init__(self, roll: Roll) -> None:
        """Remember the roll; nothing is read or changed yet."""
        self._roll = roll
        self._keyboard = Keyboard(roll) if roll.is_typed else None
        self._typed: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._last = 0.0
        self._asked = False
        self._rest = b""
        self.pasted = False
        """Whether lines came with the last one and were thrown away."""

    def start(self) -> None:
        """Take the terminal over: from now on the quick exit works. Call it once, in the main thread."""
        if self._keyboard is not None:
            self._keyboard.start()

    def deliver(self) -> None:
        """Take lines from now on."""
        if self._keyboard is not None:
            self._keyboard.deliver(self._receive, lambda: None)

    def stop(self) -> None:
        """Read no more lines."""
        if self._keyboard is not None:
            self._keyboard.stop()

    def read_line(self, seconds: float | None = None) -> str | None:
        """Return the next line without its end, or nothing when there will be no more.

        Args:
            seconds: how long to wait; for ever when left out.

        Raises:
            TimeOverError: when nobody finished a line in that time.
        """
        self.pasted = False
        self._asked = True
        if self._keyboard is None:
            line = self._read_on()
        else:
            try:
                line = self._typed.get(timeout=seconds)
            except queue.Empty:
                raise TimeOverError from None
        return line.decode(self._roll.encoding, "replace").rstrip("\r\n") if line else None

    def _receive(self, data: bytes) -> bool:
        """Take what was read, in the thread that reads the terminal."""
        if CTRL_C in data:
            self._roll.vanish(quick=True)
        now = time.monotonic()
        alone, self._last = now - self._last > PASTE_WAIT, now
        line, end, more = data.partition(b"\n")
        if data and not end:
            self._roll.say("\n")
        if data and alone and self._asked:
            self._typed.put(line + b"\n")
        # Whatever else came would answer a question that nobody has read.
        self.pasted = self.pasted or bool(data and not alone) or bool(more)
        return False

    def _read_on(self) -> bytes:
        """Return the next line of a file or a pipe; nothing at its end."""
        while b"\n" not in self._rest:
            data = os.read(self._roll.read_fd, READ_SIZE)
            if not data:
                break
            self._rest += data
        line, end, self._rest = self._rest.partition(b"\n")
        # What is not typed does not show, and does not end the line of the question.
        self._roll.say("\n")
        return line + end
