"""What workers type is answered first with what they need, and danger comes first always."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from safechat_tui.cli import main
from safechat_tui.config import Config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.search.entries import PlaceKind
from safechat_tui.guide.search.expressions import PERSON
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Results, nothing_found
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.everywhere import choice_entries
from safechat_tui.tui.views.help import key_entries

TABLE: Final = Path(__file__).with_name("questions.tsv")

ROWS: Final = [
    (lang, words, tuple(ids.split("|")))
    for lang, words, ids in (
        line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")
    )
]

PEOPLE: Final = {
    "fr": (
        "interprète", "nouvelle arrivante", "immigrante", "sourde", "LSQ", "lgbt", "trans", "bispirituelle",
        "homme", "voisin",
    ),
    "en": (
        "interpreter", "newcomer", "refugee", "deaf", "ASL", "lgbt", "transgender", "two-spirit", "teen",
        "neighbor",
    ),
}  # fmt: skip
"""Whom guides forget."""

every_language = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def screens(lang: str) -> Finder:
    """Return what the screens search."""
    return Conversation(Config(), lang).finder(key_entries)


def answers(lang: str, words: str) -> list[str]:
    """Return the ids of the places that are found, the best first."""
    return [each.entry.place.id for each in screens(lang).find(words).found]


@every_language
def test_every_question_is_answered_right_at_once(lang: str) -> None:
    asked = [(words, right) for of, words, right in ROWS if of == lang]
    assert [words for words, right in asked if not answers(lang, words)[0].startswith(right)] == []


ORDINARY: Final = {
    "fr": (
        "il veut que ça s’arrête", "je veux que les messages s’arrêtent", "elle ne veut plus de compte",
        "elle veut disparaître des réseaux sociaux", "à quoi bon garder les messages",
        "elle n’arrive plus à ouvrir son compte", "ça ne vaut pas la peine de signaler",
        "elle veut en finir avec ces messages", "elle ne veut plus vivre avec lui",
    ),
    "en": (
        "he wants it to stop", "I want the messages to stop", "I can’t go on Facebook",
        "she wants to disappear from social media", "what’s the point of blocking",
        "she gave away her password", "she doesn’t want to live with him anymore",
        "it’s over between them", "how to say goodbye to Facebook",
    ),
}  # fmt: skip
"""What only sounds like a wish to die."""


@every_language
def test_an_ordinary_wish_is_not_sent_to_the_crisis_line(lang: str) -> None:
    assert [words for words in ORDINARY[lang] if answers(lang, words)[0] == "helpline.suicide-crisis"] == []


@every_language
def test_a_search_for_people_leads_to_how_the_conversation_is_fitted(lang: str) -> None:
    assert [words for words in PEOPLE[lang] if "intro.fit" not in answers(lang, words)[:10]] == []


@every_language
def test_after_the_crisis_line_comes_urgent_help(lang: str) -> None:
    asked = [words for of, words, right in ROWS if (of, right) == (lang, ("helpline.suicide-crisis",))]
    assert [words for words in asked if answers(lang, words)[1] != "urgent"] == []


def expressions(lang: str) -> Iterator[tuple[list[str], str]]:
    """Yield ids of what comes first, with words that bring it: each choice of each expression once."""
    for ids, each in Conversation(Config(), lang).guide.search_words.first:
        for expression in () if PERSON in ids else each:
            pieces = [piece.split("/") for piece in expression.replace("|", "").split()]
            for row in range(max(map(len, pieces))):
                words = " ".join(choices[min(row, len(choices) - 1)] for choices in pieces)
                yield list(ids), words.replace(PERSON, {"fr": "elle", "en": "her"}[lang])


@every_language
def test_every_expression_of_the_content_brings_its_places_first(lang: str) -> None:
    known = {entry.place.id for entry in screens(lang).index.entries}
    assert {id for ids, _ in expressions(lang) for id in ids} <= known
    asked = [(words, ids) for ids, words in expressions(lang) if ids]
    assert [words for words, ids in asked if answers(lang, words)[0] != ids[0]] == []


@every_language
def test_what_only_looks_like_danger_does_not_bring_urgent_help_first(lang: str) -> None:
    alike = [words for ids, words in expressions(lang) if not ids]
    assert [words for words in alike if answers(lang, words)[:1] == ["urgent"]] == []


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "tuer"), ("fr", "photo intime"), ("en", "gun"), ("en", "custody")]
)
def test_screens_lines_and_command_give_the_same_answers(
    lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["search", "--ids", *words.split(), "--lang", lang])
    command = capsys.readouterr().out.split()
    lines = [
        each.entry.place.id
        for each in Conversation(Config(), lang).finder(choice_entries).find(words).found
        if each.entry.place.kind != PlaceKind.KEY
    ]
    assert list(dict.fromkeys(answers(lang, words)))[: len(command)] == command
    assert command[:3] == list(dict.fromkeys(lines))[:3]


@every_language
@pytest.mark.parametrize("hint", ["", "mot"])
@pytest.mark.parametrize("where", ["lines", "field", "command"])
def test_nothing_found_always_names_the_key_of_urgent_help(lang: str, hint: str, where: str) -> None:
    said = nothing_found("zz", Results((), 0, hint), Translator(lang), where)
    assert "!" in said


@every_language
def test_the_number_of_a_helpline_stands_in_the_list(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "suicide", "--lang", lang])
    assert "1. " in (out := capsys.readouterr().out)
    assert "9-8-8" in next(line for line in out.splitlines() if line.startswith("1. "))


def test_ids_come_one_a_line_the_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--ids", "wants to die", "--lang", "en"])
    assert capsys.readouterr().out.splitlines()[:2] == ["helpline.suicide-crisis", "urgent"]


def test_ids_of_nothing_are_none_and_the_way_to_urgent_help(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["search", "--ids", "zzyzx", "--lang", "en"])
    said = capsys.readouterr()
    assert (code, said.out, "!" in said.err) == (1, "", True)
