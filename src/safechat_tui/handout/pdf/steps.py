"""The steps of the plan: a box to tick, a card, what to mind and how to do it."""

from __future__ import annotations

from collections.abc import Iterator

from safechat_tui.guide import Span
from safechat_tui.handout.document import CheckStep, Extra
from safechat_tui.handout.pdf.flow import Group, Item, Space, Thing, flat
from safechat_tui.handout.pdf.fonts import BOLD
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.pieces import framed, words
from safechat_tui.handout.pdf.rows import BLANK, Air, Cell, Rows, bar
from safechat_tui.handout.pdf.shapes import Ticked
from safechat_tui.handout.pdf.style import BLACK, PAD, Look, width_of


def step(step: CheckStep, look: Look) -> Iterator[Item]:
    """Yield a step: on one page with what to mind, or in large print parted between its lines."""
    first: Group = [Ticked(f"{step.number}.\u00a0\u00a0{step.title}", look.step)]
    if step.note:
        first.append(Paragraph(step.note, look.tight.moved(look.indent), strong=True))
    lines = list(card(step, look))
    minded = [thing for extra in step.extras if extra.caution for thing in flat(more(extra, look))]
    if look.large:
        # Two lines go with the title; what to mind stays whole, with the line before it.
        yield first + lines[:2]
        for line in lines[2:-1]:
            line.whole = True
            yield line
        yield lines[2:][-1:] + minded
    else:
        yield first + lines + minded
    for extra in step.extras:
        if not extra.caution:
            about = more(extra, look)
            yield from about if look.large else [list(flat(about))]


def card(step: CheckStep, look: Look) -> Iterator[Thing]:
    """Yield the lines of a card: labels beside them, or before them in large print."""
    plain = [line for line in step.lines if not line.label]
    labelled = [line for line in step.lines if line.label]
    tight = look.tight.moved(look.indent)
    for line in plain:
        yield Paragraph(line.text, tight)
    if look.large:
        for line in labelled:
            yield Paragraph((Span(line.label, strong=True), Span(f" {line.text}")), tight)
        return
    if not labelled:
        return
    room = look.width - look.indent
    widest = max(width_of(line.label, BOLD, look.sizes.label) for line in labelled)
    label = min(widest + PAD, room * 0.3)
    under = look.sizes.body * 0.22
    # Words and their label stand on one line, whatever their sizes.
    beside = Air(right=PAD, top=look.sizes.body - look.sizes.label, bottom=under)
    after = Air(top=0, bottom=under)
    yield Rows(
        [
            [
                Cell(BLANK, after),
                Cell((Paragraph(line.label, look.label),), beside),
                Cell((Paragraph(line.text, look.body),), after),
            ]
            for line in labelled
        ],
        [look.indent, label, room - label],
    )


def more(extra: Extra, look: Look) -> Iterator[Item]:
    """Yield what to mind, beside a bar, or how to do it."""
    if not extra.caution:
        yield Paragraph(extra.title, look.headings[3].moved(look.indent))
        for block in extra.blocks:
            yield from words(block, look, look.indent)
        return
    rows: list[Item] = [Paragraph(extra.title, look.headings[3])]
    for block in extra.blocks:
        rows += words(block, look)
    yield Space(look.sizes.body * 0.4)
    yield framed(rows, look.width - look.indent, bar(2.5, BLACK), PAD / 3, left=look.indent)
    yield Space(look.sizes.body * 0.4)
