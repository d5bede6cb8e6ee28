"""Lines read at once and by the parser, the light look for a language, and the parts by their names."""

from __future__ import annotations

import pytest

from safechat_tui.commands.line import parse_line, wished_language
from safechat_tui.commands.parser import ParseError
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import GUIDE_PARTS, find_part, part_names


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("", None),
        ("guide", None),
        ("--lang fr", "fr"),
        ("--lang=en guide", "en"),
        ("guide --lang en", "en"),
        ("--lang fr guide --lang en", "en"),
        ("--lang", ""),
        ("-- --lang en", None),
    ],
)
def test_the_last_language_asked_for_is_found_before_parsing(line: str, wish: str | None) -> None:
    assert wished_language(line.split()) == wish


def test_goals_are_split_at_commas() -> None:
    parsed = parse_line(["handout", "--goals", " stop, ,record,"], Translator("en"))
    assert parsed is not None
    assert parsed.goals == ("stop", "record")


def test_shortened_options_are_refused() -> None:
    with pytest.raises(ParseError):
        parse_line(["handout", "--goal", "stop"], Translator("en"))


def test_a_refused_line_names_the_command_whose_help_says_more() -> None:
    with pytest.raises(ParseError) as caught:
        parse_line(["kept", "show"], Translator("en"))
    assert caught.value.command == "safechat kept show"


@pytest.mark.parametrize("line", ["aide", "help", "aide kept", "help search"])
def test_the_word_for_help_gives_the_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, *command = line.split()
    for asked in (line.split(), [*command, "--help"]):
        assert parse_line(asked, Translator("fr")) is None
    said = capsys.readouterr().out
    assert said[: len(said) // 2] == said[len(said) // 2 :] != ""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_command_that_is_not_whole_is_told_with_what_there_is(lang: str) -> None:
    assert "list|show|export|delete" in refused("kept", lang).words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_is_found_by_its_name(lang: str) -> None:
    assert [find_part(name) for name in part_names(lang).values()] == list(GUIDE_PARTS)


def test_no_part_has_the_name_of_another() -> None:
    names = [name for lang in ("fr", "en") for name in set(part_names(lang).values())]
    assert len({find_part(name) for name in names}) == len(GUIDE_PARTS)


def refused(line: str, lang: str = "en") -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse_line(line.split(), Translator(lang))
    return caught.value


@pytest.mark.parametrize(
    ("line", "meant"),
    [("--lnag fr", "--lang"), ("guide --lnag fr", "--lang"), ("handout --gaols stop", "--goals"),
     ("guid", "guide"), ("kept shwo x", "show"), ("guide --frob", ""), ("guide 1 --plain", "")],
)  # fmt: skip
def test_an_unknown_option_or_command_is_told_with_the_nearest(line: str, meant: str) -> None:
    error = refused(line)
    assert error.params["meant"] == meant
    assert next(word for word in line.split() if f"“{word}”" in error.words)


def test_unknown_commands_are_told_with_those_there_are() -> None:
    known = "list, show, export, delete, purge, count, move, report, passphrase"
    told = f"There is no command “foo” (choose from {known})"
    assert refused("kept foo").words == told
