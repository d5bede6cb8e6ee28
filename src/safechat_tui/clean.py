"""The one function that makes text from outside safe to show, keep and print."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_MARKS: Final = 2
"""Combining marks kept on one letter; more would spill over other lines."""

_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, format characters (bidi overrides, zero widths), surrogates, unassigned, line separators."""

_HARMLESS: Final = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u0233\u2010-\u2027\u2039\u203a\u20ac\u2190-\u2193\u2500-\u2513\u25b8]*"
)
"""Letters, signs of print, arrows and rules: nearly every text is of these alone."""


def clean(text: str, *, multiline: bool = False) -> str:
    """Return the text without control characters, direction overrides or stacked marks.

    Newlines are kept where it may be of several lines; otherwise every run of white space becomes one space.
    """
    result = text if _HARMLESS.fullmatch(text) else _filtered(text, multiline)
    if multiline:
        return result
    # Only plain spaces are folded: the no-break spaces of French typography stay.
    return " ".join(part for part in result.split(" ") if part)


def _filtered(text: str, multiline: bool) -> str:
    """Return the text character by character, without what must not pass."""
    spaced: list[str] = []
    for character in text.replace("\r\n", "\n"):
        if character in "\n\t\r\v\f\x85\u2028\u2029":
            spaced.append("\n" if multiline and character != "\t" else " ")
        elif unicodedata.category(character) not in _DROPPED_CATEGORIES:
            spaced.append(character)
    kept: list[str] = []
    marks = 0
    # Composed only now: an invisible character could keep an accent apart from its letter.
    for character in unicodedata.normalize("NFC", "".join(spaced)):
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
