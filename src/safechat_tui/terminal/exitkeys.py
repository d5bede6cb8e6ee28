"""Finds the quick exit in the raw bytes of the keyboard, before anything else reads them."""

from __future__ import annotations

import re
from typing import Final

CTRL_X: Final = 0x18
"""The byte that Ctrl+X sends."""

ESCAPE: Final = 0x1B
"""The byte that Esc sends, and that begins the sequences of other keys."""

KITTY_EXIT: Final = re.compile(rb"\x1b\[120(?::\d*)*;5(?::[12])?(?:;[\d:]*)?u")
"""Ctrl+X as terminals with the kitty keyboard protocol send it."""

KITTY_ESCAPE: Final = re.compile(rb"\x1b\[27(?:;1(?::1)?)?u")
"""Esc as the same terminals send it."""

INTRODUCERS: Final = b"[O"
"""What follows the escape byte in the sequences of arrows, function keys and the like."""

LONGEST: Final = 24
"""Bytes kept from one read to the next, for a key that is split over two."""

ESCAPES: Final = 3
"""How many times Esc leaves."""

WITHIN: Final = 2.0
"""Seconds in which they must come."""


class ExitKeys:
    """Tells whether the bytes read so far hold the quick exit: Ctrl+X, or Esc three times."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._tail = b""
        self._presses: list[float] = []

    def seen(self, data: bytes, now: float) -> bool:
        """Return whether the quick exit was pressed.

        Args:
            data: what was just read, in any cut.
            now: when it was read, in seconds of a clock that never goes back.
        """
        if CTRL_X in data:
            return True
        joined = self._tail + data
        self._tail = joined[-LONGEST:]
        if KITTY_EXIT.search(joined):
            self._tail = b""
            return True
        if len(data) > LONGEST and data.strip(b"\x1b"):
            # So much at once is a paste, where an escape is no key press.
            self._presses.clear()
            return False
        return self._escapes(KITTY_ESCAPE.sub(b"\x1b", data), now)

    def _escapes(self, data: bytes, now: float) -> bool:
        """Count the Esc keys; any other key in between begins the count anew."""
        for byte, after in zip(data, [*data[1:], 0], strict=True):
            if byte != ESCAPE or after in INTRODUCERS:
                self._presses.clear()
                continue
            self._presses = [press for press in self._presses if now - press < WITHIN]
            self._presses.append(now)
            if len(self._presses) >= ESCAPES:
                return True
        return False
