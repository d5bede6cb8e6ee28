"""The printed plan as data: what it says, in order, without any look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, cast

from safechat_tui.handout.blocks import Contacts, Heading, Items, Picture, Text, Words

_T = TypeVar("_T")


class NoteKind(StrEnum):
    """Why something stands apart from the rest."""

    DECIDE = "decide"
    """She decides."""
    URGENT = "urgent"
    """What to do in danger."""
    LEAST = "least"
    """The least that helps, for days without energy."""
    CAUTION = "caution"
    """What to mind first."""
    HOW = "how"
    """How to do a step."""


class Note(NamedTuple):
    """Something that stands apart, in a frame on paper."""

    kind: NoteKind
    title: str
    """The words above it, or nothing."""
    blocks: tuple[Text | Items, ...]


class CardLine(NamedTuple):
    """One line of a card."""

    label: str
    text: str
    strong: bool = False
    """Whether the text stands out too: her own words, exactly as she put them."""


class Summary(NamedTuple):
    """A few short facts, each behind its label."""

    lines: tuple[CardLine, ...]


class Numbers(NamedTuple):
    """Numbers to put up or to carry: each as the text of a line, with whose it is as its label."""

    lines: tuple[CardLine, ...]
    copies: int = 1
    """How many times they stand on a page; more than once they are small, to be cut out."""


class ShortStep(NamedTuple):
    """One step of the plan in one line."""

    number: int
    """From 1, in safe order."""
    title: str
    sign: str = ""
    """The sign of a step that may be noticed, or nothing."""
    noticed: str = ""
    """What the sign means in words."""
    before: str = ""
    """What must come first, with its label, or nothing."""


class ShortSteps(NamedTuple):
    """The steps of the plan, one line each."""

    steps: tuple[ShortStep, ...]

    @property
    def legend(self) -> str:
        """What the signs mean, each once."""
        return " · ".join(dict.fromkeys(f"{step.sign} {step.noticed}" for step in self.steps if step.sign))


class CheckStep(NamedTuple):
    """One step of the plan, with a box to tick."""

    number: int
    """From 1, in safe order."""
    title: str
    lines: tuple[CardLine, ...]
    extras: tuple[Note, ...] = ()
    """What to mind of it, and how to do it."""
    note: str = ""
    """Why the step is there although she did not choose it, or nothing."""


class BlankLog(NamedTuple):
    """A log to continue by hand."""

    number: str
    """The word over the entries' numbers."""
    columns: tuple[str, ...]
    """The words over what is written, in order; the one that needs most room is `widest`."""
    widest: int
    """Index of the column that needs most room."""
    rows: int
    """Entries that can be written."""
    start: int = 1
    """Number of the first entry."""
    lines: tuple[int, ...] = ()
    """Lines to write on for each column; two for the widest and one for the others when there are none."""
    forms: bool = False
    """Whether each entry is a form of its own, its columns under each other."""
    named: tuple[str, ...] = ()
    """What each entry is for, where that is said beforehand."""

    def label(self, index: int) -> str:
        """Return what stands before an entry: its number, and what it is for where that is said."""
        number = str(self.start + index)
        return f"{number}. {self.named[index]}" if self.named else number

    def lines_of(self, column: int) -> int:
        """Return how many lines a column gets."""
        return self.lines[column] if self.lines else 1 + (column == self.widest)


class WriteLines(NamedTuple):
    """Words with room to write after them, side by side where there is room."""

    labels: tuple[str, ...]


class Columns(NamedTuple):
    """What is said, and read first, with what is shown of it beside it where there is room."""

    said: tuple[Heading | Text | Items, ...]
    shown: tuple[Heading | Text | Picture, ...]


Block = (
    Heading
    | Text
    | Items
    | Contacts
    | Note
    | Summary
    | Numbers
    | ShortSteps
    | CheckStep
    | Picture
    | Columns
    | BlankLog
    | WriteLines
)
"""Anything that can stand in the document by itself."""


class Document(NamedTuple):
    """One printed plan in one language."""

    lang: str
    """`fr` or `en`."""
    title: str
    made_on: str
    """The line that gives the date; nothing on a paper to fill in."""
    page_label: str
    """The line under each page, with the places `%(page)s` and `%(pages)s`."""
    blocks: tuple[Block, ...]
    left_out: str = ""
    """The sentence for letters that could not be printed, with the place `%(places)s`."""

    def page(self, number: int, of: int) -> str:
        """Return the line under one page."""
        return self.page_label.replace("%(page)s", str(number)).replace("%(pages)s", str(of))


def plain(words: Words) -> str:
    """Return the words without their looks."""
    return "".join(span.text for span in words)


def texts(thing: object) -> Iterator[str]:
    """Yield every text of a document, or of any part of it, in order."""
    if isinstance(thing, StrEnum):
        return
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)


def mapped(thing: _T, change: Callable[[str], str]) -> _T:
    """Return a document, or any part of it, with every text changed."""
    new: Any = thing
    if isinstance(thing, str) and not isinstance(thing, StrEnum):
        new = change(thing)
    elif isinstance(thing, tuple):
        parts = [mapped(part, change) for part in thing]
        # Whatever is made of parts that have names is made anew of them.
        new = type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    return cast("_T", new)
