"""The Linux console and old terminals get only what they know, byte by byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from tests.terminal.harness import CTRL_X, DOWN, ENTER, ESC, PAGE_DOWN, RIGHT, Session, past_first_start

TOUR: Final = (
    *("1", RIGHT, DOWN, " ", "3", " ", DOWN, "f", ESC, "4", PAGE_DOWN, "!", ESC, "/evi", ESC, "i", ESC),
)
"""Keys that lead past every kind of screen."""

SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x1b\\|\x07)|.)", re.DOTALL)
"""A control sequence of any kind."""

CONSOLE: Final = re.compile(r"\x1b(?:\\|\[[\d;]*[ABCDEFGHJKLMPXdmr]|\[\?\d+[hl]|\[<u)")
"""Sequences that the Linux console obeys or passes over (console_codes(4)).

The last one, older ones take for the letter u, which is erased as all rows are.
"""

VT100: Final = re.compile(r"\x1b(?:\\|\[[\d;]*[ABCDHJKmr]|\[\?\d+[hl]|\[<u)")
"""Sequences that a VT100 obeys or passes over."""

COLOURS: Final = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9\d|10\d)[\d;]*m")
"""Sequences that choose a colour."""

KEPT: Final = re.compile("[\u2500\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u2190-\u2193]")
"""Signs that the usual fonts of the console have, besides the letters of Western Europe."""


def sent(home: Path, lang: str = "fr", **variables: Any) -> str:
    """Return all that is sent to a terminal of a kind from the start to the quick exit."""
    # Without settings, as at most starts, the first screen is shown before anything is imported.
    (past_first_start(home) / ".config/safechat/settings.toml").unlink()
    with Session(home, lang=lang, **variables) as session:
        session.wait_for("^X")
        session.press(ENTER)
        session.press(*TOUR)
        session.send(CTRL_X)
        assert (session.status(), session.left_over()) == (0, {})
        return session.raw.decode("utf-8")


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that is sent to the Linux console."""
    return sent(tmp_path_factory.mktemp("console"), TERM="linux")


def test_the_linux_console_gets_no_sequence_that_it_misreads(console: str) -> None:
    assert [code for code in SEQUENCE.findall(console) if not CONSOLE.fullmatch(code)] == []


def test_the_linux_console_gets_no_sign_that_its_fonts_lack(console: str) -> None:
    words = KEPT.sub("", SEQUENCE.sub("", console))
    assert {sign for sign in words if not sign.encode("iso8859-15", "ignore")} == set()


def test_the_linux_console_gets_accents_arrows_and_rules(console: str) -> None:
    assert [sign for sign in "\u00e9\u2193\u2500" if sign not in console] == []


def test_no_terminal_gets_a_colour(console: str) -> None:
    assert COLOURS.findall(console) == []


def test_rows_are_erased_after_what_older_consoles_take_for_a_letter(console: str) -> None:
    after = console.rpartition("\x1b[<u")[2]
    assert [row for row in range(1, 25) if f"\x1b[{row};1H\x1b[2K" not in after] == []


def test_an_old_terminal_gets_no_sequence_that_it_does_not_know(tmp_path: Path) -> None:
    codes = SEQUENCE.findall(sent(tmp_path, TERM="vt100"))
    assert [code for code in codes if not VT100.fullmatch(code)] == []
