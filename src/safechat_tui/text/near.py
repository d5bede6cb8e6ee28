"""The word that was probably meant by a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """Return the nearest known word, or an empty text; `least`, up to 1, is how alike the two must be."""
    found = get_close_matches(word, list(known), n=1, cutoff=least)
    return found[0] if found else ""
