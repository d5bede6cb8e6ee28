"""The one cleaning function: what it takes out and what it leaves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.clean import MAX_MARKS, clean


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\x1b", id="escape"),
        pytest.param("\x00", id="null"),
        pytest.param("\x9b", id="one-byte-csi"),
        pytest.param("\x7f", id="delete"),
        pytest.param("\u202e", id="right-to-left-override"),
        pytest.param("\u2066", id="isolate"),
        pytest.param("\u200b", id="zero-width-space"),
        pytest.param("\ufeff", id="byte-order-mark"),
        pytest.param("\u00ad", id="soft-hyphen"),
        pytest.param("\ud800", id="lone-surrogate"),
        pytest.param("\ue000", id="private-use"),
        pytest.param("\U000e0041", id="tag-letter"),
        pytest.param("\uffff", id="noncharacter"),
    ],
)
def test_a_character_that_could_mislead_is_taken_out(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


@pytest.mark.parametrize("text", ["a  b", "a\nb", "a\tb", "a\r\nb", "a \u2028 b", "\ta b\n"])
def test_on_one_line_a_run_of_white_space_becomes_one_space(text: str) -> None:
    assert clean(text) == "a b"


def test_on_several_lines_newlines_stay_and_a_tab_becomes_a_space() -> None:
    assert clean("a\r\nb\rc\td", multiline=True) == "a\nb\nc d"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_the_no_break_spaces_of_french_stay(space: str) -> None:
    assert clean(f"Attention{space}: oui") == f"Attention{space}: oui"


def test_accents_typed_as_two_characters_become_one_also_around_an_invisible_one() -> None:
    assert clean("e\u0301te\u200b\u0301") == "été"


def test_stacked_marks_are_cut_for_each_letter_anew() -> None:
    assert clean("x" + "\u0336" * 50 + "y\u0336") == "x" + "\u0336" * MAX_MARKS + "y\u0336"


@given(st.text(st.characters()), st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline=multiline)
    assert clean(cleaned, multiline=multiline) == cleaned == cleaned.encode("utf-8").decode("utf-8")


@given(st.text(st.characters()))
def test_nothing_but_a_newline_is_a_control_character_afterwards(text: str) -> None:
    left = {c for c in clean(text, multiline=True) if unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
    assert left <= {"\n"}


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x250)), st.booleans())
def test_ordinary_text_is_cleaned_alike_whether_or_not_something_else_stands_beside_it(
    text: str, multiline: bool
) -> None:
    # A zero-width space is dropped, and keeps the text from being taken as harmless at a glance.
    assert clean(f"{text}\u200b", multiline=multiline) == clean(text, multiline=multiline)
