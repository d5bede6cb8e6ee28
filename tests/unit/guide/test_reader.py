"""The guide that is read, and its look-ups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.unit.guide.sample import Sample

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.problems import ContentError
from safechat_tui.guide.reference import Ages

TODAY = date(2026, 1, 10)


@pytest.fixture
def talk(sample: Sample) -> Guide:
    """The sample's guide in English."""
    return read_guide("en", guide="talk", root=sample.root)


def test_content_with_a_problem_is_refused_with_all_its_problems(sample: Sample) -> None:
    sample.edit("en/place.md", "Words of place.home.", "*a* *b*")
    with pytest.raises(ContentError) as caught:
        read_guide("en", guide="talk", root=sample.root)
    assert [problem.code for problem in caught.value.problems] == ["not-allowed", "not-allowed"]


def test_a_problem_of_one_language_does_not_refuse_the_other(sample: Sample) -> None:
    sample.edit("en/place.md", "Words of place.home.", "*a*")
    assert read_guide("fr", guide="talk", root=sample.root).lang == "fr"


def test_strategies_come_in_the_order_of_the_stages(talk: Guide) -> None:
    assert [strategy.id for strategy in talk.strategies] == ["legal.log", "stop.block"]


@pytest.mark.parametrize("look_up", [Guide.strategy, Guide.question, Guide.platform])
def test_an_unknown_id_is_a_key_error(talk: Guide, look_up: Callable[[Guide, str], object]) -> None:
    with pytest.raises(KeyError):
        look_up(talk, "stop.blok")


@pytest.mark.parametrize(("line", "words"), [("notice", "words of notice"), ("check", "")])
def test_a_strategy_gives_the_lines_of_its_card_if_they_are_there(talk: Guide, line: str, words: str) -> None:
    assert talk.strategy("stop.block").card(line) == words


@pytest.mark.parametrize(("id", "things"), [("legal.log", ()), ("stop.block", ("messages",))])
def test_what_changes_or_tells_may_lose_everything_unless_it_says_what(
    talk: Guide, id: str, things: tuple[str, ...]
) -> None:
    assert talk.strategy(id).may_lose == things


def test_a_strategy_that_says_nothing_of_being_noticed_is_to_be_checked(talk: Guide) -> None:
    assert talk.strategy("stop.block").notice == "check"


def test_the_questions_of_a_step_are_asked_in_that_step(talk: Guide) -> None:
    assert [question.id for question in talk.asked("wants")] == ["wants.stop"]


def test_goals_come_from_the_questions(talk: Guide) -> None:
    assert talk.goals == ("stop",)


def test_places_come_from_the_page_of_places(talk: Guide) -> None:
    assert talk.places[:2] == ("place.with-me", "place.home")


def test_a_platform_is_named_by_its_label(talk: Guide) -> None:
    assert talk.platforms[0].name == "words of platform.x"


def test_a_fact_keeps_the_day_it_was_verified(talk: Guide) -> None:
    assert talk.platforms[0].verified_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("lang", "url", "text"), [("en", "en.example.ca", "TALK"), ("fr", "example.ca", "PARLER")]
)
def test_a_helpline_gives_the_site_and_the_number_of_the_language_or_the_common_ones(
    sample: Sample, lang: str, url: str, text: str
) -> None:
    line = read_guide(lang, guide="talk", root=sample.root).helplines[0]
    assert (line.url, line.text_to) == (url, text)


@pytest.mark.parametrize(("id", "check_first"), [("helpline.sure", False), ("helpline.unsure", True)])
def test_only_a_number_that_its_owner_confirms_is_given_unchecked(
    talk: Guide, id: str, check_first: bool
) -> None:
    assert [Ages(TODAY).check_first(line) for line in talk.helplines if line.id == id] == [check_first]


@pytest.mark.parametrize(("id", "said"), [("picture.thread", True), ("intro.more", False)])
def test_what_stands_in_a_section_or_an_item_is_said(talk: Guide, id: str, said: bool) -> None:
    assert (id in talk.said()) == said
