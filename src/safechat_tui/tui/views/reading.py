"""Draws what is read: the blocks of a page as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui.handout.blocks import (
    Card,
    Contact,
    Contacts,
    Heading,
    Items,
    Labelled,
    PageBlocks,
    Picture,
    Text,
    Tone,
    Words,
)
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing, row

_ROLES: Final = {
    Tone.SAY: "say",
    Tone.STATE: "strong",
    Tone.SMALL: "note",
    Tone.MIND: "warn",
}
"""The look of each tone; the others are plain."""

MARKS: Final = {Tone.SAY: "│ ", Tone.MIND: "! "}
"""What stands before a paragraph of each tone, on every row of what can be said aloud."""

MAX_PICTURE: Final = 60
"""Cells of a picture; more would make it no clearer."""


def draw_page(page: PageBlocks, width: int) -> Drawing:
    """Return a page as a pane shows it."""
    return Drawing(indented(rows_of(page, width - 2)))


def draw_paragraph(words: str, width: int, role: str = "text") -> Drawing:
    """Return one paragraph as a pane shows it."""
    return Drawing(indented(wrap([Piece(words, role)], width - 2)))


def indented(rows: Iterable[Row], cells: int = 1) -> list[Row]:
    """Return the rows moved to the right; empty rows stay empty."""
    return [(Piece(" " * cells), *line) if line else line for line in rows]


def rows_of(page: PageBlocks, width: int) -> list[Row]:
    """Return a page as rows, with air between its blocks, but none under a title or between what is said."""
    rows: list[Row] = []
    before: object = Heading("")
    for block in page:
        said = isinstance(block, Text) and isinstance(before, Text) and block.tone is before.tone is Tone.SAY
        if not (isinstance(before, Heading) or said):
            rows.append(BLANK_ROW)
        before = block
        rows += _rows(block, width)
    return rows


def _rows(block: Heading | Text | Items | Contacts | Picture | Labelled | Card, width: int) -> list[Row]:
    match block:
        case Heading():
            return wrap([Piece(block.text, "title")], width)
        case Text() | Items():
            return text_rows(block, width)
        case Contacts():
            return [line for contact in block.contacts for line in _contact(contact, width)]
        case Labelled():
            return _labelled(block, width, "title")
        case Card():
            return [line for each in block.lines for line in _labelled(each, width, "strong")]
        case Picture():
            rows = [row(line) for line in picture_lines(block, min(width, MAX_PICTURE))]
            for number, part in enumerate(block.parts, start=1):
                rows += wrap(pieces_of(part), width, first=row(f"{number}  "))
            return rows


def text_rows(block: Text | Items, width: int) -> list[Row]:
    """Return a paragraph or a list."""
    if isinstance(block, Items):
        return [line for item in block.items for line in wrap(pieces_of(item), width, first=row("· "))]
    role = _ROLES.get(block.tone, "text")
    mark = row(MARKS.get(block.tone, ""), role)
    rest = mark if block.tone is Tone.SAY else None
    return wrap(pieces_of(block.words, role), width, first=mark, rest=rest)


def pieces_of(words: Words, role: str = "text") -> list[Piece]:
    """Return words with their looks."""
    return [Piece(span.text, "strong" if span.strong else role) for span in words]


def _labelled(block: Labelled, width: int, role: str) -> list[Row]:
    rows = wrap([Piece(block.label, role)], width)
    for text in block.blocks:
        rows += indented(text_rows(text, width - 2), 2)
    return rows


def _contact(contact: Contact, width: int) -> list[Row]:
    """Return whom to call: name, how to reach it, for whom, and whether to check it first."""
    ways = " · ".join(way.value if way.clear else f"{way.label.lower()} {way.value}" for way in contact.ways)
    said = ((ways, "text"), (contact.note, "text"), (contact.doubt, "warn"), (contact.tags, "note"))
    rows = wrap([Piece(contact.name, "strong")], width)
    for words, role in said:
        mark = row("  ! " if role == "warn" else "  ", role)
        rows += wrap([Piece(words, role)], width, first=mark) if words else []
    return rows
