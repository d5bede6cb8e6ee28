"""The neutral paper: whoever finds it learns nothing of what it is about. Pure.

It is a page one of its own: two numbers that everybody knows, room to write another, the steps under neutral
names; pages to fill in where they are wanted. What cannot be said without telling the subject is left out:
her wishes and words, the lines of her region, cards, how evidence is kept, her apps, where to keep the pages.
The credit, too: nothing here says what the source says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from safechat_tui.guide.model import Guide, Strategy
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Heading, Items, said
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.document import Block, ShortStep, ShortSteps
from safechat_tui.handout.page_one import TO_WRITE
from safechat_tui.handout.prose import page_log
from safechat_tui.plan import Plan, plan_steps
from safechat_tui.text.wrap import wrap_text

FINDER: Final = "helpline.211"
"""The line that finds help of every kind; that anybody may need it is why it tells nothing."""


LINES: Final = 10
"""Lines at most: what one reads out without losing the listener."""

_COLUMNS: Final = 60
"""Columns of a line: what a chat shows unbroken."""

_KEPT: Final = "\u00a0"
"""Keeps a number or a step in one piece while lines are broken."""


def neutral_blocks(guide: Guide, plan: Plan, region: str, parts: Collection[str]) -> Iterator[Block]:
    """Yield the neutral paper of a plan: of its parts the plan and the log, for no other can be neutral.

    `region` is the code of a province or territory whose emergency number holds; any other word means none.
    """
    page, colon = guide.pages["handout"], COLON[guide.lang]
    yield Heading(page.value("neutral_urgent"), level=2)
    to_write = f"{page.value('neutral_urgent_local')}{colon} {TO_WRITE}"
    numbers = [(Span(number, strong=True),) for number in _neutral_numbers(guide, region)]
    yield Items((*numbers, (Span(to_write),)))
    steps = [step.strategy for step in plan_steps(guide, plan)]
    yield Heading(page.value("neutral_steps"), level=2)
    if steps:
        yield ShortSteps(tuple(ShortStep(n, _or_room(guide, step)) for n, step in enumerate(steps, start=1)))
    else:
        yield said(page.value("neutral_no_steps"))
    if "log" in parts:
        yield Heading(page.value("neutral_log"), apart=True)
        yield page_log(page, neutral=True)


def _neutral_numbers(guide: Guide, region: str) -> tuple[str, ...]:
    """Return the numbers that tell nothing of whoever has them: of emergencies, of services of every kind.

    That of any other line tells its subject to whoever calls it or looks it up.
    """
    lines = [line for line in guide.helplines_for(region) if line.printable and line.phone]
    return tuple(line.phone for line in lines if line.urgent or line.id == FINDER)


def _neutral_name(guide: Guide, strategy: Strategy) -> str:
    """Return what a step is called where nothing may tell; a strategy without a neutral name is not named."""
    return strategy.page.value("neutral") or guide.pages["handout"].value("neutral_step")


def _or_room(guide: Guide, strategy: Strategy) -> str:
    """Return the neutral name of a step, or where there is none room to write one."""
    name = _neutral_name(guide, strategy)
    return name if strategy.page.value("neutral") else f"{name}{COLON[guide.lang]} {TO_WRITE}"


def short_lines(guide: Guide, plan: Plan, region: str) -> list[str]:
    """Return at most LINES lines: numbers to call, what to begin with, the steps under neutral names.

    Steps share lines where there are many; those that have no room are counted at the end.
    """
    page, colon = guide.pages["handout"], COLON[guide.lang]
    numbers = _neutral_numbers(guide, region)
    # Room to write a number by hand is of use only where no emergency number is known.
    if not any(line.urgent and line.phone in numbers for line in guide.helplines_for(region)):
        to_write = f"{page.value('neutral_urgent_local')}{colon} {TO_WRITE[::2]}"
        numbers = (to_write, *numbers)
    names = [_neutral_name(guide, step.strategy) for step in plan_steps(guide, plan)]
    reached = ", ".join(map(_whole, numbers))
    lines = _wrapped(f"{page.value('neutral_urgent')}{colon} {reached}")
    if names:
        lines += _wrapped(f"{page.value('to_begin')}{colon} {names[0]}")
    else:
        lines += _wrapped(page.value("neutral_no_steps"))
    return lines + _steps([_whole(f"{at}. {name}") for at, name in enumerate(names, 1)], LINES - len(lines))


def _steps(steps: list[str], room: int) -> list[str]:
    """Return the steps in so many lines, each on its own where there is room."""
    if len(steps) <= room:
        return [line for step in steps for line in _wrapped(step)]
    for count in range(len(steps), 0, -1):
        more = [f"+{_KEPT}{len(steps) - count}"] if count < len(steps) else []
        lines = _wrapped("; ".join([*steps[:count], *more]))
        if len(lines) <= room:
            return lines
    return []


def _wrapped(text: str) -> list[str]:
    return [line.replace(_KEPT, " ") for line in wrap_text(text, _COLUMNS)]


def _whole(text: str) -> str:
    return text.replace(" ", _KEPT)
