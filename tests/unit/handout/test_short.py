"""The plan in a few lines, to read aloud or to type into a chat."""

from __future__ import annotations

import re

from tests.sampling import swept
from tests.unit.handout.conftest import every_step
from tests.unit.handout.test_neutral import TELLING
from tests.unit.handout.test_page_one import full_plan

from safechat_tui.guide.model import Guide
from safechat_tui.handout.neutral import short
from safechat_tui.options import REGIONS
from safechat_tui.plan import Plan, plan_steps
from safechat_tui.text.width import cells

each_region = swept("region", {region: region for region in REGIONS}, sample=("qc", "nu", "ca"))


@each_region
def test_it_has_ten_lines_of_sixty_columns_at_most(any_guide: Guide, region: str) -> None:
    for plan in (Plan(guide=any_guide.id), full_plan(any_guide), every_step(any_guide)):
        lines = short(any_guide, plan, region)
        assert (len(lines) <= 10, max(map(cells, lines)) <= 60) == (True, True)


@each_region
def test_no_line_tells_what_it_is_about(any_guide: Guide, region: str) -> None:
    telling = re.compile(TELLING[any_guide.lang], re.IGNORECASE)
    lines = short(any_guide, every_step(any_guide).with_words("secret"), region)
    assert [line for line in lines if telling.search(line) or "secret" in line] == []


def test_numbers_come_first_then_what_to_begin_with(guide: Guide) -> None:
    first, second, *_ = short(guide, Plan().with_strategy("stop.block", wanted=True), "qc")
    begin = guide.strategy("legal.capture-alert").page.value("neutral")
    assert ("9-1-1" in first, second.endswith(begin)) == (True, True)


def test_every_step_of_an_ordinary_plan_is_named_in_order(guide: Guide) -> None:
    plan = Plan().with_strategy("stop.block", wanted=True).with_strategy("legal.log", wanted=True)
    said = " ".join(short(guide, plan, "qc")[2:])
    numbers = [int(number) for number in re.findall(r"(\d+)\. ", said)]
    assert numbers == list(range(1, len(plan_steps(guide, plan)) + 1))


def test_where_nothing_was_decided_it_says_so(guide: Guide) -> None:
    assert short(guide, Plan(), "qc")[-1] == guide.pages["handout"].value("neutral_no_steps")


def test_where_there_is_no_911_the_local_number_is_written_by_hand(guide: Guide) -> None:
    first = " ".join(short(guide, Plan(), "nu")[:2])
    assert (guide.pages["handout"].value("neutral_urgent_local") in first, "9-1-1" in first) == (True, False)
