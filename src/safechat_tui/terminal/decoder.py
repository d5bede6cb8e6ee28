"""Keys and pastes out of the bytes of a terminal, in whatever cuts they come.

What a person can type comes through, and pastes cut to size; a flood is dropped: memory stays bounded.
"""

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

_ESCAPE_WAIT: Final = 0.08
"""Seconds after which an Esc that nothing follows is the key."""

REST_WAIT: Final = 1.0
"""Seconds after which the rest of any other sequence, or of a paste, comes no more."""

LONGEST_PASTE: Final = 4096
"""Letters of a paste that are let through; the longest field holds far less."""

BURST: Final = 1024
"""Letters of keys let through at once."""

_RATE: Final = 512
"""Letters of keys let through in a second after that."""


class Decoder:
    """Turns what a terminal sends, in any cut, into keys and pastes."""

    def __init__(self, charset: str = "utf-8") -> None:
        """Begin with nothing read of a terminal that sends these letters."""
        self._decode = codecs.getincrementaldecoder(charset)("replace").decode
        self._rest = ""
        self._since = 0.0
        self._given_up = False
        self._paste: str | None = None
        self._room = float(BURST)
        self._refilled = 0.0

    @property
    def waiting(self) -> bool:
        """Whether something was begun only; `take` is to be called again soon, if need be without bytes."""
        return bool(self._rest) or self._paste is not None

    def take(self, data: bytes, now: float) -> list[Press | Pasted]:
        """Return the keys and pastes that are whole by `now`, in seconds of a clock that never goes back.

        `data` is what was read in any cut; nothing when nothing came for a while.
        """
        text = self._decode(data).translate(ONE_CHARACTER)
        if text:
            self._since = now
            if self._given_up and (found := SEQUENCE.match(ESCAPE + text)) and found.end() > 2:
                # Nobody types so much at once: it is what the Esc that was given up began.
                self._rest = ESCAPE
            self._given_up = False
        elif self._rest == ESCAPE and now - self._since >= _ESCAPE_WAIT:
            self._rest, self._given_up = "", True
            return [] if self._paste is not None else [Press("escape")]
        elif now - self._since >= REST_WAIT:
            self._rest = ""
            return self._pasted()
        else:
            return []
        self._room = min(float(BURST), self._room + (now - self._refilled) * _RATE)
        self._refilled = now
        out: list[Press | Pasted] = []
        text, self._rest = self._rest + text, ""
        while text:
            if self._paste is None:
                keys, begins, text = text.partition(PASTE)
                parts, self._rest = parted(keys + begins)
                for part in parts:
                    out += self._keys(part)
                self._paste = "" if begins else None
            else:
                inside, ends, text = text.partition(PASTED)
                if not ends:
                    # The end of a paste may be cut.
                    before, escape, cut = inside.rpartition(ESCAPE)
                    if PASTED.startswith(escape + cut) and escape:
                        inside, self._rest = before, escape + cut
                # An escape inside is none of the terminal's.
                self._paste = (self._paste + inside.replace(ESCAPE, ""))[:LONGEST_PASTE]
                out += self._pasted() if ends else []
        return out

    def _keys(self, part: str) -> list[Press]:
        """Return the keys of letters, or of a whole sequence, as far as there is room for them."""
        kept = part[: int(self._room)]
        self._room -= len(kept)
        if part[0] != ESCAPE:
            return list(presses_of(kept))
        press = press_of(part) if kept == part else None
        return [press] if press else []

    def _pasted(self) -> list[Press | Pasted]:
        """Return the paste that is over, if there is one."""
        text, self._paste = self._paste, None
        return [] if text is None else [Pasted(text)]
