"""The blank log, to be continued by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer

from safechat_tui.handout.document import BlankLog
from safechat_tui.handout.pdf.shapes import Rows
from safechat_tui.handout.pdf.style import BOLD, DARK, GREY, PAD, REGULAR, Look, markup, width_of

ROW: Final = 15 * mm
"""Height of a row: three lines of handwriting."""

LARGE_ROW: Final = 12 * mm
"""Least height of a line of a form in large print; a label of several lines makes it higher."""

_AIR: Final = 4.0
"""Points above and below what stands in a form."""


def table(log: BlankLog, look: Look) -> Iterator[Any]:
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
    widths = [width + rest * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    head = [Paragraph(markup(text), look.label) for text in heads]
    rows = [[str(number), *("" for _ in log.columns)] for number in range(1, log.rows + 1)]
    yield Rows(
        [head, *rows],
        colWidths=widths,
        rowHeights=[None, *(ROW for _ in rows)],
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.6, GREY),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, DARK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 1), (-1, -1), look.label.fontName, look.sizes.label),
            ("LEFTPADDING", (0, 0), (-1, -1), pad),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ],
    )
    yield Spacer(0, look.sizes.body)


def forms(log: BlankLog, look: Look) -> Iterator[Any]:
    """Yield the log as one form for each entry: in large print a table has no room to write."""
    label = max(width_of(text, REGULAR, look.sizes.body) for text in log.columns) + 2 * PAD
    label = min(label, look.width * 0.42)
    words = [Paragraph(markup(column), look.tight) for column in log.columns]
    heights = [
        max(
            LARGE_ROW * (2 if index == log.widest else 1),
            # The look's space under a paragraph keeps a label of several lines off the line below it.
            text.wrap(label - 2 * PAD, look.height)[1] + look.tight.spaceAfter + 2 * _AIR,
        )
        for index, text in enumerate(words)
    ]
    for number in range(1, log.rows * 2 // 5 + 1):
        rows = [[Paragraph(markup(f"{log.number} {number}", strong=True), look.tight), ""]]
        rows += [[Paragraph(markup(column), look.tight), ""] for column in log.columns]
        form = Rows(
            rows,
            colWidths=[label, look.width - label],
            rowHeights=[None, *heights],
            style=[
                ("LINEBELOW", (0, 0), (-1, -1), 0.7, GREY),
                ("BOX", (0, 0), (-1, -1), 1, DARK),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), PAD),
                ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
                ("TOPPADDING", (0, 0), (-1, -1), _AIR),
                ("BOTTOMPADDING", (0, 0), (-1, -1), _AIR),
            ],
        )
        yield [form, Spacer(0, look.sizes.body)]
