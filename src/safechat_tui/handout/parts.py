"""Which parts of the paper are offered for a plan. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui.guide.model import Guide, Stage
from safechat_tui.guide.reference import CAPTURE, Platform
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan, plan_steps

NEUTRAL_PARTS: Final = ("plan", "log")
"""Parts of a neutral paper; the others cannot be said without telling the subject."""

LEFT_OPEN: Final = ("answer.unsure", "answer.not-now")
"""Answers to a question about a wish that speak of it and decide nothing."""


def offered(guide: Guide, plan: Plan) -> tuple[str, ...]:
    """Return the parts that a plan is offered with, in order.

    The plan itself always; how to keep evidence where a step keeps some, or where nothing was decided but
    evidence was spoken of; her apps where a step needs to know something of one; a log where one is kept.
    """
    steps = [step.strategy for step in plan_steps(guide, plan)]
    kept = any(strategy.stage is Stage.KEEP for strategy in steps)
    undecided = not steps and not plan.goals(guide)
    wanted = {
        "plan": True,
        "evidence": kept or (undecided and _evidence_spoken_of(guide, plan)),
        "apps": bool(apps_for_steps(guide, plan)),
        "log": any(strategy.log for strategy in steps),
    }
    return in_paper_order(part for part, offer in wanted.items() if offer and part in written_parts(guide))


def written_parts(guide: Guide) -> tuple[str, ...]:
    """Return the parts that are written in a guide's language."""
    return guide.parts or PARTS


def possible(guide: Guide, plan: Plan, *, neutral: bool) -> tuple[str, ...]:
    """Return the parts that have something to say for a plan, page one among them, in order."""
    steps = plan_steps(guide, plan)
    empty = {"steps"} if not steps else set()
    empty |= {"log"} if not steps and not plan.goals(guide) else set()
    empty |= {"apps"} if not apps_for_steps(guide, plan) else set()
    shown = NEUTRAL_PARTS if neutral else PARTS
    return tuple(part for part in shown if part not in empty and part in written_parts(guide))


def in_paper_order(parts: Iterable[str]) -> tuple[str, ...]:
    """Return parts in the order of the paper, page one among them in any case."""
    wanted = {PARTS[0], *parts}
    return tuple(part for part in PARTS if part in wanted)


def apps_for_steps(guide: Guide, plan: Plan) -> tuple[Platform, ...]:
    """Return her apps of which a step of the plan needs to know something."""
    named, codes = plan.platforms(), step_actions(guide, plan)
    return tuple(app for app in guide.platforms if app.id in named and _known_of(app) & codes)


def step_actions(guide: Guide, plan: Plan) -> frozenset[str]:
    """Return what the steps of a plan do in an app: names of ACTIONS, or CAPTURE."""
    return frozenset(code for step in plan_steps(guide, plan) for code in step.strategy.actions)


def _known_of(app: Platform) -> frozenset[str]:
    return frozenset((CAPTURE, *(action.code for action in app.actions if action.state != "none")))


def _evidence_spoken_of(guide: Guide, plan: Plan) -> bool:
    goals = {goal for s in guide.strategies if s.stage is Stage.KEEP for goal in s.goals}
    asked = (q for q in guide.questions if q.goal in goals and not q.fact)
    return any(code in LEFT_OPEN for question in asked for code in plan.answer(question.id))
