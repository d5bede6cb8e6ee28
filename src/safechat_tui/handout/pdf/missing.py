"""Letters that the paper's fonts lack: replaced by a likeness, or left out and told where."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Final

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Text, Tone
from safechat_tui.handout.cards import QUOTES
from safechat_tui.handout.document import Document, mapped, texts
from safechat_tui.handout.pdf.fonts import family
from safechat_tui.text.letters import glue_ascii

GAP: Final = "[?]"
"""What stands for one or more letters that cannot be printed."""

MOST_PLACES: Final = 6
"""Places that are named; more would fill a page of their own."""

_PLACE: Final = 48
"""Characters of a text by which its place is known."""

_LIKE: Final = {"→": "›", "\u202f": "\u00a0", "\u2007": "\u00a0"}
"""Signs the fonts lack, or at which a line would break, and what is printed instead."""


def lacking(text: str) -> str:
    """Return the letters of a text that cannot be printed, each once, in order."""
    return "".join(dict.fromkeys(letter for letter in text if printed_as(letter) is None))


@cache
def printed_as(letter: str) -> str | None:
    """Return what is printed for a letter, or None where the fonts have no likeness of it."""
    letter = _LIKE.get(letter, letter)
    if family(letter):
        return letter
    likeness = glue_ascii(letter)
    return likeness if likeness != "?" else None


def printable(document: Document) -> Document:
    """Return the document with nothing but letters the fonts have.

    A gap stands for the others, and a sentence at the end names the places.
    """
    found = mapped(document, _printed)
    places = dict.fromkeys(_place(_printed(text)) for text in texts(document) if lacking(text))
    if not places or not document.left_out:
        return found
    opening, closing = QUOTES[document.lang]
    said = ", ".join(f"{opening}{place}{closing}" for place in list(places)[:MOST_PLACES])
    words = document.left_out.replace("%(gap)s", GAP).replace("%(places)s", said)
    return found._replace(blocks=(*found.blocks, Text((Span(words),), Tone.SMALL)))


def _printed(text: str) -> str:
    """Return a text as it is printed, with a gap for letters that cannot be."""
    groups = groupby(map(printed_as, text), key=lambda letter: letter is None)
    return "".join(GAP if gap else "".join(letter or "" for letter in group) for gap, group in groups)


def _place(text: str) -> str:
    return text if len(text) <= _PLACE else f"{text[:_PLACE].rstrip()}\u2026"
