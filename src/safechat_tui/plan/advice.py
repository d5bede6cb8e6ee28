"""From goals to strategies, in safe order: evidence is kept before anything that can lose it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safechat_tui.guide import STAGES, Guide, Stage, Strategy
from safechat_tui.plan.model import Plan


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of a plan."""

    strategy: Strategy
    added: bool = False
    """Whether the order rule put it there, not her."""


def is_urgent(guide: Guide, plan: Plan) -> bool:
    """Return whether an answer calls for the urgent card; never a score."""
    return any(
        code in question.urgent_on for question in guide.questions for code in plan.answer(question.id)
    )


def advise(guide: Guide, plan: Plan) -> tuple[Strategy, ...]:
    """Return the strategies that fit her goals, in safe order.

    Without any goal every strategy fits. Where one can make evidence vanish, those that keep
    evidence come too, before it.
    """
    goals = set(plan.goals(guide))
    fitting = {s.id for s in guide.strategies if not goals or _serves(s, goals)}
    if goals and any(s.needs_evidence_first for s in guide.strategies if s.id in fitting):
        fitting |= {s.id for s in guide.strategies if s.keep_first}
    if is_urgent(guide, plan) or not goals:
        fitting |= {s.id for s in guide.strategies if s.stage is Stage.URGENT}
    # What keeps evidence is never hidden behind a strategy that says the same.
    return in_safe_order(
        s for s in guide.strategies if s.id in fitting and (s.keeps_evidence or s.covered_by not in fitting)
    )


def on_offer(guide: Guide, plan: Plan) -> tuple[Strategy, ...]:
    """Return what is listed to choose from, in order: what is advised and what is in the plan already."""
    shown = {s.id for s in advise(guide, plan)} | {step.strategy.id for step in plan_steps(guide, plan)}
    return tuple(s for s in guide.strategies if s.id in shown)


def _serves(strategy: Strategy, goals: set[str]) -> bool:
    """Return whether a strategy serves one of the goals; the urgent ones are called for by answers."""
    if not strategy.goals:
        return strategy.stage is not Stage.URGENT
    return bool(goals & set(strategy.goals))


def in_safe_order(strategies: Iterable[Strategy]) -> tuple[Strategy, ...]:
    """Return the strategies by stage; inside a stage they keep the order they come in."""
    return tuple(sorted(strategies, key=lambda s: STAGES.index(s.stage)))


def plan_steps(guide: Guide, plan: Plan) -> tuple[PlanStep, ...]:
    """Return the chosen strategies in safe order.

    When one of them can make evidence vanish and none keeps any, a step that keeps evidence is put
    before it, with what goes before that step, such as checking whether the app warns. They are marked
    as added: she may leave them undone, but they are never forgotten.
    """
    chosen = {s.id for s in guide.strategies if s.id in plan.chosen}
    shown = set(chosen)
    losing = any(s.needs_evidence_first for s in guide.strategies if s.id in chosen)
    if losing and not any(s.keeps_evidence for s in guide.strategies if s.id in chosen):
        shown |= {s.id for s in _keeping_first(guide)}
    # Chosen and added stand in the guide's one order, so that a check comes before what it is for.
    steps = in_safe_order(s for s in guide.strategies if s.id in shown)
    return tuple(PlanStep(s, added=s.id not in chosen) for s in steps)


def _keeping_first(guide: Guide) -> list[Strategy]:
    """Return what is offered first, up to the first strategy that keeps evidence; nothing without one."""
    first: list[Strategy] = []
    for strategy in in_safe_order(guide.strategies):
        if strategy.keep_first or strategy.keeps_evidence:
            first.append(strategy)
        if strategy.keeps_evidence:
            return first
    return []
