"""Plans outside the screens: made from goals, listed, shown and put on paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.errors import UsageError
from safechat_tui.files import create
from safechat_tui.guide import Guide
from safechat_tui.guide.problems import near
from safechat_tui.handout import SUFFIXES, default_stem, export
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, advise
from safechat_tui.store import Kept

_PLATFORM: Final = "platform."


def plan_for(guide: Guide, goals: Iterable[str], platforms: Iterable[str]) -> Plan:
    """Return a plan with every strategy that is advised for these goals.

    Args:
        guide: the guide.
        goals: codes of goals, such as `stop`.
        platforms: codes of platforms without their beginning, such as `snapchat`.

    Raises:
        UsageError: `unknown-goal` or `unknown-platform`, with the nearest known one.
    """
    known = tuple(platform.id.removeprefix(_PLATFORM) for platform in guide.platforms)
    wanted = tuple(_known(goal, guide.goals, "unknown-goal") for goal in goals)
    named = tuple(_PLATFORM + _known(platform, known, "unknown-platform") for platform in platforms)
    plan = Plan().with_goals(guide, wanted)
    for question in guide.questions:
        plan = plan.with_answer(
            question.id, tuple(code for code in question.choices if code in named) or plan.answer(question.id)
        )
    for strategy in advise(guide, plan):
        plan = plan.with_strategy(strategy.id, wanted=True)
    return plan


def _known(word: str, known: tuple[str, ...], code: str) -> str:
    folded = word.strip().lower().replace("_", "-").replace(" ", "-")
    if folded in known:
        return folded
    raise UsageError(code, value=clean(word)[:60], meant=near(folded, known), known=", ".join(known))


def put(data: bytes, target: Path, format: str, ending: str = "") -> Path:
    """Write a new file and return its path; in a folder, the name is neutral and dated.

    Args:
        data: the finished plan, sealed or not.
        target: the file, or a folder to make one in.
        format: `text` or `pdf`.
        ending: what the name of a sealed plan ends with.

    Raises:
        SafeChatError: `file-exists` or `not-saved`.
    """
    if target.is_dir():
        return export(data, target, default_stem(clock.today()), SUFFIXES[format] + ending)
    if not target.name.endswith(ending):
        target = target.with_name(target.name + ending)
    create(target, data)
    return target


def kept_lines(kept: Iterable[Kept], tr: Translator) -> tuple[str, ...]:
    """Return one line for each kept plan, or one that says there is none."""
    lines = tuple(kept_line(each, tr) for each in kept)
    return lines or (tr("plans.none"),)


def kept_line(kept: Kept, tr: Translator) -> str:
    """Return what is known of a kept plan without opening it."""
    if kept.unreadable:
        return tr("plans.line-unreadable", code=kept.code)
    if kept.damaged or kept.changed is None or kept.expires is None:
        return tr("plans.line-damaged", code=kept.code)
    changed = clock.day_of(kept.changed)
    name = "plans.line-over" if kept.is_over(clock.today()) else "plans.line"
    line = tr(name, code=kept.code, changed=tr.date(changed), expires=tr.date(kept.expires))
    return line if kept.sealed else tr("plans.open-file", line=line)
