"""The blank log, to be continued by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer

from safechat_tui.handout.document import BlankLog, WriteLines
from safechat_tui.handout.pdf.shapes import Rows
from safechat_tui.handout.pdf.style import BOLD, DARK, GREY, PAD, REGULAR, Look, markup, width_of

ROW: Final = 15 * mm
"""Height of a row: three lines of handwriting."""

LARGE_ROW: Final = 12 * mm
"""Least height of a line of a form in large print; a label of several lines makes it higher."""

LINE: Final = 8 * mm
"""Height of a line of a form: one line of handwriting."""

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
    if log.named:
        # What an entry is for needs room beside its number.
        shares[0] = 0.8
    widths = [width + rest * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    head = [Paragraph(markup(text), look.label) for text in heads]
    labels = [Paragraph(markup(log.label(index)), look.label) for index in range(log.rows)]
    rows = [[label, *("" for _ in log.columns)] for label in labels]
    yield Rows(
        [head, *rows],
        colWidths=widths,
        rowHeights=[None, *(ROW for _ in rows)],
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.6, GREY),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, DARK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), pad),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ],
    )
    yield Spacer(0, look.sizes.body)


def forms(log: BlankLog, look: Look) -> Iterator[Any]:
    """Yield the log as one form for each entry: in large print a table has no room to write."""
    label = max(width_of(text, REGULAR, look.sizes.body) for text in log.columns) + 2 * PAD
    label = min(label, look.width * (0.42 if look.large else 0.36))
    line = LARGE_ROW if look.large else LINE
    words = [Paragraph(markup(column), look.tight) for column in log.columns]
    heights = [
        max(
            line * log.lines_of(index),
            # The look's space under a paragraph keeps a label of several lines off the line below it.
            text.wrap(label - 2 * PAD, look.height)[1] + look.tight.spaceAfter + 2 * _AIR,
        )
        for index, text in enumerate(words)
    ]
    # In large print the usual log has as many entries as fill its pages, unless it says what each is for.
    count = log.rows if log.lines else log.rows * 2 // 5
    for index in range(count):
        title = log.label(index) if log.named else f"{log.number} {log.label(index)}"
        rows = [[Paragraph(markup(title, strong=True), look.tight), ""]]
        rows += [[Paragraph(markup(column), look.tight), ""] for column in log.columns]
        form = Rows(
            rows,
            colWidths=[label, look.width - label],
            rowHeights=[None, *heights],
            repeatRows=1,
            style=[
                ("SPAN", (0, 0), (-1, 0)),
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


def write_lines(block: WriteLines, look: Look) -> Iterator[Any]:
    """Yield words with a line to write on after each: side by side, or one under the other in large print."""
    rows = [[label] for label in block.labels] if look.large else [list(block.labels)]
    for labels in rows:
        share = look.width / len(labels)
        widths: list[float] = []
        cells: list[Any] = []
        for label in labels:
            own = min(width_of(label, REGULAR, look.sizes.body) + PAD, share * 0.6)
            widths += [own, share - own - PAD, PAD]
            cells += [Paragraph(markup(label), look.tight), "", ""]
        ruled = [("LINEBELOW", (3 * n + 1, 0), (3 * n + 1, 0), 0.7, GREY) for n in range(len(labels))]
        flat = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT")]
        style = [("VALIGN", (0, 0), (-1, -1), "BOTTOM"), *flat, *ruled]
        height = LARGE_ROW if look.large else LINE
        yield Rows([cells], colWidths=widths, rowHeights=[height], style=style)
    yield Spacer(0, look.sizes.body)
