"""Lists, tables, cards and frames: what every block of the paper is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, KeepTogether, Table

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Items, Text, Tone, Words
from safechat_tui.handout.document import CardLine, NoteKind
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, width
from safechat_tui.handout.pdf.paragraphs import paragraph
from safechat_tui.handout.pdf.style import BLACK, GREY, PAD, Look, moved
from safechat_tui.handout.pdf.tags import Tag, decorated

Flowables: TypeAlias = "Flowable | list[Flowable]"
"""One flowable, or several that stand on one page when a page has room for them."""

ALL: Final = ((0, 0), (-1, -1))
"""All cells of a table, in platypus's words."""

_FRAMES: Final = {
    NoteKind.URGENT: ("BOX", 1.8, BLACK),
    NoteKind.LEAST: ("BOX", 0.8, GREY),
    NoteKind.DECIDE: ("LINEBEFORE", 2.5, BLACK),
    NoteKind.CAUTION: ("LINEBEFORE", 2.5, BLACK),
}
"""The line around what stands apart, or beside it: in platypus's words, its thickness and its colour."""

_MIRRORED: Final = {
    "LEFTPADDING": "RIGHTPADDING", "RIGHTPADDING": "LEFTPADDING", "LINEBEFORE": "LINEAFTER",
}  # fmt: skip
"""What platypus's commands for one side of a table are on a page that is read from right to left."""

BULLET: Final = "•"
"""What stands before an item without a number."""


def text_flowables(block: Text | Items, look: Look, left: float = 0) -> Sequence[Flowables]:
    """Return a paragraph or a list, moved right by so many points."""
    if isinstance(block, Text):
        style = look.small if block.tone is Tone.SMALL else look.body
        return [paragraph(block.words, moved(style, left))]
    return accompanied(list_flowables(block.items, moved(look.item, left)))


def list_flowables(items: Sequence[Words], style: Any, numbers: Sequence[int] = ()) -> list[Flowable]:
    """Return the items of a list, with their numbers or else bullets, with room after the last."""
    tag = Tag("L", ListNumbering="/Decimal" if numbers else "/Disc")
    signs = [f"{number}." for number in numbers] or [BULLET] * len(items)
    made = []
    for sign, words in zip(signs, items, strict=True):
        entry = Tag("LI", tag)
        label = Tag("Lbl", entry)
        made.append(paragraph(words, style, tag=Tag("LBody", entry)))
        made[-1].sign = (sign, label)
    if made:
        made[-1].spaceAfter = style.fontSize * 0.5
    return made


def accompanied(made: list[Flowable], first: int = 2, last: int = 2) -> list[Flowables]:
    """Return things of which so many at either end stand on one page, so that none stands alone on one."""
    if len(made) < first + last:
        return [made]
    return [made[:first], *made[first:-last], made[-last:]]


def flat(pieces: Iterable[Flowables]) -> list[Flowable]:
    """Return the flowables one by one, groups dissolved."""
    return [each for piece in pieces for each in (piece if isinstance(piece, list) else [piece])]


def together(pieces: Sequence[Flowables]) -> Iterator[Flowable]:
    """Yield what platypus sets: groups kept on one page, headings with what follows them.

    A paragraph between a heading and a group goes with both. (Platypus's keepWithNext stops before a group.)
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
    look: Look,
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float | None],
    *commands: tuple[Any, ...],
    pads: tuple[float, float, float, float] = (0, 0, 0, 0),
    **options: Any,
) -> Table:
    """Return a table, its words at the top of their cells; its first column is where lines begin.

    A cell is a flowable, several of them, or an empty list. A width of None takes what is left of the page.
    The commands are platypus's, for lines and the like. The pads are the air left, right, above and below
    what is in each cell.
    """
    rest = look.width - sum(filter(None, widths))
    widths = [rest if wide is None else wide for wide in widths]
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    commands = (
        # Without a name here, empty cells would bring a font that is not embedded.
        ("FONTNAME", *ALL, REGULAR),
        ("VALIGN", *ALL, "TOP"),
        *((side, *ALL, pad) for side, pad in zip(sides, pads, strict=True)),
        *commands,
    )
    if look.leftward:
        rows, widths = [row[::-1] for row in rows], widths[::-1]
        commands = tuple(
            (_MIRRORED.get(name, name), (-1 - right, top), (-1 - left, bottom), *rest)
            for name, (left, top), (right, bottom), *rest in commands
        )
    side = "RIGHT" if look.leftward else "LEFT"
    return Table(rows, widths, style=commands, hAlign=side, renderCB=decorated, **options)


def card_flowables(lines: Sequence[CardLine], look: Look, left: float = 0) -> list[Flowable]:
    """Return lines with their labels beside them, or before them in large print."""
    beside = [line for line in lines if line.label and not look.large]
    made = [
        paragraph(
            (Span(f"{line.label} ".lstrip(), True), Span(line.text, line.strong)), moved(look.tight, left)
        )
        for line in lines
        if line not in beside
    ]
    if not beside:
        return made
    widest = max(width(line.label, BOLD, look.sizes.label) for line in beside)
    rows = []
    for line in beside:
        # A label and what stands beside it are read as one paragraph.
        read = Tag("P")
        label = paragraph(line.label, look.label, tag=read)
        rows.append([[], label, paragraph(line.text, look.strong if line.strong else look.body, tag=read)])
    made.append(
        table(
            look,
            rows,
            [left, min(widest + PAD, (look.width - left) * 0.3), None],
            ("RIGHTPADDING", (1, 0), (1, -1), PAD),
            # Words and their label stand on one line, whatever their sizes.
            ("TOPPADDING", (1, 0), (1, -1), look.sizes.body - look.sizes.label),
        )
    )
    return made


def framed(
    pieces: Iterable[Flowables], look: Look, kind: NoteKind, *, left: float = 0, after: float = PAD / 2
) -> Table:
    """Return things under each other in a frame or beside a bar; what is longer than a page goes on.

    It is moved right by so many points, and has so much room under it.
    """
    line, thickness, colour = _FRAMES[kind]
    pad = PAD if line == "BOX" else PAD / 3
    return table(
        look,
        [[[], each] for each in flat(pieces)],
        [left, None],
        (line, (1, 0), (1, -1), thickness, colour),
        ("LEFTPADDING", (1, 0), (1, -1), PAD * 1.3),
        ("RIGHTPADDING", (1, 0), (1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, 0), pad),
        ("BOTTOMPADDING", (0, -1), (-1, -1), pad),
        pads=(0, 0, 1.5, 1.5),
        splitInRow=1,
        spaceBefore=PAD / 2,
        spaceAfter=after,
    )
