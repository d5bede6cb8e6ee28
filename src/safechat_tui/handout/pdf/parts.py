"""Turns the blocks of a document into what reportlab sets on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer

from safechat_tui.handout.document import (
    BlankLog,
    Block,
    CheckStep,
    Contact,
    Contacts,
    Document,
    Extra,
    Heading,
    Items,
    Note,
    NoteKind,
    Picture,
    Text,
    Tone,
    Words,
    WriteLines,
)
from safechat_tui.handout.pdf.log import forms, table, write_lines
from safechat_tui.handout.pdf.shapes import Capture, Rows, Ruled, Ticked
from safechat_tui.handout.pdf.style import BOLD, DARK, GREY, PAD, REGULAR, Look, markup, width_of

_BULLET: Final = "•"


Thing = Any | list[Any]
"""One thing to set, or several that stand on one page when a page has room for them."""


class Setter:
    """Sets blocks in one look."""

    def __init__(self, look: Look) -> None:
        """Remember the look."""
        self.look = look

    def document(self, document: Document) -> list[Any]:
        """Return everything to set, in order."""
        story: list[Any] = [
            Paragraph(markup(document.title), self.look.title),
            *([Paragraph(markup(document.made_on), self.look.small)] if document.made_on else []),
            Spacer(0, self.look.sizes.body),
        ]
        things = [thing for block in document.blocks for thing in self.block(block)]
        return [*story, *_joined(_with_end(things))]

    def block(self, block: Block) -> Iterator[Thing]:
        """Yield what one block becomes."""
        match block:
            case Heading():
                yield from self.heading(block)
            case Text() | Items():
                yield from self.words(block)
            case Contacts():
                yield from self.contacts(block, self.look.width)
            case Note():
                yield from self.note(block)
            case CheckStep():
                yield from self.step(block)
            case Picture():
                yield from self.picture(block)
            case BlankLog():
                yield from (forms if self.look.large or block.forms else table)(block, self.look)
            case WriteLines():
                yield from write_lines(block, self.look)

    def heading(self, heading: Heading) -> Iterator[Any]:
        """Yield a heading, on a new page where it asks for one."""
        if heading.new_page:
            # A whole free page is needed, and no page is left empty before it.
            yield CondPageBreak(self.look.height - 1)
        kind = Ruled if heading.level == 1 else Paragraph
        yield kind(markup(heading.text), self.look.headings[heading.level])

    def words(self, block: Text | Items, left: float = 0) -> Iterator[Any]:
        """Yield a paragraph or a list, moved right by so many points."""
        look = self.look
        if isinstance(block, Text):
            tones = {Tone.PLAIN: look.body, Tone.LEAD: look.lead, Tone.OWN: look.own, Tone.SMALL: look.small}
            yield Paragraph(markup(block.words), _moved(tones[block.tone], left))
            return
        yield from self.listed([(_BULLET, item) for item in block.items], left)
        yield Spacer(0, look.sizes.body * 0.3)

    def listed(self, items: Iterable[tuple[str, Words]], left: float = 0) -> Iterator[Any]:
        """Yield the items of a list, the last two of them inseparable."""
        style = _moved(self.look.item, left)
        set_items = [Paragraph(markup(words), style, bulletText=sign) for sign, words in items]
        yield from set_items[:-2]
        yield set_items[-2:]

    def framed(self, rows: Iterable[Any], width: float, style: Sequence[Any]) -> Any:
        """Return things under each other in a frame, or beside a bar, that may go on on the next page."""
        pad = PAD if style[0][0] == "BOX" else PAD / 3
        cells = [[row] for row in _flat(rows) if not isinstance(row, Spacer)]
        return Rows(
            cells,
            colWidths=[width],
            style=[
                ("LEFTPADDING", (0, 0), (-1, -1), PAD * 1.3),
                ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ("TOPPADDING", (0, 0), (-1, 0), pad),
                ("BOTTOMPADDING", (0, -1), (-1, -1), pad),
                *style,
            ],
        )

    def note(self, note: Note) -> Iterator[Any]:
        """Yield a note in its frame or beside its bar."""
        look = self.look
        rows: list[Any] = [Paragraph(markup(note.title), look.headings[2])] if note.title else []
        for block in note.blocks:
            if isinstance(block, Contacts):
                rows += self.contacts(block, look.width - PAD * 2.3)
            else:
                rows += self.words(block)
        styles: dict[NoteKind, list[Any]] = {
            NoteKind.URGENT: [("BOX", (0, 0), (-1, -1), 1.8, DARK)],
            NoteKind.LEAST: [("BOX", (0, 0), (-1, -1), 0.8, GREY)],
            NoteKind.DECIDE: [("LINEBEFORE", (0, 0), (0, -1), 2.5, DARK)],
            NoteKind.CAUTION: [("LINEBEFORE", (0, 0), (0, -1), 2.5, DARK)],
        }
        gap = look.sizes.body
        frame = self.framed(rows, look.width, styles[note.kind])
        yield [Spacer(0, gap * 0.3), frame, Spacer(0, gap * 1.1)]

    def step(self, step: CheckStep) -> Iterator[Any]:
        """Yield a step: on one page with what to mind, or in large print parted between its lines."""
        look = self.look
        first: list[Any] = [Ticked(f"{step.number}.&nbsp;&nbsp;{markup(step.title)}", look.step)]
        if step.note:
            first.append(Paragraph(markup(step.note, strong=True), _moved(look.tight, look.indent)))
        lines = list(self.card(step))
        minded = [thing for extra in step.extras if extra.caution for thing in _flat(self.more(extra))]
        if look.large:
            # Two lines go with the title; what to mind stays whole, with the line before it.
            yield first + lines[:2]
            yield from (KeepTogether([line]) for line in lines[2:-1])
            yield lines[2:][-1:] + minded
        else:
            yield first + lines + minded
        for extra in step.extras:
            if not extra.caution:
                more = self.more(extra)
                yield from more if look.large else [list(_flat(more))]

    def card(self, step: CheckStep) -> Iterator[Any]:
        """Yield the lines of a card: labels beside them, or before them in large print."""
        look = self.look
        plain = [line for line in step.lines if not line.label]
        labelled = [line for line in step.lines if line.label]
        for line in plain:
            yield Paragraph(markup(line.text), _moved(look.tight, look.indent))
        if look.large:
            for line in labelled:
                text = f"{markup(line.label, strong=True)} {markup(line.text)}"
                yield Paragraph(text, _moved(look.tight, look.indent))
            return
        if not labelled:
            return
        room = look.width - look.indent
        widest = max(width_of(line.label, BOLD, look.sizes.label) for line in labelled)
        label = min(widest + PAD, room * 0.3)
        rows = [
            [Paragraph(markup(line.label), look.label), Paragraph(markup(line.text), look.body)]
            for line in labelled
        ]
        yield self.indented(rows, [label, room - label])

    def indented(self, rows: list[list[Any]], widths: list[float]) -> Any:
        """Return a table without lines that stands under a step's title."""
        drop = self.look.sizes.body - self.look.sizes.label
        return Rows(
            [["", *row] for row in rows],
            colWidths=[self.look.indent, *widths],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (1, 0), (1, -1), PAD),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (1, 0), (1, -1), drop),
                ("BOTTOMPADDING", (0, 0), (-1, -1), self.look.sizes.body * 0.22),
            ],
        )

    def more(self, extra: Extra) -> Iterator[Any]:
        """Yield what to mind, beside a bar, or how to do it."""
        look = self.look
        if not extra.caution:
            yield Paragraph(markup(extra.title), _moved(look.headings[3], look.indent))
            for block in extra.blocks:
                yield from self.words(block, look.indent)
            return
        rows: list[Any] = [Paragraph(markup(extra.title), look.headings[3])]
        for block in extra.blocks:
            rows += self.words(block)
        frame = self.framed(rows, look.width - look.indent, [("LINEBEFORE", (0, 0), (0, -1), 2.5, DARK)])
        frame.hAlign = "RIGHT"
        yield Spacer(0, look.sizes.body * 0.4)
        yield frame
        yield Spacer(0, look.sizes.body * 0.4)

    def contacts(self, contacts: Contacts, width: float) -> Iterator[Any]:
        """Yield whom to call, in so many points of width."""
        size = self.look.sizes.body
        widths = [
            width_of(f"{way.label} ", REGULAR, size) + width_of(way.value, BOLD, size)
            for contact in contacts.contacts
            for way in contact.ways
        ]
        left = min(max(widths, default=0) + 2 * PAD, width * 0.45)
        entries = [list(_flat(self.contact(each, left, width - left))) for each in contacts.contacts]
        yield from entries[:-2]
        # The last entry is never alone on a page.
        yield [thing for entry in entries[-2:] for thing in entry]

    def contact(self, contact: Contact, left: float, right: float) -> Iterator[Any]:
        """Yield one contact: its numbers left of its name, or under it in large print."""
        look = self.look
        about: list[Any] = [Paragraph(markup(contact.name, strong=True), look.tight)]
        if contact.note:
            about.append(Paragraph(markup(contact.note), look.tight))
        ways: list[Any] = [
            Paragraph(f"{markup(way.label)} {markup(way.value, strong=True)}", look.tight)
            for way in contact.ways
        ]
        if contact.check:
            ways.append(Paragraph(f"({markup(contact.check)})", look.small))
        if look.large:
            yield [about[0], *ways, *about[1:], Spacer(0, look.sizes.body * 0.6)]
            return
        yield Rows(
            [[ways, about]],
            colWidths=[left, right],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LEFTPADDING", (1, 0), (1, -1), PAD),
                ("RIGHTPADDING", (0, 0), (0, -1), PAD),
                ("RIGHTPADDING", (1, 0), (1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEABOVE", (0, 0), (-1, 0), 0.5, GREY),
            ],
        )

    def picture(self, picture: Picture) -> Iterator[Any]:
        """Yield the picture and the names of its parts, beside it or under it in large print."""
        look = self.look
        drawing = Capture(picture, look.sizes.body if look.large else look.sizes.body * 0.8)
        names = list(_flat(self.listed((f"{part.number}.", part.words) for part in picture.parts)))
        if look.large:
            yield [drawing, Spacer(0, look.sizes.body * 0.6), *names]
            return
        room = look.width - drawing.width - PAD * 2
        yield Rows(
            [[drawing, names]],
            colWidths=[drawing.width + PAD * 2, room],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ],
        )


def _flat(things: Iterable[Thing]) -> Iterator[Any]:
    """Yield the things one by one, groups dissolved."""
    for thing in things:
        if isinstance(thing, list):
            yield from thing
        else:
            yield thing


def _with_end(things: list[Thing]) -> list[Thing]:
    """Return the things with the last three paragraphs on one page, so that no credit stands alone."""
    end = things[-3:]
    return [*things[:-3], end] if all(isinstance(thing, Paragraph) for thing in end) else things


def _joined(things: Iterable[Thing]) -> Iterator[Any]:
    """Yield what to set, headings on the same page as what follows them."""
    waiting: list[Any] = []
    for thing in things:
        group = thing if isinstance(thing, list) else [thing]
        waiting += group
        if len(group) == 1 and getattr(group[0], "style", None) is not None and group[0].style.keepWithNext:
            continue
        yield KeepTogether(waiting) if len(waiting) > 1 else waiting[0]
        waiting = []
    yield from waiting


def _moved(style: Any, left: float) -> Any:
    """Return the style moved right by so many points."""
    if not left or style.leftIndent == left:
        return style
    return style.clone("moved", leftIndent=style.leftIndent + left, bulletIndent=style.bulletIndent + left)
