"""One line as it is edited: what keys do to it, whoever shows it.

The keys are those of shells and forms alike: arrows, Home, End, Delete, and Ctrl with a letter.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ALIKE: Final = {
    "ctrl+a": "home",
    "ctrl+e": "end",
    "ctrl+b": "left",
    "ctrl+f": "right",
    "ctrl+h": "backspace",
    "ctrl+d": "delete",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
    "alt+backspace": "ctrl+w",
    "ctrl+backspace": "ctrl+w",
}
"""Keys that do what another one does."""

_TO_WORD: Final = re.compile(r"\S*\s*$")
"""From the beginning of the word before the cursor to the cursor."""

_FROM_WORD: Final = re.compile(r"\s*\S*")
"""From the cursor to the end of the word behind it."""


class EditedLine(NamedTuple):
    """The letters, and how many of them stand before the cursor."""

    text: str = ""
    at: int = 0

    def typed(self, letters: str, most: int | None = None) -> EditedLine:
        """Return the line with letters put in at the cursor, as far as `most` leaves room for them."""
        room = len(letters) if most is None else max(0, most - len(self.text))
        put = letters[:room]
        return EditedLine(self.text[: self.at] + put + self.text[self.at :], self.at + len(put))

    def pressed(self, key: str) -> EditedLine | None:
        """Return the line after a key that edits it, or nothing where it is no such key."""
        before, after = self.text[: self.at], self.text[self.at :]
        match _ALIKE.get(key, key):
            case "left":
                return EditedLine(self.text, max(0, self.at - 1))
            case "right":
                return EditedLine(self.text, min(len(self.text), self.at + 1))
            case "home":
                return EditedLine(self.text, 0)
            case "end":
                return EditedLine(self.text, len(self.text))
            case "ctrl+left":
                return EditedLine(self.text, self._word_before())
            case "ctrl+right":
                behind = _FROM_WORD.match(after)
                return EditedLine(self.text, self.at + (behind.end() if behind else 0))
            case "backspace":
                return EditedLine(before[:-1] + after, len(before[:-1]))
            case "delete":
                return EditedLine(before + after[1:], self.at)
            case "ctrl+u":
                return EditedLine(after, 0)
            case "ctrl+k":
                return EditedLine(before, self.at)
            case "ctrl+w":
                begin = self._word_before()
                return EditedLine(before[:begin] + after, begin)
        return None

    def _word_before(self) -> int:
        found = _TO_WORD.search(self.text[: self.at])
        return found.start() if found else 0
