"""Turns the blocks of a document into what platypus sets on pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Contacts, Heading, Items, Picture, Text
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
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, width
from safechat_tui.handout.pdf.log import log, write_lines
from safechat_tui.handout.pdf.paragraphs import PartTitle, Tagged, labelled, paragraph
from safechat_tui.handout.pdf.picture import Capture
from safechat_tui.handout.pdf.pieces import (
    BAR,
    BULLET,
    FRAME,
    THIN_FRAME,
    Flowables,
    card,
    flat,
    framed,
    listed,
    table,
    together,
    words,
)
from safechat_tui.handout.pdf.steps import short, step
from safechat_tui.handout.pdf.style import GREY, PAD, Look
from safechat_tui.handout.pdf.tags import Tag

_FRAMES: Final = {
    NoteKind.URGENT: FRAME,
    NoteKind.LEAST: THIN_FRAME,
    NoteKind.DECIDE: BAR,
    NoteKind.CAUTION: BAR,
}
"""What stands around a note of each kind."""

_CLOSING: Final = 3
"""Paragraphs at the end that stand on one page, so that no credit stands alone."""


COLUMNS: Final = 2
"""Small cards side by side."""

_CUT: Final = (0.6, GREY, None, (3, 3))
"""The line to cut along."""


def story(document: Document, look: Look) -> Iterator[Flowable]:
    """Yield everything to set, in order."""
    yield paragraph(document.title, look.title)
    if document.made_on:
        yield paragraph(document.made_on, look.small)
    yield Spacer(0, look.sizes.body * 0.6)
    pieces = [piece for each in document.blocks for piece in block(each, look)]
    end = pieces[-_CLOSING:]
    if len(end) == _CLOSING and all(isinstance(piece, Paragraph) for piece in end):
        pieces[-_CLOSING:] = [flat(end)]
    yield from together(pieces)


def block(block: Block, look: Look) -> Iterator[Flowables]:
    """Yield what one block becomes."""
    match block:
        case Heading():
            yield from heading(block, look)
        case Text() | Items():
            yield from words(block, look)
        case Contacts():
            yield from contacts(block, look)
        case Note():
            yield [note(block, look)]
        case Summary():
            yield from card(block.lines, look)
        case Numbers():
            yield from numbers(block, look)
        case ShortSteps():
            yield from short(block, look)
        case CheckStep():
            yield from step(block, look)
        case Picture():
            yield from picture(block, look)
        case Columns():
            yield from beside(block, look)
        case BlankLog():
            yield from log(block, look)
        case WriteLines():
            yield from write_lines(block, look)


def heading(heading: Heading, look: Look) -> Iterator[Flowables]:
    """Yield a heading, on a new page where it asks for one; no part begins in the last third of a page."""
    if heading.level == 1:
        # At the top of a page there is room for a whole one, so no page stays empty.
        whole = heading.apart or (heading.new_page and not look.large)
        yield CondPageBreak(look.height - 1 if whole else look.height * (2 if heading.new_page else 1) / 3)
    kind = PartTitle if heading.level == 1 else Tagged
    yield paragraph(heading.text, look.headings[heading.level], kind=kind)


def note(note: Note, look: Look) -> Flowable:
    """Return a note in its frame or beside its bar."""
    pieces: list[Flowables] = [paragraph(note.title, look.headings[2])] if note.title else []
    for each in note.blocks:
        if note.kind is NoteKind.URGENT and isinstance(each, Items):
            pieces += listed([(BULLET, item) for item in each.items], look.urgent)
        else:
            pieces += block(each, look)
    return framed(pieces, look, _FRAMES[note.kind], after=look.sizes.body * 0.8)


def contacts(block: Contacts, look: Look) -> Iterator[Flowables]:
    """Yield whom to call: numbers left of names, or under them in large print."""
    read = Tag("L", ListNumbering="/None")
    entries = [
        (
            # Names are read before numbers, wherever they stand.
            [paragraph(contact.name, look.strong, tag=Tag("P", said))],
            [
                labelled(way.label, way.value, look.tight, strong="text", tag=Tag("P", said), link=way.link)
                for way in contact.ways
            ],
            [paragraph(contact.note, look.tight, tag=Tag("P", said))] if contact.note else [],
        )
        for contact, said in ((contact, Tag("LBody", Tag("LI", read))) for contact in block.contacts)
    ]
    if look.large:
        groups = [[*name, *ways, *note, Spacer(0, look.sizes.body * 0.6)] for name, ways, note in entries]
        yield from groups[:-2]
        # The last entry is never alone on a page.
        yield flat(groups[-2:])
        return
    size = look.sizes.body
    ways = [way for contact in block.contacts for way in contact.ways]
    widest = max((width(f"{w.label} ", REGULAR, size) + width(w.value, BOLD, size) for w in ways), default=0)
    left = min(widest + 2 * PAD, look.width * 0.45)
    yield table(
        look,
        [[ways, [*name, *note]] for name, ways, note in entries],
        [left, look.width - left],
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, GREY),
        ("RIGHTPADDING", (0, 0), (0, -1), PAD),
        ("LEFTPADDING", (1, 0), (1, -1), PAD),
        ("NOSPLIT", (0, -2), (0, -1)),
        pads=(0, 0, 3, 3),
    )


def beside(pair: Columns, look: Look) -> Iterator[Flowables]:
    """Yield what is said with what is shown right of it, or under it in large print."""
    said = [piece for each in pair.said for piece in block(each, look)]
    if look.large:
        yield from said
        yield from (piece for each in pair.shown for piece in block(each, look))
        return
    shown: list[Flowables] = []
    wide = 0.0
    for each in pair.shown:
        if isinstance(each, Picture):
            drawing, *names = drawn(each, look)
            wide = drawing.width
            shown += [drawing, *names]
        else:
            shown += block(each, look)
    yield table(
        look,
        [[flat(said), flat(shown)]],
        [look.width - wide - PAD * 2, wide + PAD * 2],
        ("LEFTPADDING", (1, 0), (1, -1), PAD * 2),
    )


def drawn(picture: Picture, look: Look) -> list[Flowable]:
    """Return the picture, and under it the names of its parts."""
    drawing = Capture(picture, look.sizes.body * (1 if look.large else 0.8))
    names = flat(listed([(f"{part.number}.", part.words) for part in picture.parts], look.numbered))
    return [drawing, Spacer(0, look.sizes.body * 0.6), *names]


def picture(picture: Picture, look: Look) -> Iterator[Flowables]:
    """Yield the picture and the names of its parts, beside it or under it in large print."""
    drawing, room, *names = drawn(picture, look)
    if look.large:
        yield [drawing, room, *names[:2]]
        yield from names[2:-2]
        yield names[-2:]
        return
    left = drawing.width + PAD * 2
    yield table(
        look,
        [[drawing, names]],
        [left, look.width - left],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        pads=(0, 0, 3, 3),
    )


def numbers(block: Numbers, look: Look) -> Iterator[Flowables]:
    """Yield numbers with whose they are under them; small cards, each the same, where copies are wanted."""
    if block.copies == 1:
        for line in block.lines:
            yield [paragraph(line.text, look.number), paragraph(line.label, look.body)]
        return
    rows = block.copies // COLUMNS
    cells = [[_small(block, look, read=not (row or at)) for at in range(COLUMNS)] for row in range(rows)]
    # Above the cards stand the title and how to cut: as high as one of the small lines of a card each.
    height = (look.height - look.sizes.number * 3) / rows
    yield table(
        look,
        cells,
        [look.width / COLUMNS] * COLUMNS,
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), *_CUT),
        pads=(PAD, PAD, PAD / 2, PAD / 2),
        minRowHeights=[height] * rows,
    )


def _small(block: Numbers, look: Look, *, read: bool) -> list[Flowable]:
    """Return the lines of one small card; of several that are the same, the first one is read."""
    made = [
        paragraph((Span(f"{line.text} ", strong=True), Span(line.label)), look.before, tag=Tag("P"))
        for line in block.lines
    ]
    for each in made:
        each.drawn = not read
    return made
