"""Pages parsed at build time: the same pages, and none once a page or the parser says something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safechat_tui.guide import parsed
from safechat_tui.guide.parsed import ParsedPages, parse, write
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Page
from safechat_tui.resources import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(folder=tmp_path / "parsed")
    return tmp_path / "parsed"


@pytest.fixture
def no_parser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parsing anew fail, once the pages are parsed."""

    def fail(path: Path, text: str, problems: list[Problem]) -> Page:
        raise AssertionError(path)

    monkeypatch.setattr(parsed, "parse", fail)


def read(folder: Path, path: Path, text: str) -> Page:
    return ParsedPages("fr", folder).read(path, text, [])


@pytest.mark.usefixtures("no_parser")
def test_every_shipped_page_is_found_and_is_what_its_text_says(folder: Path) -> None:
    pages = ParsedPages("fr", folder)
    for path in (CONTENT / "fr").rglob("*.md"):
        text = path.read_text("utf-8")
        assert pages.read(path, text, []) == parse(path, text, []), path


def test_a_changed_page_is_parsed_anew(folder: Path) -> None:
    path = CONTENT / "fr" / "messages" / "opening.md"
    text = path.read_text("utf-8").replace("guide", "guida", 1)
    assert read(folder, path, text) == parse(path, text, [])


def test_a_page_with_a_problem_is_never_kept_and_tells_it_each_time(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    path = tmp_path / "content" / "fr" / "place.md"
    path.write_text("### Wrong\n", "utf-8")
    write(tmp_path / "content", tmp_path / "parsed")
    problems: list[Problem] = []
    ParsedPages("fr", tmp_path / "parsed").read(path, path.read_text("utf-8"), problems)
    assert problems


@pytest.mark.usefixtures("no_parser")
def test_another_parser_finds_no_page_of_the_former_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsed, "_salt", lambda: b"another")
    path = CONTENT / "fr" / "place.md"
    with pytest.raises(AssertionError):
        read(folder, path, path.read_text("utf-8"))


@pytest.mark.parametrize("damaged", ["", "[", "{", "[]", "null", "1"])
def test_a_damaged_file_holds_no_pages(folder: Path, damaged: str) -> None:
    (folder / "fr.json").write_text(damaged, "utf-8")
    path = CONTENT / "fr" / "place.md"
    text = path.read_text("utf-8")
    assert read(folder, path, text) == parse(path, text, [])
