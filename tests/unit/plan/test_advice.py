"""Advice: evidence is kept before anything that can lose it, whatever is wanted and whatever is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide import STAGES, Guide, Stage, Strategy, read_guide
from safechat_tui.plan import Plan, advise, is_urgent, plan_steps

GUIDE: Final = read_guide("fr")
GOALS: Final = (
    "stop", "stay-in-contact", "removal", "account-access", "record", "order", "police", "legal",
)  # fmt: skip
EVERY_COMBINATION: Final = [goals for size in range(len(GOALS) + 1) for goals in combinations(GOALS, size)]
LOSES_EVIDENCE: Final = frozenset(
    {
        "removal.report", "legal.report-platform",
        "stop.block",
        "stop.unfollow",
        "contact.privacy",
        "access.passwords",
    }
)  # fmt: skip
"""Report, block, unfollow, privacy and password strategies: named here, and not taken from the frame."""

KEEPS_EVIDENCE: Final = frozenset({"legal.screenshots", "legal.log"})
"""What leaves her with evidence: named here too."""


def ids(strategies: Sequence[Strategy]) -> list[str]:
    """Return the ids of strategies, in order."""
    return [strategy.id for strategy in strategies]


def is_safe(order: Sequence[str]) -> bool:
    """Return whether evidence is kept before the first strategy that can lose it, and never after."""
    losing = [index for index, id in enumerate(order) if id in LOSES_EVIDENCE]
    keeping = [index for index, id in enumerate(order) if id in KEEPS_EVIDENCE]
    return not losing or (bool(keeping) and max(keeping) < min(losing))


def evidence_comes_first(strategies: Sequence[Strategy]) -> bool:
    """Return the same by the marks of the frame, for every strategy that may be noticed or lose evidence."""
    kept = False
    for strategy in strategies:
        kept = kept or strategy.keeps_evidence
        if strategy.needs_evidence_first and not kept:
            return False
    return True


@st.composite
def answered(draw: st.DrawFn) -> Plan:
    """Draw a plan with any answers to any questions and any strategies chosen, in any order."""
    plan = Plan()
    for question in GUIDE.questions:
        if question.choices:
            codes = draw(st.lists(st.sampled_from(question.choices), unique=True, max_size=3))
            plan = plan.with_answer(question.id, tuple(codes))
    for strategy in draw(st.lists(st.sampled_from(GUIDE.strategies), unique_by=lambda s: s.id)):
        plan = plan.with_strategy(strategy.id, wanted=True)
    return plan


def test_the_guide_asks_for_the_eight_goals() -> None:
    assert set(GUIDE.goals) == set(GOALS)


def test_there_are_256_combinations_of_goals() -> None:
    assert len({frozenset(goals) for goals in EVERY_COMBINATION}) == 256


@pytest.mark.parametrize("id", sorted(LOSES_EVIDENCE))
def test_the_frame_knows_what_can_lose_evidence(id: str) -> None:
    assert GUIDE.strategy(id).needs_evidence_first


@pytest.mark.parametrize("id", sorted(KEEPS_EVIDENCE))
def test_the_frame_knows_what_keeps_evidence(id: str) -> None:
    assert GUIDE.strategy(id).keeps_evidence


# What is offered


@pytest.mark.parametrize("goals", EVERY_COMBINATION, ids="+".join)
def test_for_every_combination_of_goals_evidence_is_kept_before_it_can_be_lost(
    goals: tuple[str, ...],
) -> None:
    assert is_safe(ids(advise(GUIDE, Plan().with_goals(GUIDE, goals))))


@pytest.mark.parametrize("goals", EVERY_COMBINATION, ids="+".join)
def test_for_every_combination_of_goals_what_needs_evidence_comes_after_it(goals: tuple[str, ...]) -> None:
    assert evidence_comes_first(advise(GUIDE, Plan().with_goals(GUIDE, goals)))


@pytest.mark.parametrize("goals", EVERY_COMBINATION, ids="+".join)
def test_for_every_combination_of_goals_taking_all_that_is_offered_is_safe(goals: tuple[str, ...]) -> None:
    plan = Plan().with_goals(GUIDE, goals)
    for strategy in reversed(advise(GUIDE, plan)):
        plan = plan.with_strategy(strategy.id, wanted=True)
    assert is_safe(ids([step.strategy for step in plan_steps(GUIDE, plan)]))


@pytest.mark.parametrize("goals", EVERY_COMBINATION, ids="+".join)
def test_for_every_combination_of_goals_something_serves_each_goal(goals: tuple[str, ...]) -> None:
    offered = advise(GUIDE, Plan().with_goals(GUIDE, goals))
    assert set(goals) <= {goal for strategy in offered for goal in strategy.goals}


@given(answered())
def test_for_any_answers_evidence_is_kept_before_it_can_be_lost(plan: Plan) -> None:
    assert is_safe(ids(advise(GUIDE, plan)))


@given(answered())
def test_for_any_answers_what_needs_evidence_comes_after_it(plan: Plan) -> None:
    assert evidence_comes_first(advise(GUIDE, plan))


@given(answered())
def test_for_any_answers_the_stages_come_in_order(plan: Plan) -> None:
    stages = [STAGES.index(strategy.stage) for strategy in advise(GUIDE, plan)]
    assert stages == sorted(stages)


@given(answered())
def test_for_any_answers_nothing_is_offered_twice(plan: Plan) -> None:
    offered = ids(advise(GUIDE, plan))
    assert len(offered) == len(set(offered))


@given(answered())
def test_for_any_answers_a_strategy_is_not_offered_beside_the_one_that_says_the_same(plan: Plan) -> None:
    offered = advise(GUIDE, plan)
    assert not {strategy.covered_by for strategy in offered} & set(ids(offered))


def test_a_report_for_removal_stands_for_the_report_of_the_legal_way() -> None:
    offered = ids(advise(GUIDE, Plan().with_goals(GUIDE, ("removal", "legal"))))
    assert ("removal.report" in offered, "legal.report-platform" in offered) == (True, False)


def test_the_report_of_the_legal_way_is_offered_where_removal_is_not_wanted() -> None:
    assert "legal.report-platform" in ids(advise(GUIDE, Plan().with_goals(GUIDE, ("legal",))))


def test_without_any_goal_everything_is_offered_but_what_another_says() -> None:
    expected = {strategy.id for strategy in GUIDE.strategies if not strategy.covered_by}
    assert set(ids(advise(GUIDE, Plan()))) == expected


def test_a_goal_leaves_out_what_does_not_serve_it() -> None:
    assert "access.passwords" not in ids(advise(GUIDE, Plan().with_goals(GUIDE, ("stop",))))


def test_chosen_strategies_do_not_change_what_is_offered() -> None:
    plan = Plan().with_goals(GUIDE, ("stop",))
    assert advise(GUIDE, plan.with_strategy("access.passwords", wanted=True)) == advise(GUIDE, plan)


def test_both_languages_offer_the_same(guide: Guide) -> None:
    plan = Plan().with_goals(guide, ("stop", "legal"))
    assert ids(advise(guide, plan)) == ids(advise(GUIDE, plan))


# Urgent danger

URGENT: Final = [(question.id, code) for question in GUIDE.questions for code in question.urgent_on]
CALM: Final = [
    (question.id, code)
    for question in GUIDE.questions
    for code in question.choices
    if code not in question.urgent_on
]


def test_the_answers_that_are_urgent_are_these() -> None:
    assert set(URGENT) == {
        ("understand.unsafe", "answer.yes"),
        ("understand.unsafe", "answer.sometimes"),
        ("understand.forced-replies", "answer.yes"),
        ("understand.forced-replies", "answer.sometimes"),
        ("wants.order", "answer.yes"),
    }


@pytest.mark.parametrize(("question", "code"), URGENT)
def test_an_urgent_answer_raises_the_urgent_card(question: str, code: str) -> None:
    assert is_urgent(GUIDE, Plan().with_answer(question, (code,)))


@pytest.mark.parametrize(("question", "code"), CALM)
def test_another_answer_does_not_raise_the_urgent_card(question: str, code: str) -> None:
    assert not is_urgent(GUIDE, Plan().with_answer(question, (code,)))


@pytest.mark.parametrize(("question", "code"), URGENT)
@pytest.mark.parametrize("goals", [(), ("stop",), ("account-access", "removal")])
def test_an_urgent_answer_puts_the_urgent_strategy_first(
    question: str, code: str, goals: tuple[str, ...]
) -> None:
    plan = Plan().with_goals(GUIDE, goals).with_answer(question, (code,))
    assert ids(advise(GUIDE, plan))[0] == "strategies.urgent"


def test_a_goal_without_urgent_answer_does_not_raise_the_urgent_strategy() -> None:
    assert "strategies.urgent" not in ids(advise(GUIDE, Plan().with_goals(GUIDE, ("stop",))))


# What is put into the plan


@given(answered())
def test_whatever_is_chosen_the_plan_keeps_evidence_before_it_can_be_lost(plan: Plan) -> None:
    assert is_safe(ids([step.strategy for step in plan_steps(GUIDE, plan)]))


@given(answered())
def test_whatever_is_chosen_what_needs_evidence_comes_after_it_in_the_plan(plan: Plan) -> None:
    assert evidence_comes_first([step.strategy for step in plan_steps(GUIDE, plan)])


@given(answered())
def test_whatever_is_chosen_is_in_the_plan_once(plan: Plan) -> None:
    steps = ids([step.strategy for step in plan_steps(GUIDE, plan)])
    assert len(steps) == len(set(steps))
    assert set(plan.chosen) <= set(steps)


@given(answered())
def test_only_what_was_not_chosen_is_marked_as_added(plan: Plan) -> None:
    assert all(step.added is (step.strategy.id not in plan.chosen) for step in plan_steps(GUIDE, plan))


@given(answered())
def test_nothing_is_added_but_the_check_and_the_screenshots(plan: Plan) -> None:
    added = {step.strategy.id for step in plan_steps(GUIDE, plan) if step.added}
    assert added <= {"legal.capture-alert", "legal.screenshots"}


@given(answered())
def test_screenshots_that_are_added_never_come_without_the_check_before_them(plan: Plan) -> None:
    steps = plan_steps(GUIDE, plan)
    order = ids([step.strategy for step in steps])
    shots = [at for at, step in enumerate(steps) if step.added and step.strategy.id == "legal.screenshots"]
    assert all(order[at - 1 : at] == ["legal.capture-alert"] for at in shots)


@given(answered())
def test_the_steps_she_chose_stay_in_the_guides_order(plan: Plan) -> None:
    chosen = [step.strategy for step in plan_steps(GUIDE, plan) if not step.added]
    assert chosen == [strategy for strategy in GUIDE.strategies if strategy.id in plan.chosen]


@pytest.mark.parametrize("id", sorted(LOSES_EVIDENCE))
def test_a_step_that_can_lose_evidence_brings_the_check_and_the_screenshots(id: str) -> None:
    steps = plan_steps(GUIDE, Plan().with_strategy(id, wanted=True))
    assert [(step.strategy.id, step.added) for step in steps] == [
        ("legal.capture-alert", True),
        ("legal.screenshots", True),
        (id, False),
    ]


def test_a_check_that_she_chose_herself_is_not_marked_as_added() -> None:
    plan = Plan().with_strategy("stop.block", wanted=True).with_strategy("legal.capture-alert", wanted=True)
    assert [(step.strategy.id, step.added) for step in plan_steps(GUIDE, plan)] == [
        ("legal.capture-alert", False),
        ("legal.screenshots", True),
        ("stop.block", False),
    ]


@pytest.mark.parametrize("kept", sorted(KEEPS_EVIDENCE))
def test_nothing_is_added_where_evidence_is_kept_already(kept: str) -> None:
    plan = Plan().with_strategy("stop.block", wanted=True).with_strategy(kept, wanted=True)
    assert [(step.strategy.id, step.added) for step in plan_steps(GUIDE, plan)] == [
        (kept, False),
        ("stop.block", False),
    ]


def test_quiet_steps_alone_bring_nothing_with_them() -> None:
    plan = Plan().with_strategy("contact.mute", wanted=True)
    assert ids([step.strategy for step in plan_steps(GUIDE, plan)]) == ["contact.mute"]


def test_nothing_chosen_gives_no_steps() -> None:
    assert plan_steps(GUIDE, Plan().with_goals(GUIDE, ("stop",))) == ()


def test_a_chosen_strategy_that_the_guide_no_longer_has_is_passed_over() -> None:
    assert plan_steps(GUIDE, Plan().with_strategy("stop.gone", wanted=True)) == ()


# A guide of someone's own: the rule does not hang on the shipped order


@st.composite
def other_guides(draw: st.DrawFn) -> Guide:
    """Draw a guide whose strategies have any stage, goals and covers; one keeps evidence first."""
    keeper = replace(GUIDE.strategy("legal.log"), covered_by=draw(st.none() | st.just("stop.block")))
    stages = st.sampled_from(STAGES)
    goals = st.lists(st.sampled_from(GOALS), unique=True, max_size=3).map(tuple)
    others = [
        replace(
            strategy,
            stage=draw(stages),
            goals=draw(goals),
            keeps_evidence=False,
            keep_first=draw(st.booleans()),
        )
        for strategy in GUIDE.strategies
        if not strategy.keeps_evidence
    ]
    return replace(GUIDE, strategies=tuple(draw(st.permutations([keeper, *others]))))


@given(other_guides(), answered())
def test_in_another_guide_what_is_offered_keeps_evidence_first(guide: Guide, plan: Plan) -> None:
    assert evidence_comes_first(advise(guide, plan))


@given(other_guides(), answered())
def test_in_another_guide_what_is_chosen_keeps_evidence_first(guide: Guide, plan: Plan) -> None:
    assert evidence_comes_first([step.strategy for step in plan_steps(guide, plan)])


@given(other_guides(), answered())
def test_in_another_guide_whatever_is_chosen_is_in_the_plan_once(guide: Guide, plan: Plan) -> None:
    steps = ids([step.strategy for step in plan_steps(guide, plan)])
    known = {strategy.id for strategy in guide.strategies}
    assert len(steps) == len(set(steps))
    assert set(plan.chosen) & known <= set(steps)


@given(other_guides())
def test_a_strategy_without_goals_serves_every_goal_unless_it_is_urgent(guide: Guide) -> None:
    offered = ids(advise(guide, Plan().with_goals(guide, ("stop",))))
    free = [s for s in guide.strategies if not s.goals and not s.covered_by and not s.keeps_evidence]
    free = [s for s in free if not s.keep_first]
    assert all((s.id in offered) is (s.stage is not Stage.URGENT) for s in free)
