"""Whom she can reach where she is, and in which order."""

from __future__ import annotations

import pytest

from safechat_tui.config import REGIONS
from safechat_tui.guide import EMERGENCY, Guide

PROVINCES = tuple(region for region in REGIONS if region != "ca")


@pytest.mark.parametrize("region", REGIONS)
def test_emergency_numbers_come_first_in_every_region(guide: Guide, region: str) -> None:
    first = guide.helplines_for(region)[: len(EMERGENCY)]
    assert tuple(line.id for line in first) == EMERGENCY


@pytest.mark.parametrize("region", PROVINCES)
def test_a_regions_own_helplines_come_before_the_national_ones(guide: Guide, region: str) -> None:
    national = [line.everywhere for line in guide.helplines_for(region)[len(EMERGENCY) :]]
    assert national == sorted(national)


@pytest.mark.parametrize("region", PROVINCES)
def test_a_region_is_given_all_its_own_and_all_national_helplines(guide: Guide, region: str) -> None:
    expected = {line.id for line in guide.helplines if {"ca", region} & set(line.regions)}
    assert {line.id for line in guide.helplines_for(region)} == expected


@pytest.mark.parametrize("region", ["ca", "", "nowhere"])
def test_without_a_known_region_only_the_national_helplines_are_given(guide: Guide, region: str) -> None:
    assert all(line.everywhere for line in guide.helplines_for(region))


@pytest.mark.parametrize("region", REGIONS)
def test_no_helpline_is_given_twice(guide: Guide, region: str) -> None:
    ids = [line.id for line in guide.helplines_for(region)]
    assert len(ids) == len(set(ids))
