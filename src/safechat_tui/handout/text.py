"""Writes the printed plan as text: in one column, in the order it is read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from safechat_tui.handout.blocks import Contact, Contacts, Heading, Items, Picture, Text
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
    plain,
)
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.text.letters import glue_ascii, to_ascii
from safechat_tui.text.width import cells
from safechat_tui.text.wrap import wrap_text

WIDTH: Final = 72
"""Columns of a text plan: what every printer and mail program has."""

MIN_WIDTH: Final = 24
"""The narrowest text that can still be read, for previews on small screens."""

_UNDERLINES: Final = {1: "=", 2: "-"}
"""What stands under a heading of each level; the third has nothing."""


def render(document: Document, *, ascii: bool = False, width: int = WIDTH) -> str:
    """Return the document as text that ends with a newline.

    Args:
        document: what to write.
        ascii: use nothing but the printable characters of ASCII.
        width: columns there are, at least MIN_WIDTH.
    """
    lines = _Writer(ascii, max(width, MIN_WIDTH)).document(document)
    text = "\n".join(line.rstrip(" ") for line in lines) + "\n"
    return to_ascii(text) if ascii else text


class _Writer:
    """Turns blocks into lines, with one empty line between blocks."""

    def __init__(self, ascii: bool, width: int) -> None:
        self.ascii = ascii
        self.width = width
        self.box = "[ ]" if ascii else "☐"
        self.bullet = "-" if ascii else "•"

    def document(self, document: Document) -> Iterator[str]:
        title = list(self.wrapped(document.title))
        yield from title
        yield "=" * max(map(cells, title), default=0)
        yield from self.wrapped(document.made_on) if document.made_on else ()
        for block in document.blocks:
            yield from self.block(block)

    def wrapped(self, text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
        """Yield lines that begin with `first`, then `rest` (spaces as wide as `first` when it is None)."""
        yield from wrap_text(glue_ascii(text) if self.ascii else text, self.width, first, rest)

    def block(self, block: Block) -> Iterator[str]:
        """Yield a block's lines, the empty line before it included."""
        match block:
            case Heading():
                yield from self.heading(block.text, block.level)
            case Text() | Items() | Contacts():
                yield from self.inner(block, "")
            case Note():
                yield from self.note(block)
            case Summary():
                yield ""
                for line in block.lines:
                    yield from self.labelled(line.label, line.text, "")
            case Numbers():
                for line in block.lines:
                    yield from ("", *self.wrapped(line.text), *self.wrapped(line.label))
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
                yield ""
                for label in block.labels:
                    yield from self.blank(label, 1, indent="")

    def heading(self, text: str, level: int) -> Iterator[str]:
        yield ""
        if level == 1:
            yield ""
        lines = list(self.wrapped(text))
        yield from lines
        if level in _UNDERLINES:
            yield _UNDERLINES[level] * max(map(cells, lines), default=0)

    def inner(self, block: Text | Items | Contacts, indent: str) -> Iterator[str]:
        """Yield a paragraph, a list or contacts."""
        match block:
            case Text():
                yield ""
                yield from self.wrapped(plain(block.words), indent)
            case Items():
                yield ""
                for item in block.items:
                    yield from self.wrapped(plain(item), f"{indent}{self.bullet} ")
            case Contacts():
                for contact in block.contacts:
                    yield from self.contact(contact, indent)

    def note(self, note: Note) -> Iterator[str]:
        if note.title:
            yield from self.heading(note.title, 1 if note.kind is NoteKind.URGENT else 2)
        for block in note.blocks:
            yield from self.inner(block, "")

    def contact(self, contact: Contact, indent: str) -> Iterator[str]:
        yield ""
        yield from self.wrapped(contact.name, indent)
        inside = f"{indent}  "
        for way in contact.ways:
            yield from self.labelled(way.label, way.value, inside)
        if contact.note:
            yield from self.wrapped(contact.note, inside)

    def labelled(self, label: str, text: str, indent: str) -> Iterator[str]:
        yield from self.wrapped(
            f"{label} {text}" if label else text, indent, f"{indent}  " if label else None
        )

    def short_steps(self, block: ShortSteps) -> Iterator[str]:
        yield ""
        for step in block.steps:
            first = f"{step.number:>2}. "
            yield from self.wrapped(
                f"{step.title} ({step.sign} {step.noticed})" if step.sign else step.title, first
            )
            if step.before:
                yield from self.wrapped(step.before, " " * len(first))

    def step(self, step: CheckStep) -> Iterator[str]:
        yield ""
        first = f"{self.box} {step.number}. "
        yield from self.wrapped(step.title, first)
        indent = " " * cells(f"{self.box} ")
        if step.note:
            yield from self.wrapped(step.note, indent)
        for line in step.lines:
            yield from self.labelled(line.label, line.text, indent)
        for extra in step.extras:
            yield ""
            yield from self.wrapped(extra.title, indent)
            for block in extra.blocks:
                yield from self.tight(self.inner(block, f"{indent}  "))

    @staticmethod
    def tight(lines: Iterable[str]) -> Iterator[str]:
        """Yield the lines that are not empty."""
        yield from (line for line in lines if line)

    def picture(self, picture: Picture) -> Iterator[str]:
        yield ""
        yield from picture_lines(picture, self.width, ascii=self.ascii)
        yield ""
        for part in picture.parts:
            yield from self.wrapped(plain(part.words), f"({part.number}) ")

    def log(self, log: BlankLog) -> Iterator[str]:
        for index in range(log.rows):
            yield ""
            yield from self.wrapped(log.label(index) if log.named else f"{log.number} {log.label(index)}")
            for column, label in enumerate(log.columns):
                yield from self.blank(label, log.lines_of(column))

    def blank(self, label: str, lines: int, indent: str = "  ") -> Iterator[str]:
        """Yield a label and lines to write on."""
        *before, last = self.wrapped(label, indent)
        yield from before
        room = self.width - cells(last) - 1
        yield f"{last} {'_' * room}" if room > 0 else last
        for _ in range(lines - 1):
            yield "  " + "_" * (self.width - 2)
