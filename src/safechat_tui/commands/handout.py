"""`safechat handout`: a plan from goals or named steps, on paper; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui.commands import arguments
from safechat_tui.commands.naming import asked_guide, compared_name, named, named_platform, paper_guide
from safechat_tui.commands.papers import chosen_paper, chosen_parts, hand_over
from safechat_tui.commands.parser import Asked, Command, Parser, several
from safechat_tui.errors import UsageError
from safechat_tui.guide.model import Guide
from safechat_tui.handout.paper import on_paper
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import write
from safechat_tui.plan import Plan, advise
from safechat_tui.plan.advice import in_safe_order


def takes(parser: Parser) -> None:
    """Add what the plan is made of, and how it is put on paper."""
    parser.add_guide()
    for name in ("goals", "steps", "platforms"):
        parser.add(
            f"--{name}", help=f"help.handout.{name}", metavar=name, type=several, default=(), typed=True
        )
    parser.add("--list", help="help.handout.list", action="store_true")
    arguments.paper(parser, "help.handout.output", about_her=True)
    parser.epilog = parser.tr("help.handout.goals-known")


def run(asked: Asked) -> None:
    """Make a plan and put it on paper, or list what one can be made of.

    Raises:
        UsageError: `no-goals` when neither goals nor steps were given.
    """
    if asked.list:
        write(choices(asked_guide(asked), asked.tr))
        return
    if not asked.goals and not asked.steps:
        raise UsageError("no-goals")
    paper, guide, tr = chosen_paper(asked), asked_guide(asked), asked.tr
    plan = plan_for(guide, asked.goals, asked.platforms, asked.steps)
    guide = paper_guide(asked, guide)
    parts = chosen_parts(asked.parts, guide, tr, neutral=paper.neutral)
    paper = paper._replace(language=guide.lang, parts=parts)
    hand_over(on_paper(guide, plan, paper), paper, "plan", asked)


def plan_for(guide: Guide, goals: Iterable[str], platforms: Iterable[str], steps: Iterable[str] = ()) -> Plan:
    """Return a plan with these strategies, or where none is named with every one advised for the goals.

    Args:
        guide: the guide.
        goals: codes or names of goals, such as `stop`.
        platforms: codes or names of platforms, such as `snapchat`.
        steps: ids of strategies, such as `stop.block`.

    Raises:
        UsageError: `unknown-goal`, `unknown-strategy` or `unknown-platform`, with the nearest known one.
    """
    labels = {goal: guide.labels[f"goal.{goal}"] for goal in guide.goals}
    titles = {strategy.id: strategy.title for strategy in guide.strategies}
    # The words of a goal may hold a comma themselves.
    if compared_name(whole := ", ".join(goals)) in map(compared_name, labels.values()):
        goals = (whole,)
    asked = [goal.strip().removeprefix("wants.") for goal in goals]
    wanted = tuple(named(goal, labels, guide, "unknown-goal") for goal in asked)
    apps = {named_platform(guide, platform).id for platform in platforms}
    chosen = tuple(named(step, titles, guide, "unknown-strategy") for step in steps)
    plan = Plan(guide=guide.id).with_goals(guide, wanted)
    for question in guide.questions:
        plan = plan.with_answer(
            question.id, tuple(code for code in question.choices if code in apps) or plan.answer(question.id)
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
    for option, names in lists:
        lines += ["", tr("handout.list", option=f"--{option}")]
        room = max(map(len, names))
        lines += [f"  {id:{room}}  {name}" for id, name in names.items()]
    return "\n".join(lines[1:]) + "\n"


COMMANDS = (Command("handout", run, takes),)
