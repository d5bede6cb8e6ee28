"""The checker's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.commands.problems import problem_line
from safechat_tui.guide.problems import Problem
from safechat_tui.i18n import Translator

PAGE = Path("/x/a.md")
FACTS = Path("/x/a.toml")


@pytest.mark.parametrize(
    ("problem", "lang", "begins", "holds"),
    [
        (Problem(PAGE, 7, "id-twice", {"id": "a.b"}), "en", "/x/a.md:7: ", "the id a.b "),
        (Problem(PAGE, 7, "id-twice", {"id": "a.b"}), "fr", "/x/a.md:7: ", "déjà pris"),
        (Problem(PAGE, 0, "no-title"), "en", "/x/a.md: the file", ""),
        (Problem(PAGE, 7, "only-here", {"id": "a", "lang": "en", "near": ""}), "fr", "", "(anglais)"),
        (
            Problem(
                FACTS, 7, "fact-unknown", {"key": "stage", "value": "kep", "near": "keep", "known": "keep"}
            ),
            "en",
            "",
            "(the nearest name is keep)",
        ),
        (Problem(PAGE, 7, "not-allowed", {"what": "ordered_list"}), "fr", "", "une liste numérotée"),
        (
            Problem(FACTS, 3, "toml-line", {"text": "a: b", "write": 'a = "b"'}),
            "fr",
            "/x/a.toml:3: ",
            'a = "b"',
        ),
        (
            Problem(PAGE, 1, "lost-said", {"id": "a", "count": "1", "shipped": "X\nY", "own": "Z"}),
            "en",
            "",
            "   Y",
        ),
    ],
)
def test_a_problem_is_told_with_its_place_in_words(
    problem: Problem, lang: str, begins: str, holds: str
) -> None:
    told = problem_line(problem, Translator(lang))
    assert told.startswith(begins)
    assert holds in told


@pytest.mark.parametrize(
    ("problem", "word"),
    [
        (
            Problem(FACTS, 7, "fact-unknown", {"key": "stage", "value": "zzz", "near": "", "known": "keep"}),
            "nearest",
        ),
        (Problem(Path("/x/\x1b[2J.md"), 0, "no-title"), "\x1b"),
        (Problem(PAGE, 0, "stray-page", {"name": "\x1b[2J.md", "near": ""}), "\x1b"),
    ],
)
def test_nothing_is_told_that_is_empty_foreign_or_unclean(problem: Problem, word: str) -> None:
    assert word not in problem_line(problem, Translator("en"))


def test_a_path_inside_the_current_folder_is_relative(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = problem_line(Problem(tmp_path / "en" / "a.md", 3, "no-title"), Translator("en"))
    assert told.startswith("en/a.md:3: ")
