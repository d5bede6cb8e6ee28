"""Whom to call in danger stands on top of every plan, for her region, and nothing there is in doubt."""

from __future__ import annotations

import pytest
from tests.unit.handout.conftest import TODAY, read

from safechat_tui.guide.model import Guide
from safechat_tui.handout.build import build
from safechat_tui.handout.page_one import TO_WRITE, local
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.text import render_text
from safechat_tui.options import EVERYWHERE, REGIONS
from safechat_tui.plan import Plan

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
