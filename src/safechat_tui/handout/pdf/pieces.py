"""Paragraphs, headings, lists and frames: what every block of the paper is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Items, Text, Tone, Words
from safechat_tui.handout.document import CardLine
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, width
from safechat_tui.handout.pdf.style import BLACK, GREY, PAD, Look, moved

Piece: TypeAlias = "Flowable | list[Flowable]"
"""One flowable, or several that stand on one page when a page has room for them."""

Line = tuple[str, float, Any]
"""Where a line is drawn, in platypus's words, its thickness and its colour."""

FRAME: Final[Line] = ("BOX", 1.8, BLACK)
THIN_FRAME: Final[Line] = ("BOX", 0.8, GREY)
BAR: Final[Line] = ("LINEBEFORE", 2.5, BLACK)

_BULLET: Final = "•"


class PartTitle(Paragraph):  # type: ignore[misc]
    """The heading of a part, with a thin line under it; the reader program lists it."""

    def draw(self) -> None:
        """Draw the words, the line, and the entry in the list of parts."""
        super().draw()
        below = -self.style.fontSize * 0.18
        self.canv.setStrokeColor(GREY)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, below, self.width, below)
        key = f"part-{self.canv.getPageNumber()}-{self.canv.absolutePosition(0, 0)[1]:.0f}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.getPlainText(), key, 0)


class StepTitle(Paragraph):  # type: ignore[misc]
    """The title of a step, with a box to tick left of it; it never goes over two pages."""

    def draw(self) -> None:
        """Draw the words and the box."""
        super().draw()
        size = self.style.fontSize
        side = size * 1.02
        self.canv.setStrokeColor(BLACK)
        self.canv.setLineWidth(1.1)
        self.canv.rect(0.6, self.height - size - size * 0.15, side, side)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Refuse to be split."""
        return []


def paragraph(words: Words | str, style: Any, *, bullet: str | None = None, kind: Any = Paragraph) -> Any:
    """Return one paragraph; nothing in the words is taken for markup.

    Args:
        words: what to set; parts of it may be strong.
        style: how it looks.
        bullet: what stands before the first line.
        kind: the class of the paragraph.
    """
    spans = (Span(words),) if isinstance(words, str) else words
    marked = (f"<b>{escape(span.text)}</b>" if span.strong else escape(span.text) for span in spans)
    return kind("".join(marked), style, bulletText=bullet)


def labelled(label: str, text: str, style: Any, *, strong: str) -> Any:
    """Return a paragraph of a label and what follows it, of which `label`, `text` or `both` are strong."""
    spans = (Span(f"{label} " if label else "", strong != "text"), Span(text, strong != "label"))
    return paragraph(spans, style)


def words(block: Text | Items, look: Look, left: float = 0) -> Iterator[Piece]:
    """Yield a paragraph or a list, moved right by so many points."""
    if isinstance(block, Text):
        yield paragraph(block.words, moved(look.small if block.tone is Tone.SMALL else look.body, left))
        return
    yield from listed([(_BULLET, item) for item in block.items], look, left)


def listed(items: Iterable[tuple[str, Words]], look: Look, left: float = 0) -> Iterator[Piece]:
    """Yield the items of a list, the last two of them inseparable, with room after the last."""
    style = moved(look.item, left)
    paragraphs = [paragraph(words, style, bullet=sign) for sign, words in items]
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
    return Table(rows, widths, style=commands, hAlign="LEFT", **options)


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
                paragraph(line.label, look.label),
                paragraph(line.text, look.strong if line.strong else look.body),
            ]
            for line in labels
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
