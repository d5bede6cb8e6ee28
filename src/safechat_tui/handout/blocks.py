"""What is read on a screen, in lines or on paper: headings, paragraphs, lists, whom to call, cards."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from safechat_tui.guide.text import Span

Words = tuple[Span, ...]
"""A run of text, parts of it strong. Links in prose are dissolved before they get here; `href` is set where a
number or a site may be followed from a PDF."""


class Tone(StrEnum):
    """How a paragraph is meant."""

    PLAIN = "plain"
    SMALL = "small"
    """What matters least: credits, when a fact was read."""
    SAY = "say"
    """What a worker can say aloud."""
    STATE = "state"
    """What holds, before it is explained."""
    MIND = "mind"
    """What to mind before anything else."""


class Heading(NamedTuple):
    """The title of a part."""

    text: str
    level: int = 1
    """1 for a part, 2 inside it, 3 inside that."""
    new_page: bool = False
    """Whether the part begins on a new page; in large print, unless the one before it is nearly empty."""
    apart: bool = False
    """Whether nothing else may stand on its first page: it is handed on, or kept apart."""


class Text(NamedTuple):
    """One paragraph."""

    words: Words
    tone: Tone = Tone.PLAIN


class Items(NamedTuple):
    """A list."""

    items: tuple[Words, ...]


class Way(NamedTuple):
    """One way to reach someone."""

    label: str
    value: str
    """A number or an address; its spaces never break over lines."""
    clear: bool = False
    """Whether the value tells what it is without the label, where there is little room."""
    link: str = ""
    """Where it leads when it is followed, such as `tel:211`; nothing where a paper is to lead nowhere."""


class Contact(NamedTuple):
    """Someone to call."""

    name: str
    ways: tuple[Way, ...]
    note: str
    """Hours, languages, for whom."""
    places: str = ""
    """Where it is for."""
    tags: str = ""
    """Where, when and in which languages it answers, in short."""
    doubt: str = ""
    """What is to be checked before the number is given."""


class Contacts(NamedTuple):
    """A list of whom to call."""

    contacts: tuple[Contact, ...]


class Samples(NamedTuple):
    """The made-up words drawn inside the picture, one short line each."""

    address: str
    name: str
    handle: str
    date: str
    before: str
    message: str
    after: str


class Picture(NamedTuple):
    """The picture of a good screenshot, its parts numbered and named."""

    parts: tuple[Words, ...]
    """What each part is, from 1."""
    samples: Samples
    alt: str
    """What the picture shows, for who cannot see it."""


class Labelled(NamedTuple):
    """What is said under a label: one action of a platform's card."""

    label: str
    blocks: tuple[Text, ...]


class Card(NamedTuple):
    """Labelled lines that stand together."""

    lines: tuple[Labelled, ...]


def said(words: str, tone: Tone = Tone.PLAIN, *, strong: bool = False) -> Text:
    """Return a paragraph of one look."""
    return Text((Span(words, strong),), tone)


def items_of(items: Iterable[str]) -> Items:
    """Return a list of plain words."""
    return Items(tuple((Span(item),) for item in items))


PageBlocks = tuple[Heading | Text | Items | Contacts | Picture | Labelled | Card, ...]
"""What is read on a screen or in lines."""
