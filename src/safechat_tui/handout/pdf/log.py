"""The blank log, to be continued by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from safechat_tui.handout.document import BlankLog, WriteLines
from safechat_tui.handout.pdf.flow import Item, Space
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.rows import BLANK, Air, Cell, Edges, Rows, Stand, across, box, down, pen
from safechat_tui.handout.pdf.style import BLACK, GREY, MM, PAD, Look, width_of

ROW: Final = 15 * MM
"""Height of a row: three lines of handwriting."""

LARGE_ROW: Final = 12 * MM
"""Least height of a line of a form in large print; a label of several lines makes it higher."""

LINE: Final = 8 * MM
"""Height of a line of a form: one line of handwriting."""

_AIR: Final = 4.0
"""Points above and below what stands in a form."""


def table(log: BlankLog, look: Look) -> Iterator[Item]:
    """Yield the log as a table to write in; its head stands on every page."""
    heads = (log.number, *log.columns)
    pad = 4.0
    # Every head's longest word must fit; what is left goes to what needs most room.
    widths = [
        max(width_of(word, BOLD, look.sizes.label) for word in head.split(" ")) + 2 * pad + 1
        for head in heads
    ]
    shares = [0.0, *(2.2 if index == log.widest else 1.0 for index in range(len(log.columns)))]
    rest = look.width - sum(widths)
    if log.named:
        # What an entry is for needs room beside its number.
        shares[0] = 0.8
    widths = [width + rest * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    air = Air(left=pad, right=pad)
    head = [Cell((Paragraph(text, look.label),), air) for text in heads]
    empty = [Cell(BLANK, air) for _ in log.columns]
    labels = [Cell((Paragraph(log.label(index), look.label),), air) for index in range(log.rows)]
    yield Rows(
        [head, *([label, *empty] for label in labels)],
        widths,
        heights=[None, *(ROW for _ in labels)],
        rules=_grid,
        headed=True,
    )
    yield Space(look.sizes.body)


def _grid(canvas: Any, edges: Edges) -> None:
    """Draw lines around all cells, and a thick one under the head."""
    pen(canvas, 0.6, GREY)
    for y in edges.rows:
        across(canvas, edges, y)
    for x in edges.columns:
        down(canvas, edges, x)
    pen(canvas, 1.2, BLACK)
    across(canvas, edges, edges.rows[1])


def forms(log: BlankLog, look: Look) -> Iterator[Item]:
    """Yield the log as one form for each entry: in large print a table has no room to write."""
    label = max(width_of(text, REGULAR, look.sizes.body) for text in log.columns) + 2 * PAD
    label = min(label, look.width * (0.42 if look.large else 0.36))
    line = LARGE_ROW if look.large else LINE
    words = [Paragraph(column, look.tight) for column in log.columns]
    heights = [
        max(
            line * log.lines_of(index),
            # The look's space under a paragraph keeps a label of several lines off the line below it.
            text.fit(label - 2 * PAD) + look.tight.after + 2 * _AIR,
        )
        for index, text in enumerate(words)
    ]
    # In large print the usual log has as many entries as fill its pages, unless it says what each is for.
    count = log.rows if log.lines else log.rows * 2 // 5
    air = Air(PAD, PAD, _AIR, _AIR)
    for index in range(count):
        title = log.label(index) if log.named else f"{log.number} {log.label(index)}"
        form = Rows(
            [
                [Cell((Paragraph(title, look.tight, strong=True),), air)],
                *([Cell((text,), air), Cell(BLANK, air)] for text in words),
            ],
            [label, look.width - label],
            heights=[None, *heights],
            stand=Stand.MIDDLE,
            rules=_form,
            headed=True,
        )
        yield [form, Space(look.sizes.body)]


def _form(canvas: Any, edges: Edges) -> None:
    """Draw a line under each row, and a frame around them."""
    pen(canvas, 0.7, GREY)
    for y in edges.rows[1:]:
        across(canvas, edges, y)
    box(1, BLACK)(canvas, edges)


def write_lines(block: WriteLines, look: Look) -> Iterator[Item]:
    """Yield words with a line to write on after each: side by side, or one under the other in large print."""
    rows = [[label] for label in block.labels] if look.large else [list(block.labels)]
    air = Air(top=3, bottom=3)
    for labels in rows:
        share = look.width / len(labels)
        widths: list[float] = []
        cells: list[Cell] = []
        for label in labels:
            own = min(width_of(label, REGULAR, look.sizes.body) + PAD, share * 0.6)
            widths += [own, share - own - PAD, PAD]
            cells += [Cell((Paragraph(label, look.tight),), air), Cell(BLANK, air), Cell(BLANK, air)]
        height = LARGE_ROW if look.large else LINE
        yield Rows([cells], widths, heights=[height], stand=Stand.BOTTOM, rules=_written_on)
    yield Space(look.sizes.body)


def _written_on(canvas: Any, edges: Edges) -> None:
    """Draw a line after each word; each has three columns."""
    pen(canvas, 0.7, GREY)
    for x, end in zip(edges.columns[1::3], edges.columns[2::3], strict=True):
        canvas.line(x, edges.rows[1], end, edges.rows[1])
