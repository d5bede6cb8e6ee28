"""The shipped words: no blame, no verdict, no number of their own, links to known sites, French spacing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from tests.content.shipped import MESSAGES, all_texts, each_language, every_guide

from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.text import Kind
from safechat_tui.i18n import LANGUAGES, LOCALES, Translator
from safechat_tui.options import REGIONS
from safechat_tui.resources import CONTENT

WORDS: Final = {
    str(path): path.read_text(encoding="utf-8")
    for path in (
        *(p for lang in LANGUAGES for p in (CONTENT / lang).rglob("*.md")),
        *Path(LOCALES).rglob("*.po"),
    )
}
"""Every page and catalogue, by its path."""


FORBIDDEN: Final = (
    "why did you", "why didn't you", "simply", "this is a crime",
    "pourquoi avez-vous", "pourquoi n'avez-vous pas", "simplement", "c'est un crime",
)  # fmt: skip
"""Blame, slight and verdict: what the guide never says."""

HOSTS: Final = frozenset(
    {
        "securitetech.ca", "www.securitetech.ca", "techsafety.ca", "www.techsafety.ca",
        "hebergementfemmes.ca", "www.hebergementfemmes.ca", "sheltersafe.ca", "www.sheltersafe.ca",
        "endvaw.ca", "www.endvaw.ca", "cyberaide.ca", "www.cyberaide.ca", "cybertip.ca", "www.cybertip.ca",
        "creativecommons.org", "www.cira.ca", "cira.ca",
    }
)  # fmt: skip
"""Sites that the guide may send someone to."""

MAX_STRATEGY_TITLE: Final = 45
MAX_QUESTION_TITLE: Final = 42
MAX_SAMPLE: Final = 26

_NUMBER: Final = re.compile(r"(?<![\w.])\d(?:[-‑. ()\u00a0]{0,2}\d)*")
_DATE: Final = re.compile(r"20\d\d[-‑]\d\d[-‑]\d\d")


def phone_numbers(text: str) -> set[str]:
    """Return the digits of everything that could be dialled: long numbers, and three digits as 911."""
    digits = {re.sub(r"\D", "", number) for number in _NUMBER.findall(_DATE.sub("", text))}
    return {number for number in digits if len(number) >= 5 or re.fullmatch(r"[2-9]11|988", number)}


def known_numbers() -> set[str]:
    """Return the digits of every phone, text and TTY number of the facts."""
    helplines = tomllib.loads((CONTENT / "facts" / "helplines.toml").read_text(encoding="utf-8"))["helpline"]
    values = [str(row[key]) for row in helplines for key in row if key.startswith(("phone", "text", "tty"))]
    return {number for value in values for number in phone_numbers(value)}


def test_every_phone_number_in_the_words_is_one_of_the_facts() -> None:
    known = known_numbers()
    unknown = {name: phone_numbers(words) - known for name, words in WORDS.items()}
    assert {name: numbers for name, numbers in unknown.items() if numbers} == {}


@pytest.mark.parametrize("text", ["1-800-363-9010", "1 (800) 363 9010", "310-1818", "9-1-1", "911", "686868"])
def test_a_number_is_noticed_however_it_is_written(text: str) -> None:
    assert phone_numbers(f"Call {text}, day and night.") == {re.sub(r"\D", "", text)}


def found(pattern: str, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return every file and line in which a pattern stands."""
    return [
        (name, line)
        for name, text in words.items()
        for line in text.replace("’", "'").splitlines()
        if re.search(pattern, line, re.IGNORECASE)
    ]


def test_a_phrase_that_blames_slights_or_judges_is_nowhere() -> None:
    assert found(rf"\b({'|'.join(FORBIDDEN)})\b", WORDS) == []


@each_language
def test_links_lead_to_known_sites_only(lang: str) -> None:
    links = {
        str(urlsplit(span.href).hostname)
        for page in MESSAGES[lang].every_page.values()
        for section in page.parts
        for block in section.blocks
        for span in block.spans
        if span.href
    }
    assert links <= HOSTS


@every_guide
def test_every_title_is_short(guide: Guide) -> None:
    strategies = [each.title for each in guide.strategies]
    questions = [each.text.title for each in guide.questions]
    assert [title for title in strategies if not 0 < len(title) <= MAX_STRATEGY_TITLE] == []
    assert [title for title in questions if not 0 < len(title) <= MAX_QUESTION_TITLE] == []


@every_guide
def test_the_sample_words_fit_into_the_picture(guide: Guide) -> None:
    parts = ("address", "name", "handle", "date", "before", "message", "after")
    values = [guide.pages["documenting"].value(f"picture.sample-{part}") for part in parts]
    assert [value for value in values if not 0 < len(value) <= MAX_SAMPLE] == []


@every_guide
def test_a_card_line_is_one_or_two_short_sentences(guide: Guide) -> None:
    lines = [each.card(line) for each in guide.strategies for line in (*CARD, *EXTRA)]
    assert [line for line in lines if len(line) > 200] == []


def test_the_neutral_title_says_nothing_of_violence() -> None:
    titles = " ".join(MESSAGES[lang].pages["handout"].value("neutral_title").lower() for lang in LANGUAGES)
    telling = r"violen|harass|harcèl|menac|threat|abus|safe|sécur|shelter|héberg|police|surviv|plan de"
    assert not re.search(telling, titles)


@every_guide
def test_the_neutral_credit_names_guide_and_grant_and_nothing_that_tells_a_finder(guide: Guide) -> None:
    credit = guide.pages["handout"].section("handout.neutral-credit")
    words = " ".join(credit.texts(Kind.PARAGRAPH))
    telling = r"violen|harass|harcèl|menac|threat|abus|shelter|héberg|\.ca|safe"
    assert not re.search(telling, words, re.IGNORECASE)
    assert [span for block in credit.blocks for span in block.spans if span.href] == []
    assert ("10.3" in words, "CIRA" in words) == (True, True)


@each_language
@pytest.mark.parametrize("place", ["place.shelter", "place.trusted-person"])
def test_what_to_mind_does_not_betray_who_helps_her_or_where(lang: str, place: str) -> None:
    words = " ".join(MESSAGES[lang].pages["place"].section(place).texts(Kind.PARAGRAPH)).lower()
    telling = r"shelter|worker|trust|friend|relative|with someone|héberg|interven|confiance|ami|proche|refuge"
    assert not re.search(telling, words)


@pytest.mark.parametrize("path", sorted((CONTENT / "starter").rglob("urgent.md")), ids=str)
def test_the_example_for_a_house_offers_to_look_up_a_shelter_and_not_her(path: Path) -> None:
    assert not re.search(r"look for her|chercher pour elle", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(
            r"faire respecter une ordonnance|have an order respected",
            id="an order is no wish to have it respected",
        ),
        pytest.param(r"(vous|s'|l')exposer|exposez", id="she does not expose herself"),
        pytest.param(r"ordre sûr|in (a )?safe order", id="no order of steps is promised to be safe"),
    ],
)
def test_some_words_stand_nowhere(pattern: str) -> None:
    assert found(pattern, WORDS) == []


@each_language
def test_no_province_is_said_to_have_no_line_only_that_none_is_listed(lang: str) -> None:
    notes = [helpline.note for helpline in MESSAGES[lang].helplines]
    assert [note for note in notes if re.search(r"has no line|n’a pas de ligne", note)] == []


@each_language
def test_what_a_strategy_is_offered_for_is_not_called_a_wish_since_an_order_is_a_fact(lang: str) -> None:
    said = Translator(lang)("plain.serves", goals="")
    assert not re.search(r"souhait|goal|wish", said)


def test_in_french_no_space_that_can_break_stands_inside_guillemets_or_before_a_colon() -> None:
    assert [text for text in all_texts(MESSAGES["fr"]) if re.search(r" [:;?!»]|« ", text)] == []


def test_in_french_a_colon_has_a_space_before_it() -> None:
    assert [text for text in all_texts(MESSAGES["fr"]) if re.search(r"[^\W\d]:(?!//)", text)] == []


def test_in_french_apostrophes_are_round() -> None:
    assert [text for text in all_texts(MESSAGES["fr"]) if re.search(r"\w'\w", text)] == []


def test_in_english_no_space_stands_before_a_colon() -> None:
    # The French title of the source guide, which is quoted, keeps its own.
    words = [re.sub("“[^”]*”", "", text) for text in all_texts(MESSAGES["en"])]
    assert [text for text in words if re.search(r"[ \u00a0\u202f][:;?!]", text)] == []


# Facts

DIALLED: Final = re.compile(r"(\d-\d-\d|(1-)?\d{3}-\d{3}-\d{4}|310-\d{4}|)")


@each_language
def test_every_helpline_can_be_reached_in_its_language_and_says_for_whom_it_is(lang: str) -> None:
    lines = MESSAGES[lang].helplines
    assert [line.id for line in lines if not (line.has_way or line.to_write)] == []
    assert [line.id for line in lines if not (line.name and line.note)] == []


@each_language
def test_every_phone_number_is_written_as_it_is_dialled(lang: str) -> None:
    assert [line.id for line in MESSAGES[lang].helplines if not DIALLED.fullmatch(line.phone)] == []


@each_language
def test_no_two_helplines_of_a_region_have_the_same_number(lang: str) -> None:
    for region in REGIONS:
        numbers = [line.phone for line in MESSAGES[lang].helplines_for(region) if line.phone]
        assert len(numbers) == len(set(numbers)), region
