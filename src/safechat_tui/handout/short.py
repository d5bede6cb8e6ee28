"""The plan in a few short lines, to read aloud or to type into a chat: nothing in them tells. Pure."""

from __future__ import annotations

from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.danger import TO_WRITE
from safechat_tui.handout.neutral import neutral_name, neutral_numbers
from safechat_tui.plan import Plan, plan_steps
from safechat_tui.text.wrap import fold

LINES: Final = 10
"""Lines at most: what one reads out without losing the listener."""

COLUMNS: Final = 60
"""Columns of a line: what a chat shows unbroken."""

_KEPT: Final = "\u00a0"
"""Keeps a number or a step in one piece while lines are broken."""


def short(guide: Guide, plan: Plan, region: str) -> list[str]:
    """Return at most LINES lines: numbers to call, what to begin with, the steps under neutral names.

    Steps share lines where there are many; those that have no room are counted at the end.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        region: code of a province or territory whose line is given; any other word means none of them.
    """
    page, colon = guide.pages["handout"], COLON[guide.lang]
    numbers = neutral_numbers(guide, region)
    # Room to write a number by hand is of use only where no emergency number is known.
    if not any(line.urgent and line.phone in numbers for line in guide.helplines_for(region)):
        to_write = f"{page.value('neutral_urgent_local')}{colon} {TO_WRITE[::2]}"
        numbers = (to_write, *numbers)
    names = [neutral_name(guide, step.strategy) for step in plan_steps(guide, plan)]
    reached = ", ".join(map(_whole, numbers))
    lines = _fold(f"{page.value('neutral_urgent')}{colon} {reached}")
    if names:
        lines += _fold(f"{page.value('to_begin')}{colon} {names[0]}")
    else:
        lines += _fold(page.value("neutral_no_steps"))
    return lines + _steps([_whole(f"{at}. {name}") for at, name in enumerate(names, 1)], LINES - len(lines))


def _steps(steps: list[str], room: int) -> list[str]:
    """Return the steps in so many lines, each on its own where there is room."""
    if len(steps) <= room:
        return [line for step in steps for line in _fold(step)]
    for count in range(len(steps), 0, -1):
        more = [f"+{_KEPT}{len(steps) - count}"] if count < len(steps) else []
        lines = _fold("; ".join([*steps[:count], *more]))
        if len(lines) <= room:
            return lines
    return []


def _fold(text: str) -> list[str]:
    return [line.replace(_KEPT, " ") for line in fold(text, COLUMNS)]


def _whole(text: str) -> str:
    return text.replace(" ", _KEPT)
