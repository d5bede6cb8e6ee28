"""Words as they are compared, near words, and the file of words that mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.search.folding import fold_with_places, numbers_of, stem, words_of
from safechat_tui.guide.search.nearness import FAR, distance, near_words, nearest
from safechat_tui.guide.search.words import search_words

VOCABULARY = sorted(
    ["bloquer", "capture", "confidentialite", "ecran", "harcelement", "mot", "plan", "police"]
)
BACKWARDS = sorted(word[::-1] for word in VOCABULARY)


def near(word: str) -> set[str]:
    return {VOCABULARY[at] for at in near_words(word, VOCABULARY, BACKWARDS)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Écran", ["ecran"]),
        ("ÉCRAN", ["ecran"]),
        ("e\u0301cran", ["ecran"]),
        ("l’écran", ["ecran"]),
        ("l'écran", ["ecran"]),
        ("qu’elle", ["elle"]),
        ("s’il", ["il"]),
        ("d’abord", ["abord"]),
        ("jusqu’à", ["a"]),
        ("aujourd’hui", ["aujourd", "hui"]),
        ("she’s", ["she"]),
        ("don't", ["don"]),
        ("sœur, cœur", ["soeur", "coeur"]),
        ("Lætitia", ["laetitia"]),
        ("«\u00a0Bloquer\u00a0»\u00a0:", ["bloquer"]),
        ("mot-clé", ["mot", "cle"]),
        ("ex-partner", ["ex", "partner"]),
        ("", []),
        ("…?!", []),
    ],
)
def test_a_text_is_compared_by_its_plain_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "plain"),
    [("messages", "message"), ("reseaux", "reseau"), ("access", "access"), ("sms", "sms"), ("x", "x")],
)
def test_a_plural_is_compared_as_its_singular(word: str, plain: str) -> None:
    assert stem(word) == plain


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("9-1-1", ["911"]),
        ("1-800-363-9010", ["18003639010"]),
        ("1 800 363", ["1800363"]),
        ("Nov 3, 2026", []),
    ],
)
def test_a_number_in_groups_is_one_number(text: str, numbers: list[str]) -> None:
    assert numbers_of(text) == numbers


def test_the_places_of_folded_letters_are_those_of_the_text() -> None:
    text = "Un cœur, l’été"
    folded, places = fold_with_places(text)
    assert places is not None
    start = folded.index("ete")
    assert text[places[start] : places[start + 3]] == "été"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("blouqer", "bloquer"),
        ("bloqer", "bloquer"),
        ("blloquer", "bloquer"),
        ("bloquet", "bloquer"),
        ("lboquer", "bloquer"),
        ("ecrn", "ecran"),
        ("plna", "plan"),
        ("harcelmeent", "harcelement"),
        ("harclemant", "harcelement"),
        ("ahrcelemnt", "harcelement"),
        ("confidntialtie", "confidentialite"),
        ("confdenti", "confidentialite"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert near(typed) == {meant}


@pytest.mark.parametrize("typed", ["mto", "bloppper", "plnna", "zzzzz", "cptrue"])
def test_more_than_a_slip_finds_nothing(typed: str) -> None:
    assert near(typed) == set()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("plan", "plan", 0),
        ("plan", "plna", 1),
        ("plan", "pln", 1),
        ("abcdef", "badcef", 2),
        ("abc", "xyz", FAR),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 2) == slips


def test_the_nearest_word_begins_alike() -> None:
    assert nearest("polygone", VOCABULARY) == "police"


# The file ---------------------------------------------------------------------------------------


def read(text: str, *under: str) -> tuple[SearchWords, list[tuple[int, str]]]:
    problems: list[Problem] = []
    words = SearchWords()
    for each in (*under, text):
        words = search_words(Path("search.txt"), each, problems, under=words)
    return words, [(problem.line, problem.code) for problem in problems]


def test_a_line_is_a_group_and_a_remark_is_nothing() -> None:
    words, problems = read("# remark\n\nDM, message privé\n- le, la\n")
    assert (words, problems) == (SearchWords((("DM", "message privé"),), ("le", "la")), [])


def test_a_file_adds_to_the_one_under_it() -> None:
    assert read("b, c\n", "a, b\n")[0].groups == (("a", "b"), ("b", "c"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("DM", "search-alone"),
        ("DM, dm", "search-twice"),
        ("écran, ecrans, ÉCRAN", None),
        ("DM,, MP", "search-empty"),
        ("DM, …", "search-empty"),
        ("- le, le", "search-twice"),
    ],
)
def test_a_wrong_line_is_told(line: str, code: str | None) -> None:
    told = read(f"\n{line}\n")[1]
    assert told == [(2, code or "search-twice")]
