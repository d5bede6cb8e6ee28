"""A card of helplines for a refrigerator or a wallet: chosen lines and no others, on one page. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Helpline
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Text, Tone
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.danger import TO_WRITE, local, with_hours
from safechat_tui.handout.document import Block, CardLine, Document, Numbers
from safechat_tui.handout.neutral import FINDER
from safechat_tui.handout.paper import Paper, rendered
from safechat_tui.handout.prose import document

MOST_LINES: Final = 6
"""Lines of a card: what a small one has room for, and what is found at a glance on a large one."""

COPIES: Final = 8
"""Small cards on a page, each of the size of a bank card."""


def card_lines(guide: Guide, region: str) -> tuple[Helpline, ...]:
    """Return the lines that a card may have: what is certain of those she can reach from a region."""
    return tuple(line for line in guide.helplines_for(region) if line.certain)


def usual_lines(guide: Guide, region: str) -> tuple[str, ...]:
    """Return the ids of the usual lines of a card: those of the danger box, and 2-1-1."""
    near = local(guide, region)
    usual = (line for line in card_lines(guide, region) if line.urgent or line in near or line.id == FINDER)
    return tuple(line.id for line in usual)[:MOST_LINES]


def helplines_card(guide: Guide, region: str, chosen: Collection[str], *, small: bool = False) -> Document:
    """Return a card of helplines.

    Args:
        guide: the words, in the language of the card.
        region: code of a province or territory; any other word means none of them.
        chosen: ids of its lines, MOST_LINES at most.
        small: return COPIES small cards to cut out, instead of one in large type.
    """
    lines = [line for line in card_lines(guide, region) if line.id in chosen]
    return document(guide, guide.pages["handout"].value("helplines"), _blocks(guide, lines, small=small))


def card_on_paper(guide: Guide, paper: Paper, chosen: Collection[str], *, small: bool) -> bytes:
    """Return a card as it goes into a file: one in large type always, small ones never."""
    made = helplines_card(guide, paper.region, chosen, small=small)
    return rendered(made, replace(paper, large=paper.format == "pdf" and not small))


def _blocks(guide: Guide, lines: Collection[Helpline], *, small: bool) -> Iterator[Block]:
    if small:
        yield Text((Span(guide.pages["papers"].value("cut")),), Tone.SMALL)
    numbers = tuple(CardLine(_name(guide, line), _way(guide, line)) for line in lines)
    yield Numbers(numbers, copies=COPIES if small else 1)


def _name(guide: Guide, line: Helpline) -> str:
    """Return whose number it is; what it is for where it is called by its number."""
    return line.note.partition(". ")[0].rstrip(".") if line.name == line.phone else with_hours(guide, line)


def _way(guide: Guide, line: Helpline) -> str:
    """Return the best way to reach a line; its spaces never break over lines."""
    by_text = f"{guide.pages['handout'].value('text_message')}{COLON[guide.lang]} {line.text_to}"
    return (line.phone or (line.text_to and by_text) or line.url or TO_WRITE).replace(" ", "\u00a0")
