"""Letters that the paper's fonts lack: left out, and told where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Final

from safechat_tui.guide import Span
from safechat_tui.handout.cards import QUOTES
from safechat_tui.handout.document import Document, Text, Tone, mapped
from safechat_tui.handout.letters import glue_ascii
from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.style import printable

GAP: Final = "[?]"
"""What stands for one or more letters that cannot be printed."""

MOST_PLACES: Final = 6
"""Places that are named; more would fill a page of their own."""

_PLACE: Final = 48
"""Characters of a text by which its place is known."""


def lacking(text: str) -> str:
    """Return the letters of a text that cannot be printed, each once, in order; the fonts must be loaded."""
    return "".join(dict.fromkeys(letter for letter in text if _instead(letter) is None))


def fitted(document: Document) -> Document:
    """Return the document with a gap for the letters that the fonts lack, and at its end where they were.

    The fonts must be loaded.
    """
    places: dict[str, None] = {}
    found = mapped(document, _fitter(places))
    if not places or not document.left_out:
        return found
    opening, closing = QUOTES[document.lang]
    said = ", ".join(f"{opening}{place}{closing}" for place in list(places)[:MOST_PLACES])
    words = document.left_out.replace("%(gap)s", GAP).replace("%(places)s", said)
    return replace(found, blocks=(*found.blocks, Text((Span(words),), Tone.SMALL)))


def _fitter(places: dict[str, None]) -> Callable[[str], str]:
    def fit(text: str) -> str:
        if text.isascii():
            return text
        letters = [(letter, _instead(letter)) for letter in text]
        if all(instead is not None for _, instead in letters):
            return "".join(instead or "" for _, instead in letters)
        parts = groupby(letters, key=lambda pair: pair[1] is None)
        shown = "".join(GAP if gap else "".join(instead or "" for _, instead in run) for gap, run in parts)
        places.setdefault(shown if len(shown) <= _PLACE else f"{shown[:_PLACE].rstrip()}\u2026")
        return shown

    return fit


def _instead(letter: str) -> str | None:
    """Return what is printed for a letter; nothing at all where the fonts have no likeness of it."""
    if fonts.has(printable(letter)):
        return letter
    likeness = glue_ascii(letter)
    return likeness if likeness != "?" else None
