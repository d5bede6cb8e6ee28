"""The blank log, to be continued by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Table

from safechat_tui.handout.document import BlankLog, WriteLines
from safechat_tui.handout.pdf.fonts import REGULAR, width
from safechat_tui.handout.pdf.paragraphs import paragraph
from safechat_tui.handout.pdf.pieces import ALL, Flowables, table
from safechat_tui.handout.pdf.style import BLACK, GREY, PAD, Look
from safechat_tui.handout.pdf.tags import Tag

_ROW: Final = 15 * mm
"""Height of a row of the table: three lines of handwriting."""

LARGE_ROW: Final = 12 * mm
"""Least height of a line of a form in large print; a label of several lines makes it higher."""

_LINE: Final = 8 * mm
"""Height of a line of a form: one line of handwriting."""

_AIR: Final = 4.0
"""Points around what stands in a cell."""


def log(log: BlankLog, look: Look) -> Iterator[Flowables]:
    """Yield the log as a table; as forms, one for each entry, where a table has no room to write."""
    if not look.large and not log.forms:
        yield _grid(log, look)
        return
    # In large print the usual log has as many entries as fill its pages, unless it says what each is for.
    count = log.rows if log.lines else log.rows * 2 // 5
    yield from ([_form(log, index, look)] for index in range(count))


def _grid(log: BlankLog, look: Look) -> Table:
    """Return the log as a table to write in; its head stands on every page."""
    # What an entry is for needs room beside its number.
    shares = [0.8 if log.named else 0.0, *(2.2 if n == log.widest else 1.0 for n in range(len(log.columns)))]
    read = Tag("Table")
    first = Tag("TR", read)
    heads = [
        paragraph(head, look.label, tag=Tag("TH", first, Scope="/Column"))
        for head in (log.number, *log.columns)
    ]
    # Every head's longest word must fit; what is left goes to what needs most room.
    widths = [head.minWidth() + 2 * _AIR + 1 for head in heads]
    rest = look.width - sum(widths)
    rows = [heads]
    for n in range(log.rows):
        row = Tag("TR", read)
        label = paragraph(log.label(n), look.label, tag=Tag("TH", row, Scope="/Row"))
        rows.append([label, *([] for _ in log.columns)])
        for _ in log.columns:
            Tag("TD", row)
    return table(
        look,
        rows,
        [wide + rest * share / sum(shares) for wide, share in zip(widths, shares, strict=True)],
        ("GRID", *ALL, 0.6, GREY),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, BLACK),
        pads=(_AIR, _AIR, 3, 3),
        minRowHeights=[0, *(_ROW for _ in range(log.rows))],
        repeatRows=1,
        spaceAfter=look.sizes.body,
    )


def _form(log: BlankLog, index: int, look: Look) -> Table:
    """Return one entry of the log as a form: its columns under each other."""
    title = log.label(index) if log.named else f"{log.number} {log.label(index)}"
    label = max(width(text, REGULAR, look.sizes.body) for text in log.columns) + 2 * PAD
    label = min(label, look.width * (0.42 if look.large else 0.36))
    line = LARGE_ROW if look.large else _LINE
    # Only the first cell of a row that spans is drawn, and on some papers that is the other one.
    rows: list[list[Any]] = [[paragraph(title, look.strong)] * 2]
    rows += [[paragraph(column, look.tight), []] for column in log.columns]
    return table(
        look,
        rows,
        [label, None],
        ("VALIGN", *ALL, "MIDDLE"),
        ("SPAN", (0, 0), (-1, 0)),
        ("LINEBELOW", *ALL, 0.7, GREY),
        ("BOX", *ALL, 1, BLACK),
        pads=(PAD, PAD, _AIR, _AIR),
        minRowHeights=[0, *(line * log.lines_of(number) for number in range(len(log.columns)))],
        repeatRows=1,
        spaceAfter=look.sizes.body,
    )


def write_lines(block: WriteLines, look: Look) -> Iterator[Flowables]:
    """Yield words with a line to write on after each: side by side, or one under the other in large print."""
    for labels in [[label] for label in block.labels] if look.large else [block.labels]:
        share = look.width / len(labels)
        widths: list[float] = []
        cells: list[Any] = []
        for label in labels:
            own = min(width(label, REGULAR, look.sizes.body) + PAD, share * 0.6)
            widths += [own, share - own - PAD, PAD]
            cells += [paragraph(label, look.tight), [], []]
        yield table(
            look,
            [cells],
            widths,
            ("VALIGN", *ALL, "BOTTOM"),
            *(("LINEBELOW", (n, 0), (n, 0), 0.7, GREY) for n in range(1, len(widths), 3)),
            minRowHeights=[LARGE_ROW if look.large else _LINE],
            pads=(0, 0, 3, 3),
            spaceAfter=look.sizes.body,
        )
