"""From goals to strategies, in safe order: what can be lost is saved before anything that can lose it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from safechat_tui.guide.model import STAGES, WARNINGS, Guide, Stage, Strategy
from safechat_tui.plan.model import Plan


class PlanStep(NamedTuple):
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
    """Return the strategies that fit her goals and answers, in safe order.

    Without any goal every strategy fits. Where one can lose something, those that are kept first come too,
    and with each whatever has to come before it.
    """
    goals = set(plan.goals(guide))
    said = {code for codes in plan.answers.values() for code in codes}
    fitting = {s.id for s in guide.strategies if not goals or _serves(s, goals) or said & set(s.offered_on)}
    if is_urgent(guide, plan):
        fitting |= {s.id for s in guide.strategies if _for_danger(s)}
    if goals and any(s.may_lose for s in guide.strategies if s.id in fitting):
        fitting |= {s.id for s in guide.strategies if s.keep_first}
    fitting = _completed(guide, fitting)
    # What keeps evidence is never hidden behind a strategy that says the same.
    return in_safe_order(
        s
        for s in guide.strategies
        if s.id in fitting and (s.stage is Stage.KEEP or s.covered_by not in fitting)
    )


def on_offer(guide: Guide, plan: Plan) -> tuple[Strategy, ...]:
    """Return what is listed to choose from, in order: what is advised and what is in the plan already."""
    shown = {s.id for s in advise(guide, plan)} | {step.strategy.id for step in plan_steps(guide, plan)}
    return tuple(s for s in guide.strategies if s.id in shown)


def _for_danger(strategy: Strategy) -> bool:
    """Return whether a strategy is called for by urgent answers, whatever her goals are."""
    return strategy.stage is Stage.URGENT and not strategy.goals


def _serves(strategy: Strategy, goals: set[str]) -> bool:
    """Return whether a strategy serves one of the goals."""
    if not strategy.goals:
        return not _for_danger(strategy) and not strategy.offered_on
    return bool(goals & set(strategy.goals))


def in_safe_order(strategies: Iterable[Strategy]) -> tuple[Strategy, ...]:
    """Return the strategies by stage; inside a stage they keep the order they come in."""
    return tuple(sorted(strategies, key=lambda s: STAGES.index(s.stage)))


def plan_steps(guide: Guide, plan: Plan) -> tuple[PlanStep, ...]:
    """Return the chosen strategies in safe order, with what has to come before them.

    What a step may lose is saved first, and a step brings what goes before it, such as the check whether
    an app warns of a screenshot. Those are marked as added: she may leave them undone, but they are never
    forgotten.
    """
    chosen = {s.id for s in guide.strategies if s.id in plan.chosen}
    shown = _completed(guide, chosen)
    # Chosen and added stand in the guide's one order, so that a check comes before what it is for.
    steps = in_safe_order(s for s in guide.strategies if s.id in shown)
    return tuple(PlanStep(s, added=s.id not in chosen) for s in steps)


def _completed(guide: Guide, ids: Collection[str]) -> set[str]:
    """Return these strategies with those that save what they may lose, and all that each one brings."""
    order = in_safe_order(guide.strategies)
    shown = set(ids)
    while True:
        here = [s for s in order if s.id in shown]
        unsaved = {thing for s in here for thing in s.may_lose} - {thing for s in here for thing in s.saves}
        # One that she chose is as good as any; otherwise the first that saves it is enough.
        saving = [s.id for s in order if unsaved & set(s.saves)][:1]
        more = {*saving, *(id for s in here for id in s.brings)} - shown
        if not more:
            return shown
        shown |= more


def card_line(guide: Guide, strategy: Strategy, line: str, named: Collection[str]) -> str:
    """Return one line of a strategy's card; that of a step which takes a picture names her apps that warn.

    Args:
        guide: holds what is known of apps.
        strategy: whose card it is.
        line: a name of CARD or EXTRA.
        named: ids of the platforms she named.
    """
    if line != "notice":
        return strategy.card(line)
    said: list[str] = []
    for key, alerts in WARNINGS.items():
        apps = ", ".join(p.name for p in guide.platforms if p.id in named and p.capture_alert in alerts)
        if apps and strategy.card(key):
            said.append(strategy.card(key).replace("%(apps)s", apps))
    return " ".join(said) or strategy.card(line)
