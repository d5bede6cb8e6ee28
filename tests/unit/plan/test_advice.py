"""Advice: what can be lost is saved before anything that can lose it, whatever is wanted and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide.joining import join
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import STAGES, Guide, Stage, Strategy
from safechat_tui.guide.reference import NOTICES
from safechat_tui.i18n import LANGUAGES
from safechat_tui.plan import Plan, advise, card_line, is_urgent, on_offer, plan_steps
from safechat_tui.resources import CONTENT

GUIDE: Final = read_guide("fr")
CALLS: Final = read_guide("fr", guide="calls")
BOTH: Final = read_guide("fr", guide="messages.calls")
GUIDES: Final = {"messages": GUIDE, "calls": CALLS, "messages.calls": BOTH}
GOALS: Final = (
    "stop", "stay-in-contact", "removal", "account-access", "record", "order", "police", "legal",
)  # fmt: skip

each_guide = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)


def name(value: object) -> str:
    """Return what a value of a test is called: a guide by its id."""
    return value.id if isinstance(value, Guide) else str(value)


@cache
def every_plan(guide_id: str) -> list[Plan]:
    """Return a plan for every combination of a guide's goals, none among them."""
    guide = GUIDES[guide_id]
    sizes = range(len(guide.goals) + 1)
    every = [goals for size in sizes for goals in combinations(guide.goals, size)]
    return [Plan(guide=guide_id).with_goals(guide, goals) for goals in every]


# What follows is named here and not taken from the frame, so that a slip in the frame shows.

LOST: Final[dict[str, dict[str, set[str]]]] = {
    "messages": {
        "removal.report": {"messages", "profile"},
        "legal.report-platform": {"messages", "profile"},
        "stop.block": {"messages", "profile"},
        "stop.unfollow": {"messages", "profile"},
        "removal.image": {"messages"},
        "contact.privacy": {"messages"},
        "access.passwords": {"messages"},
    },
    "calls": {
        id: {"history", "voicemail"}
        for id in ("tell.carrier", "change.account", "change.block", "change.number")
    },
}
LOST["messages.calls"] = LOST["messages"] | LOST["calls"]
"""What each step can make vanish or put out of her reach."""

SAVED: Final[dict[str, dict[str, str]]] = {
    "messages": {"messages": "legal.screenshots", "profile": "legal.identity"},
    "calls": {"history": "keep.history", "voicemail": "keep.voicemail"},
}
SAVED["messages.calls"] = SAVED["messages"] | SAVED["calls"]
"""The one step that saves it: never a log."""

CHECK: Final = {
    "messages": "legal.capture-alert", "calls": "keep.capture-alert", "messages.calls": "legal.capture-alert",
}  # fmt: skip

CAPTURES: Final = {
    "messages": {"legal.keep-options", "legal.screenshots", "legal.identity", "legal.date-visible"},
    "calls": {"keep.options", "keep.history", "keep.voicemail"},
}
CAPTURES["messages.calls"] = CAPTURES["messages"] | CAPTURES["calls"] - {"keep.options"}
"""Steps in which a picture of a screen is taken."""

TELLS: Final[dict[str, dict[str, set[str]]]] = {
    "messages": {
        "legal.police": {"police", "legal"},
        "legal.report-platform": {"legal"},
        "removal.report": {"removal"},
    },
    "calls": {"tell.police": {"police"}, "tell.carrier": {"stop", "account"}},
}
TELLS["messages.calls"] = TELLS["messages"] | {"tell.carrier": {"stop", "account"}}
"""Steps that tell the police, a company, a platform or a carrier, with the goals that ask for them."""


def ids(strategies: Sequence[Strategy]) -> list[str]:
    """Return the ids of strategies, in order."""
    return [strategy.id for strategy in strategies]


def steps_of(guide: Guide, plan: Plan) -> list[str]:
    """Return the ids of the steps of a plan, in order."""
    return [step.strategy.id for step in plan_steps(guide, plan)]


def choosing(guide: Guide, chosen: Sequence[str]) -> Plan:
    """Return a plan in which these strategies were chosen, in this order."""
    return Plan(guide=guide.id, chosen=tuple(chosen))


def unsaved(guide: Guide, order: Sequence[str]) -> list[tuple[str, str]]:
    """Return each step that can lose a thing before that thing was saved, with the thing."""
    return [
        (id, thing)
        for index, id in enumerate(order)
        for thing in sorted(LOST[guide.id].get(id, ()))
        if SAVED[guide.id][thing] not in order[:index]
    ]


def unchecked(guide: Guide, order: Sequence[str]) -> list[str]:
    """Return the steps that take a picture before it was checked whether the app warns."""
    return [
        id
        for index, id in enumerate(order)
        if id in CAPTURES[guide.id] and CHECK[guide.id] not in order[:index]
    ]


def unasked(guide: Guide, plan: Plan, order: Sequence[str]) -> set[str]:
    """Return the steps that tell someone though neither they nor a goal of theirs was chosen."""
    goals = set(plan.goals(guide))
    return {
        id
        for id, serves in TELLS[guide.id].items()
        if id in order and id not in plan.chosen and not goals & serves
    }


guides: Final = st.sampled_from(list(GUIDES.values()))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Guide, Plan]:
    """Draw a guide, and a plan with any answers and platforms and any strategies chosen, in any order."""
    guide = draw(guides)
    plan = Plan(guide=guide.id)
    for question in guide.questions:
        if question.choices:
            codes = draw(st.lists(st.sampled_from(question.choices), unique=True, max_size=3))
            plan = plan.with_answer(question.id, tuple(codes))
    chosen = draw(st.lists(st.sampled_from(guide.strategies), unique_by=lambda s: s.id))
    return guide, replace(plan, chosen=tuple(ids(chosen)))


def test_the_guide_asks_for_the_eight_goals() -> None:
    assert set(GUIDE.goals) == set(GOALS)


@each_guide
def test_the_frame_knows_what_each_step_can_lose(guide: Guide) -> None:
    assert {s.id: set(s.may_lose) for s in guide.strategies if s.may_lose} == LOST[guide.id]


@each_guide
def test_the_frame_knows_what_saves_each_thing_and_no_log_is_among_it(guide: Guide) -> None:
    assert {thing: s.id for s in guide.strategies for thing in s.saves} == SAVED[guide.id]


@each_guide
def test_the_frame_brings_the_check_with_every_step_that_takes_a_picture(guide: Guide) -> None:
    brought = {s.id: s.brings for s in guide.strategies if s.brings}
    assert brought == dict.fromkeys(CAPTURES[guide.id], (CHECK[guide.id],))


@each_guide
def test_every_step_is_marked_by_whether_it_may_be_noticed(guide: Guide) -> None:
    assert {s.notice for s in guide.strategies} <= set(NOTICES) - {"check"}


@pytest.mark.parametrize(
    ("guide", "id"),
    [
        (GUIDE, "contact.no-reply"), (GUIDE, "access.passwords"), (GUIDE, "stop.block"),
        (CALLS, "less.let-ring"), (CALLS, "change.account"), (CALLS, "change.block"),
        (CALLS, "change.number"),
    ],
    ids=name,
)  # fmt: skip
def test_a_step_whose_card_says_yes_is_marked_as_likely_to_be_noticed(guide: Guide, id: str) -> None:
    assert guide.strategy(id).notice == "likely"


# What is offered


@each_guide
def test_for_every_combination_of_goals_what_is_offered_checks_and_saves_first(guide: Guide) -> None:
    for plan in every_plan(guide.id):
        order = ids(advise(guide, plan))
        assert (unsaved(guide, order), unchecked(guide, order)) == ([], []), plan.goals(guide)


@each_guide
def test_for_every_combination_of_goals_taking_all_that_is_offered_is_safe(guide: Guide) -> None:
    for plan in every_plan(guide.id):
        order = steps_of(guide, replace(plan, chosen=tuple(reversed(ids(advise(guide, plan))))))
        assert (unsaved(guide, order), unchecked(guide, order)) == ([], []), plan.goals(guide)


@each_guide
def test_for_every_combination_of_goals_nobody_is_told_whom_she_did_not_ask_for(guide: Guide) -> None:
    told = {
        plan.goals(guide): unasked(guide, plan, ids(on_offer(guide, plan))) for plan in every_plan(guide.id)
    }
    assert {goals: who for goals, who in told.items() if goals and who} == {}


@each_guide
def test_for_every_combination_of_goals_something_serves_each_goal(guide: Guide) -> None:
    for plan in every_plan(guide.id):
        served = {goal for strategy in advise(guide, plan) for goal in strategy.goals}
        assert set(plan.goals(guide)) <= served, plan.goals(guide)


@each_guide
def test_a_wish_for_a_record_alone_brings_nothing_but_what_keeps_it(guide: Guide) -> None:
    offered = advise(guide, Plan(guide=guide.id).with_goals(guide, ("record",)))
    assert {strategy.stage for strategy in offered} == {Stage.KEEP}


@given(answered())
def test_for_any_answers_what_is_offered_is_safe_and_in_order(drawn: tuple[Guide, Plan]) -> None:
    guide, plan = drawn
    listed = ids(on_offer(guide, plan))
    assert unsaved(guide, listed) == []
    assert unchecked(guide, listed) == []
    advised = advise(guide, plan)
    assert [strategy.stage for strategy in advised] == sorted((s.stage for s in advised), key=STAGES.index)
    assert len(advised) == len(set(ids(advised)))
    # Nothing is offered beside what says the same.
    assert not {strategy.covered_by for strategy in advised} & set(ids(advised))


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


def test_making_it_stop_offers_mute_which_is_quieter_before_the_block() -> None:
    offered = ids(advise(GUIDE, Plan().with_goals(GUIDE, ("stop",))))
    assert offered.index("contact.mute") < offered.index("stop.block")


@pytest.mark.parametrize(
    ("goals", "forms", "offered"),
    [
        (("stop",), ("form.intimate",), True),
        (("stop",), ("form.images", "form.threats"), False),
        (("removal",), (), True),
        (("stop", "police"), (), False),
    ],
)
def test_the_step_on_intimate_images_is_offered_for_these_and_for_a_removal(
    goals: tuple[str, ...], forms: tuple[str, ...], offered: bool
) -> None:
    plan = Plan().with_goals(GUIDE, goals).with_answer("understand.forms", forms)
    assert ("removal.image" in ids(advise(GUIDE, plan))) is offered


def test_chosen_strategies_do_not_change_what_is_offered() -> None:
    plan = Plan().with_goals(GUIDE, ("stop",))
    assert advise(GUIDE, plan.with_strategy("access.passwords", wanted=True)) == advise(GUIDE, plan)


def test_both_languages_offer_the_same(guide: Guide) -> None:
    plan = Plan().with_goals(guide, ("stop", "legal"))
    assert ids(advise(guide, plan)) == ids(advise(GUIDE, plan))


# Urgent danger, and an order

URGENT: Final = [
    (guide, question.id, code)
    for guide in GUIDES.values()
    for question in guide.questions
    for code in question.urgent_on
]


def test_the_answers_that_are_urgent_are_these() -> None:
    alone = {(guide.id, question, code) for guide, question, code in URGENT if guide is not BOTH}
    both = {(question, code) for guide, question, code in URGENT if guide is BOTH}
    assert both == {(question, code) for id, question, code in alone if id == "messages"}
    assert alone == {
        ("messages", "understand.unsafe", "answer.yes"),
        ("messages", "understand.unsafe", "answer.sometimes"),
        ("messages", "understand.forced-replies", "answer.yes"),
        ("messages", "understand.forced-replies", "answer.sometimes"),
        ("messages", "wants.order", "order.breached"),
        ("calls", "understand.unsafe", "answer.yes"),
        ("calls", "understand.unsafe", "answer.sometimes"),
        ("calls", "understand.no-answer", "answer.yes"),
        ("calls", "understand.no-answer", "answer.sometimes"),
        ("calls", "wants.order", "order.breached"),
    }


def test_an_answer_raises_the_urgent_card_where_it_is_urgent_and_nowhere_else() -> None:
    every = [(guide, q.id, code) for guide in GUIDES.values() for q in guide.questions for code in q.choices]
    raised = [
        (guide, question, code)
        for guide, question, code in every
        if is_urgent(guide, Plan(guide=guide.id).with_answer(question, (code,)))
    ]
    assert raised == URGENT


@pytest.mark.parametrize("goals", [(), ("stop",), ("account-access", "removal")])
def test_an_urgent_answer_puts_the_urgent_strategy_first(goals: tuple[str, ...]) -> None:
    plans = [
        (guide, Plan(guide=guide.id).with_goals(guide, goals).with_answer(question, (code,)))
        for guide, question, code in URGENT
    ]
    assert {ids(advise(guide, plan))[0] for guide, plan in plans} == {"strategies.urgent"}


def test_a_goal_without_urgent_answer_does_not_raise_the_urgent_strategy() -> None:
    assert "strategies.urgent" not in ids(advise(GUIDE, Plan().with_goals(GUIDE, ("stop",))))


@each_guide
def test_an_order_that_is_not_followed_comes_right_after_urgent_help(guide: Guide) -> None:
    plan = Plan(guide=guide.id).with_answer("wants.order", ("order.breached",))
    assert ids(advise(guide, plan))[:2] == ["strategies.urgent", "legal.order"]


@each_guide
def test_an_order_that_is_followed_is_prepared_for_without_urgent_help(guide: Guide) -> None:
    offered = ids(advise(guide, Plan(guide=guide.id).with_answer("wants.order", ("order.respected",))))
    assert ("legal.order" in offered, "strategies.urgent" in offered) == (True, False)


@each_guide
def test_without_an_order_nothing_is_said_of_one(guide: Guide) -> None:
    plan = Plan(guide=guide.id).with_goals(guide, ("stop",)).with_answer("understand.unsafe", ("answer.yes",))
    for code in ("answer.no", "answer.unsure", "answer.rather-not", "answer.not-now"):
        assert "legal.order" not in ids(advise(guide, plan.with_answer("wants.order", (code,)))), code


# What is put into the plan


@given(answered())
def test_whatever_is_chosen_the_plan_is_in_safe_order(drawn: tuple[Guide, Plan]) -> None:
    guide, plan = drawn
    order = steps_of(guide, plan)
    assert unsaved(guide, order) == []
    assert unchecked(guide, order) == []
    # Whoever's action removes things comes after the police, and blocking after everyone who is told.
    told = [id for id in TELLS[guide.id] if id in order]
    police, *others = TELLS[guide.id]
    removing = [id for id in others if id in told and id in LOST[guide.id]]
    assert police not in told or all(order.index(police) < order.index(id) for id in removing)
    cutting = [at for at, id in enumerate(order) if id in {"stop.block", "change.block", "change.number"}]
    assert all(order.index(id) < at for at in cutting for id in told)


@given(answered())
def test_whatever_is_chosen_is_in_the_plan_once_with_only_what_saves_it(drawn: tuple[Guide, Plan]) -> None:
    guide, plan = drawn
    steps = plan_steps(guide, plan)
    order = [step.strategy.id for step in steps]
    assert len(order) == len(set(order))
    assert [id for id in order if id in plan.chosen] == [
        s.id for s in guide.strategies if s.id in plan.chosen
    ]
    assert all(step.added is (step.strategy.id not in plan.chosen) for step in steps)
    assert {step.strategy.id for step in steps if step.added} <= {CHECK[guide.id], *SAVED[guide.id].values()}
    # Nobody is told whom she did not choose.
    assert set(TELLS[guide.id]) & set(order) <= set(plan.chosen)


@each_guide
def test_a_step_that_can_lose_something_brings_the_check_and_what_saves_it(guide: Guide) -> None:
    for id, things in LOST[guide.id].items():
        saving = {SAVED[guide.id][thing] for thing in things}
        added = [step.strategy.id for step in plan_steps(guide, choosing(guide, [id])) if step.added]
        assert (added[0], set(added)) == (CHECK[guide.id], {CHECK[guide.id], *saving}), id


@pytest.mark.parametrize(("guide", "log", "loses"), [
    (GUIDE, "legal.log", "stop.block"), (CALLS, "keep.log", "change.number"),
], ids=["messages", "calls"])  # fmt: skip
def test_a_log_alone_does_not_count_as_evidence_kept(guide: Guide, log: str, loses: str) -> None:
    added = {step.strategy.id for step in plan_steps(guide, choosing(guide, [log, loses])) if step.added}
    assert added == {CHECK[guide.id], *SAVED[guide.id].values()}


def test_screenshots_that_she_chose_herself_bring_the_check() -> None:
    steps = plan_steps(GUIDE, choosing(GUIDE, ["legal.screenshots"]))
    assert [(step.strategy.id, step.added) for step in steps] == [
        ("legal.capture-alert", True),
        ("legal.screenshots", False),
    ]


def test_a_check_that_she_chose_herself_is_not_marked_as_added() -> None:
    steps = plan_steps(GUIDE, choosing(GUIDE, ["stop.block", "legal.capture-alert"]))
    assert {step.strategy.id: step.added for step in steps}["legal.capture-alert"] is False


@each_guide
def test_the_police_bring_nothing_that_would_make_them_wait(guide: Guide) -> None:
    police = next(iter(TELLS[guide.id]))
    assert steps_of(guide, choosing(guide, [police])) == [police]


def test_quiet_steps_alone_bring_nothing_with_them() -> None:
    assert steps_of(GUIDE, choosing(GUIDE, ["contact.mute"])) == ["contact.mute"]


def test_nothing_chosen_gives_no_steps() -> None:
    assert plan_steps(GUIDE, Plan().with_goals(GUIDE, ("stop",))) == ()


def test_a_chosen_strategy_that_the_guide_no_longer_has_is_passed_over() -> None:
    assert plan_steps(GUIDE, Plan().with_strategy("stop.gone", wanted=True)) == ()


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_have_the_same_frame(name: str) -> None:
    french, english = (read_guide(lang, guide=name).strategies for lang in LANGUAGES)
    assert [replace(s, page=None) for s in french] == [replace(s, page=None) for s in english]  # type: ignore[arg-type]


# The words of a step that takes a picture

TELL: Final = frozenset({"yes", "may", "disappearing"})
"""What is known of an app that tells, or may tell, of a screenshot."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", GUIDES)
def test_a_step_that_takes_a_picture_names_her_app_where_that_is_known_to_tell(name: str, lang: str) -> None:
    guide = read_guide(lang, guide=name)
    for strategy in map(guide.strategy, CAPTURES[name]):
        told = card_line(guide, strategy, "notice", ("platform.snapchat",))
        assert ("Snapchat" in told, "%" in told) == (True, False), strategy.id
        assert card_line(guide, strategy, "notice", ("platform.sms",)) == strategy.card("notice")


@given(
    st.sampled_from([(name, id) for name in GUIDES for id in sorted(CAPTURES[name])]),
    st.lists(st.sampled_from([platform.id for platform in GUIDE.platforms]), unique=True),
)
def test_whatever_her_apps_are_those_that_tell_are_named(step: tuple[str, str], named: list[str]) -> None:
    guide, id = GUIDES[step[0]], step[1]
    said = card_line(guide, guide.strategy(id), "notice", named)
    telling = [p.name for p in guide.platforms if p.id in named and p.capture_alert in TELL]
    assert [name for name in telling if name not in said] == []
    assert telling or said == guide.strategy(id).card("notice")


def test_an_app_that_may_tell_of_what_disappears_is_named_apart() -> None:
    said = card_line(
        GUIDE, GUIDE.strategy("legal.screenshots"), "notice", ("platform.snapchat", "platform.instagram")
    )
    assert 0 <= said.index("Snapchat") < said.index("Instagram")


def test_every_other_line_of_a_card_is_as_it_stands() -> None:
    strategy = GUIDE.strategy("legal.screenshots")
    assert card_line(GUIDE, strategy, "undo", ("platform.snapchat",)) == strategy.card("undo")


# A guide of someone's own: the rule does not hang on the shipped frame

THINGS: Final = ("messages", "profile", "sound")


@st.composite
def other_guides(draw: st.DrawFn) -> Guide:
    """Draw a guide in which anything may lose, save and bring anything that the reader lets pass."""
    things = st.lists(st.sampled_from(THINGS), unique=True).map(tuple)
    covered = draw(st.none() | st.just("stop.block"))
    keepers = [
        replace(s, saves=(thing,), may_lose=(), brings=("legal.log",), covered_by=covered)
        for s, thing in zip(GUIDE.strategies[4:7], THINGS, strict=True)
    ]
    others = [
        replace(
            s,
            stage=draw(st.sampled_from([Stage.LESSEN, Stage.TELL, Stage.CHANGE])),
            goals=draw(st.lists(st.sampled_from(GOALS), unique=True, max_size=3).map(tuple)),
            may_lose=draw(things),
            saves=(),
            brings=draw(st.just(()) | st.just(("legal.log",))),
        )
        for s in GUIDE.strategies[7:]
        if s.id != "legal.log"
    ]
    log = replace(GUIDE.strategy("legal.log"), may_lose=(), saves=(), brings=())
    return GUIDE._replace(strategies=(log, *keepers, *draw(st.permutations(others))))


def lost_in(strategies: Sequence[Strategy]) -> list[str]:
    """Return the strategies that lose something before it is saved, by the marks of the frame."""
    saved: set[str] = set()
    found: list[str] = []
    for strategy in strategies:
        found += [strategy.id] if set(strategy.may_lose) - saved else []
        saved |= set(strategy.saves)
    return found


@st.composite
def choices(draw: st.DrawFn) -> Plan:
    """Draw a plan with any goals and any strategies of the guide on messages."""
    goals = draw(st.lists(st.sampled_from(GOALS), unique=True).map(tuple))
    chosen = draw(st.lists(st.sampled_from(ids(GUIDE.strategies)), unique=True).map(tuple))
    return replace(Plan().with_goals(GUIDE, goals), chosen=chosen)


@st.composite
def joined_guides(draw: st.DrawFn) -> Guide:
    """Draw two such guides as one: some strategies of the second have other ids, some say `same_as`."""
    first, second = draw(other_guides()), draw(other_guides())
    apart = draw(st.sets(st.sampled_from(ids(second.strategies))))
    same = {f"other.{id}": id for id in draw(st.sets(st.sampled_from(sorted(apart))))} if apart else {}

    def called(id: str) -> str:
        return f"other.{id}" if id in apart else id

    strategies = tuple(
        replace(
            each,
            id=called(each.id),
            brings=tuple(map(called, each.brings)),
            covered_by=each.covered_by and called(each.covered_by),
        )
        for each in second.strategies
    )
    return join(Layers(CONTENT), (first, second._replace(id="other", strategies=strategies, same=same)))


@pytest.mark.slow
@given(other_guides() | joined_guides(), choices())
def test_in_another_guide_what_is_offered_and_planned_saves_before_it_loses(guide: Guide, plan: Plan) -> None:
    steps = [step.strategy for step in plan_steps(guide, plan)]
    assert lost_in(advise(guide, plan)) == []
    assert lost_in(steps) == []
    order = ids(steps)
    assert all(order.index(id) < at for at, strategy in enumerate(steps) for id in strategy.brings)
    assert len(order) == len(set(order))
    assert set(plan.chosen) & set(ids(guide.strategies)) <= set(order)


def test_a_strategy_without_goals_serves_every_goal_unless_answers_call_for_it() -> None:
    free = replace(GUIDE.strategy("contact.privacy"), goals=())
    called = replace(GUIDE.strategy("contact.mute"), goals=(), offered_on=("form.images",))
    guide = GUIDE._replace(strategies=(GUIDE.strategy("legal.screenshots"), free, called))
    offered = ids(advise(guide, Plan().with_goals(guide, ("legal",))))
    assert ("contact.privacy" in offered, "contact.mute" in offered) == (True, False)
