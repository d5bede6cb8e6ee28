"""The neutral paper: whoever finds it learns nothing of what it is about. Pure.

It is a page one of its own: two numbers that everybody knows, room to write another, the steps under neutral
names; pages to fill in where they are wanted. What cannot be said without telling the subject is left out:
her wishes and words, the lines of her region, cards, how evidence is kept, her apps, where to keep the pages.
The credit, too: nothing here says what the source says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from safechat_tui.guide.model import Guide, Strategy
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Heading, Items, Text
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.danger import TO_WRITE
from safechat_tui.handout.document import Block, Document, ShortStep, ShortSteps
from safechat_tui.handout.prose import day, document, page_log
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, plan_steps

FINDER: Final = "helpline.211"
"""The line that finds help of every kind; that anybody may need it is why it tells nothing."""


def neutral_paper(
    guide: Guide, plan: Plan, today: date, tr: Translator, region: str, parts: Collection[str]
) -> Document:
    """Return the neutral paper of a plan.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        today: the date on the paper.
        tr: words for the date, in the same language.
        region: code of a province or territory whose emergency number holds; any other word means none.
        parts: names of PARTS; only the plan and the log can be neutral, the others are left out.
    """
    title = guide.pages["handout"].value("neutral_title")
    return document(guide, title, _blocks(guide, plan, region, parts), made_on=day(guide, today, tr))


def _blocks(guide: Guide, plan: Plan, region: str, parts: Collection[str]) -> Iterator[Block]:
    page, colon = guide.pages["handout"], COLON[guide.lang]
    yield Heading(page.value("neutral_urgent"), level=2)
    to_write = f"{page.value('neutral_urgent_local')}{colon} {TO_WRITE}"
    numbers = [(Span(number, strong=True),) for number in neutral_numbers(guide, region)]
    yield Items((*numbers, (Span(to_write),)))
    steps = [step.strategy for step in plan_steps(guide, plan)]
    yield Heading(page.value("neutral_steps"), level=2)
    if steps:
        yield ShortSteps(tuple(ShortStep(n, _or_room(guide, step)) for n, step in enumerate(steps, start=1)))
    else:
        yield Text((Span(page.value("neutral_no_steps")),))
    if "log" in parts:
        yield Heading(page.value("neutral_log"), apart=True)
        yield page_log(page, neutral=True)


def neutral_numbers(guide: Guide, region: str) -> tuple[str, ...]:
    """Return the numbers that tell nothing of whoever has them: of emergencies, of services of every kind.

    That of any other line tells its subject to whoever calls it or looks it up.
    """
    lines = [line for line in guide.helplines_for(region) if line.printable and line.phone]
    return tuple(line.phone for line in lines if line.urgent or line.id == FINDER)


def neutral_name(guide: Guide, strategy: Strategy) -> str:
    """Return what a step is called where nothing may tell; a strategy without a neutral name is not named."""
    return strategy.page.value("neutral") or guide.pages["handout"].value("neutral_step")


def _or_room(guide: Guide, strategy: Strategy) -> str:
    """Return the neutral name of a step, or where there is none room to write one."""
    name = neutral_name(guide, strategy)
    return name if strategy.page.value("neutral") else f"{name}{COLON[guide.lang]} {TO_WRITE}"
