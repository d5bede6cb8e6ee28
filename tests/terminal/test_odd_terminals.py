"""Terminals that can show no screens get lines, or a sentence; never a traceback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, DOWN, ENTER, ESC, PROGRAM, Session, environment, until
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
