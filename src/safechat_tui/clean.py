"""The one function that makes text from outside safe to show, keep and print."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_MARKS: Final = 2
"""Combining marks kept on one letter; more would spill over other lines."""

_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, format characters (bidi overrides, zero widths), surrogates, unassigned, line separators."""

_HARMLESS_RANGES: Final = (
    *((" ", "~"), ("\u00a0", "\u00ac"), ("\u00ae", "\u0233"), ("\u2010", "\u2027")),
    *(("\u2190", "\u2193"), ("\u2500", "\u2513")),
)
"""First and last of what is harmless: letters, signs of print, arrows, rules."""

_HARMLESS: Final[set[str]] = set()
"""Ordinary letters and signs of French and English, once a text holds others than those of a typewriter."""


def clean(text: str, *, multiline: bool = False) -> str:
    """Return the text without control characters, direction overrides or stacked marks.

    Args:
        text: anything at all.
        multiline: keep newlines; otherwise every run of white space becomes one space.
    """
    result = text if _is_harmless(text) else _filtered(text, multiline)
    if multiline:
        return result
    # Only plain spaces are folded: the no-break spaces of French typography stay.
    return " ".join(part for part in result.split(" ") if part)


def _is_harmless(text: str) -> bool:
    """Return whether a text is known to be clean at a glance, as nearly all there is."""
    if text.isascii():
        return text.isprintable()
    if not _HARMLESS:
        for first, last in _HARMLESS_RANGES:
            _HARMLESS.update(map(chr, range(ord(first), ord(last) + 1)))
        _HARMLESS.update("\u2039\u203a\u20ac\u25b8")
    return _HARMLESS.issuperset(text)


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
