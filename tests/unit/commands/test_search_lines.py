"""`safechat search`: what it says, how wide, and its exit code."""

from __future__ import annotations

import re

import pytest

from safechat_tui.cli import main
from safechat_tui.plain.parts import find_part


def search(capsys: pytest.CaptureFixture[str], *words: str, lang: str = "fr") -> tuple[int, str, str]:
    code = main(["search", *words, "--lang", lang])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_best_place_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = search(capsys, "blouqer")
    assert re.search(r"^1\. Bloquer la personne", out, re.MULTILINE)


def test_several_words_are_one_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert search(capsys, "mot", "de", "passe") == search(capsys, "mot de passe")


@pytest.mark.parametrize(("lang", "words"), [("fr", "ecran"), ("en", "screenshot")])
def test_every_command_that_is_named_shows_a_part_of_the_guide(
    capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    _, out, _ = search(capsys, words, lang=lang)
    parts = re.findall(r"safechat guide (\S+)", out)
    assert parts
    assert all(find_part(part) for part in parts)


def test_the_keys_are_found_too(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = search(capsys, "quick", "exit", lang="en")
    assert "Quick exit (Ctrl+X)" in out


def test_a_helpline_is_found_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = search(capsys, "363 9010")
    assert "1. SOS violence conjugale" in out


def test_nothing_found_is_an_exit_code_and_one_sentence_beside_the_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = search(capsys, "xyzzt")
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_what_was_typed_is_repeated_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in search(capsys, "xy\x1b[31mzzt")[2]


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = search(capsys, "message")
    assert max(map(len, out.splitlines())) <= columns


def test_words_must_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search"]) == 2
