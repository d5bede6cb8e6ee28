"""Which letters a locale promises, and what is drawn where some are missing."""

from __future__ import annotations

import pytest

from safechat_tui import charset
from safechat_tui.terminal.capabilities import FULL, capabilities_of, clears_scrollback, drawable
from safechat_tui.terminal.grid import Cell, Grid, text_grid
from safechat_tui.text.wrap import cells

NAMED = {
    "": "utf-8",
    "C": "ascii",
    "POSIX": "ascii",
    "C.UTF-8": "utf-8",
    "fr_CA.UTF-8": "utf-8",
    "fr_CA": "utf-8",
    "fr_CA.ISO-8859-1": "iso8859-1",
    "fr_CA.iso88591": "iso8859-1",
    "fr_FR@euro": "iso8859-15",
    "fr_FR.ISO-8859-15@euro": "iso8859-15",
    "fr_CA.CP1252": "cp1252",
    "ja_JP.SJIS": "utf-8",
    "en_CA.ISO-8859-99": "utf-8",
    "\x1b[31m../../x": "utf-8",
}


@pytest.mark.parametrize("locale", NAMED)
def test_a_locale_names_its_charset(locale: str) -> None:
    assert charset.locale_charset({"LANG": locale}) == NAMED[locale]


def test_the_stronger_variable_wins() -> None:
    assert charset.locale_charset({"LC_ALL": "C", "LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"}) == "ascii"


def _words(picture: Grid) -> str:
    return "".join(cell.text for cell in picture.rows[0])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ascii", "<<Etre>> l'ete, ca va-"),
        ("iso8859-1", "\u00ab\u00catre\u00bb l'\u00e9t\u00e9, \u00e7a va-"),
    ],
)
def test_letters_that_are_missing_become_the_nearest_ones(name: str, words: str) -> None:
    picture = text_grid(["\u00ab\u00catre\u00bb l\u2019\u00e9t\u00e9, \u00e7a va\u2500"], (20, 1))
    assert _words(drawable(picture, name)).rstrip() == words.replace("<<", '"').replace(">>", '"')


def test_a_letter_made_of_two_signs_is_written_as_one() -> None:
    picture = Grid(((Cell("e\u0301"),),))
    assert _words(drawable(picture, "iso8859-1")) == "\u00e9"


def test_a_wide_sign_that_is_missing_leaves_every_column_where_it_was() -> None:
    picture = Grid(((Cell("\u6f22"), Cell(""), Cell("a")),))
    assert [cells(cell.text) for cell in drawable(picture, "ascii").rows[0]] == [1, 1, 1]


def test_the_linux_console_shows_the_nearest_of_the_signs_its_fonts_lack() -> None:
    picture = text_grid(["\u25b8 \u2611 c\u0153ur \u2014 l\u2019\u00e9t\u00e9\u2026 \u2192 \u2500"], (24, 1))
    console = capabilities_of({"TERM": "linux"})
    assert (
        _words(drawable(picture, "utf-8", console)).rstrip()
        == "> x c\u0153ur - l'\u00e9t\u00e9. \u2192 \u2500"
    )


@pytest.mark.parametrize(
    "name", ["xterm-256color", "tmux-256color", "screen", "vt520", "", "ansi", "linuxish"]
)
def test_a_terminal_has_everything_unless_its_name_tells_otherwise(name: str) -> None:
    assert capabilities_of({"TERM": name}) == FULL


def test_an_old_terminal_gets_accents_and_plain_rules() -> None:
    picture = text_grid(["\u00e9t\u00e9 \u2500\u2502\u250c"], (8, 1))
    assert _words(drawable(picture, "utf-8", capabilities_of({"TERM": "vt100"}))) == "\u00e9t\u00e9 -|+ "


@pytest.mark.parametrize(
    ("environ", "clears"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/run/tmux", "COLORTERM": "rxvt"}, True),
        ({"TERM": "rxvt-unicode-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "rxvt-xpm"}, False),
        ({"TERM": "mlterm"}, False),
        ({"TERM": "xterm", "MLTERM": "3.9.3"}, False),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "xterm", "STY": "1.pts-0"}, False),
    ],
)
def test_a_terminal_clears_its_scrollback_unless_its_variables_tell_otherwise(
    environ: dict[str, str], clears: bool
) -> None:
    assert clears_scrollback(environ) is clears
