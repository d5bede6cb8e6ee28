"""Codes of kept plans, and passphrases of five words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.samples import WORDS

from safechat_tui.store import codes, passphrase


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


# Passphrases --------------------------------------------------------------------------------------


HURTFUL = {
    "en": "kill murder rape stalker weapon gun knife slave suicide victim corpse hostage terror naked",
    "fr": "tuer meurtre viol violeur arme fusil esclave suicide victime cadavre otage terreur nue putain",
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_list_holds_enough_different_words_for_64_bits_in_five_none_about_violence(lang: str) -> None:
    words = passphrase.wordlist(lang)
    used = {passphrase.canonical(word) for word in words}
    assert len(used) == len(words) >= 7776
    assert [word for word in words if not word.isalpha() or len(word) < 3] == []
    assert used & set(HURTFUL[lang].split()) == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_five_words_of_the_list_are_drawn(lang: str) -> None:
    drawn = passphrase.generate(lang).split(" ")
    assert (len(drawn), set(drawn) <= set(passphrase.wordlist(lang))) == (5, True)


def test_every_draw_is_another_one() -> None:
    assert len({passphrase.generate("fr") for _ in range(20)}) == 20


@pytest.mark.parametrize(
    "typed",
    ["Forêt  Écume\tété", "forêt-écume-été", " FORET ecume ete ", "fore\u0302t e\u0301cume ete\u0301"],
)
def test_case_accents_and_what_stands_between_words_do_not_matter(typed: str) -> None:
    assert passphrase.same(typed, "forêt écume été")


def test_another_word_is_another_passphrase() -> None:
    assert not passphrase.same("forêt écume été", "forêt écume hiver")


@given(st.text(max_size=60))
def test_the_form_that_is_used_is_its_own_form(typed: str) -> None:
    once = passphrase.canonical(typed)
    assert passphrase.canonical(once) == once


@pytest.mark.parametrize(
    ("typed", "kind"), [("hello", "very-short"), ("hello my friend", "short"), ("x" * 20, "chosen")]
)
def test_the_shorter_a_thought_up_passphrase_the_stronger_the_warning(typed: str, kind: str) -> None:
    assert passphrase.weakness(typed) == kind
