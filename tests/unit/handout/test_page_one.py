"""Page one is the whole plan and says whom to call in danger; the short plan is ten lines of it."""

from __future__ import annotations

import re

import pytest
from tests.sampling import swept
from tests.unit.handout.conftest import TODAY, every_step, of_kind, read, with_steps
from tests.unit.handout.test_neutral import TELLING

from safechat_tui.guide.model import Guide
from safechat_tui.handout.blocks import Heading
from safechat_tui.handout.build import build
from safechat_tui.handout.document import Document, ShortStep, ShortSteps, texts
from safechat_tui.handout.neutral import short_lines
from safechat_tui.handout.page_one import TO_WRITE, local
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.text import render_text
from safechat_tui.options import EVERYWHERE, JOINT, PAPERS, PARTS, REGIONS
from safechat_tui.plan import MAX_WORDS, Plan, plan_steps
from safechat_tui.text.wrap import cells

MOST_STEPS = 12


def full_plan(guide: Guide, wishes: int = 7, words: int = MAX_WORDS) -> Plan:
    """Return the plan that needs most room: wishes, long words of her own, 12 steps with much to do first."""
    plan = Plan(guide=guide.id).with_goals(guide, guide.goals[:wishes])
    plan = plan.with_words(("so long " * MAX_WORDS)[:words])
    place = max(
        guide.places, key=lambda id: len("".join(b.text for b in guide.pages["place"].section(id).blocks))
    )
    plan = plan.with_place(place)
    for strategy in sorted(guide.strategies, key=lambda each: not each.card("before")):
        wanted = plan.with_strategy(strategy.id, wanted=True)
        if len(plan_steps(guide, wanted)) <= MOST_STEPS:
            plan = wanted
    assert len(plan_steps(guide, plan)) == MOST_STEPS
    return plan


def page_one(guide: Guide, plan: Plan, **options: object) -> Document:
    """Return page one alone."""
    return build(guide, plan, TODAY, region="qc", parts=("plan",), **options)  # type: ignore[arg-type]


def pages(document: Document, paper: str, *, large: bool = False) -> int:
    """Return how many pages a document takes."""
    return len(read(render_pdf(document, paper=paper, large=large)).pages)


def steps_on_it(guide: Guide, plan: Plan) -> tuple[ShortStep, ...]:
    return of_kind(page_one(guide, plan), ShortSteps)[0].steps


def test_in_text_it_has_60_lines_of_72_columns_at_most(any_guide: Guide) -> None:
    lines = render_text(page_one(any_guide, full_plan(any_guide))).splitlines()
    assert (len(lines) <= 60, max(map(cells, lines)) <= 72) == (True, True)


@pytest.mark.parametrize("paper", PAPERS)
def test_twelve_steps_stand_on_one_page(any_guide: Guide, paper: str) -> None:
    assert pages(page_one(any_guide, full_plan(any_guide)), paper) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_in_large_print_it_has_two_pages_at_most_three_with_two_guides(any_guide: Guide, paper: str) -> None:
    made = page_one(any_guide, full_plan(any_guide))
    assert pages(made, paper, large=True) <= 2 + (JOINT in any_guide.id)


def test_each_step_is_one_line_in_the_plans_safe_order(guide: Guide, plan: Plan) -> None:
    expected = [(number, step.strategy.title) for number, step in enumerate(plan_steps(guide, plan), start=1)]
    assert [(step.number, step.title) for step in steps_on_it(guide, plan)] == expected


def test_a_step_that_may_be_noticed_says_so_with_a_sign_and_words(guide: Guide, plan: Plan) -> None:
    marks = {step.title: (step.sign, step.noticed) for step in steps_on_it(guide, plan)}
    words = {kind: guide.labels[f"noticed.{kind}"] for kind in ("likely", "may")}
    assert marks[guide.strategy("stop.block").title] == ("*", words["likely"])
    assert marks[guide.strategy("legal.screenshots").title] == ("~", words["may"])
    assert marks[guide.strategy("contact.mute").title] == ("", "")


def test_a_step_has_a_second_line_only_where_something_comes_first(guide: Guide, plan: Plan) -> None:
    before = {step.title: step.before for step in steps_on_it(guide, plan)}
    block = guide.strategy("stop.block")
    assert before[block.title].endswith(block.card("before"))
    assert before[guide.strategy("contact.mute").title] == ""


def test_the_first_step_is_the_first_small_thing(guide: Guide, plan: Plan) -> None:
    begin = guide.pages["handout"].value("to_begin")
    said = list(texts(page_one(guide, plan)))
    at = next(index for index, text in enumerate(said) if text.startswith(begin))
    assert said[at + 1] == plan_steps(guide, plan)[0].strategy.title


def test_with_nothing_decided_it_says_so_kindly_and_names_one_small_thing(guide: Guide) -> None:
    page = guide.pages["handout"]
    said = list(texts(page_one(guide, Plan())))
    wanted = [page.value(key) for key in ("no_goals", "no_steps", "small_thing", "place_unknown")]
    assert [words for words in wanted if words not in said] == []


def test_the_rest_begins_on_a_page_of_its_own(guide: Guide, plan: Plan) -> None:
    whole = build(guide, plan, TODAY, parts=PARTS)
    alone = build(guide, plan, TODAY, parts=("plan",))
    following = whole.blocks[len(alone.blocks) - 1]
    assert isinstance(following, Heading)
    assert following.new_page


# The short plan -----------------------------------------------------------------------------------


each_region = swept("region", {region: region for region in REGIONS}, sample=("qc", "nu", "ca"))


@each_region
def test_it_has_ten_lines_of_sixty_columns_at_most(any_guide: Guide, region: str) -> None:
    for plan in (Plan(guide=any_guide.id), full_plan(any_guide), every_step(any_guide)):
        lines = short_lines(any_guide, plan, region)
        assert (len(lines) <= 10, max(map(cells, lines)) <= 60) == (True, True)


@each_region
def test_no_line_tells_what_it_is_about(any_guide: Guide, region: str) -> None:
    telling = re.compile(TELLING[any_guide.lang], re.IGNORECASE)
    lines = short_lines(any_guide, every_step(any_guide).with_words("secret"), region)
    assert [line for line in lines if telling.search(line) or "secret" in line] == []


def test_numbers_come_first_then_what_to_begin_with(guide: Guide) -> None:
    first, second, *_ = short_lines(guide, with_steps("stop.block"), "qc")
    begin = guide.strategy("legal.capture-alert").page.value("neutral")
    assert ("9-1-1" in first, second.endswith(begin)) == (True, True)


def test_every_step_of_an_ordinary_plan_is_named_in_order(guide: Guide) -> None:
    plan = with_steps("stop.block", "legal.log")
    said = " ".join(short_lines(guide, plan, "qc")[2:])
    numbers = [int(number) for number in re.findall(r"(\d+)\. ", said)]
    assert numbers == list(range(1, len(plan_steps(guide, plan)) + 1))


def test_where_nothing_was_decided_it_says_so(guide: Guide) -> None:
    assert short_lines(guide, Plan(), "qc")[-1] == guide.pages["handout"].value("neutral_no_steps")


def test_where_there_is_no_911_the_local_number_is_written_by_hand(guide: Guide) -> None:
    first = " ".join(short_lines(guide, Plan(), "nu")[:2])
    assert (guide.pages["handout"].value("neutral_urgent_local") in first, "9-1-1" in first) == (True, False)


# Whom to call in danger ----------------------------------------------------------------------------


FIRST_LINES = 12

SAMPLES = ("qc", "mb", "nu", EVERYWHERE)
"""A region with a line of its own, one without, the one without 9-1-1, and none."""


def first_lines(guide: Guide, region: str, *, neutral: bool = False) -> str:
    """Return the first lines of the text of a plan with nothing decided."""
    made = build(guide, Plan(guide=guide.id), TODAY, region=region, neutral=neutral)
    return "\n".join(render_text(made).splitlines()[:FIRST_LINES])


@pytest.mark.parametrize("region", SAMPLES)
@pytest.mark.parametrize("neutral", [False, True])
def test_the_emergency_of_the_region_stands_in_the_first_lines(
    any_guide: Guide, region: str, neutral: bool
) -> None:
    first = first_lines(any_guide, region, neutral=neutral)

    assert ("9-1-1" in first.replace("\u2011", "-")) is (region != "nu")
    assert region != "nu" or TO_WRITE in first


@pytest.mark.parametrize("region", SAMPLES)
def test_a_line_of_the_region_or_room_to_write_one_stands_in_the_first_lines(
    any_guide: Guide, region: str
) -> None:
    first = first_lines(any_guide, region)
    found = local(any_guide, region)

    assert all(line.phone in first for line in found)
    assert found or any_guide.pages["handout"].value("urgent_local") in first


@pytest.mark.parametrize("region", SAMPLES)
def test_the_shelter_finder_stands_in_the_first_lines(any_guide: Guide, region: str) -> None:
    finder = next(line for line in any_guide.helplines if line.id == "helpline.shelters")

    assert finder.url in first_lines(any_guide, region)


@pytest.mark.parametrize("region", SAMPLES)
def test_a_neutral_paper_names_nobody_in_its_first_lines(any_guide: Guide, region: str) -> None:
    first = first_lines(any_guide, region, neutral=True)

    assert [
        line.name for line in any_guide.helplines_for(region) if line.name in first.splitlines()[6:]
    ] == []
    assert "violence" not in first.lower()
    assert any_guide.pages["handout"].value("neutral_urgent") in first


@pytest.mark.parametrize(("region", "large"), [("qc", True), ("nu", False)])
def test_the_same_lines_stand_on_page_one_of_a_pdf(any_guide: Guide, region: str, large: bool) -> None:
    made = build(any_guide, Plan(guide=any_guide.id), TODAY, region=region)
    text = first_lines(any_guide, region)
    page = read(render_pdf(made, large=large)).pages[0].extract_text()

    for line in any_guide.helplines_for(region):
        if line.urgent and line.printable:
            value = line.phone or line.url or TO_WRITE
            assert (value in text, value in page) == (True, True)


def test_only_certain_numbers_and_the_shelters_own_are_printed(any_guide: Guide) -> None:
    for region in REGIONS:
        made = build(any_guide, Plan(guide=any_guide.id), TODAY, region=region)
        text = render_text(made)
        doubted = [line for line in any_guide.helplines if not line.printable and line.phone]
        certain = {line.phone for line in any_guide.helplines if line.printable}

        assert [line.id for line in doubted if line.phone in text and line.phone not in certain] == []
