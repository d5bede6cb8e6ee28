"""Words as they are compared, near words, and the file of words that mean the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.overlay import Overlay
from safechat_tui.guide.search.tokens import tokens_of, words_of
from safechat_tui.guide.word_lists import search_words


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
        ("don't", ["dont"]),
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
    ("word", "same"),
    [
        ("messages", "message"),
        ("reseaux", "reseau"),
        ("strangle", "strangled"),
        ("étrangler", "étranglée"),
        ("menace", "menacer"),
        ("threaten", "threatening"),
        ("cant", "can’t"),
    ],
)
def test_a_word_is_compared_without_the_ending_of_a_plural_or_a_verb(word: str, same: str) -> None:
    assert tokens_of(word)[0].root == tokens_of(same)[0].root


@pytest.mark.parametrize(
    ("one", "other"),
    [("strangle", "stranger"), ("tuer", "tu"), ("viol", "violence"), ("order", "ordeal"), ("sms", "sm")],
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert tokens_of(one)[0].root != tokens_of(other)[0].root


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9-1-1", ["911"]),
        ("no 9-1-1 here", ["no", "911", "here"]),
        ("1-800-363-9010", ["18003639010"]),
        ("Nov 3, 2026", ["nov", "3", "2026"]),
    ],
)
def test_a_number_in_groups_is_one_word(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_word_is_found_where_it_stands_in_the_text_itself() -> None:
    text = "Un cœur, l’e\u0301té"
    assert [text[token.start : token.end] for token in tokens_of(text)] == ["Un", "cœur", "e\u0301té"]


# The file ---------------------------------------------------------------------------------------


Read = Callable[..., tuple[SearchWords, list[tuple[int, str]]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a shelter's own list over a shipped one."""

    def read(text: str, under: str = "") -> tuple[SearchWords, list[tuple[int, str]]]:
        (tmp_path / "en").mkdir()
        (tmp_path / "en" / "search.txt").write_text(under, "utf-8")
        layers = Layers(tmp_path, Overlay(Path("/ours"), {"en/search.txt": text}))
        return search_words(layers, "en"), [(problem.line, problem.code) for problem in layers.problems]

    return read


def test_a_line_is_a_group_and_a_remark_is_nothing(read: Read) -> None:
    words, problems = read("# remark\n\nDM, message privé\n- le, la\n")
    assert (words, problems) == (SearchWords((("DM", "message privé"),), ("le", "la")), [])


def test_words_after_ids_and_a_colon_bring_those_places_first(read: Read) -> None:
    words, problems = read("helpline.suicide-crisis urgent: suicide, wants to die\nurgent: kill\n")
    assert (words.groups, problems) == ((), [])
    assert words.first == (
        (("helpline.suicide-crisis", "urgent"), ("suicide", "wants to die")),
        (("urgent",), ("kill",)),
    )


def test_a_file_adds_to_the_one_under_it(read: Read) -> None:
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
        ("urgent: kill/hit-me", "search-cut"),
    ],
)
def test_a_wrong_line_is_told(read: Read, line: str, code: str | None) -> None:
    told = read(f"\n{line}\n")[1]
    assert told == [(2, code or "search-twice")]
