"""What is done to any text: folding, measuring, wrapping, plainer letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from safechat_tui.text.fold import folded
from safechat_tui.text.letters import fitted, one_cell, to_ascii
from safechat_tui.text.wrap import MIN_ROOM, Piece, cells, sized, wrap, wrap_text


@pytest.mark.parametrize("text", ["ÉCRAN", "écran", "e\u0301cran", "ＥＣＲＡＮ"])
def test_a_text_is_compared_without_case_and_accents(text: str) -> None:
    assert folded(text) == "ecran"


@pytest.mark.parametrize("text", ["", "abc", "é’—…►─☐", "a日b", "e\u0301", "🙂 x"])
@pytest.mark.parametrize("width", [0, 1, 2, 3, 9])
def test_texts_are_measured_and_cut_as_the_library_of_the_screens_does(text: str, width: int) -> None:
    assert (cells(text), sized(text, width)) == (cell_len(text), set_cell_size(text, width))


@given(st.text(max_size=300), st.integers(MIN_ROOM, 80))
def test_no_line_is_wider_than_allowed(text: str, width: int) -> None:
    assert all(cells(line) <= width for line in wrap_text(text, width))


@given(st.text(max_size=300), st.integers(MIN_ROOM, 80))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join(wrap_text(text, width)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("appelez le 1-800-363-9010", 20, ["appelez le", "1-800-363-9010"]),
        ("a dit\u00a0: oui", 6, ["a", "dit\u00a0:", "oui"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a日日日", 4, ["a日", "日日"]),
        (" ", 4, []),
    ],
)
def test_lines_break_at_plain_spaces_and_inside_no_word_that_fits(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap_text(text, width) == lines


def test_lines_stand_under_the_words_of_the_first_one() -> None:
    assert wrap_text("one two", 7, "12. ") == ["12. one", "    two"]


def test_a_word_keeps_its_looks_where_it_is_wrapped() -> None:
    pieces = [Piece("very "), Piece("st", "strong"), Piece("rong")]
    assert wrap(pieces, 6) == [(Piece("very"),), (Piece("st", "strong"), Piece("rong"))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("É té œuvre", "E te oeuvre"),
        ("«\u00a0Assez\u00a0» dit-elle", '"Assez" dit-elle'),
        ("l’an — 2026…", "l'an - 2026..."),
        ("CONNECT → 686868", "CONNECT -> 686868"),
        ("ᐃᓄᒃ", "???"),
    ],
)
def test_letters_become_what_a_typewriter_has(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@pytest.mark.parametrize(
    ("encoding", "fit"), [("utf-8", "l’été\u00a0…"), ("latin-1", "l'été\u00a0..."), ("ascii", "l'ete ...")]
)
def test_a_text_keeps_every_letter_that_an_encoding_has(encoding: str, fit: str) -> None:
    assert fitted("l’été\u00a0…", encoding) == fit


@pytest.mark.parametrize(("sign", "plain"), [("…", "."), ("☐", "o"), ("→", ">"), ("œ", "o"), ("日", "?")])
def test_a_sign_of_a_screen_becomes_one_plain_sign(sign: str, plain: str) -> None:
    assert one_cell(sign, "ascii") == plain
