"""Which way a text is read, and what keeps numbers and brackets in order where that is from right to left."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

RIGHTWARD: Final = "\u200e"
LEFTWARD: Final = "\u200f"
"""Marks that are not seen: what stands beside one is shown as beside a letter that is read that way."""

_GUARDED: Final = re.compile(
    r"(?P<place>%\(\w+\)s)|(?P<number>(?:\+?\d+|\(\d+\))(?:[-./ \u00a0]+\d+)+)|(?P<opening>[(\[«])|[)\]»]"
)
"""A place to fill in; a number in groups, such as of a telephone; a bracket that opens; one that closes."""


def leftward(text: str) -> bool:
    """Return whether the first letter of a text is of a script that is read from right to left."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def in_order(text: str) -> str:
    """Return a text that is read from right to left, its numbers and brackets in order wherever it is shown.

    After an Arabic letter `1-800-555` is else shown as `555-800-1`.
    """
    return _GUARDED.sub(_guarded, text)


def unmarked(text: str) -> str:
    """Return a text without such marks."""
    return text.replace(RIGHTWARD, "").replace(LEFTWARD, "")


def _guarded(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "place":
            return found[0]
        case "number":
            return f"{RIGHTWARD}{found[0]}{LEFTWARD}"
        case "opening":
            return f"{LEFTWARD}{found[0]}"
        case _:
            return f"{found[0]}{LEFTWARD}"
