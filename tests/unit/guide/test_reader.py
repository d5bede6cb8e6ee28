"""The guide that is read, its look-ups, and the pages that were parsed before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.unit.guide.sample import Sample

from safechat_tui.guide import parsed
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.parsed import page_of, parse, parsed_pages, write_parsed
from safechat_tui.guide.problems import ContentError, Problem
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.text import Page
from safechat_tui.resources import CONTENT

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


# Parsed pages -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_parsed(folder=tmp_path / "parsed")
    return tmp_path / "parsed"


@pytest.fixture
def no_parser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parsing anew fail, once the pages are parsed."""

    def fail(path: Path, text: str, problems: list[Problem]) -> Page:
        raise AssertionError(path)

    monkeypatch.setattr(parsed, "parse", fail)


def read(folder: Path, path: Path, text: str) -> Page:
    return page_of(path, text, parsed_pages("fr", folder), [])


@pytest.mark.usefixtures("no_parser")
def test_every_shipped_page_is_found_and_is_what_its_text_says(folder: Path) -> None:
    pages = parsed_pages("fr", folder)
    for path in (CONTENT / "fr").rglob("*.md"):
        text = path.read_text("utf-8")
        assert page_of(path, text, pages, []) == parse(path, text, []), path


def test_a_changed_page_is_parsed_anew(folder: Path) -> None:
    path = CONTENT / "fr" / "messages" / "opening.md"
    text = path.read_text("utf-8").replace("guide", "guida", 1)
    assert read(folder, path, text) == parse(path, text, [])


def test_a_page_with_a_problem_is_never_kept_and_tells_it_each_time(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    path = tmp_path / "content" / "fr" / "place.md"
    path.write_text("### Wrong\n", "utf-8")
    write_parsed(tmp_path / "content", tmp_path / "parsed")
    problems: list[Problem] = []
    page_of(path, path.read_text("utf-8"), parsed_pages("fr", tmp_path / "parsed"), problems)
    assert problems


@pytest.mark.usefixtures("no_parser")
def test_another_parser_finds_no_page_of_the_former_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsed, "_parsers", lambda: b"another")
    path = CONTENT / "fr" / "place.md"
    with pytest.raises(AssertionError):
        read(folder, path, path.read_text("utf-8"))


@pytest.mark.parametrize("damaged", ["", "[", "{", "[]", "null", "1"])
def test_a_damaged_file_holds_no_pages(folder: Path, damaged: str) -> None:
    (folder / "fr.json").write_text(damaged, "utf-8")
    path = CONTENT / "fr" / "place.md"
    text = path.read_text("utf-8")
    assert read(folder, path, text) == parse(path, text, [])
