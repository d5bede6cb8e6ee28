"""Plans of a command line: made from goals or named steps, and written into a file."""

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
from safechat_tui.handout.export import default_stem, export
from safechat_tui.handout.paper import SUFFIXES
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, advise
from safechat_tui.plan.advice import in_safe_order

_PLATFORM: Final = "platform."


def plan_for(guide: Guide, goals: Iterable[str], platforms: Iterable[str], steps: Iterable[str] = ()) -> Plan:
    """Return a plan with these strategies, or where none is named with every one advised for the goals.

    Args:
        guide: the guide.
        goals: codes of goals, such as `stop`.
        platforms: codes of platforms without their beginning, such as `snapchat`.
        steps: ids of strategies, such as `stop.block`.

    Raises:
        UsageError: `unknown-goal`, `unknown-strategy` or `unknown-platform`, with the nearest known one.
    """
    known = tuple(platform.id.removeprefix(_PLATFORM) for platform in guide.platforms)
    wanted = tuple(_known(goal, guide.goals, "unknown-goal") for goal in goals)
    named = tuple(_PLATFORM + _known(platform, known, "unknown-platform") for platform in platforms)
    ids = tuple(strategy.id for strategy in guide.strategies)
    chosen = tuple(_known(step, ids, "unknown-strategy") for step in steps)
    plan = Plan(guide=guide.id).with_goals(guide, wanted)
    for question in guide.questions:
        plan = plan.with_answer(
            question.id, tuple(code for code in question.choices if code in named) or plan.answer(question.id)
        )
    # A step that an answer calls for is no part of every such plan: it would tell of what was not said.
    advised = (strategy.id for strategy in advise(guide, plan) if not strategy.offered_on)
    for id in chosen or advised:
        plan = plan.with_strategy(id, wanted=True)
    return plan


def choices(guide: Guide, tr: Translator) -> str:
    """Return what a plan can be made of: goals, steps in their safe order, platforms, each with its name."""
    lists = (
        ("goals", {goal: guide.labels[f"goal.{goal}"] for goal in guide.goals}),
        ("steps", {strategy.id: strategy.title for strategy in in_safe_order(guide.strategies)}),
        ("platforms", {platform.code: platform.name for platform in guide.platforms}),
    )
    lines: list[str] = []
    for option, named in lists:
        lines += ["", tr("handout.list", option=f"--{option}")]
        room = max(map(len, named))
        lines += [f"  {id:{room}}  {name}" for id, name in named.items()]
    return "\n".join(lines[1:]) + "\n"


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
