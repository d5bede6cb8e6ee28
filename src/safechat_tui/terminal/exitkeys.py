"""Finds the quick exit in the raw bytes of the keyboard, before anything else reads them."""

from __future__ import annotations

import re
from typing import Final

from safechat_tui.terminal.sequences import ESCAPE, parted, press_of

CTRL_X: Final = 0x18
"""The byte that Ctrl+X sends."""

QUICK: Final = frozenset({"ctrl+x", "alt+ctrl+x"})
"""Names of the keys that leave, in whatever way they are sent."""

_LEAD: Final = b"\xc2"
"""The first of the two bytes that the characters of C1 are in UTF-8."""

_ONE_CHARACTER: Final = re.compile(rb"\xc2\x9b|(?<![\x80-\xff])\x9b")
"""What begins a sequence as one character, in UTF-8 or as one byte that is no part of a letter."""

ESCAPES: Final = 3
"""How many times Esc leaves."""

WITHIN: Final = 2.0
"""Seconds in which they must come."""


class ExitKeys:
    """Tells whether the bytes read so far hold the quick exit: Ctrl+X, or Esc three times."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._rest = ""
        self._lead = b""
        self._begun = 0.0
        self._presses: list[float] = []
        self._spent = False
        self._closes = 0

    @property
    def closes(self) -> int:
        """How many times Esc now closes something instead of counting; whoever shows screens sets it."""
        return self._closes

    @closes.setter
    def closes(self, times: int) -> None:
        # An Esc that waits for what follows has closed what is gone meanwhile.
        self._spent = self._spent or (self._rest == ESCAPE and times < self._closes)
        self._closes = times

    def seen(self, data: bytes, now: float) -> bool:
        """Return whether the quick exit was pressed; the data, in any cut, was read `now` (see `Decoder`)."""
        if CTRL_X in data:
            return True
        data, self._lead = self._lead + data, b""
        if data.endswith(_LEAD):
            data, self._lead = data[:-1], _LEAD
        # One character for each byte: a sequence is made of the same ones in every charset.
        text = _ONE_CHARACTER.sub(b"\x1b[", data).decode("latin-1")
        parts, rest = parted(self._rest + text)
        begun = self._begun
        for number, part in enumerate(parts):
            when = begun if number == 0 and self._rest else now
            if part[0] != ESCAPE:
                self._presses.clear()
            elif press := press_of(part):
                if press.key in QUICK:
                    return True
                self._press(press.key, when)
                if self._leaves(now):
                    return True
                if press.key != "escape":
                    self._presses.clear()
        if parts or not self._rest:
            self._begun, self._spent = now, False
        self._rest = rest
        # An Esc that nothing follows counts at once.
        return rest == ESCAPE and not self._closes and self._leaves(now, more=1)

    def pressed(self, now: float) -> int:
        """Return how many times Esc was pressed of the three that leave."""
        return len([press for press in self._presses if now - press < WITHIN]) + (
            self._rest == ESCAPE and not self._spent
        )

    def _press(self, key: str, when: float) -> None:
        if key == "escape" and self._spent:
            self._spent = False
        elif key == "escape" and self._closes:
            self._closes -= 1
        elif key == "escape" or key.startswith("alt+"):
            # Another key right behind Esc comes as Alt with that key.
            self._presses.append(when)

    def _leaves(self, now: float, more: int = 0) -> bool:
        self._presses = [press for press in self._presses if now - press < WITHIN]
        return len(self._presses) + more >= ESCAPES
