"""The plan in a few short lines, to read aloud or to type into a chat: nothing in them tells. Pure."""

from __future__ import annotations

from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.danger import danger
from safechat_tui.handout.document import plain
from safechat_tui.handout.neutral import neutral_name
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
    given = [plain(words) for words in danger(guide, region, neutral=True).items]
    # Room to write a number by hand is of use only where no emergency number is known.
    known = any(line.urgent and line.phone for line in guide.helplines_for(region) if line.printable)
    numbers = [number for number in given if not known or "_" not in number]
    names = [neutral_name(page, step.strategy) for step in plan_steps(guide, plan)]
    reached = ", ".join(_whole(number.replace("__", "_")) for number in numbers)
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
