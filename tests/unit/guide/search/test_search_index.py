"""What a search finds in the shipped guide, in which order, and what it shows of it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide, SearchWords
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, entries_of
from safechat_tui.guide.search.index import Index, Results
from safechat_tui.guide.search.marking import excerpt
from safechat_tui.guide.text import Kind, Span

every_language = pytest.mark.parametrize("lang", ["fr", "en"])


@cache
def shipped(lang: str) -> Index:
    guide = read_guide(lang)
    return Index(entries_of([guide]), guide.search_words)


def found(lang: str, words: str) -> list[str]:
    return [each.entry.place.id for each in shipped(lang).search(words).found]


def small(*entries: Entry, words: SearchWords | None = None) -> Index:
    return Index(entries, words or SearchWords())


def entry(id: str, title: str, *texts: str) -> Entry:
    return Entry(Place(PlaceKind.SECTION, id), title, texts=texts)


def marked(parts: tuple[Span, ...]) -> str:
    return "".join(f"[{part.text}]" if part.strong else part.text for part in parts)


# What is there ----------------------------------------------------------------------------------


def test_everything_that_the_guide_holds_can_be_found(guide: Guide) -> None:
    ids = {each.place.id for each in entries_of([guide])}
    pages = [page for name, page in guide.pages.items() if name != "labels"]
    held = {section.id for page in pages for section in page.parts}
    held |= {question.id for question in guide.questions} | {each.id for each in guide.strategies}
    held |= {each.id for each in guide.platforms} | {each.id for each in guide.helplines}
    assert held <= ids


def test_every_paragraph_is_among_the_words(guide: Guide) -> None:
    words = {text for each in entries_of([guide]) for text in each.texts}
    pages = [page for name, page in guide.every_page.items() if name != "labels"]
    helplines = {each.id for each in guide.helplines}
    sections = [section for page in pages for section in page.parts]
    said = {text for section in sections if section.id not in helplines for text in section.texts(*Kind)}
    assert said <= words


def test_what_guides_share_is_found_once(guide: Guide) -> None:
    assert entries_of([guide, guide]) == entries_of([guide])


@every_language
def test_every_place_is_found_by_its_own_title(lang: str) -> None:
    lost = []
    for each in shipped(lang).entries:
        best = shipped(lang).search(each.title).found[:5]
        if each not in [one.entry for one in best]:
            lost.append(each.place.id)
    assert lost == []


# How it is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "typed", "same"),
    [
        ("fr", "ÉCRAN", "ecran"),
        ("fr", "d’abord", "abord"),
        ("fr", "qu'elle bloque", "bloque"),
        ("fr", "mp", "dm"),
        ("en", "screenshots", "screenshot"),
        ("en", "the screenshot", "screenshot"),
    ],
)
def test_two_ways_to_type_find_the_same(lang: str, typed: str, same: str) -> None:
    assert sorted(found(lang, typed)) == sorted(found(lang, same))


@pytest.mark.parametrize(
    ("lang", "typed", "also"), [("fr", "intimid", "legal.log"), ("en", "bullying", "removal.report")]
)
def test_words_that_mean_the_same_find_each_other(lang: str, typed: str, also: str) -> None:
    assert also in found(lang, typed)


@every_language
def test_every_group_of_words_leads_somewhere(lang: str) -> None:
    groups = read_guide(lang).search_words.groups
    assert [group for group in groups if not any(found(lang, word) for word in group)] == []


APP = Entry(Place(PlaceKind.PLATFORM, "app"), "WhatsApp")
ORDERS = {
    "all the words before some": ("bloquer compte", "all some", [
        entry("some", "Bloquer", "Bloquer."), entry("all", "Suite", "On peut bloquer le compte."),
    ]),
    "a title before a text": ("journal", "title text", [
        entry("text", "Suite", "Le journal."), entry("title", "Journal", "Rien."),
    ]),
    "an app that is named before more words in a text": ("whatsapp dira", "app text", [
        entry("text", "Suite", "WhatsApp le dira à l’auteur."), APP,
    ]),
    "the word itself before a beginning": ("plan", "exact beginning", [
        entry("beginning", "Planning"), entry("exact", "Plan"),
    ]),
    "a slip only where nothing else is found": ("poste", "exact", [
        entry("slip", "Porte"), entry("exact", "Poste"),
    ]),
}  # fmt: skip
"""What is typed, the places in the order in which they come, and all that there is."""


@pytest.mark.parametrize(("typed", "order", "entries"), ORDERS.values(), ids=ORDERS)
def test_places_come_in_the_order_of_how_well_they_fit(typed: str, order: str, entries: list[Entry]) -> None:
    assert [each.entry.place.id for each in small(*entries).search(typed).found] == order.split()


def test_the_word_itself_comes_before_one_that_means_the_same() -> None:
    words = SearchWords((("blocage", "barrage"),))
    index = small(entry("same", "Barrage"), entry("exact", "Blocage"), words=words)
    assert [each.entry.place.id for each in index.search("blocage").found] == ["exact", "same"]


def test_small_words_alone_are_searched_too() -> None:
    index = small(entry("one", "Où aller"), words=SearchWords((), ("ou",)))
    assert [each.entry.place.id for each in index.search("ou aller").found] == ["one"]


@pytest.mark.parametrize("typed", ["", " ", "…", "'", "-"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert shipped("fr").search(typed).found == ()


def test_what_is_not_there_is_answered_with_the_nearest_word() -> None:
    assert shipped("fr").search("telephoniste").hint.startswith("tél")


@pytest.mark.slow
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    for each in shipped("fr").search(typed).found[:3]:
        assert "".join(part.text for part in each.title) == each.entry.shown
        assert sum(len(part.text) for part in each.excerpt(40)) <= 40


# What is shown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ecran", "Filmer l’[écran]"),
        ("filmé", "[Filmer] l’écran"),
        ("fil", "[Filmer] l’écran"),
        ("fimler", "[Filmer] l’écran"),
        ("display", "Filmer l’[écran]"),
        ("filmer ecran", "[Filmer] l’[écran]"),
    ],
)
def test_the_matched_words_are_marked(typed: str, shown: str) -> None:
    index = small(entry("one", "Filmer l’écran"), words=SearchWords((("display", "écran"),)))
    assert marked(index.search(typed).found[0].title) == shown


def test_an_expression_is_marked_whole() -> None:
    words = SearchWords((("dm", "message privé"),))
    index = small(entry("one", "Des messages privés, un cœur"), words=words)
    assert marked(index.search("dm").found[0].title) == "Des [messages privés], un cœur"


def test_an_excerpt_shows_the_matched_words_between_dots() -> None:
    index = small(entry("one", "Titre", "mot " * 40 + "preuve " + "mot " * 40))
    shown = marked(index.search("preuve").found[0].excerpt(30))
    assert ("[preuve]" in shown, shown[:2], shown[-2:]) == (True, "… ", " …")


def test_an_excerpt_is_taken_from_the_text_with_the_most_matched_words() -> None:
    index = small(entry("one", "Titre", "Une preuve.", "La preuve d’abord, puis bloquer."))
    shown = marked(index.search("preuve bloquer").found[0].excerpt(60))
    assert shown == "La [preuve] d’abord, puis [bloquer]."


@given(st.text(alphabet="ab é’", max_size=80), st.integers(12, 40))
def test_an_excerpt_never_takes_more_room_than_there_is(text: str, room: int) -> None:
    assert sum(len(part.text) for part in excerpt(text, (), room)) <= room


def test_the_number_of_a_helpline_stands_beside_its_name() -> None:
    place = Place(PlaceKind.HELPLINE, "helpline.one")
    index = small(Entry(place, "Ligne d’aide", names=("1-800-363-9010", "exemple.ca")))
    assert marked(index.search("363 9010").found[0].title) == "Ligne d’aide · [1-800-363-9010]"


# Danger -----------------------------------------------------------------------------------------


URGENT = SearchWords((), ("to", "her"), ((("line", "urgent"), ("want die",)), (("urgent",), ("die", "kill"))))
"""Words that bring places first, in the order in which these stand."""


def urgent_first(typed: str, *others: Entry) -> list[str]:
    index = small(*others, entry("urgent", "Danger"), entry("line", "Helpline"), words=URGENT)
    return [each.entry.place.id for each in index.search(typed).found]


@pytest.mark.parametrize("typed", ["kill", "he KILLED", "killing", "he will kill her, he says"])
def test_a_word_of_danger_comes_before_the_best_title(typed: str) -> None:
    assert urgent_first(typed, entry("title", "He will kill her, he says"))[0] == "urgent"


@pytest.mark.parametrize("typed", ["want die", "she wants to die", "kill, and wants to die"])
def test_the_longer_expression_and_the_upper_line_win(typed: str) -> None:
    assert urgent_first(typed)[:2] == ["line", "urgent"]


def test_what_is_unfinished_or_slipped_leads_to_danger_too() -> None:
    words = SearchWords((), (), ((("urgent",), ("strangle",)),))
    index = small(entry("urgent", "Danger"), words=words)
    assert [len(index.search(typed).found) for typed in ("stran", "strangel")] == [1, 1]


TOLD = SearchWords(
    (("log", "journal"),),
    ("in", "the", "is"),
    (
        (("urgent", "+"), ("he", "her", "m")),
        (("urgent",), ("hit| +", "strangl|e", "take/took kid/baby", "dead")),
        ((), ("chat", "dead phone")),
    ),
)


@pytest.mark.parametrize(
    ("first", "typed"),
    [
        ("urgent", "strangled|strangling|took the baby|phone is dead|he hit her|he spat in her soup"),
        ("urgent", "il m’a pincée fort|he spat in the chat"),
        ("log urgent", "he reads the journal"),
        ("log", "hit the log|her log|log of a dead phone"),
        ("", "strand|steals the baby|dead phone|spat in the soup"),
    ],
)
def test_danger_and_who_tells_of_somebody_bring_urgent_help(first: str, typed: str) -> None:
    index = small(entry("log", "Log"), entry("urgent", "Danger"), words=TOLD)
    for words in typed.split("|"):
        assert " ".join(each.entry.place.id for each in index.search(words).found) == first


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("she just stares", "urgent line"),
        ("he spat at her", "urgent police"),
        ("she is dead", "urgent police"),
    ],
)
def test_what_helps_depends_on_who_is_told_of(typed: str, order: str) -> None:
    people = (
        (("urgent", "police", "line", "+"), ("he",)),
        (("urgent", "line", "police", "+"), ("she", "her")),
    )
    words = SearchWords((), (), (*people, (("urgent", "police"), ("dead",))))
    index = small(*(entry(id, id) for id in ("police", "line", "urgent")), words=words)
    assert [each.entry.place.id for each in index.search(typed).found][:2] == order.split()


def test_a_place_that_is_not_there_is_passed_over() -> None:
    words = SearchWords((), (), ((("nowhere", "two"), ("word",)),))
    index = small(entry("one", "Word"), entry("two", "Other"), words=words)
    assert [each.entry.place.id for each in index.search("word").found] == ["two", "one"]


# Slips ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("blouqer", "bloquer"),
        ("bloqer", "bloquer"),
        ("blloquer", "bloquer"),
        ("bloquet", "bloquer"),
        ("lboquer", "bloquer"),
        ("harcelmeent", "harcelement"),
        ("harclemant", "harcelement"),
        ("confidntialtie", "confidentialite"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    index = small(*(entry(word, word) for word in ("bloquer", "confidentialite", "harcelement", "plan")))
    assert [each.entry.place.id for each in index.search(typed).found] == [meant]


@pytest.mark.parametrize(
    ("typed", "other"),
    [("tuer", "taguer"), ("kill", "fill"), ("plna", "plan"), ("father", "gather"), ("breath", "breach")],
)
def test_a_short_or_another_word_is_no_slip(typed: str, other: str) -> None:
    assert small(entry("other", other)).search(typed) == Results(())


def test_a_slip_that_may_mean_two_things_means_none() -> None:
    index = small(entry("one", "carting"), entry("two", "carving"))
    assert index.search("caring").found == ()
