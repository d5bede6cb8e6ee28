"""The one function that makes text from outside safe to show, keep and print."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_MARKS: Final = 2
"""Combining marks kept on one letter; more would spill over other lines."""

_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, format characters (bidi overrides, zero widths), surrogates, unassigned, line separators."""


def clean(text: str, *, multiline: bool = False) -> str:
    """Return the text without control characters, direction overrides or stacked marks.

    Args:
        text: anything at all.
        multiline: keep newlines; otherwise every run of white space becomes one space.
    """
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        if character in "\n\t\r\v\f\x85\u2028\u2029":
            marks = 0
            kept.append("\n" if multiline and character != "\t" else " ")
            continue
        category = unicodedata.category(character)
        if category in _DROPPED_CATEGORIES:
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    result = "".join(kept)
    if multiline:
        return result
    # Only plain spaces are folded: the no-break spaces of French typography stay.
    return " ".join(part for part in result.split(" ") if part)
