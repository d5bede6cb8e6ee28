"""Whom to call in danger: what stands on top of every plan. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Helpline
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Items, Words
from safechat_tui.handout.cards import COLON

TO_WRITE: Final = "_" * 16
"""Room for a number that differs from place to place."""

DAY_AND_NIGHT: Final = "24/7"
"""The hours of a line that always answers."""

CANADIAN: Final = 10
"""Digits of a whole number in Canada; shorter ones are dialled as they are."""


def danger(guide: Guide, region: str) -> Items:
    """Return the lines that stand on top: emergency, a line of the region, where to find a shelter.

    Where no line of the region is certain, there is room to write one.

    Args:
        guide: the guide in the language of the paper.
        region: code of a province or territory; any other word means none of them.
    """
    return Items(tuple(_lines(guide, region)))


def _lines(guide: Guide, region: str) -> Iterator[Words]:
    reached = [line for line in guide.helplines_for(region) if line.printable]
    urgent = [line for line in reached if line.urgent]
    for line in urgent:
        if line.phone or line.to_write:
            yield _words(guide, line.name, line.phone or TO_WRITE)
    found = local(guide, region)
    for line in found:
        yield _words(guide, with_hours(guide, line), line.phone or line.url)
    if not found:
        yield _words(guide, guide.pages["handout"].value("urgent_local"), TO_WRITE)
    for line in urgent:
        if not line.phone and not line.to_write:
            yield _words(guide, line.name, line.url)


def local(guide: Guide, region: str) -> tuple[Helpline, ...]:
    """Return the shelter's own first line, and a certain one of the region: best one that always answers."""
    reached = [line for line in guide.helplines_for(region) if line.printable and not line.urgent]
    own = [line for line in reached if line.own][:1]
    of_region = [line for line in reached if not line.everywhere and not line.own and line.phone]
    of_region.sort(key=lambda line: line.hours != DAY_AND_NIGHT)
    return (*own, *of_region[:1])


def link_to(value: str) -> str:
    """Return where a number or a site leads when it is followed, or nothing where it is neither."""
    digits = re.sub(r"[\s()-]", "", value)
    if digits.isdigit():
        return f"tel:{digits}" if len(digits) < CANADIAN else f"tel:+1{digits[-CANADIAN:]}"
    return f"https://{value.removeprefix('https://')}" if "." in value and not re.search(r"\s", value) else ""


def with_hours(guide: Guide, line: Helpline) -> str:
    """Return the name of a line, and that it answers day and night where it does."""
    if line.hours != DAY_AND_NIGHT:
        return line.name
    return f"{line.name} ({guide.pages['handout'].value('day_and_night')})"


def _words(guide: Guide, label: str, value: str) -> Words:
    number = value.replace(" ", "\u00a0")
    return (Span(f"{label}{COLON[guide.lang]} "), Span(number, strong=True, href=link_to(value) or None))
