"""Whom she can reach where she is, and in which order."""

from __future__ import annotations

import pytest

from safechat_tui.guide.model import Guide
from safechat_tui.options import REGIONS

PROVINCES = tuple(region for region in REGIONS if region != "ca")


@pytest.mark.parametrize("region", REGIONS)
def test_emergency_lines_come_first_in_every_region(guide: Guide, region: str) -> None:
    lines = guide.helplines_for(region)
    urgent = [bool(line.urgent) for line in lines]
    assert lines[0].id.startswith("helpline.emergency")
    assert urgent == sorted(urgent, reverse=True)


@pytest.mark.parametrize("region", [region for region in REGIONS if region != "nu"])
def test_the_first_line_outside_of_nunavut_is_911(guide: Guide, region: str) -> None:
    assert guide.helplines_for(region)[0].phone == "9-1-1"


def test_the_first_line_in_nunavut_is_the_local_police_whose_number_is_to_be_written(guide: Guide) -> None:
    first = guide.helplines_for("nu")[0]
    assert (first.id, first.phone, first.to_write) == ("helpline.emergency-nunavut", "", True)


@pytest.mark.parametrize("region", ["on", "qc", "ca", "", "nowhere"])
def test_where_911_may_be_missing_the_local_police_comes_after_it(guide: Guide, region: str) -> None:
    ids = [line.id for line in guide.helplines_for(region)]
    assert ids[:2] == ["helpline.emergency", "helpline.emergency-local"]


@pytest.mark.parametrize("region", ["nt", "yt", "bc", "nb"])
def test_where_911_is_everywhere_nothing_puts_it_in_doubt(guide: Guide, region: str) -> None:
    ids = {line.id for line in guide.helplines_for(region) if line.id.startswith("helpline.emergency")}
    assert ids == {"helpline.emergency"}


def card(guide: Guide, region: str) -> set[str]:
    """Return the ids of the sections of the urgent card."""
    return {section.id for section in guide.urgent_page(region).sections}


@pytest.mark.parametrize(
    ("regions", "says"),
    [
        (("nt", "yt", "bc"), {"urgent.call"}),
        (("", "ca", "on", "qc"), {"urgent.call", "urgent.no-911"}),
        (("nu",), {"urgent.no-911-nunavut"}),
    ],
)
def test_the_urgent_card_says_911_alone_or_beside_the_police_or_in_nunavut_not_at_all(
    guide: Guide, regions: tuple[str, ...], says: set[str]
) -> None:
    for region in regions:
        assert card(guide, region) & {"urgent.call", "urgent.no-911-nunavut", "urgent.no-911"} == says


@pytest.mark.parametrize("region", REGIONS)
def test_the_rest_of_the_urgent_card_is_the_same_everywhere(guide: Guide, region: str) -> None:
    bound = {line.urgent for line in guide.helplines}
    rest = {section.id for section in guide.pages["urgent"].sections} - bound
    assert rest <= card(guide, region)


@pytest.mark.parametrize("region", PROVINCES)
def test_a_regions_own_helplines_come_before_the_national_ones(guide: Guide, region: str) -> None:
    national = [line.everywhere for line in guide.helplines_for(region) if not line.urgent]
    assert national == sorted(national)


@pytest.mark.parametrize("region", PROVINCES)
def test_a_region_is_given_all_its_own_and_all_national_helplines(guide: Guide, region: str) -> None:
    expected = {
        line.id
        for line in guide.helplines
        if {"ca", region} & set(line.regions) and region not in line.not_in
    }
    assert sorted(line.id for line in guide.helplines_for(region)) == sorted(expected)


@pytest.mark.parametrize("region", ["ca", "", "nowhere"])
def test_without_a_known_region_only_the_national_helplines_are_given(guide: Guide, region: str) -> None:
    assert all(line.everywhere for line in guide.helplines_for(region))
