"""Lays out a paper in one column, in the order it is read aloud: as rows for a screen, or as a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Contact, Contacts, Heading, Items, Picture, Text, Words
from safechat_tui.handout.document import (
    BlankLog,
    Block,
    CheckStep,
    Columns,
    Document,
    Note,
    NoteKind,
    Numbers,
    ShortSteps,
    Summary,
    WriteLines,
)
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.text.letters import glue_ascii, to_ascii
from safechat_tui.text.wrap import Piece, Row, cells, width_of, wrap

TEXT_WIDTH: Final = 72
"""Columns of a text plan: what every printer and mail program has."""

_MIN_WIDTH: Final = 24
"""The narrowest text that can still be read, for previews on small screens."""

_UNDERLINES: Final = {1: "=", 2: "-"}
"""What stands under a heading of each level in a file; the third has nothing."""


def rows(document: Document, width: int) -> list[Row]:
    """Return the document as a screen shows it: headings by their look, what is drawn as rules.

    A row has `width` cells, at least _MIN_WIDTH and at most TEXT_WIDTH.
    """
    return list(_Writer(min(width, TEXT_WIDTH)).document(document))


def render_text(document: Document, *, ascii: bool = False, width: int = TEXT_WIDTH) -> str:
    """Return the document as text that ends with a newline, with signs under its headings.

    With `ascii`, it has nothing but the printable characters of ASCII. There are `width` columns, at least
    _MIN_WIDTH.
    """
    made = _Writer(width, ascii=ascii, underlined=True).document(document)
    text = "".join("".join(piece.text for piece in row).rstrip(" ") + "\n" for row in made)
    return to_ascii(text) if ascii else text


class _Writer:
    """Turns blocks into rows, with an empty one between blocks."""

    def __init__(self, width: int, *, ascii: bool = False, underlined: bool = False) -> None:
        self.width = max(width, _MIN_WIDTH)
        self.ascii = ascii
        self.underlined = underlined
        self.box = "[ ]" if ascii else "☐"
        self.bullet = "-" if ascii else "•"

    def document(self, document: Document) -> Iterator[Row]:
        yield from self.title(document.title, 1)
        yield from self.wrapped(document.made_on)
        for block in document.blocks:
            yield from self.block(block)

    def wrapped(
        self, words: Words | str, first: str = "", rest: str | None = None, *, role: str = "text"
    ) -> list[Row]:
        """Return rows that begin with `first`, then `rest` (spaces as wide as `first` when it is None)."""
        spans = (Span(words),) if isinstance(words, str) else words
        pieces = [
            Piece(glue_ascii(span.text) if self.ascii else span.text, "strong" if span.strong else role)
            for span in spans
        ]
        if not any(piece.text.strip(" ") for piece in pieces):
            return []
        under = None if rest is None else (Piece(rest),)
        return wrap(pieces, self.width, first=(Piece(first),), rest=under)

    def block(self, block: Block) -> Iterator[Row]:
        """Yield a block's lines, the empty line before it included."""
        match block:
            case Heading():
                yield from self.heading(block.text, block.level)
            case Text() | Items():
                yield from self.inner(block, "")
            case Contacts():
                for contact in block.contacts:
                    yield from self.contact(contact)
            case Note():
                yield from self.note(block)
            case Summary():
                yield ()
                for line in block.lines:
                    yield from self.labelled(line.label, line.text, "")
            case Numbers():
                for line in block.lines:
                    yield from ((), *self.wrapped(line.text), *self.wrapped(line.label))
            case ShortSteps():
                yield from self.short_steps(block)
            case CheckStep():
                yield from self.step(block)
            case Picture():
                yield from self.picture(block)
            case Columns():
                for each in (*block.said, *block.shown):
                    yield from self.block(each)
            case BlankLog():
                yield from self.log(block)
            case WriteLines():
                yield ()
                for label in block.labels:
                    yield from self.blank(label, 1, indent="")

    def heading(self, text: str, level: int) -> Iterator[Row]:
        yield ()
        if level == 1:
            yield ()
        yield from self.title(text, level)

    def title(self, text: str, level: int) -> Iterator[Row]:
        made = self.wrapped(text, role="title" if level == 1 else "strong")
        yield from made
        if self.underlined and level in _UNDERLINES:
            yield (Piece(_UNDERLINES[level] * max(map(width_of, made), default=0), "rule"),)

    def inner(self, block: Text | Items, indent: str) -> Iterator[Row]:
        """Yield a paragraph or a list."""
        yield ()
        if isinstance(block, Text):
            yield from self.wrapped(block.words, indent)
            return
        for item in block.items:
            yield from self.wrapped(item, f"{indent}{self.bullet} ")

    def note(self, note: Note) -> Iterator[Row]:
        if note.title:
            yield from self.heading(note.title, 1 if note.kind is NoteKind.URGENT else 2)
        for block in note.blocks:
            yield from self.inner(block, "")

    def contact(self, contact: Contact) -> Iterator[Row]:
        yield ()
        yield from self.wrapped(contact.name)
        for way in contact.ways:
            yield from self.labelled(way.label, way.value, "  ")
        yield from self.wrapped(contact.note, "  ")

    def labelled(self, label: str, text: str, indent: str) -> Iterator[Row]:
        yield from self.wrapped(
            f"{label} {text}" if label else text, indent, f"{indent}  " if label else None
        )

    def short_steps(self, block: ShortSteps) -> Iterator[Row]:
        yield ()
        for step in block.steps:
            first = f"{step.number:>2}. "
            yield from self.wrapped(
                f"{step.title} ({step.sign} {step.noticed})" if step.sign else step.title, first
            )
            if step.before:
                yield from self.wrapped(step.before, " " * len(first))

    def step(self, step: CheckStep) -> Iterator[Row]:
        yield ()
        first = f"{self.box} {step.number}. "
        yield from self.wrapped(step.title, first, role="strong")
        indent = " " * cells(f"{self.box} ")
        if step.note:
            yield from self.wrapped(step.note, indent)
        for line in step.lines:
            yield from self.labelled(line.label, line.text, indent)
        for extra in step.extras:
            yield ()
            yield from self.wrapped(extra.title, indent)
            for block in extra.blocks:
                yield from filter(None, self.inner(block, f"{indent}  "))

    def picture(self, picture: Picture) -> Iterator[Row]:
        yield ()
        for line in picture_lines(picture, self.width, ascii=self.ascii):
            yield (Piece(line, "rule"),)
        yield ()
        for number, part in enumerate(picture.parts, start=1):
            yield from self.wrapped(part, f"({number}) ")

    def log(self, log: BlankLog) -> Iterator[Row]:
        for index in range(log.rows):
            yield ()
            yield from self.wrapped(log.label(index) if log.named else f"{log.number} {log.label(index)}")
            for column, label in enumerate(log.columns):
                yield from self.blank(label, log.lines_of(column))

    def blank(self, label: str, lines: int, indent: str = "  ") -> Iterator[Row]:
        """Yield a label and lines to write on."""
        *before, last = self.wrapped(label, indent)
        yield from before
        room = self.width - width_of(last) - 1
        yield (*last, Piece(f" {'_' * room}")) if room > 0 else last
        for _ in range(lines - 1):
            yield (Piece("  " + "_" * (self.width - 2)),)
