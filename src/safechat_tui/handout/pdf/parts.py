"""Turns the blocks of a document into what is set on pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.handout.document import (
    BlankLog,
    Block,
    CheckStep,
    Contacts,
    Document,
    Heading,
    Items,
    Note,
    NoteKind,
    Picture,
    Text,
    WriteLines,
)
from safechat_tui.handout.pdf.contacts import contacts
from safechat_tui.handout.pdf.flow import FreePage, Item, Space, flat, joined
from safechat_tui.handout.pdf.log import forms, table, write_lines
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.pieces import framed, listed, words
from safechat_tui.handout.pdf.rows import Air, Cell, Rows, Stand, bar, box
from safechat_tui.handout.pdf.shapes import Capture, Ruled
from safechat_tui.handout.pdf.steps import step
from safechat_tui.handout.pdf.style import BLACK, GREY, PAD, Look

_FRAMES: Final = {
    NoteKind.URGENT: (box(1.8, BLACK), PAD),
    NoteKind.LEAST: (box(0.8, GREY), PAD),
    NoteKind.DECIDE: (bar(2.5, BLACK), PAD / 3),
    NoteKind.CAUTION: (bar(2.5, BLACK), PAD / 3),
}
"""What is drawn around a note of each kind, and the air inside it."""


def things(document: Document, look: Look) -> Iterator[Item]:
    """Yield everything to set, in order, headings with what follows them."""
    yield Paragraph(document.title, look.title)
    if document.made_on:
        yield Paragraph(document.made_on, look.small)
    yield Space(look.sizes.body)
    items = [item for each in document.blocks for item in block(each, look)]
    # The last three paragraphs stand on one page, so that no credit stands alone.
    end = [item for item in items[-3:] if isinstance(item, Paragraph)]
    yield from joined([*items[:-3], list(end)] if len(end) == 3 else items)


def block(block: Block, look: Look) -> Iterator[Item]:
    """Yield what one block becomes."""
    match block:
        case Heading():
            yield from heading(block, look)
        case Text() | Items():
            yield from words(block, look)
        case Contacts():
            yield from contacts(block, look, look.width)
        case Note():
            yield note(block, look)
        case CheckStep():
            yield from step(block, look)
        case Picture():
            yield picture(block, look)
        case BlankLog():
            yield from (forms if look.large or block.forms else table)(block, look)
        case WriteLines():
            yield from write_lines(block, look)


def heading(heading: Heading, look: Look) -> Iterator[Item]:
    """Yield a heading, on a new page where it asks for one."""
    if heading.new_page:
        yield FreePage()
    kind = Ruled if heading.level == 1 else Paragraph
    yield kind(heading.text, look.headings[heading.level])


def note(note: Note, look: Look) -> Item:
    """Return a note in its frame or beside its bar."""
    rows: list[Item] = [Paragraph(note.title, look.headings[2])] if note.title else []
    for each in note.blocks:
        if isinstance(each, Contacts):
            rows += contacts(each, look, look.width - PAD * 2.3)
        else:
            rows += words(each, look)
    gap = look.sizes.body
    rules, pad = _FRAMES[note.kind]
    return [Space(gap * 0.3), framed(rows, look.width, rules, pad), Space(gap * 1.1)]


def picture(picture: Picture, look: Look) -> Item:
    """Return the picture and the names of its parts, beside it or under it in large print."""
    drawing = Capture(picture, look.sizes.body if look.large else look.sizes.body * 0.8)
    names = list(flat(listed(((f"{part.number}.", part.words) for part in picture.parts), look)))
    if look.large:
        return [drawing, Space(look.sizes.body * 0.6), *names]
    room = look.width - drawing.width - PAD * 2
    cells = [Cell([drawing], Air()), Cell(names, Air())]
    return Rows([cells], [drawing.width + PAD * 2, room], stand=Stand.MIDDLE)
