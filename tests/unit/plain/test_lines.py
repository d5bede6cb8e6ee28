"""Ordinary lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.guide.text import Kind, Section, Span, TextBlock
from safechat_tui.handout.passages import headed
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import LineWriter, terminal_width, with_addresses


def block(kind: Kind, *spans: Span | str) -> TextBlock:
    return TextBlock(kind, tuple(Span(span) if isinstance(span, str) else span for span in spans), 1)


def shown(*blocks: TextBlock, lang: str = "en", width: int = 72) -> str:
    lines = LineWriter(Translator(lang), width)
    lines.read(headed(Section("x", "Title", blocks, Path("x.md"), 1)))
    return lines.text()


def test_what_is_said_aloud_is_announced_once_and_quoted() -> None:
    text = shown(block(Kind.SAY, "Are you safe?"), block(Kind.SAY, "Can I call?"))
    assert text == "  Title\n    Words to say\n      “Are you safe?”\n      “Can I call?”\n"


def test_french_words_to_say_stand_in_guillemets() -> None:
    assert "«\xa0Ça va?\xa0»" in shown(block(Kind.SAY, "Ça va?"), lang="fr")


def test_words_that_are_quoted_already_are_not_quoted_twice() -> None:
    assert "««" not in shown(block(Kind.SAY, "« Ça va? »"), lang="fr").replace("\xa0", "")


@pytest.mark.parametrize(
    ("shows", "address", "said"),
    [
        ("this page", "https://example.org/a", "this page (https://example.org/a)"),
        ("example.org", "https://example.org", "example.org"),
    ],
)
def test_a_link_is_followed_by_its_address_unless_it_shows_it(shows: str, address: str, said: str) -> None:
    assert with_addresses((Span(shows, href=address),)) == said


def test_paragraphs_are_set_apart_and_items_follow_each_other() -> None:
    blocks = (block(Kind.PARAGRAPH, "one"), block(Kind.ITEM, "two"), block(Kind.ITEM, "three"))
    assert "    one\n\n    - two\n    - three\n" in shown(*blocks)


def test_the_lines_of_an_item_are_lined_up() -> None:
    text = shown(block(Kind.ITEM, "one two three four five six seven"), width=24)
    assert all(line.startswith(("  - ", "    ")) for line in text.splitlines()[1:])


def test_no_two_empty_lines_follow_each_other_inside_a_page() -> None:
    lines = LineWriter(Translator("en"))
    lines.say("one")
    lines.blank()
    lines.blank()
    lines.say("two")
    assert lines.text() == "one\n\ntwo\n"


def test_the_width_is_72_when_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", _no_terminal)
    assert terminal_width() == 72


def _no_terminal(_: int) -> tuple[int, int]:
    raise OSError


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert terminal_width() == 40
