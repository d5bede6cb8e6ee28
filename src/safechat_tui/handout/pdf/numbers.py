"""Numbers to put up, in large type, or to cut out and carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from safechat_tui.guide.text import Span
from safechat_tui.handout.document import Numbers
from safechat_tui.handout.pdf.paragraphs import paragraph
from safechat_tui.handout.pdf.pieces import Piece, table
from safechat_tui.handout.pdf.style import GREY, PAD, Look
from safechat_tui.handout.pdf.tags import Tag

COLUMNS: Final = 2
"""Small cards side by side."""

_CUT: Final = (0.6, GREY, None, (3, 3))
"""The line to cut along."""


def numbers(block: Numbers, look: Look) -> Iterator[Piece]:
    """Yield numbers with whose they are under them; small cards, each the same, where copies are wanted."""
    if block.copies == 1:
        for line in block.lines:
            yield [paragraph(line.text, look.number), paragraph(line.label, look.body)]
        return
    rows = block.copies // COLUMNS
    cells = [[_small(block, look, read=not (row or at)) for at in range(COLUMNS)] for row in range(rows)]
    # Above the cards stand the title and how to cut: as high as one of the small lines of a card each.
    height = (look.height - look.sizes.number * 3) / rows
    yield table(
        look,
        cells,
        [look.width / COLUMNS] * COLUMNS,
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), *_CUT),
        pads=(PAD, PAD, PAD / 2, PAD / 2),
        minRowHeights=[height] * rows,
    )


def _small(block: Numbers, look: Look, *, read: bool) -> list[Flowable]:
    """Return the lines of one small card; of several that are the same, the first one is read."""
    made = [
        paragraph((Span(f"{line.text} ", strong=True), Span(line.label)), look.before, tag=Tag("P"))
        for line in block.lines
    ]
    for each in made:
        each.drawn = not read
    return made
