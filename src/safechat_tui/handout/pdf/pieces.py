"""Paragraphs, headings, lists and frames: what every block of the paper is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Items, Text, Tone, Words
from safechat_tui.handout.document import CardLine
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, ascent, width
from safechat_tui.handout.pdf.style import BLACK, GREY, LEVELS, PAD, Look, moved
from safechat_tui.handout.pdf.tags import HeadingTag, Tag, decorated

Piece: TypeAlias = "Flowable | list[Flowable]"
"""One flowable, or several that stand on one page when a page has room for them."""

Line = tuple[str, float, Any]
"""Where a line is drawn, in platypus's words, its thickness and its colour."""

Sign = tuple[str, Tag]
"""What stands before an item, and what it is read as."""

FRAME: Final[Line] = ("BOX", 1.8, BLACK)
THIN_FRAME: Final[Line] = ("BOX", 0.8, GREY)
BAR: Final[Line] = ("LINEBEFORE", 2.5, BLACK)

_BULLET: Final = "•"


class Tagged(Paragraph):  # type: ignore[misc]
    """A paragraph that is read as what its tag says; its parts on two pages have one tag."""

    tag: Tag
    link = ""
    """Where it leads, or nothing."""
    sign: Sign | None = None
    """What stands before the first line of an item."""
    drawn = False

    def draw(self) -> None:
        """Draw the words; the head of a table, drawn again on the next page, is not read again."""
        if self.drawn:
            with self.canv.decoration():
                super().draw()
            return
        self.drawn = True
        if self.sign:
            self._draw_sign(*self.sign)
        for line in self.blPara.lines:
            # Without a space at its end, the last word would be read as one with the first of the next line.
            if self.blPara.kind == 0:
                line[1].append("")
            else:
                line.words[-1].text += " "
        with self.canv.tagged(self.tag):
            super().draw()
        if self.link:
            self.canv.link(self.tag, self.link, (self.width, self.height))

    def _draw_sign(self, sign: str, tag: Tag) -> None:
        style = self.style
        with self.canv.tagged(tag):
            self.canv.setFont(style.bulletFontName, style.bulletFontSize)
            line = self.height - ascent(style.fontName, style.fontSize)
            self.canv.drawString(style.bulletIndent, line, sign)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return its parts on two pages, or nothing where it cannot be split."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            part.tag, part.link = self.tag, self.link
        if parts:
            parts[0].sign = self.sign
        return parts


class PartTitle(Tagged):
    """The heading of a part, with a thin line under it."""

    def draw(self) -> None:
        """Draw the words and the line."""
        super().draw()
        below = -self.style.fontSize * 0.18
        with self.canv.decoration():
            self.canv.setStrokeColor(GREY)
            self.canv.setLineWidth(0.8)
            self.canv.line(0, below, self.width, below)


class StepTitle(Tagged):
    """The title of a step, with a box to tick left of it; it never goes over two pages."""

    def draw(self) -> None:
        """Draw the words and the box."""
        super().draw()
        size = self.style.fontSize
        side = size * 1.02
        with self.canv.decoration():
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(1.1)
            self.canv.rect(0.6, self.height - size - size * 0.15, side, side)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Refuse to be split."""
        return []


def paragraph(
    words: Words | str,
    style: Any,
    *,
    sign: Sign | None = None,
    kind: type[Tagged] = Tagged,
    tag: Tag | None = None,
) -> Any:
    """Return one paragraph; nothing in the words is taken for markup.

    Args:
        words: what to set; parts of it may be strong.
        style: how it looks.
        sign: what stands before the first line of an item.
        kind: the class of the paragraph.
        tag: what it is read as; what its style stands for when left out.
    """
    spans = (Span(words),) if isinstance(words, str) else words
    marked = (f"<b>{escape(span.text)}</b>" if span.strong else escape(span.text) for span in spans)
    made = kind("".join(marked), style)
    made.sign = sign
    level = LEVELS.get(style.name)
    made.tag = tag or (HeadingTag(made.getPlainText(), level) if level else Tag("P"))
    made.link = next((span.href for span in spans if span.href), "")
    if made.link:
        made.tag = Tag("Link", made.tag)
    return made


def labelled(
    label: str, text: str, style: Any, *, strong: str, tag: Tag | None = None, link: str = ""
) -> Any:
    """Return a paragraph of a label and what follows it, of which `label`, `text` or `both` are strong."""
    spans = (
        Span(f"{label} " if label else "", strong != "text"),
        Span(text, strong != "label", link or None),
    )
    return paragraph(spans, style, tag=tag)


def words(block: Text | Items, look: Look, left: float = 0) -> Iterator[Piece]:
    """Yield a paragraph or a list, moved right by so many points."""
    if isinstance(block, Text):
        yield paragraph(block.words, moved(look.small if block.tone is Tone.SMALL else look.body, left))
        return
    yield from listed([(_BULLET, item) for item in block.items], look, left)


def listed(
    items: Iterable[tuple[str, Words]], look: Look, left: float = 0, *, numbered: bool = False
) -> Iterator[Piece]:
    """Yield the items of a list, the last two of them inseparable, with room after the last."""
    style = moved(look.numbered if numbered else look.item, left)
    tag = Tag("L", ListNumbering="/Decimal" if numbered else "/Disc")
    paragraphs = []
    for sign, words in items:
        entry = Tag("LI", tag)
        label, said = Tag("Lbl", entry), Tag("LBody", entry)
        paragraphs.append(paragraph(words, style, sign=(sign, label), tag=said))
    if paragraphs:
        paragraphs[-1].spaceAfter = look.sizes.body * 0.5
    yield from paragraphs[:-2]
    yield paragraphs[-2:]


def flat(pieces: Iterable[Piece]) -> list[Flowable]:
    """Return the flowables one by one, groups dissolved."""
    return [each for piece in pieces for each in (piece if isinstance(piece, list) else [piece])]


def together(pieces: Sequence[Piece]) -> Iterator[Flowable]:
    """Yield what platypus sets: groups kept on one page, headings with what follows them.

    A paragraph between a heading and a group goes with both.
    """
    waiting: list[Flowable] = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        waiting += piece if isinstance(piece, list) else [piece]
        leads = not isinstance(piece, list) and len(waiting) > 1 and isinstance(following, list)
        if following is not None and (waiting[-1].getKeepWithNext() or leads):
            continue
        yield waiting[0] if len(waiting) == 1 and not isinstance(piece, list) else KeepTogether(waiting)
        waiting = []


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *look: tuple[Any, ...],
    pads: tuple[float, float, float, float] = (0, 0, 0, 0),
    **options: Any,
) -> Table:
    """Return a table at the left margin, its words at the top of their cells.

    Args:
        rows: the cells: a flowable, several of them, or an empty list.
        widths: of the columns.
        look: platypus's commands for lines and the like.
        pads: air left, right, above and below what is in each cell.
        options: what else platypus's Table takes.
    """
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    commands = [
        # Without a name here, empty cells would bring a font that is not embedded.
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((side, (0, 0), (-1, -1), pad) for side, pad in zip(sides, pads, strict=True)),
        *look,
    ]
    return Table(rows, widths, style=commands, hAlign="LEFT", renderCB=decorated, **options)


def card(lines: Iterable[CardLine], look: Look, left: float = 0) -> Iterator[Flowable]:
    """Yield lines with their labels beside them, or before them in large print."""
    lines = list(lines)
    labels = [line for line in lines if line.label]
    for line in lines:
        if look.large or not line.label:
            yield labelled(
                line.label, line.text, moved(look.tight, left), strong="both" if line.strong else "label"
            )
    if look.large or not labels:
        return
    room = look.width - left
    widest = max(width(line.label, BOLD, look.sizes.label) for line in labels)
    label = min(widest + PAD, room * 0.3)
    yield table(
        [
            [
                [],
                paragraph(line.label, look.label, tag=read),
                paragraph(line.text, look.strong if line.strong else look.body, tag=read),
            ]
            # A label and what stands beside it are read as one paragraph.
            for line, read in ((line, Tag("P")) for line in labels)
        ],
        [left, label, room - label],
        ("RIGHTPADDING", (1, 0), (1, -1), PAD),
        # Words and their label stand on one line, whatever their sizes.
        ("TOPPADDING", (1, 0), (1, -1), look.sizes.body - look.sizes.label),
    )


def framed(
    pieces: Iterable[Piece], across: float, frame: Line, *, left: float = 0, after: float = PAD / 2
) -> Table:
    """Return things under each other in a frame or beside a bar; what is longer than a page goes on.

    Args:
        pieces: the things.
        across: width of the frame, with what it is moved right.
        frame: FRAME, THIN_FRAME or BAR.
        left: how far it is moved right.
        after: room under it.
    """
    kind, thickness, colour = frame
    pad = PAD / 3 if frame == BAR else PAD
    return table(
        [[[], each] for each in flat(pieces)],
        [left, across - left],
        (kind, (1, 0), (1, -1), thickness, colour),
        ("LEFTPADDING", (1, 0), (1, -1), PAD * 1.3),
        ("RIGHTPADDING", (1, 0), (1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, 0), pad),
        ("BOTTOMPADDING", (0, -1), (-1, -1), pad),
        pads=(0, 0, 1.5, 1.5),
        splitInRow=1,
        spaceBefore=PAD / 2,
        spaceAfter=after,
    )
