"""Terminals that can show no screens get the guide as lines, or a sentence; never a traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import PROGRAM, environment


@pytest.mark.parametrize(
    "variables",
    [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "unknown"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["dumb", "empty", "unknown", "ascii"],
)
def test_the_guide_comes_as_lines_in_a_terminal_that_is(start: Start, variables: dict[str, str]) -> None:
    session = start(**variables)
    assert (session.status(), b"\x1b" in session.raw, b"Traceback" in session.raw) == (0, False, False)


@pytest.mark.parametrize(
    "variables", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"NO_COLOR": "1"}, {"COLUMNS": "x"}], ids=str
)
def test_the_program_opens_or_says_so_with(start: Start, variables: dict[str, str]) -> None:
    session = start(**variables)
    session.wait_for()
    assert b"Traceback" not in session.raw


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
