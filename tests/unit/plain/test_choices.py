"""The one table of choices of the conversation in lines."""

from __future__ import annotations

import pytest

from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.choices import CHOICES, NUMBERS, Meant, choices_of, find
from safechat_tui.plain.everywhere import HANDLERS
from safechat_tui.plain.listed import Listed, numbers_in

PLACES = ("opening", "question", "words", "strategies", "plan")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_words_for_the_prompt_and_for_help(lang: str) -> None:
    tr = Translator(lang)
    words = [words for choice in CHOICES for words in (choice.name(tr), choice.help(tr))]
    assert [id for id in words if id.startswith(("choice.", "key."))] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_sign_means_two_things_in_one_place(place: str) -> None:
    signs = [sign for choice in choices_of(place, "always") for sign in choice.keys or ("",)]
    assert len(signs) == len(set(signs))


def test_everything_that_holds_everywhere_is_done_somewhere() -> None:
    assert {choice.id for choice in choices_of("always")} == {*HANDLERS, "again"}


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_line_answers_nothing(place: str) -> None:
    found = find("", choices_of(place, "always"), Translator("en"))
    assert found is None or found.choice.id in {"begin", "on", "words-on", "to-plan", "close"}


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("1", (1,)),
        ("2 5", (2, 5)),
        ("2, 5;7", (2, 5, 7)),
        ("3 3", (3,)),
        ("&", (1,)),
        ("é à", (2, 0)),
        ("12é", ()),
        ("1-3", ()),
        ("yes", ()),
        ("1 and 3", (1, 3)),
        ("2 et 10.", (2, 10)),
        ("", ()),
        ("1234", ()),
    ],
)
def test_the_numbers_of_a_line_are(line: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(line) == numbers


@pytest.mark.parametrize(
    ("line", "place", "id", "rest"),
    [
        ("!", "question", "urgent", ""),
        ("!!!", "question", "urgent", ""),
        ("U", "plan", "urgent", ""),
        ("Urgent", "question", "urgent", ""),
        ("r 12", "strategies", "card", "12"),
        ("r12", "strategies", "card", "12"),
        ("r", "plan", "plan-region", ""),
        ("s 3", "question", "step", "3"),
        ("s Plan", "question", "step", "Plan"),
        ("search Screenshot", "question", "search", "Screenshot"),
        ("0", "question", "take-back", ""),
        (" 2 ", "question", "answer", ""),
        ("REGION", "plan", "plan-region", ""),
        ("français", "question", "language", ""),
        ("French", "question", "language", ""),
        ("911", "question", "urgent", ""),
        ("ecrire sa phrase", "words", "write-words", ""),
        ("chercher capture d’écran", "question", "search", "capture d’écran"),
    ],
)
def test_a_line_means(line: str, place: str, id: str, rest: str) -> None:
    found = find(line, choices_of(place, "always"), Translator("en"), Listed([("one",), ("two",)]))
    assert found is not None
    assert (found.choice.id, found.rest) == (id, rest)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_what_a_prompt_names_can_be_typed_as_it_is_named(place: str, lang: str) -> None:
    tr, choices = Translator(lang), choices_of(place, "always")
    named = [choice for choice in choices if choice.keys != NUMBERS]
    assert [find(choice.name(tr), choices, tr) for choice in named] == [Meant(choice) for choice in named]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("QUEBEC", (1,)),
        ("qué", (1,)),
        ("ile du prince edouard", (2,)),
        ("québec, île", (1, 2)),
        ("québec et île", (1, 2)),
        ("nouve", ()),
        ("qu", ()),
        ("québec, montréal", ()),
        ("québécois", ()),
        ("« ile »", (2,)),
        ("3 1", (2, 0)),
        ("1 99", ()),
    ],
)
def test_words_of_a_list_are_taken_whole_or_begun_where_only_one_begins_so(
    line: str, at: tuple[int, ...]
) -> None:
    names = ("Nouveau-Brunswick", "Québec", "Île-du-Prince-Édouard", "Nouvelle-Écosse")
    assert Listed([(name,) for name in names]).chosen(line) == at


@pytest.mark.parametrize(
    ("place", "line"),
    [
        *(
            ("question", word)
            for word in ("sorry", "sos", "strategies", "r u there", "hello", "english", "911 st", NUMBERS)
        ),
        *(("plan", word) for word in ("backs", "k now", "m", "lang", "-1", "e e")),
    ],
)
def test_a_line_means_nothing_because_of_its_first_letter_or_a_word_in_it(place: str, line: str) -> None:
    assert find(line, choices_of(place, "always"), Translator("en")) is None
