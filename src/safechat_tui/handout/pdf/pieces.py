"""Lists, tables, cards and frames: what every block of the paper is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, KeepTogether, Table

from safechat_tui.handout.blocks import Items, Text, Tone, Words
from safechat_tui.handout.document import CardLine
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, width
from safechat_tui.handout.pdf.paragraphs import labelled, paragraph
from safechat_tui.handout.pdf.style import BLACK, GREY, PAD, Look, moved
from safechat_tui.handout.pdf.tags import Tag, decorated

Flowables: TypeAlias = "Flowable | list[Flowable]"
"""One flowable, or several that stand on one page when a page has room for them."""

_TableLine = tuple[str, float, Any]
"""Where a line is drawn, in platypus's words, its thickness and its colour."""

FRAME: Final[_TableLine] = ("BOX", 1.8, BLACK)
THIN_FRAME: Final[_TableLine] = ("BOX", 0.8, GREY)
BAR: Final[_TableLine] = ("LINEBEFORE", 2.5, BLACK)

_TOGETHER: Final = 2
"""Items at either end of a list that stand on one page."""

_MIRRORED: Final = {
    "LEFTPADDING": "RIGHTPADDING", "RIGHTPADDING": "LEFTPADDING", "LINEBEFORE": "LINEAFTER",
}  # fmt: skip
"""What platypus's commands for one side of a table are on a page that is read from right to left."""

BULLET: Final = "•"
"""What stands before an item that has no number."""


def words(block: Text | Items, look: Look, left: float = 0) -> Iterator[Flowables]:
    """Yield a paragraph or a list, moved right by so many points."""
    if isinstance(block, Text):
        yield paragraph(block.words, moved(look.small if block.tone is Tone.SMALL else look.body, left))
        return
    yield from listed([(BULLET, item) for item in block.items], moved(look.item, left))


def listed(items: Iterable[tuple[str, Words]], style: Any) -> Iterator[Flowables]:
    """Yield the items of a list, of which none stands alone on a page, with room after the last.

    Args:
        items: the signs before the items, and their words.
        style: how they look.
    """
    items = list(items)
    numbered = any(sign != BULLET for sign, _ in items)
    tag = Tag("L", ListNumbering="/Decimal" if numbered else "/Disc")
    paragraphs = []
    for sign, words in items:
        entry = Tag("LI", tag)
        label, said = Tag("Lbl", entry), Tag("LBody", entry)
        paragraphs.append(paragraph(words, style, sign=(sign, label), tag=said))
    if paragraphs:
        paragraphs[-1].spaceAfter = style.fontSize * 0.5
    if len(paragraphs) <= _TOGETHER + 1:
        yield paragraphs
        return
    yield paragraphs[:_TOGETHER]
    yield from paragraphs[_TOGETHER:-_TOGETHER]
    yield paragraphs[-_TOGETHER:]


def flat(pieces: Iterable[Flowables]) -> list[Flowable]:
    """Return the flowables one by one, groups dissolved."""
    return [each for piece in pieces for each in (piece if isinstance(piece, list) else [piece])]


def together(pieces: Sequence[Flowables]) -> Iterator[Flowable]:
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
    page: Look,
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *look: tuple[Any, ...],
    pads: tuple[float, float, float, float] = (0, 0, 0, 0),
    **options: Any,
) -> Table:
    """Return a table, its words at the top of their cells; its first column is where lines begin.

    Args:
        page: how the paper looks.
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
    if page.leftward:
        rows, widths = [row[::-1] for row in rows], widths[::-1]
        commands = [
            (_MIRRORED.get(name, name), (-1 - right, top), (-1 - left, bottom), *rest)
            for name, (left, top), (right, bottom), *rest in commands
        ]
    side = "RIGHT" if page.leftward else "LEFT"
    return Table(rows, widths, style=commands, hAlign=side, renderCB=decorated, **options)


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
        look,
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
    pieces: Iterable[Flowables], look: Look, frame: _TableLine, *, left: float = 0, after: float = PAD / 2
) -> Table:
    """Return things under each other in a frame or beside a bar; what is longer than a page goes on.

    Args:
        pieces: the things.
        look: how the paper looks.
        frame: FRAME, THIN_FRAME or BAR.
        left: how far it is moved from where lines begin.
        after: room under it.
    """
    kind, thickness, colour = frame
    pad = PAD / 3 if frame == BAR else PAD
    return table(
        look,
        [[[], each] for each in flat(pieces)],
        [left, look.width - left],
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
