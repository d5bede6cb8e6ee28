"""How many cells a text takes on a terminal or a line printer."""

from __future__ import annotations

import unicodedata
from typing import Final


class _Widths(dict[str, int]):
    """The cells of each letter, worked out when it is first met."""

    def __missing__(self, letter: str) -> int:
        is_mark = unicodedata.category(letter) in {"Mn", "Me"}
        is_wide = unicodedata.east_asian_width(letter) in "WF"
        self[letter] = cells = 0 if is_mark else 2 if is_wide else 1
        return cells


_WIDTHS: Final = _Widths()


def cells(text: str) -> int:
    """Return how many cells a text takes: wide letters two, accents none of their own."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def head(text: str, width: int) -> str:
    """Return the beginning of a text that takes at most so many cells."""
    if text.isascii():
        return text[:width]
    used = 0
    for index, letter in enumerate(text):
        used += _WIDTHS[letter]
        if used > width:
            return text[:index]
    return text


def sized(text: str, width: int) -> str:
    """Return a text cut, or filled with spaces, to take exactly so many cells."""
    cut = head(text, width)
    return cut + " " * (width - cells(cut))
