"""A plan: answers, her words, chosen strategies. Every change makes a new plan."""

from __future__ import annotations

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide.model import YES, Guide
from safechat_tui.plan import MAX_WORDS, Plan


@pytest.mark.parametrize(
    "plan",
    [
        Plan().with_answer("wants.stop", (YES,)),
        Plan().with_words("Sleep"),
        Plan().with_strategy("stop.block", wanted=True),
        Plan().with_place("place.home"),
    ],
)
def test_a_plan_that_says_something_is_not_empty(plan: Plan) -> None:
    assert not plan.is_empty


def test_a_plan_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Plan().words = "x"  # type: ignore[misc]


def test_a_new_answer_replaces_the_old_one() -> None:
    plan = Plan().with_answer("wants.stop", ("answer.no",)).with_answer("wants.stop", (YES,))
    assert plan.answers == {"wants.stop": (YES,)}


def test_an_answer_taken_back_leaves_no_trace() -> None:
    assert Plan().with_answer("wants.stop", (YES,)).with_answer("wants.stop", ()).is_empty


def test_an_answer_leaves_the_older_plan_as_it_was() -> None:
    before = Plan()
    before.with_answer("wants.stop", (YES,))
    assert before.is_empty


def test_her_words_are_cleaned() -> None:
    assert Plan().with_words(" Dormir \x1b[31m\u202een\npaix ").words == "Dormir [31men paix"


def test_words_cut_after_a_space_do_not_end_with_it() -> None:
    assert Plan().with_words("a" * (MAX_WORDS - 1) + " b").words == "a" * (MAX_WORDS - 1)


@given(st.text(st.characters()))
def test_whatever_is_typed_becomes_one_short_printable_line(text: str) -> None:
    words = Plan().with_words(text).words
    assert len(words) <= MAX_WORDS
    assert not {unicodedata.category(character) for character in words} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters()))
def test_her_words_taken_over_again_stay_the_same(text: str) -> None:
    plan = Plan().with_words(text)
    assert plan.with_words(plan.words) == plan


def test_a_strategy_added_twice_is_there_once() -> None:
    plan = Plan().with_strategy("stop.block", wanted=True).with_strategy("stop.block", wanted=True)
    assert plan.chosen == ("stop.block",)


def test_a_strategy_is_taken_out() -> None:
    plan = Plan().with_strategy("stop.block", wanted=True)
    assert plan.with_strategy("stop.block", wanted=False).chosen == ()


def test_taking_out_what_was_never_chosen_changes_nothing() -> None:
    assert Plan().with_strategy("stop.block", wanted=False).is_empty


@pytest.mark.parametrize("answer", ["answer.no", "answer.unsure", "answer.rather-not", "answer.not-now"])
def test_only_a_yes_sets_a_goal(guide: Guide, answer: str) -> None:
    assert Plan().with_answer("wants.stop", (answer,)).goals(guide) == ()


def test_goals_come_in_the_order_of_the_guide(guide: Guide) -> None:
    plan = Plan().with_answer("wants.police", (YES,)).with_answer("wants.stop", (YES,))
    assert plan.goals(guide) == ("stop", "police")


def test_a_yes_in_step_1_sets_no_goal(guide: Guide) -> None:
    assert Plan().with_answer("understand.unsafe", (YES,)).goals(guide) == ()


def test_goals_given_at_once_leave_other_answers(guide: Guide) -> None:
    plan = Plan().with_answer("wants.police", ("answer.no",)).with_goals(guide, ("stop",))
    assert plan.answer("wants.police") == ("answer.no",)


def test_a_goal_that_no_question_sets_is_passed_over(guide: Guide) -> None:
    assert Plan().with_goals(guide, ("revenge",)).is_empty


@pytest.mark.parametrize("answer", ["order.breached", "order.respected"])
def test_an_order_is_a_goal_of_the_plan_but_no_wish_of_hers(guide: Guide, answer: str) -> None:
    plan = Plan().with_answer("wants.order", (answer,)).with_answer("wants.stop", (YES,))
    assert plan.goals(guide) == ("stop", "order")
    assert plan.wishes(guide) == ("stop",)
    assert plan.facts(guide) == ("order",)


@pytest.mark.parametrize("name", ["messages", "calls"])
def test_a_yes_to_an_order_from_an_older_plan_means_that_it_is_not_followed(name: str) -> None:
    plan = Plan(guide=name).with_answer("wants.order", (YES,)).renewed()
    assert plan.answer("wants.order") == ("order.breached",)


@pytest.mark.parametrize("answer", ["answer.no", "answer.unsure", "answer.rather-not", "answer.not-now"])
def test_another_answer_about_an_order_from_an_older_plan_stays(answer: str) -> None:
    plan = Plan().with_answer("wants.order", (answer,)).with_answer("wants.stop", (YES,))
    assert plan.renewed() == plan


def test_a_yes_in_a_guide_of_someones_own_stays_a_yes() -> None:
    plan = Plan(guide="visits").with_answer("wants.order", (YES,))
    assert plan.renewed() == plan


def test_platforms_are_the_codes_of_platforms_only() -> None:
    plan = Plan().with_answer("understand.platforms", ("platform.x", "answer.rather-not", "platform.sms"))
    assert plan.platforms() == ("platform.x", "platform.sms")
