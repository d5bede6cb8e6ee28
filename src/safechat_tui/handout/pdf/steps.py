"""The steps of the plan: a box to tick, a card, what to mind and how to do it."""

from __future__ import annotations

from collections.abc import Iterator

from safechat_tui.handout.document import CheckStep, Extra, ShortSteps
from safechat_tui.handout.pdf.fonts import REGULAR, width
from safechat_tui.handout.pdf.pieces import (
    BAR,
    Piece,
    StepTitle,
    card,
    flat,
    framed,
    paragraph,
    table,
    words,
)
from safechat_tui.handout.pdf.style import PAD, Look, moved


def step(step: CheckStep, look: Look) -> Iterator[Piece]:
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


def short(block: ShortSteps, look: Look) -> Iterator[Piece]:
    """Yield the steps of page one, a line each: words beside what may be noticed, in large print its sign."""
    if look.large and block.legend:
        yield paragraph(block.legend, look.tight)
    marks = [] if look.large else [f"{each.sign} {each.noticed}" for each in block.steps if each.sign]
    beside = max((width(mark, REGULAR, look.sizes.label) for mark in marks), default=-PAD) + PAD
    rows = []
    for each in block.steps:
        title = f"{each.title} {each.sign}" if look.large and each.sign else each.title
        before = [paragraph(each.before, look.before)] if each.before else []
        mark = [] if look.large or not each.sign else [paragraph(f"{each.sign} {each.noticed}", look.mark)]
        rows.append([paragraph(f"{each.number}.", look.line), [paragraph(title, look.line), *before], mark])
    number = width("12. ", REGULAR, look.sizes.body) + 2
    yield table(
        rows,
        [number, look.width - number - beside, beside],
        pads=(0, 0, 0, look.sizes.body * 0.12),
        spaceAfter=look.sizes.body * 0.3,
    )


def more(extra: Extra, look: Look) -> Iterator[Piece]:
    """Yield what to mind, beside a bar, or how to do it."""
    left = 0 if extra.caution else look.indent
    pieces = [
        paragraph(extra.title, moved(look.headings[3], left)),
        *(piece for block in extra.blocks for piece in words(block, look, left)),
    ]
    if extra.caution:
        yield framed(pieces, look.width, BAR, left=look.indent)
    else:
        yield from pieces
