"""Codes of kept plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.store import codes

WORDS = ("lamp", "river", "stone", "maple", "cloud")


def test_a_new_code_is_three_different_words_of_the_list() -> None:
    words = codes.new_code(WORDS).split("-")
    assert (len(set(words)), set(words) <= set(WORDS)) == (3, True)


def test_words_that_could_not_stand_in_a_file_name_are_left_out() -> None:
    drawn = codes.new_code(["../x", "Été", "lamp", "river", "stone", "a"])
    assert sorted(drawn.split("-")) == ["lamp", "river", "stone"]


def test_two_words_are_too_few_for_a_code() -> None:
    with pytest.raises(ValueError, match="too few"):
        codes.new_code(["lamp", "river", "river"])


@pytest.mark.parametrize(
    "typed",
    [
        "lamp-river-stone",
        "  LAMP River  stone \n",
        "lâmp-rivér-stône",
        "lamp_river.stone",
        "lamp – river — stone.",
    ],
)
def test_a_code_is_known_however_a_person_writes_it(typed: str) -> None:
    assert codes.normalised(typed) == "lamp-river-stone"


@pytest.mark.parametrize(
    "text",
    [
        *("", "lamp-river", "lamp-river-stone-maple", "lamp-river-st", "lamp-river-stonestones"),
        *("lamp-river-stone\n", "Lamp-river-stone", "lämp-river-stone", "../river-stone"),
        *("lamp-river-stone.json", "lamp-river-st0ne"),
    ],
)
def test_only_three_words_of_three_to_nine_letters_are_a_code(text: str) -> None:
    assert not codes.is_code(text)


@given(st.text())
def test_no_text_becomes_a_code_that_could_leave_the_folder(text: str) -> None:
    folded = codes.normalised(text)
    assert not codes.is_code(folded) or set(folded) <= set("abcdefghijklmnopqrstuvwxyz-")


def test_an_error_repeats_a_strange_code_without_its_controls() -> None:
    assert codes.no_such_plan("a\x1b[31m\u202eb" + "x" * 500, ()).params["code"] == "a[31mb" + "x" * 34
