"""How many cells a text takes on a terminal or a line printer."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _width(letter: str) -> int:
    """Return the cells of one letter: none for an accent, two for a wide one."""
    if unicodedata.category(letter) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cells(text: str) -> int:
    """Return how many cells a text takes: wide letters two, accents none of their own."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def head(text: str, width: int) -> str:
    """Return the beginning of a text that takes at most so many cells."""
    if text.isascii():
        return text[:width]
    used = 0
    for index, letter in enumerate(text):
        used += _width(letter)
        if used > width:
            return text[:index]
    return text


def sized(text: str, width: int) -> str:
    """Return a text cut, or filled with spaces, to take exactly so many cells."""
    cut = head(text, width)
    return cut + " " * (width - cells(cut))
