"""Which parts of the paper are offered for a plan, and how long it then is."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.unit.handout.conftest import TODAY, Printed, every_step, of_kind, with_steps
from tests.unit.handout.test_page_one import full_plan, pages

from safechat_tui.commands.handout import plan_for
from safechat_tui.guide.model import Guide, Stage
from safechat_tui.handout.build import build
from safechat_tui.handout.document import BlankLog, CheckStep, Document, NoteKind
from safechat_tui.handout.parts import apps_for_steps, offered
from safechat_tui.handout.text import render_text
from safechat_tui.options import JOINT, PAPERS, PARTS
from safechat_tui.plan import Plan

HERS = ("platform.snapchat", "platform.whatsapp")

EXAMPLES = {
    "a goal and an app": (("stop",), ("snapchat",)),
    "three goals and two apps": (("stop", "record", "police"), ("snapchat", "whatsapp")),
}
"""Plans as the worked examples make them."""


def usual(guide: Guide, plan: Plan) -> Document:
    return build(guide, plan, TODAY, region="qc")


@pytest.mark.parametrize(
    ("steps", "parts"),
    [
        ((), ("plan",)),
        (("contact.mute",), ("plan",)),
        (("legal.screenshots",), ("plan", "evidence")),
        (("stop.block",), ("plan", "evidence")),
        (("legal.log",), ("plan", "evidence", "log")),
    ],
)
def test_parts_are_offered_by_what_the_steps_do(
    guide: Guide, steps: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    assert offered(guide, with_steps(*steps)) == parts


@pytest.mark.parametrize(("step", "named"), [("contact.mute", True), ("legal.log", False)])
def test_her_apps_are_offered_where_a_step_needs_to_know_of_one(guide: Guide, step: str, named: bool) -> None:
    plan = with_steps(step).with_answer("understand.platforms", HERS[1:])
    assert ("apps" in offered(guide, plan)) == named


def test_each_guide_has_a_step_that_keeps_a_log(any_guide: Guide) -> None:
    assert [strategy.stage for strategy in any_guide.strategies if strategy.log] == [Stage.KEEP]


def test_only_her_own_apps_are_on_the_paper(guide: Guide) -> None:
    plan = with_steps("stop.block").with_answer("understand.platforms", HERS)
    assert [app.id for app in apps_for_steps(guide, plan)] == [
        each.id for each in guide.platforms if each.id in HERS
    ]


def test_all_apps_and_all_steps_take_a_page_of_lines_at_most(guide: Guide, printed: Printed) -> None:
    named = tuple(each.id for each in guide.platforms)
    plan = plan_for(guide, guide.goals, ()).with_answer("understand.platforms", named)
    made = printed(plan, parts=("apps",))
    closing = printed(with_steps("contact.mute"), parts=("apps",)).blocks
    assert pages(made._replace(blocks=made.blocks[: -len(closing)]), "letter") == 1


def test_an_app_beyond_those_with_lines_is_named(guide: Guide, printed: Printed) -> None:
    named = tuple(each.id for each in guide.platforms)
    text = " ".join(
        render_text(printed(with_steps("stop.block").with_answer("understand.platforms", named))).split()
    )
    assert [each.name for each in guide.platforms if each.name not in text] == []


@pytest.mark.parametrize(("goals", "apps"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_plan_with_evidence_and_log_has_four_pages_at_most(
    guide: Guide, goals: tuple[str, ...], apps: tuple[str, ...]
) -> None:
    plan = plan_for(guide, goals, apps)
    assert {"plan", "evidence", "log"} <= set(offered(guide, plan))
    assert pages(usual(guide, plan), "letter") <= 4


@pytest.mark.parametrize("paper", PAPERS)
def test_how_to_keep_evidence_fills_a_page_and_for_two_guides_two(any_guide: Guide, paper: str) -> None:
    plan = full_plan(any_guide)
    made = build(any_guide, plan, TODAY, region="qc", parts=("plan", "evidence"))
    assert pages(made, paper) == 2 + (JOINT in any_guide.id)


@pytest.mark.parametrize("answer", ["", "answer.no"])
def test_where_nothing_is_decided_the_paper_is_page_one(guide: Guide, answer: str) -> None:
    plan = Plan().with_answer("wants.record", (answer,) if answer else ())
    assert (offered(guide, plan), pages(usual(guide, plan), "letter")) == (("plan",), 1)


@pytest.mark.parametrize("answer", ["answer.unsure", "answer.not-now"])
def test_the_least_on_evidence_is_added_to_page_one_where_it_was_spoken_of(guide: Guide, answer: str) -> None:
    made = usual(guide, Plan().with_answer("wants.record", (answer,)))
    least = [block for block in made.blocks if getattr(block, "kind", None) is NoteKind.LEAST]
    assert (len(least), pages(made, "letter")) == (1, 1)


def test_no_line_of_a_card_is_repeated_from_step_to_step(any_guide: Guide) -> None:
    plan = every_step(any_guide).with_answer("understand.platforms", HERS)
    made = build(any_guide, plan, TODAY, parts=PARTS)
    pointer = any_guide.pages["handout"].value("as_step").partition("%")[0]
    steps = of_kind(made, CheckStep)
    said = Counter((line.label, line.text) for step in steps for line in step.lines)
    assert {line for line, count in said.items() if count > 1 and not line[1].startswith(pointer)} == set()


def test_why_steps_were_added_is_said_once(guide: Guide, printed: Printed) -> None:
    text = " ".join(render_text(printed(with_steps("stop.block"))).split())
    assert text.count(guide.pages["handout"].value("step_added")) == 1


def test_a_neutral_paper_has_a_log_where_one_is_offered(guide: Guide) -> None:
    made = [
        build(guide, with_steps(step), TODAY, neutral=True) for step in ("legal.log", "legal.screenshots")
    ]
    assert [bool(of_kind(each, BlankLog)) for each in made] == [True, False]
