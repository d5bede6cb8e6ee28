"""The checker's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.commands.problems import problem_line
from safechat_tui.guide import Problem
from safechat_tui.i18n import Translator


def line(problem: Problem, lang: str = "en") -> str:
    return problem_line(problem, Translator(lang))


def test_a_problem_is_told_with_path_and_line() -> None:
    assert line(Problem(Path("/x/a.md"), 7, "id-twice", {"id": "a.b"})).startswith("/x/a.md:7: the id a.b ")


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert line(Problem(Path("/x/a.md"), 0, "no-title")).startswith("/x/a.md: the file")


def test_a_path_inside_the_current_folder_is_relative(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert line(Problem(tmp_path / "en" / "a.md", 3, "no-title")).startswith("en/a.md:3: ")


def test_a_problem_is_told_in_the_readers_language() -> None:
    assert "déjà pris" in line(Problem(Path("/x/a.md"), 7, "id-twice", {"id": "a.b"}), "fr")


def test_the_other_language_is_named_in_words() -> None:
    problem = Problem(Path("/x/a.md"), 7, "only-here", {"id": "a.b", "lang": "en", "near": ""})
    assert "(anglais)" in line(problem, "fr")


def test_the_nearest_name_is_given() -> None:
    params = {"key": "stage", "value": "kep", "near": "keep"}
    assert line(Problem(Path("/x/a.toml"), 7, "fact-unknown", params)).endswith("(the nearest name is keep)")


def test_nothing_near_is_not_spoken_of() -> None:
    params = {"key": "stage", "value": "zzz", "near": ""}
    assert "nearest" not in line(Problem(Path("/x/a.toml"), 7, "fact-unknown", params))


def test_what_is_not_allowed_is_named_in_words() -> None:
    assert "une liste numérotée" in line(
        Problem(Path("/x/a.md"), 7, "not-allowed", {"what": "ordered_list"}), "fr"
    )


def test_toml_is_told_with_its_line_and_no_english() -> None:
    detail = "Invalid value (at line 3, column 5)"
    told = line(Problem(Path("/x/a.toml"), 0, "toml", {"detail": detail}), "fr")
    assert (told.startswith("/x/a.toml:3: "), "Invalid" in told) == (True, False)


def test_controls_in_a_path_are_not_repeated() -> None:
    assert "\x1b" not in line(Problem(Path("/x/\x1b[2J.md"), 0, "no-title"))
