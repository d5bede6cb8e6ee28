"""The shipped words: no blame, no verdict, no number of their own, links to known sites, French spacing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

from safechat_tui.guide import CARD, EXTRA, Guide, Helpline, Kind, read_guide
from safechat_tui.i18n import LANGUAGES
from safechat_tui.i18n import LOCALES as FOLDER
from safechat_tui.options import REGIONS
from safechat_tui.resources import CONTENT

GUIDES: Final = {lang: read_guide(lang) for lang in LANGUAGES}
FILES: Final = sorted(path for lang in LANGUAGES for path in (CONTENT / lang).rglob("*.md"))
LOCALES: Final = Path(FOLDER)
CATALOGUES: Final = sorted(LOCALES.rglob("*.po"))

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


def name(path: Path) -> str:
    """Return the path of a file, from its language on."""
    return path.relative_to(CONTENT if path.is_relative_to(CONTENT) else LOCALES).as_posix()


def texts(guide: Guide) -> Iterator[str]:
    """Yield every title, value and block of a guide."""
    for page in [*guide.pages.values(), *(strategy.page for strategy in guide.strategies)]:
        yield from (entry.text for entry in page.entries.values())
        for section in (page.head, *page.sections):
            yield section.title
            yield from (block.text for block in section.blocks)


def phone_numbers(text: str) -> set[str]:
    """Return the digits of everything that could be dialled: long numbers, and three digits as 911."""
    digits = {re.sub(r"\D", "", number) for number in _NUMBER.findall(_DATE.sub("", text))}
    return {number for number in digits if len(number) >= 5 or re.fullmatch(r"[2-9]11|988", number)}


def known_numbers() -> set[str]:
    """Return the digits of every phone, text and TTY number of the facts."""
    helplines = tomllib.loads((CONTENT / "facts" / "helplines.toml").read_text(encoding="utf-8"))["helpline"]
    values = [str(row[key]) for row in helplines for key in row if key.startswith(("phone", "text", "tty"))]
    return {number for value in values for number in phone_numbers(value)}


@pytest.mark.parametrize("path", [*FILES, *CATALOGUES], ids=name)
def test_every_phone_number_in_the_words_is_one_of_the_facts(path: Path) -> None:
    assert phone_numbers(path.read_text(encoding="utf-8")) <= known_numbers()


@pytest.mark.parametrize("text", ["1-800-363-9010", "1 (800) 363 9010", "310-1818", "9-1-1", "911", "686868"])
def test_a_number_is_noticed_however_it_is_written(text: str) -> None:
    assert phone_numbers(f"Call {text}, day and night.") == {re.sub(r"\D", "", text)}


@pytest.mark.parametrize("path", [*FILES, *CATALOGUES], ids=name)
@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_a_phrase_that_blames_slights_or_judges_is_nowhere(phrase: str, path: Path) -> None:
    words = path.read_text(encoding="utf-8").replace("’", "'").lower()
    assert not re.search(rf"\b{re.escape(phrase)}\b", words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_to_known_sites_only(lang: str) -> None:
    guide = GUIDES[lang]
    pages = [*guide.pages.values(), *(strategy.page for strategy in guide.strategies)]
    links = {
        str(urlsplit(span.href).hostname)
        for page in pages
        for section in (page.head, *page.sections)
        for block in section.blocks
        for span in block.spans
        if span.href
    }
    assert links <= HOSTS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", [strategy.id for strategy in GUIDES["fr"].strategies])
def test_the_title_of_a_strategy_is_short(id: str, lang: str) -> None:
    assert 0 < len(GUIDES[lang].strategy(id).title) <= MAX_STRATEGY_TITLE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", [question.id for question in GUIDES["fr"].questions])
def test_the_title_of_a_question_is_short(id: str, lang: str) -> None:
    assert 0 < len(GUIDES[lang].question(id).text.title) <= MAX_QUESTION_TITLE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["address", "name", "handle", "date", "before", "message", "after"])
def test_the_sample_words_fit_into_the_picture(part: str, lang: str) -> None:
    assert 0 < len(GUIDES[lang].pages["documenting"].value(f"picture.sample-{part}")) <= MAX_SAMPLE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("line", [*CARD, *EXTRA])
@pytest.mark.parametrize("id", [strategy.id for strategy in GUIDES["fr"].strategies])
def test_a_card_line_is_one_or_two_short_sentences(id: str, line: str, lang: str) -> None:
    assert len(GUIDES[lang].strategy(id).card(line)) <= 200


def test_the_neutral_title_says_nothing_of_violence() -> None:
    titles = " ".join(GUIDES[lang].pages["handout"].value("neutral_title").lower() for lang in LANGUAGES)
    telling = r"violen|harass|harcèl|menac|threat|abus|safe|sécur|shelter|héberg|police|surviv|plan de"
    assert not re.search(telling, titles)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_neutral_credit_says_nothing_of_harassment(lang: str) -> None:
    words = GUIDES[lang].pages["handout"].section("handout.neutral-credit").texts(Kind.PARAGRAPH)
    assert not re.search(r"violen|harass|harcèl|menac|threat|abus|shelter|héberg", " ".join(words).lower())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("owed", ["10.3", "CIRA"])
def test_the_neutral_credit_names_the_guide_and_the_grant(lang: str, owed: str) -> None:
    words = GUIDES[lang].pages["handout"].section("handout.neutral-credit").texts(Kind.PARAGRAPH)
    assert owed in " ".join(words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("guide", ["messages", "calls"])
def test_the_neutral_credit_names_nothing_that_a_finder_can_look_up_at_once(guide: str, lang: str) -> None:
    page = read_guide(lang, guide=guide).pages["handout"]
    blocks = page.section("handout.neutral-credit").blocks
    told = [
        span for block in blocks for span in block.spans if span.href or re.search(r"\.ca|Safe", span.text)
    ]
    assert told == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", ["place.shelter", "place.trusted-person"])
def test_what_to_mind_does_not_betray_who_helps_her_or_where(lang: str, place: str) -> None:
    words = " ".join(GUIDES[lang].pages["place"].section(place).texts(Kind.PARAGRAPH)).lower()
    telling = r"shelter|worker|trust|friend|relative|with someone|héberg|interven|confiance|ami|proche|refuge"
    assert not re.search(telling, words)


@pytest.mark.parametrize("path", sorted((CONTENT / "starter").rglob("urgent.md")), ids=str)
def test_the_example_for_a_house_offers_to_look_up_a_shelter_and_not_her(path: Path) -> None:
    assert not re.search(r"look for her|chercher pour elle", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_an_order_is_nowhere_named_as_a_wish_to_have_it_respected(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert not re.search(r"faire respecter une ordonnance|have an order respected", words)


def test_nowhere_in_french_does_she_expose_herself() -> None:
    words = {path: path.read_text(encoding="utf-8") for path in [*FILES, *CATALOGUES]}
    assert [
        name(path) for path, text in words.items() if re.search(r"(vous|s’|l’)exposer|exposez", text)
    ] == []


@pytest.mark.parametrize("path", [*FILES, *CATALOGUES], ids=name)
def test_no_order_of_steps_is_promised_to_be_safe(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert not re.search(r"ordre sûr|in (a )?safe order", words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_province_is_said_to_have_no_line_only_that_none_is_listed(lang: str) -> None:
    notes = [helpline.note for helpline in GUIDES[lang].helplines]
    assert [note for note in notes if re.search(r"has no line|n’a pas de ligne", note)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_what_a_strategy_is_offered_for_is_not_called_a_wish_since_an_order_is_a_fact(path: Path) -> None:
    found = re.search(r'msgid "plain.serves"\nmsgstr "([^"]*)"', path.read_text(encoding="utf-8"))
    assert not (found and re.search(r"souhait|goal|wish", found[1]))


def test_in_french_no_space_that_can_break_stands_inside_guillemets_or_before_a_colon() -> None:
    assert [text for text in texts(GUIDES["fr"]) if re.search(r" [:;?!»]|« ", text)] == []


def test_in_french_a_colon_has_a_space_before_it() -> None:
    assert [text for text in texts(GUIDES["fr"]) if re.search(r"[^\W\d]:(?!//)", text)] == []


def test_in_french_apostrophes_are_round() -> None:
    assert [text for text in texts(GUIDES["fr"]) if re.search(r"\w'\w", text)] == []


def test_in_english_no_space_stands_before_a_colon() -> None:
    # The French title of the source guide, which is quoted, keeps its own.
    words = [re.sub("“[^”]*”", "", text) for text in texts(GUIDES["en"])]
    assert [text for text in words if re.search(r"[ \u00a0\u202f][:;?!]", text)] == []


# Facts

HELPLINES: Final = [(lang, helpline) for lang in LANGUAGES for helpline in GUIDES[lang].helplines]


def helpline_name(pair: tuple[str, Helpline]) -> str:
    """Return language and id of a helpline."""
    return f"{pair[0]}-{pair[1].id}"


@pytest.mark.parametrize("pair", HELPLINES, ids=helpline_name)
def test_a_helpline_can_be_reached_in_its_language(pair: tuple[str, Helpline]) -> None:
    assert pair[1].phone or pair[1].text_to or pair[1].url or pair[1].to_write


@pytest.mark.parametrize("pair", HELPLINES, ids=helpline_name)
def test_a_helpline_has_a_name_and_a_note(pair: tuple[str, Helpline]) -> None:
    assert pair[1].name
    assert pair[1].note


@pytest.mark.parametrize("pair", HELPLINES, ids=helpline_name)
def test_a_phone_number_is_written_as_it_is_dialled(pair: tuple[str, Helpline]) -> None:
    assert re.fullmatch(r"(\d-\d-\d|(1-)?\d{3}-\d{3}-\d{4}|310-\d{4}|)", pair[1].phone)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_helplines_of_a_region_have_the_same_number(lang: str, region: str) -> None:
    numbers = [helpline.phone for helpline in GUIDES[lang].helplines_for(region) if helpline.phone]
    assert len(numbers) == len(set(numbers))
