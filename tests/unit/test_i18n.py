"""The catalogues, held against each other and against the code that asks for their words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from safechat_tui.i18n import DOMAINS, LANGUAGES, LOCALES, Translator, preferred

CATALOGUES = Path(LOCALES)
SOURCE = CATALOGUES.parent
PLACE = re.compile(r"%\((\w+)\)s")
SYMBOLIC = re.compile(r"[a-z][a-z0-9-]*(\.[^ ]+)+")


@cache
def messages(lang: str, domain: str) -> dict[str, Message]:
    with (CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    return {_id(message): message for message in catalogue if message.id}


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def words(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def symbolic(lang: str, domain: str) -> set[str]:
    """Ids that are names; the others are argparse's own English and have words in French only."""
    return {id for id in messages(lang, domain) if SYMBOLIC.fullmatch(id)}


@cache
def nodes(folder: str = "") -> list[ast.AST]:
    """Return every part of the code of a folder."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (SOURCE / folder).rglob("*.py")]
    return [node for tree in trees for node in ast.walk(tree)]


def calls(folder: str = "") -> list[ast.Call]:
    """Return every call that has arguments in the code of a folder."""
    return [node for node in nodes(folder) if isinstance(node, ast.Call) and node.args]


def constants(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument can be, where the code writes them out."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from constants(body)
            yield from constants(other)


@cache
def asked_ids() -> set[str]:
    """Return the ids that the code asks a translator for, where it writes them out."""
    asking = re.compile(r"(.*\.)?_?tr(\.plural)?|(.*\.)?translator")
    asked = [call.args[0] for call in calls() if asking.fullmatch(ast.unparse(call.func))]
    return {id for each in asked for id in constants(each) if SYMBOLIC.fullmatch(id)}


@cache
def error_codes() -> set[str]:
    """Return the codes of errors that the code raises; a refused line brings its own words."""
    raised = [each for each in calls() if ast.unparse(each.func) in {"SafeChatError", "UsageError"}]
    return {code for each in raised for code in constants(each.args[0])} - {"arguments"}


@cache
def problem_codes() -> set[str]:
    """Return the codes of problems that the guide's code, or the command that judges it, can report."""
    found: set[str] = set()
    for call in (*calls("guide"), *calls("commands")):
        if ast.unparse(call.func).split(".")[-1] in {"Problem", "problem", "_is_told"}:
            # The code is the first argument that is a text, or a choice of two.
            found |= next(filter(None, (set(constants(each)) for each in call.args)), set())
    for node in nodes("guide"):
        match node:
            # What makes no problem yet returns its code and what fills its words.
            case ast.Return(value=ast.Tuple(elts=[code, ast.Dict()])):
                found.update(constants(code))
    return found


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_ids(domain: str) -> None:
    assert symbolic("fr", domain) == symbolic("en", domain)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_id_has_words(lang: str, domain: str) -> None:
    assert [id for id, message in messages(lang, domain).items() if not all(words(message))] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_fill_the_same_places(domain: str) -> None:
    french, english = messages("fr", domain), messages("en", domain)
    places = {
        id: [
            {place for form in words(side[id]) for place in PLACE.findall(form)} for side in (french, english)
        ]
        for id in symbolic("fr", domain)
    }
    assert [id for id, (one, other) in places.items() if one != other] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_id_stands_in_two_catalogues(lang: str) -> None:
    ids = [id for domain in DOMAINS for id in messages(lang, domain)]
    assert sorted({id for id in ids if ids.count(id) > 1}) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_never_breaks_a_line_before_its_signs(domain: str) -> None:
    # "sur !" names the key.
    loose = re.compile(r"(?<!sur) [:;?!»]|« ")
    found = [
        form
        for id, message in messages("fr", domain).items()
        for form in words(message)
        if loose.search(form) and SYMBOLIC.fullmatch(id)
    ]
    assert found == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_colons_have_their_space(domain: str) -> None:
    # The checker's lines show keys and paths as they are typed.
    tight = re.compile(r"[^\W\d_]:(?=\s)")
    found = [
        id
        for id in symbolic("fr", domain)
        for form in words(messages("fr", domain)[id])
        if tight.search(form) and not id.startswith(("problem.", "content."))
    ]
    assert found == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_apostrophes_are_typographic(lang: str, domain: str) -> None:
    assert [
        id for id in symbolic(lang, domain) for form in words(messages(lang, domain)[id]) if "'" in form
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_id_that_the_code_asks_for_has_words(lang: str) -> None:
    tr = Translator(lang)
    known = {id for domain in DOMAINS for id in messages(lang, domain)}
    assert [id for id in sorted(asked_ids()) if id not in known and not tr.has(id)] == []


def test_the_scan_finds_what_the_code_asks_for() -> None:
    assert {"plans.none", "plain.say-aloud"} <= asked_ids()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_of_the_guide_has_words(lang: str) -> None:
    tr = Translator(lang)
    assert [code for code in sorted(problem_codes()) if not tr.has(f"problem.{code}")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_problem_has_words_but_cannot_happen(lang: str) -> None:
    told = {id.removeprefix("problem.") for id in messages(lang, "commands") if id.startswith("problem.")}
    assert sorted(told - problem_codes()) == []


def test_the_scan_finds_the_problems() -> None:
    assert {"behind", "fact-missing", "no-title", "not-allowed", "not-utf8"} <= problem_codes()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("end", ["", ".hint"], ids=["what happened", "what to do"])
def test_every_error_has_words(lang: str, end: str) -> None:
    tr = Translator(lang)
    assert [code for code in sorted(error_codes()) if not tr.has(f"error.{code}{end}")] == []


# The translator ---------------------------------------------------------------------------------


def test_places_are_filled() -> None:
    assert Translator("en")("plans.deleted", code="a-b-c") == "The plan a-b-c is deleted."


def test_an_unknown_id_is_shown_as_it_is() -> None:
    assert Translator("fr")("no.such.id") == "no.such.id"


def test_an_unknown_language_is_french() -> None:
    assert Translator("de").lang == "fr"


@pytest.mark.parametrize(("lang", "n", "singular"), [("fr", 0, True), ("en", 0, False), ("fr", 2, False)])
def test_plurals_follow_the_language(lang: str, n: int, *, singular: bool) -> None:
    said = Translator(lang).plural("plans.overdue", n)
    assert (("plans " not in said), said.startswith(str(n))) == (singular, True)


@pytest.mark.parametrize("format", ["long", "medium"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_are_written_as_the_language_does(lang: str, format: str) -> None:
    days = [date(2026, month, day) for month in range(1, 13) for day in (1, 22)]
    own = [Translator(lang).date(day, format) for day in days]
    known = [format_date(day, format, locale=f"{lang}_CA") for day in days]
    # Canadian French says "1er" for the first of a month, which Babel does not know.
    assert own == [re.sub(r"^1 ", "1er ", each) if lang == "fr" else each for each in known]


# The language to speak --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "environ", "lang"),
    [
        ((), {}, "fr"),
        (("en", "fr"), {}, "en"),
        ((None, "", "en"), {}, "en"),
        (("de", "en"), {}, "en"),
        (("fr",), {"LANG": "en_CA.UTF-8"}, "fr"),
        ((), {"LANG": "en_CA.UTF-8"}, "en"),
        ((), {"LC_ALL": "fr_CA.UTF-8", "LANG": "en_CA.UTF-8"}, "fr"),
        ((), {"LANG": "de_DE.UTF-8"}, "fr"),
        ((), {"LANG": "C"}, "fr"),
        (("EN_ca",), {}, "en"),
    ],
)
def test_the_first_wish_that_names_a_language_counts(
    wishes: tuple[str | None, ...], environ: dict[str, str], lang: str
) -> None:
    assert preferred(*wishes, environ=environ) == lang
