"""Which way a text is read, and what keeps numbers and brackets in order where that is from right to left."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

RIGHTWARD: Final = "\u200e"
LEFTWARD: Final = "\u200f"
"""Marks that are not seen: what stands beside one is shown as beside a letter that is read that way."""

_NUMBER: Final = (
    r"[+*#]{0,4}+(?:(?<!\d)\d++|\(\d++\))"
    r"(?:[-./ \u00a0\u2009\u202f\u2010-\u2013]{0,3}(?:\(\d++\)|(?<!\d)\d++)|-[A-Za-z]++)++[*#]{0,4}"
    r"|[*#]{1,4}+\d++[*#]{0,4}"
)
"""A number in groups, such as of a telephone, or what is typed on one, such as `*67`."""

_GUARDED: Final = re.compile(
    rf"(?P<place>%\(\w+\)s)|(?P<number>{_NUMBER})|(?P<address>(?<=[0-9A-Za-z])/(?!\S))"
    r"|(?P<opening>[(\[«])|[)\]»]"
)
"""A place to fill in; a number; the end of an address; a bracket that opens; one that closes."""

_LETTER: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
"""A letter that is read from right to left."""


def leftward(text: str) -> bool:
    """Return whether the first letter of a text is of a script that is read from right to left."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def in_order(text: str) -> str:
    """Return a text that is read from right to left, its numbers and brackets in order wherever it is shown.

    After an Arabic letter `1-800-555` is else shown as `555-800-1`.
    """
    return _GUARDED.sub(_guarded, text)


def numbers_in_order(text: str) -> str:
    """Return a text that is read from left to right, its numbers in order beside words that are not."""
    if not _LETTER.search(text):
        return text
    return _GUARDED.sub(lambda found: _guarded(found) if found.lastgroup == "number" else found[0], text)


def unmarked(text: str) -> str:
    """Return a text without such marks."""
    return text.replace(RIGHTWARD, "").replace(LEFTWARD, "")


def _guarded(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "place":
            return found[0]
        case "number":
            return f"{RIGHTWARD}{found[0]}{RIGHTWARD}{LEFTWARD}"
        case "address":
            return f"{found[0]}{RIGHTWARD}"
        case "opening":
            return f"{LEFTWARD}{found[0]}"
        case _:
            return f"{found[0]}{LEFTWARD}"
