"""Turns the blocks of a document into what platypus sets on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from safechat_tui.handout.pdf.paragraphs import PartTitle, StepTitle, Tagged, paragraph
from safechat_tui.handout.pdf.picture import Capture, captioned, picture_flowables
from safechat_tui.handout.pdf.pieces import (
    ALL,
    Flowables,
    card_flowables,
    flat,
    framed,
    list_flowables,
    table,
    text_flowables,
    together,
)
from safechat_tui.handout.pdf.style import GREY, PAD, Look, moved
from safechat_tui.handout.pdf.tags import Tag

_CLOSING: Final = 3
"""Paragraphs at the end that stand on one page, so that no credit stands alone."""

_COLUMNS: Final = 2
"""Small cards side by side."""

_CUT: Final = (0.6, GREY, None, (3, 3))
"""The line to cut along."""

SPACES: Final = ((8, 0.45), (12, 0.12))
"""Up to how many steps of page one there is how much room between them, by the size of its letters."""


def story(document: Document, look: Look) -> Iterator[Flowable]:
    """Yield everything to set, in order."""
    yield paragraph(document.title, look.title)
    if document.made_on:
        yield paragraph(document.made_on, look.small)
    yield Spacer(0, look.sizes.body * 0.6)
    pieces = [piece for each in document.blocks for piece in _block(each, look)]
    end = pieces[-_CLOSING:]
    if len(end) == _CLOSING and all(isinstance(piece, Paragraph) for piece in end):
        pieces[-_CLOSING:] = [flat(end)]
    yield from together(pieces)


def _block(block: Block, look: Look) -> Iterable[Flowables]:
    """Return what one block becomes."""
    match block:
        case Heading():
            return _heading(block, look)
        case Text() | Items():
            return text_flowables(block, look)
        case Contacts():
            return _contacts(block, look)
        case Note():
            return [[_note(block, look)]]
        case Summary():
            return card_flowables(block.lines, look)
        case Numbers():
            return _numbers(block, look)
        case ShortSteps():
            return _short(block, look)
        case CheckStep():
            return _step(block, look)
        case Picture():
            return picture_flowables(block, look)
        case Columns():
            return _columns(block, look)
        case BlankLog():
            return log(block, look)
        case WriteLines():
            return write_lines(block, look)


def _heading(heading: Heading, look: Look) -> Iterator[Flowable]:
    """Yield a heading, on a new page where it asks for one; no part begins in the last third of a page."""
    if heading.level == 1:
        # At the top of a page there is room for a whole one, so no page stays empty.
        whole = heading.apart or (heading.new_page and not look.large)
        yield CondPageBreak(look.height - 1 if whole else look.height * (2 if heading.new_page else 1) / 3)
    kind = PartTitle if heading.level == 1 else Tagged
    yield paragraph(heading.text, look.headings[heading.level], kind=kind)


def _note(note: Note, look: Look) -> Flowable:
    """Return a note in its frame or beside its bar."""
    pieces: list[Flowables] = [paragraph(note.title, look.headings[2])] if note.title else []
    for each in note.blocks:
        if note.kind is NoteKind.URGENT and isinstance(each, Items):
            pieces += list_flowables(each.items, look.urgent)
        else:
            pieces += _block(each, look)
    return framed(pieces, look, note.kind, after=look.sizes.body * 0.8)


def _contacts(block: Contacts, look: Look) -> Iterator[Flowables]:
    """Yield whom to call: numbers left of names, or under them in large print."""
    size, read = look.sizes.body, Tag("L", ListNumbering="/None")
    entries = []
    for contact in block.contacts:
        said = Tag("LBody", Tag("LI", read))
        # Names are read before numbers, wherever they stand.
        name = paragraph(contact.name, look.strong, tag=Tag("P", said))
        ways = [
            paragraph(
                (Span(f"{way.label} ".lstrip()), Span(way.value, strong=True, href=way.link or None)),
                look.tight,
                tag=Tag("P", said),
            )
            for way in contact.ways
        ]
        note = [paragraph(contact.note, look.tight, tag=Tag("P", said))] if contact.note else []
        entries.append((name, ways, note))
    if look.large:
        groups = [[name, *ways, *note, Spacer(0, size * 0.6)] for name, ways, note in entries]
        yield from groups[:-2]
        # The last entry is never alone on a page.
        yield flat(groups[-2:])
        return
    ways = [way for contact in block.contacts for way in contact.ways]
    widest = max((width(f"{w.label} ", REGULAR, size) + width(w.value, BOLD, size) for w in ways), default=0)
    yield table(
        look,
        [[ways, [name, *note]] for name, ways, note in entries],
        [min(widest + 2 * PAD, look.width * 0.45), None],
        ("LINEABOVE", *ALL, 0.5, GREY),
        ("RIGHTPADDING", (0, 0), (0, -1), PAD),
        ("LEFTPADDING", (1, 0), (1, -1), PAD),
        ("NOSPLIT", (0, -2), (0, -1)),
        pads=(0, 0, 3, 3),
    )


def _columns(pair: Columns, look: Look) -> Sequence[Flowables]:
    """Return what is said with what is shown right of it, or under it in large print."""
    said = [piece for each in pair.said for piece in _block(each, look)]
    if look.large:
        return [*said, *(piece for each in pair.shown for piece in _block(each, look))]
    shown = flat(
        piece
        for each in pair.shown
        for piece in (captioned(each, look) if isinstance(each, Picture) else _block(each, look))
    )
    wide = max((each.width for each in shown if isinstance(each, Capture)), default=0) + PAD * 2
    return [table(look, [[flat(said), shown]], [None, wide], ("LEFTPADDING", (1, 0), (1, -1), PAD * 2))]


def _numbers(block: Numbers, look: Look) -> Iterator[Flowables]:
    """Yield numbers with whose they are under them; small cards, each the same, where copies are wanted."""
    if block.copies == 1:
        for line in block.lines:
            yield [paragraph(line.text, look.number), paragraph(line.label, look.body)]
        return
    cards = [
        [
            paragraph((Span(f"{line.text} ", strong=True), Span(line.label)), look.before)
            for line in block.lines
        ]
        for _ in range(block.copies)
    ]
    for each in flat(cards[1:]):
        # Of several that are the same, the first one is read.
        each.drawn = True
    rows = [cards[at : at + _COLUMNS] for at in range(0, block.copies, _COLUMNS)]
    # Above the cards stand the title and how to cut: as high as one of the small lines of a card each.
    height = (look.height - look.sizes.number * 3) / len(rows)
    yield table(
        look,
        rows,
        [look.width / _COLUMNS] * _COLUMNS,
        ("VALIGN", *ALL, "MIDDLE"),
        ("GRID", *ALL, *_CUT),
        pads=(PAD, PAD, PAD / 2, PAD / 2),
        minRowHeights=[height] * len(rows),
    )


def _step(step: CheckStep, look: Look) -> Iterator[Flowables]:
    """Yield a step: on one page with what to mind, or in large print split between its lines."""
    first = [paragraph(f"{step.number}.\u00a0\u00a0{step.title}", look.step, kind=StepTitle)]
    if step.note:
        first.append(paragraph(step.note, moved(look.strong, look.indent)))
    lines = card_flowables(step.lines, look, look.indent)
    minded = [
        framed(_more(extra, look), look, NoteKind.CAUTION, left=look.indent)
        for extra in step.extras
        if extra.kind is NoteKind.CAUTION
    ]
    if look.large:
        # Two lines go with the title; what to mind stays whole, with the line before it.
        yield first + lines[:2]
        yield from ([line] for line in lines[2:-1])
        if end := lines[2:][-1:] + minded:
            yield end
    else:
        yield first + lines + minded
    for extra in step.extras:
        if extra.kind is NoteKind.HOW:
            about = _more(extra, look, look.indent)
            yield from about if look.large else [flat(about)]


def _short(block: ShortSteps, look: Look) -> Iterator[Flowables]:
    """Yield the steps of page one, a line each: words beside what may be noticed, in large print its sign."""
    if look.large and block.legend:
        yield paragraph(block.legend, look.tight)
    rows, beside, read = [], 0.0, Tag("L", ListNumbering="/Decimal")
    for each in block.steps:
        entry = Tag("LI", read)
        number, said = Tag("Lbl", entry), Tag("LBody", entry)
        title = f"{each.title} {each.sign}" if look.large and each.sign else each.title
        words = [paragraph(title, look.line, tag=Tag("P", said))]
        mark = []
        if each.sign and not look.large:
            noticed = f"{each.sign} {each.noticed}"
            beside = max(beside, width(noticed, REGULAR, look.sizes.label) + PAD)
            mark.append(paragraph(noticed, look.mark, tag=Tag("P", said)))
        if each.before:
            words.append(paragraph(each.before, look.before, tag=Tag("P", said)))
        rows.append([paragraph(f"{each.number}.", look.line, tag=number), words, mark])
    yield table(
        look,
        rows,
        [width("12. ", REGULAR, look.sizes.step) + 2, None, beside],
        # Where there is room, each step stands by itself.
        pads=(0, 0, 0, look.sizes.body * next((space for most, space in SPACES if len(rows) <= most), 0)),
        spaceAfter=look.sizes.body * 0.3,
    )


def _more(extra: Note, look: Look, left: float = 0) -> list[Flowables]:
    """Return what to mind, or how to do it, moved right by so many points."""
    title = paragraph(extra.title, moved(look.headings[3], left))
    return [title, *(piece for block in extra.blocks for piece in text_flowables(block, look, left))]
