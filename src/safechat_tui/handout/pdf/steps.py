"""The steps of the plan: a box to tick, a card, what to mind and how to do it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.handout.document import CheckStep, Extra, ShortSteps
from safechat_tui.handout.pdf.fonts import REGULAR, width
from safechat_tui.handout.pdf.paragraphs import StepTitle, paragraph
from safechat_tui.handout.pdf.pieces import (
    BAR,
    Flowables,
    card,
    flat,
    framed,
    table,
    words,
)
from safechat_tui.handout.pdf.style import PAD, Look, moved
from safechat_tui.handout.pdf.tags import Tag

SPACES: Final = ((8, 0.45), (12, 0.12))
"""Up to how many steps of page one there is how much room between them, by the size of its letters."""


def step(step: CheckStep, look: Look) -> Iterator[Flowables]:
    """Yield a step: on one page with what to mind, or in large print split between its lines."""
    first = [paragraph(f"{step.number}.\u00a0\u00a0{step.title}", look.step, kind=StepTitle)]
    if step.note:
        first.append(paragraph(step.note, moved(look.strong, look.indent)))
    lines = list(card(step.lines, look, look.indent))
    minded = [each for extra in step.extras if extra.caution for each in flat(more(extra, look))]
    if look.large:
        # Two lines go with the title; what to mind stays whole, with the line before it.
        yield first + lines[:2]
        yield from ([line] for line in lines[2:-1])
        yield lines[2:][-1:] + minded
    else:
        yield first + lines + minded
    for extra in step.extras:
        if not extra.caution:
            about = more(extra, look)
            yield from about if look.large else [flat(about)]


def short(block: ShortSteps, look: Look) -> Iterator[Flowables]:
    """Yield the steps of page one, a line each: words beside what may be noticed, in large print its sign."""
    if look.large and block.legend:
        yield paragraph(block.legend, look.tight)
    marks = [] if look.large else [f"{each.sign} {each.noticed}" for each in block.steps if each.sign]
    beside = max((width(mark, REGULAR, look.sizes.label) for mark in marks), default=-PAD) + PAD
    rows, read = [], Tag("L", ListNumbering="/Decimal")
    for each in block.steps:
        entry = Tag("LI", read)
        number, said = Tag("Lbl", entry), Tag("LBody", entry)
        title = f"{each.title} {each.sign}" if look.large and each.sign else each.title
        words = [paragraph(title, look.line, tag=Tag("P", said))]
        mark = []
        if each.sign and not look.large:
            mark.append(paragraph(f"{each.sign} {each.noticed}", look.mark, tag=Tag("P", said)))
        if each.before:
            words.append(paragraph(each.before, look.before, tag=Tag("P", said)))
        rows.append([paragraph(f"{each.number}.", look.line, tag=number), words, mark])
    left = width("12. ", REGULAR, look.sizes.step) + 2
    yield table(
        look,
        rows,
        [left, look.width - left - beside, beside],
        # Where there is room, each step stands by itself.
        pads=(0, 0, 0, look.sizes.body * next((space for most, space in SPACES if len(rows) <= most), 0)),
        spaceAfter=look.sizes.body * 0.3,
    )


def more(extra: Extra, look: Look) -> Iterator[Flowables]:
    """Yield what to mind, beside a bar, or how to do it."""
    left = 0 if extra.caution else look.indent
    pieces = [
        paragraph(extra.title, moved(look.headings[3], left)),
        *(piece for block in extra.blocks for piece in words(block, look, left)),
    ]
    if extra.caution:
        yield framed(pieces, look, BAR, left=look.indent)
    else:
        yield from pieces
