"""Lets through what a person can type, and pastes cut to size; a flood is dropped: memory stays bounded."""

from __future__ import annotations

from typing import Final

PASTE: Final = b"\x1b[200~"
"""What the terminal sends before a paste, when it was asked to tell pastes from keys."""

PASTED: Final = b"\x1b[201~"
"""What it sends after one."""

LONGEST_PASTE: Final = 4096
"""Bytes of a paste that are let through; the longest field holds far less."""

PASTE_WAIT: Final = 1.0
"""Seconds of silence after which a paste is taken to be over, its end being lost."""

BURST: Final = 1024
"""Bytes of keys let through at once."""

RATE: Final = 512
"""Bytes of keys let through in a second after that."""


class InputLimit:
    """Stands between the terminal's bytes and what turns them into keys."""

    def __init__(self) -> None:
        """Begin outside a paste."""
        self._pasting = False
        self._paste = b""
        self._tail = b""
        self._last = 0.0
        self._room = float(BURST)
        self._refilled = 0.0

    @property
    def waiting(self) -> bool:
        """Whether something is held back and `take` is to be called again soon, if need be without bytes."""
        return self._pasting or bool(self._tail)

    def take(self, data: bytes, now: float) -> bytes:
        """Return the bytes to be turned into keys. A paste comes out whole, its beginning and end with it.

        Args:
            data: what was read, in any cut; nothing when nothing came for a while.
            now: when it was read, in seconds of a clock that never goes back.
        """
        if not data and self._pasting and now - self._last >= PASTE_WAIT:
            self._tail = b""
            return self._end_paste()
        if data:
            self._last = now
        out = b""
        rest, self._tail = self._tail + data, b""
        while rest:
            marker = PASTED if self._pasting else PASTE
            before, found, after = rest.partition(marker)
            if not found and data:
                kept = _begun(before, marker, at_least=1 if self._pasting else 3)
                before, self._tail = before[: len(before) - kept], before[len(before) - kept :]
            if self._pasting:
                self._paste = (self._paste + before)[:LONGEST_PASTE]
                out += self._end_paste() if found else b""
            else:
                out += self._within_bounds(before, now)
                self._pasting = bool(found)
            rest = after
        return out

    def _end_paste(self) -> bytes:
        # An escape inside would end the paste early, or begin another.
        text = self._paste.replace(b"\x1b", b"")
        self._pasting, self._paste = False, b""
        return PASTE + text + PASTED

    def _within_bounds(self, keys: bytes, now: float) -> bytes:
        self._room = min(float(BURST), self._room + (now - self._refilled) * RATE)
        self._refilled = now
        keys = keys[: int(self._room)]
        self._room -= len(keys)
        return keys


def _begun(data: bytes, marker: bytes, at_least: int) -> int:
    """Return how many bytes at the end of the data begin the marker; fewer than `at_least` count as none."""
    return next((n for n in range(len(marker) - 1, at_least - 1, -1) if data.endswith(marker[:n])), 0)
