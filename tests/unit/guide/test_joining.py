"""Guides that are followed at once: what they share comes once, in the order of each, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from safechat_tui.guide.joining import join
from safechat_tui.guide.joint_pages import joined_pages
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.i18n import LANGUAGES
from safechat_tui.resources import CONTENT

MESSAGES: Final = read_guide("en")
CALLS: Final = read_guide("en", guide="calls")
BOTH: Final = read_guide("en", guide="messages.calls")


def strategies(guide: Guide) -> list[str]:
    """Return the ids of a guide's strategies, under those of the guide before where they are the same."""
    return [BOTH.same.get(each.id, each.id) for each in guide.strategies]


def questions(guide: Guide) -> list[str]:
    """Return the ids of its questions, likewise."""
    return [BOTH.same.get(each.id, each.id) for each in guide.questions]


@pytest.mark.parametrize("guide", [MESSAGES, CALLS], ids=["messages", "calls"])
def test_each_guide_keeps_the_order_of_its_strategies_among_both(guide: Guide) -> None:
    own = strategies(guide)
    assert [id for id in strategies(BOTH) if id in own] == own


def test_where_two_guides_ask_in_another_order_the_first_one_decides() -> None:
    first = questions(MESSAGES)
    added = [id for id in questions(CALLS) if id not in first]
    assert [id for id in questions(BOTH) if id in first] == first
    assert [id for id in questions(BOTH) if id in added] == added


@pytest.mark.parametrize("ids", [strategies, questions])
def test_what_both_have_comes_once_and_nothing_else_comes(ids: Callable[[Guide], list[str]]) -> None:
    assert sorted(ids(BOTH)) == sorted({*ids(MESSAGES), *ids(CALLS)})


def test_a_question_of_both_has_the_answers_of_both() -> None:
    platforms = BOTH.question("understand.platforms").choices
    assert set(platforms) >= {*CALLS.question("understand.apps").choices, "platform.facebook"}
    assert [code.startswith("answer.") for code in platforms] == sorted(
        code.startswith("answer.") for code in platforms
    )


def test_a_strategy_of_both_serves_the_goals_of_both() -> None:
    assert set(BOTH.strategy("legal.police").goals) == {"police", "legal"}
    assert {goal for each in BOTH.strategies for goal in each.goals} == {*MESSAGES.goals, *CALLS.goals}


def test_the_order_of_the_ids_does_not_matter() -> None:
    assert read_guide("en", guide="calls.messages").id == "messages.calls"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_asked_of_both_speaks_of_both(lang: str) -> None:
    alone, both = read_guide(lang), read_guide(lang, guide="messages.calls")
    shared = {each.id for each in CALLS.questions} & {each.id for each in MESSAGES.questions}
    shared -= {"wants.record", "wants.police"}
    assert [id for id in sorted(shared) if both.question(id).text == alone.question(id).text] == []
    assert "calls" in both.name.lower() or "appels" in both.name.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_it_comes_from_is_said_of_each_guide(lang: str) -> None:
    credits = [
        read_guide(lang, guide=id).pages["closing"].section("closing.credit") for id in ("messages", "calls")
    ]
    both = read_guide(lang, guide="messages.calls").pages["closing"].section("closing.credit")
    assert both.texts() == tuple(text for credit in credits for text in credit.texts())


def test_a_guide_that_nobody_wrote_words_for_joins_with_all_that_it_says() -> None:
    other = CALLS._replace(id="visits")
    joined = join(Layers(CONTENT), (MESSAGES, other))
    said = {block.text for block in joined.question("understand.unsafe").text.blocks}
    assert said >= {block.text for block in CALLS.question("understand.unsafe").text.blocks}
    assert (joined.id, strategies(joined)) == ("messages.visits", strategies(BOTH))


def test_three_guides_join_as_two_and_one() -> None:
    other = BOTH._replace(
        id="visits", strategies=(replace(CALLS.strategies[3], id="keep.visits"),), questions=()
    )
    joined = join(Layers(CONTENT), (MESSAGES, CALLS, other))
    at = strategies(BOTH).index("contact.mute")
    assert strategies(joined) == [*strategies(BOTH)[:at], "keep.visits", *strategies(BOTH)[at:]]
    assert joined.question("understand.unsafe").text == BOTH.question("understand.unsafe").text


def test_a_page_by_itself_is_as_in_the_whole_guide() -> None:
    pages = joined_pages(Layers(CONTENT), "en", ("messages", "calls"), ("opening", "closing"))
    assert pages == {name: BOTH.pages[name] for name in ("opening", "closing")}
