"""The card of a platform in words, and its lines in the printed plan."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.handout.conftest import Printed, with_steps

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages, FeatureName
from safechat_tui.handout.cards import actions, feature, features, printed_proof, there
from safechat_tui.handout.document import plain
from safechat_tui.handout.text import render_text

NOW = Ages(date(2026, 11, 22))
LATER = Ages(date(2027, 12, 1))
MONTH = {"fr": "novembre 2026", "en": "November 2026"}


def words_of(guide: Guide, platform: str, code: str, ages: Ages = NOW) -> str:
    """Return one line of a card."""
    label = guide.pages["platforms"].value(f"action.{code}")
    lines = {line.label: line.blocks for line in actions(guide, guide.platform(platform), ages)}
    return " ".join(plain(text.words) for text in lines[label])


def test_a_name_is_given_in_both_languages_its_own_first(guide: Guide) -> None:
    shown = feature(guide, FeatureName("Bloquer", "Block"))
    assert (
        shown
        == {"fr": "«\u00a0Bloquer\u00a0» / «\u00a0Block\u00a0»", "en": "“Block” / “Bloquer”"}[guide.lang]
    )


@pytest.mark.parametrize(("name", "key"), [(FeatureName("", "A"), "en"), (FeatureName("A", ""), "fr")])
def test_a_name_that_is_not_known_is_said_so(guide: Guide, name: FeatureName, key: str) -> None:
    whole = guide.pages["platforms"].value(f"name.only-{key}").replace("%(name)s", "")
    assert feature(guide, name).endswith(whole)


def test_what_is_not_known_is_to_be_checked_and_has_no_proof(guide: Guide) -> None:
    said = words_of(guide, "platform.tiktok", "receipts")
    assert guide.pages["platforms"].value("state.check") in said
    assert "2026" not in said


def test_what_is_known_says_in_words_when_it_was_read(guide: Guide) -> None:
    assert MONTH[guide.lang] in words_of(guide, "platform.instagram", "quieter")


def test_what_was_written_long_ago_is_old_though_it_was_read_lately(guide: Guide) -> None:
    dated = next(a.proof for a in guide.platform("platform.reddit").actions if a.code == "block")
    assert dated is not None
    assert dated.source_dated is not None
    said = guide.pages["platforms"].value("old-page")
    written = {"fr": "janvier 2022", "en": "January 2022"}[guide.lang]
    assert said.replace("%(date)s", written) in words_of(guide, "platform.reddit", "block")


def test_what_is_old_is_marked_whatever_its_source(guide: Guide) -> None:
    old = guide.pages["platforms"].value("old").replace("%(date)s", MONTH[guide.lang])
    assert old in words_of(guide, "platform.facebook", "data", LATER)


def test_a_strategy_is_named_only_on_the_platforms_of_the_conversation(guide: Guide) -> None:
    found = there(guide, guide.strategy("stop.block"), ("platform.instagram",))
    assert [name for name, _ in found] == [guide.platform("platform.instagram").name]


def test_the_plan_prints_the_lines_of_its_steps_only(guide: Guide, printed: Printed) -> None:
    plan = with_steps("contact.mute").with_answer("understand.platforms", ("platform.instagram",))
    text = " ".join(render_text(printed(plan)).split())
    actions = {
        action.code: " ".join(features(guide, action).split())
        for action in guide.platform("platform.instagram").actions
    }
    assert actions["quieter"] in text
    assert actions["block"] not in text


@pytest.mark.parametrize(("strategy", "said"), [("stop.block", True), ("contact.read-receipts", False)])
def test_the_plan_says_evidence_first_before_what_can_lose_it(
    guide: Guide, printed: Printed, strategy: str, *, said: bool
) -> None:
    plan = with_steps(strategy).with_answer("understand.platforms", ("platform.whatsapp",))
    text = " ".join(render_text(printed(plan)).split())
    first = " ".join(guide.pages["platforms"].value("save_first").split())
    assert (first in text) is said


def test_the_plan_prints_no_platform_that_was_not_named(guide: Guide, printed: Printed) -> None:
    text = render_text(printed(with_steps("contact.mute")))
    assert "Instagram (" not in text
    assert guide.pages["handout"].value("platforms") not in text


def test_the_plan_marks_what_is_old(guide: Guide) -> None:
    platform = guide.platform("platform.instagram")
    old = guide.pages["platforms"].value("old").replace("%(date)s", MONTH[guide.lang])
    assert printed_proof(guide, [platform], ("quieter",), LATER) == old
