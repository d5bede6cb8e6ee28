"""Lines as they are typed: one for each question, whatever else comes with it.

A thread of its own reads the terminal (see `keyboard`), so the quick exit works while nobody reads lines. The
same thread shows what is typed, as far as it may be seen.
"""

from __future__ import annotations

import math
import os
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from safechat_tui import clock
from safechat_tui.terminal.decoder import Decoder
from safechat_tui.terminal.editing import EditedLine
from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.terminal.sequences import Pasted, Press

PASTE_WAIT: Final = 0.03
"""Seconds within which what follows a line was not typed but pasted with it."""

_READ_SIZE: Final = 4096
"""Bytes read at once of a file or a pipe."""

_LONGEST: Final = 4000
"""Letters of a line; more are not taken."""

_ENTER: Final = frozenset({"enter", "ctrl+j"})
"""Keys that end a line."""


class TimeOverError(Exception):
    """Nobody pressed a key in the time there was."""


class LineReader:
    """The one reader of a terminal's lines. What was typed before anything was asked is thrown away."""

    def __init__(self, terminal: LineTerminal, interrupted: int = 0) -> None:
        """Remember the terminal, and the exit code after Ctrl+C; nothing is read or changed yet."""
        self.terminal: Final = terminal
        """Where lines are typed and shown."""
        self._interrupted = interrupted
        self._keyboard = Keyboard(terminal) if terminal.is_typed else None
        self._decoder = Decoder(terminal.encoding)
        self._typed: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._line = EditedLine()
        self._ended = self._pressed = 0.0
        self._seconds: float | None = None
        self._asked = False
        self._seen = True
        self._rest = b""
        self.pasted = False
        """Whether lines came with the last one and were thrown away."""
        self.unfinished = ""
        """What was typed of a line when the time was over, if it may be seen."""
        self.warning: Callable[[], str] | None = None
        """Gives what is said once Esc was pressed twice and a third time would leave, then what is asked."""

    def start(self) -> None:
        """Take the terminal over: from now on the quick exit works. Call it once, in the main thread."""
        if self._keyboard is not None:
            self._keyboard.start()
            self._keyboard.deliver(self._receive, lambda: None)

    def stop(self) -> None:
        """Read no more lines."""
        if self._keyboard is not None:
            self._keyboard.stop()

    def give_back(self) -> None:
        """Leave the terminal and the signals as they were before `start`."""
        if self._keyboard is not None:
            self._keyboard.give_back()

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Show nothing of what is typed, but the end of the line."""
        self._seen = False
        try:
            yield
        finally:
            self._seen = True

    def read_line(self, seconds: float | None = None, begun: str = "") -> str | None:
        """Return the next line without its end, or nothing when there will be no more.

        Args:
            seconds: how long to wait for a key; for ever when left out.
            begun: what was typed of it before.

        Raises:
            TimeOverError: when nobody pressed one in that time; what was typed of a line is in `unfinished`.
        """
        self.pasted, self.unfinished = False, ""
        if begun:
            self._type(begun)
        self._asked = True
        if self._keyboard is None:
            return self._read_on()
        self._pressed, self._seconds = clock.running(), seconds
        while True:
            wait = None if seconds is None else min(clock.CHECK_EVERY, max(0.0, self._left))
            with suppress(queue.Empty):
                line = self._typed.get(timeout=wait)
                if not self._is_over:
                    return line
            if self._is_over:
                self.unfinished, self._line = self._line.text if self._seen else "", EditedLine()
                raise TimeOverError

    @property
    def _left(self) -> float:
        """Seconds in which a key must come."""
        return math.inf if self._seconds is None else self._pressed + self._seconds - clock.running()

    @property
    def _is_over(self) -> bool:
        return self._left <= 0

    def _receive(self, data: bytes) -> bool:
        """Take what was read, in the thread that reads the terminal."""
        now = time.monotonic()
        # What woke a laptop was typed at lines that should have been covered, and soon are.
        heard = self._asked and not self._is_over
        for press in self._decoder.take(data, now):
            if heard or press == Press("ctrl+c"):
                self._take(press, now)
        if data and not self._is_over:
            self._pressed = clock.running()
        return self._decoder.waiting

    def _take(self, press: Press | Pasted, now: float) -> None:
        if isinstance(press, Press) and press.key == "ctrl+c":
            self.terminal.vanish(self._interrupted, quick=True)
        elif self._ended and now - self._ended < PASTE_WAIT:
            # Whatever comes with a line would answer a question that nobody has read.
            self._ended, self.pasted = now, True
        elif isinstance(press, Pasted):
            self._type(" ".join(press.text.split()))
        elif press.key in _ENTER:
            self.terminal.say("\n")
            text, self._line, self._ended = self._line.text, EditedLine(), now
            self._typed.put(text)
        elif press.key == "ctrl+d" and not self._line.text:
            self.terminal.say("\n")
            self._typed.put(None)
        elif press.letter is not None:
            self._type(press.letter)
        elif press.key == "escape":
            self._warn()
        else:
            self._edit(press.key)

    def _type(self, letters: str) -> None:
        before = len(self._line.text)
        self._line = self._line.typed(letters, _LONGEST)
        if self._seen:
            self.terminal.say(self._line.text[before:])

    def _edit(self, key: str) -> None:
        """Take letters back from the end; the cursor goes nowhere else in lines."""
        before = self._line.text
        after = self._line.pressed(key)
        if after is None or not before.startswith(after.text):
            return
        self._line = EditedLine(after.text, len(after.text))
        if self._seen:
            self.terminal.take_back(before[len(after.text) :])

    def _warn(self) -> None:
        """Say that a third Esc leaves, and show again what is being typed."""
        if self._keyboard is not None and self._keyboard.escapes == 2 and self.warning is not None:
            shown = self._line.text if self._seen else ""
            self.terminal.say(f"\n{self.warning()}{shown}")

    def _read_on(self) -> str | None:
        """Return the next line of a file or a pipe; nothing at its end."""
        while b"\n" not in self._rest:
            data = os.read(self.terminal.read_fd, _READ_SIZE)
            if not data:
                break
            self._rest += data
        line, end, self._rest = self._rest.partition(b"\n")
        # What is not typed does not show, and does not end the line of the question.
        self.terminal.say("\n")
        return line.decode(self.terminal.encoding, "replace").rstrip("\r\n") if line + end else None
