"""Odd terminals get only what they know, or lines, or a sentence; never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import (
    CTRL_X,
    DOWN,
    ENTER,
    ESC,
    PAGE_DOWN,
    PROGRAM,
    RIGHT,
    Session,
    environment,
    past_first_start,
    until,
)
from tests.terminal.states import open_field

LOCALES = {
    "ascii": {"LANG": "C"},
    "ascii by Python": {"PYTHONIOENCODING": "ascii"},
    "ascii for letters": {"LC_CTYPE": "C"},
    "ascii over all": {"LC_ALL": "POSIX"},
    "iso8859-1": {"LANG": "fr_CA.ISO-8859-1"},
    "iso8859-15": {"LC_ALL": "fr_FR@euro"},
    "utf-8": {"LC_ALL": "../\x1b[31m.x"},
}
"""For each charset, the locales that name it; the last one names none."""


@pytest.mark.parametrize("locale", LOCALES)
def test_the_screens_are_drawn_in_the_letters_of(opened: Start, locale: str) -> None:
    session = opened(lang="fr", **LOCALES[locale])
    session.press("4")
    charset = locale.split()[0]
    word = "harcelement" if charset == "ascii" else "harc\u00e8lement"
    assert word in session.raw.decode(charset)


def test_the_cover_in_front_of_a_locked_plan_has_the_letters_of_the_terminal(opened: Start) -> None:
    session = opened(LANG="fr_CA.ISO-8859-1", lang="fr")
    session.press("3", " ", "k", DOWN, ENTER)
    session.raw = b""
    session.press(b"\x1b[20~")
    session.settle()
    drawn = session.raw.decode("iso-8859-1")
    assert ("\u00e9" in drawn, "\u00c3" in drawn) == (True, False)


def test_what_is_typed_is_read_in_the_letters_of_the_terminal(opened: Start) -> None:
    session = opened(LANG="fr_CA.ISO-8859-1")
    open_field(session)
    session.raw = b""
    session.press("d\u00e9j\u00e0".encode("iso-8859-1"), ENTER)
    assert "d\u00e9j\u00e0" in session.raw.decode("iso-8859-1")


HOMES: dict[str, Callable[[Path], str]] = {
    "missing": lambda folder: str(folder / "nothing"),
    "a file": lambda folder: str(_made(folder / "file").absolute()),
    "nobody's to write in": lambda folder: "/proc",
    "a loop": lambda folder: str(_loop(folder / "loop")),
    "of commands": lambda folder: os.fsdecode(bytes(folder) + b"/\x1b]0;x\x07\xff\xfe"),
}
"""By name, what HOME may be."""


def _made(path: Path) -> Path:
    path.write_text("", "utf-8")
    return path


def _loop(path: Path) -> Path:
    path.symlink_to(path)
    return path


@pytest.mark.parametrize("kind", HOMES)
def test_a_usable_screen_or_a_sentence_comes_with_a_home_that_is(
    start: Start, tmp_path: Path, kind: str
) -> None:
    variables = {f"XDG_{name}_HOME": "" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    session = start(**{**variables, "HOME": HOMES[kind](tmp_path)})
    session.wait_for()
    if session.process.poll() is None:
        # The page of the first start is closed, a strategy put into the plan, and the plan written.
        session.press(ESC, "3", " ", "4", "e", ENTER, ENTER)
        assert "^X" in session.text or "Ctrl+X" in session.text
        session.send(CTRL_X)
    said = (b"Traceback" in session.raw, b"\x1b]" in session.raw)
    assert (session.status() in (0, 1), *said) == (True, False, False)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"COLUMNS": "x"}, {"TERM": "vt100"}], ids=str)
def test_the_program_opens_with(opened: Start, variables: dict[str, str]) -> None:
    assert "^X" in opened(**variables).text


def test_the_guide_comes_as_lines_where_there_is_no_terminal(home: Path) -> None:
    done = subprocess.run(PROGRAM, env=environment(home), input=b"", capture_output=True, cwd=home)
    assert (done.returncode, done.stdout[:1] != b"", done.stderr) == (0, True, b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_no_traceback_comes_when_the_shell_has_closed(start: Start, closed: str) -> None:
    session = start(program=("/bin/sh", "-c", f"exec {' '.join(PROGRAM)} {closed}"))
    if closed == "2>&-":
        session.wait_for()
        session.send("\x18")
    assert (session.status() in (0, 1, 141), b"Traceback" in session.raw) == (True, False)


@pytest.mark.parametrize("size", [(20, 5), (40, 12)], ids=str)
def test_the_quick_exit_is_named_at_size(opened: Start, size: tuple[int, int]) -> None:
    assert "^X" in opened(size=size).text


def test_a_key_draws_anew_what_another_program_wrote_over(session: Session) -> None:
    before = session.rows
    os.write(session.slave, b"\x1b[5;5Hsomebody wrote here\x1b[9;1H\x1b[2K")
    until(session.read, "what the other program wrote")
    spoilt = session.rows
    session.press(b"\x12")
    assert (spoilt != before, session.rows) == (True, before)


# The Linux console and old terminals, byte by byte -------------------------------------------------


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
