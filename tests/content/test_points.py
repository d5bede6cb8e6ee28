"""The shipped guide says every point, in both languages, and is whole."""

from __future__ import annotations

from typing import Final

import pytest
from tests.content.shipped import MESSAGES, each_language

from safechat_tui.guide.model import Guide

POINTS: Final = (
    "intro.definition", "intro.looks-like.private", "intro.looks-like.nonstop", "intro.looks-like.public",
    "intro.foundations", "understand.purpose", "understand.mocked-or-threatened", "understand.platforms",
    "understand.forms", "understand.unsafe", "understand.how-often", "understand.forced-replies",
    "understand.tagged", "wants.principle", "wants.open", "wants.order", "wants.stop", "wants.police",
    "wants.record", "wants.account-access", "wants.stay-in-contact", "wants.removal", "wants.legal",
    "strategies.principle", "strategies.urgent", "legal.order", "stop.unfollow", "stop.unfollow.how",
    "stop.block", "stop.block.caution", "stop.block.how", "contact.privacy", "contact.mute",
    "contact.read-receipts", "contact.no-reply", "contact.second-account", "removal.report",
    "removal.image", "access.passwords", "legal.keep-options", "legal.report-platform", "legal.police",
    "legal.log", "legal.screenshots", "legal.capture-alert", "legal.identity", "legal.date-visible",
    "legal.safe-place", "closing.agency", "closing.continuum", "closing.credit",
)  # fmt: skip
"""Everything the guide must say: kept here too, so that no point can leave the frame unnoticed."""


def words_of(guide: Guide, id: str) -> str:
    """Return the words that a point's section, item or paragraph holds, without its title."""
    words: list[str] = []
    for page in guide.every_page.values():
        for section in page.parts:
            words += [block.text for block in section.blocks if id in {section.id, block.id}]
    return " ".join(words)


def test_the_frame_asks_for_exactly_these_points() -> None:
    assert sorted(MESSAGES["fr"].points) == sorted(POINTS)


@each_language
def test_every_point_is_said(lang: str) -> None:
    assert [point for point in POINTS if len(words_of(MESSAGES[lang], point).split()) < 4] == []


def test_every_point_is_said_in_other_words_in_each_language() -> None:
    assert [
        point for point in POINTS if words_of(MESSAGES["fr"], point) == words_of(MESSAGES["en"], point)
    ] == []


@each_language
def test_every_place_says_what_to_mind(lang: str) -> None:
    page = MESSAGES[lang].pages["place"]
    assert [place for place in MESSAGES["fr"].places if not page.section(place).blocks] == []


@pytest.mark.parametrize("page", ["opening", "closing"])
@pytest.mark.parametrize(("lang", "site"), [("fr", "securitetech.ca"), ("en", "techsafety.ca")])
def test_the_source_is_named_where_the_guide_opens_and_closes(lang: str, site: str, page: str) -> None:
    blocks = [block for part in MESSAGES[lang].pages[page].parts for block in part.blocks]
    assert any(site in (span.href or "") for block in blocks for span in block.spans)
