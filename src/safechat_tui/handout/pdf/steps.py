"""The steps of the plan: a box to tick, a card, what to mind and how to do it."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from safechat_tui.handout.document import CheckStep, Extra
from safechat_tui.handout.pdf.fonts import BOLD, width
from safechat_tui.handout.pdf.pieces import (
    BAR,
    Piece,
    StepTitle,
    flat,
    framed,
    labelled,
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
    lines = list(card(step, look))
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


def card(step: CheckStep, look: Look) -> Iterator[Flowable]:
    """Yield the lines of a card: labels beside them, or before them in large print."""
    tight = moved(look.tight, look.indent)
    labels = [line for line in step.lines if line.label]
    for line in step.lines:
        if look.large or not line.label:
            yield labelled(line.label, line.text, tight, strong="label")
    if look.large or not labels:
        return
    room = look.width - look.indent
    widest = max(width(line.label, BOLD, look.sizes.label) for line in labels)
    label = min(widest + PAD, room * 0.3)
    yield table(
        [[[], paragraph(line.label, look.label), paragraph(line.text, look.body)] for line in labels],
        [look.indent, label, room - label],
        ("RIGHTPADDING", (1, 0), (1, -1), PAD),
        # Words and their label stand on one line, whatever their sizes.
        ("TOPPADDING", (1, 0), (1, -1), look.sizes.body - look.sizes.label),
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
