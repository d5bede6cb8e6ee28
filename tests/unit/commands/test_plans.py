"""Plans made from goals, and where they go."""

from __future__ import annotations

from itertools import combinations

from safechat_tui.commands.handout import plan_for
from safechat_tui.guide.model import Guide
from safechat_tui.plan import advise, plan_steps


def test_a_plan_has_exactly_what_is_advised_for_its_goals(guide: Guide) -> None:
    for count in (1, 2):
        for goals in combinations(guide.goals, count):
            plan = plan_for(guide, goals, ())
            advised = tuple(strategy for strategy in advise(guide, plan) if not strategy.offered_on)
            assert tuple(step.strategy for step in plan_steps(guide, plan)) == advised


def test_a_plan_from_goals_says_nothing_of_intimate_images_that_nobody_spoke_of(guide: Guide) -> None:
    plan = plan_for(guide, ("removal",), ())
    assert "removal.image" not in {step.strategy.id for step in plan_steps(guide, plan)}


def test_a_plan_from_goals_never_needs_the_order_rule(guide: Guide) -> None:
    plans = [plan_for(guide, (goal,), ()) for goal in guide.goals]
    assert not any(step.added for plan in plans for step in plan_steps(guide, plan))


def test_goals_keep_the_order_of_the_guide(guide: Guide) -> None:
    goals = tuple(reversed(guide.goals))
    assert plan_for(guide, goals, ()).goals(guide) == guide.goals


def test_platforms_are_taken_without_their_beginning(guide: Guide) -> None:
    plan = plan_for(guide, ("stop",), ("snapchat", "x"))
    assert set(plan.platforms()) == {"platform.snapchat", "platform.x"}


def test_a_goal_is_found_however_it_is_typed(guide: Guide) -> None:
    assert plan_for(guide, (" Stay_In_Contact ",), ()).goals(guide) == ("stay-in-contact",)
