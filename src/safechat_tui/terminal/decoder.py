"""Keys and pastes out of the bytes of a terminal, in whatever cuts they come."""

from __future__ import annotations

import codecs
from typing import Final

from safechat_tui.terminal.sequences import (
    ESCAPE,
    ONE_CHARACTER,
    PASTE,
    PASTED,
    SEQUENCE,
    Pasted,
    Press,
    parted,
    press_of,
    presses_of,
)

ESCAPE_WAIT: Final = 0.08
"""Seconds after which an Esc that nothing follows is the key."""

REST_WAIT: Final = 1.0
"""Seconds after which the rest of any other sequence comes no more."""


class Decoder:
    """Turns what a terminal sends, in any cut, into keys and pastes."""

    def __init__(self, charset: str = "utf-8") -> None:
        """Begin with nothing read.

        Args:
            charset: the letters it sends.
        """
        self._decode = codecs.getincrementaldecoder(charset)("replace").decode
        self._rest = ""
        self._since = 0.0
        self._given_up = False
        self._paste: list[str] | None = None

    @property
    def waiting(self) -> bool:
        """Whether a sequence was begun only; `take` is to be called again soon, if need be without bytes."""
        return bool(self._rest)

    def take(self, data: bytes, now: float) -> list[Press | Pasted]:
        """Return the keys and pastes that are whole by now.

        Args:
            data: what was read; nothing when nothing came for a while.
            now: when it was read, in seconds of a clock that never goes back.
        """
        text = self._decode(data).translate(ONE_CHARACTER)
        if text:
            self._since = now
            if self._given_up and (found := SEQUENCE.match(ESCAPE + text)) and found.end() > 2:
                # Nobody types so much at once: it is what the Esc that was given up began.
                self._rest = ESCAPE
            self._given_up = False
        elif self._rest == ESCAPE and now - self._since >= ESCAPE_WAIT:
            self._rest, self._given_up = "", True
            return [] if self._paste is not None else [Press("escape")]
        elif now - self._since >= REST_WAIT:
            self._rest = ""
            return []
        else:
            return []
        parts, self._rest = parted(self._rest + text)
        out: list[Press | Pasted] = []
        for part in parts:
            out += self._keys(part)
        return out

    def _keys(self, part: str) -> list[Press | Pasted]:
        if part == PASTE:
            self._paste = []
        elif self._paste is not None:
            if part != PASTED:
                self._paste += part if part[0] != ESCAPE else ""
                return []
            text, self._paste = "".join(self._paste), None
            return [Pasted(text)]
        elif part[0] != ESCAPE:
            return list(presses_of(part))
        elif press := press_of(part):
            return [press]
        return []
