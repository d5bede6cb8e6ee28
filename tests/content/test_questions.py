"""What workers type is answered first with what they need, and danger comes first always."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from safechat_tui.cli import main
from safechat_tui.config import Config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.search.entries import PlaceKind
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Results, nothing_found
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.finding import choice_entries
from safechat_tui.tui.views.help import key_entries

TABLE: Final = Path(__file__).with_name("questions.tsv")

ROWS: Final = [
    (lang, words, tuple(ids.split("|")))
    for lang, words, ids in (
        line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")
    )
]

DANGER: Final = {
    "fr": (
        "tuer", "il va me tuer", "arme", "fusil", "couteau", "étrangler", "il m’a étranglée", "il me frappe",
        "chantage", "menace de mort", "ETRANGLER", "il est à la porte", "je suis en danger avec Instagram",
    ),
    "en": (
        "kill", "he will kill me", "gun", "knife", "weapon", "strangle", "strangled", "choking", "blackmail",
        "he hit me", "KNIFE", "he is at the door", "he will kill me on instagram",
    ),
}  # fmt: skip

SUICIDE: Final = {
    "fr": (
        "suicide", "elle veut mourir", "veut mourir", "je vais me tuer", "elle pense à se tuer", "en finir",
    ),
    "en": ("suicide", "wants to die", "she wants to die", "kill herself", "end it all", "wish I was dead"),
}  # fmt: skip

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

ORDERS: Final = {
    "fr": (
        "ordonnance", "engagement", "810", "conditions de remise en liberté", "probation",
        "interdiction de contact", "bris d’ordonnance",
    ),
    "en": (
        "bail", "undertaking", "probation", "restraining order", "protection order", "no-contact", "810",
        "peace bond", "breach",
    ),
}  # fmt: skip

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


@every_language
def test_a_search_for_people_leads_to_how_the_conversation_is_fitted(lang: str) -> None:
    assert [words for words in PEOPLE[lang] if "intro.fit" not in answers(lang, words)[:10]] == []


@every_language
@pytest.mark.parametrize("guide", ["messages", "calls", "messages.calls"])
def test_an_order_is_found_by_the_names_that_people_use(lang: str, guide: str) -> None:
    finder = Conversation(Config(), lang, guide).finder(key_entries)
    first = {words: [each.entry.place.id for each in finder.find(words).found[:3]] for words in ORDERS[lang]}
    assert [words for words, ids in first.items() if not {"legal.order", "wants.order"} & set(ids)] == []


@every_language
def test_a_word_of_danger_brings_urgent_help_first(lang: str) -> None:
    assert [words for words in DANGER[lang] if answers(lang, words)[0] != "urgent"] == []


@every_language
def test_a_word_of_suicide_brings_the_crisis_line_then_urgent_help(lang: str) -> None:
    first = {words: answers(lang, words)[:2] for words in SUICIDE[lang]}
    assert [words for words, ids in first.items() if ids != ["helpline.suicide-crisis", "urgent"]] == []


@every_language
def test_every_expression_of_the_content_brings_its_places_first(lang: str) -> None:
    known = {entry.place.id for entry in screens(lang).index.entries}
    promoted = Conversation(Config(), lang).guide.search_words.first
    wrong = [
        expression
        for ids, expressions in promoted
        for expression in expressions
        if answers(lang, expression)[:1] != [id for id in ids if id in known][:1]
    ]
    assert wrong == []


@every_language
def test_every_place_that_the_words_of_the_search_name_is_there(lang: str) -> None:
    known = {entry.place.id for entry in screens(lang).index.entries}
    promoted = Conversation(Config(), lang).guide.search_words.first
    assert {id for ids, _ in promoted for id in ids} <= known


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "tuer"),
        ("fr", "photo intime"),
        ("fr", "couteau"),
        ("en", "kill"),
        ("en", "gun"),
        ("en", "custody"),
    ],
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
    assert re.search(r"(sur|press) !", said)


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
