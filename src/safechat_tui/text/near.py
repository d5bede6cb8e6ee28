"""What was probably meant by words that are no whole name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, TypeVar

_SHORTEST: Final = 5
"""Letters of words that are enough inside a name: most that join others are shorter."""
Named = TypeVar("Named")


def near(word: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """Return the nearest known word, or an empty text; `least`, up to 1, is how alike the two must be."""
    found = get_close_matches(word, list(known), n=1, cutoff=least)
    return found[0] if found else ""


def alone_with(words: str, names: Iterable[tuple[str, Named]]) -> Named | None:
    """Return the one thing with folded words whole in a name of it; nothing where several have them."""
    found = {named for name, named in names if f" {words} " in f" {name} "}
    return found.pop() if len(words) >= _SHORTEST and len(found) == 1 else None
