"""Esc three times leaves, but none of the three is one that closed something."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Start
from tests.terminal.harness import ESC, GONE, Session, quick_exit
from tests.terminal.states import open_field, unhurried

AGAIN = "Esc once more: quick exit."


def test_the_second_escape_on_a_step_says_that_the_next_one_leaves(opened: Start, tmp_path: Path) -> None:
    session = opened(program=unhurried(tmp_path))
    session.press(ESC)
    assert AGAIN not in session.text
    session.press(ESC)
    assert AGAIN in session.text
    assert quick_exit(session, ESC) == GONE


def test_an_escape_that_closes_a_card_is_none_of_the_three(opened: Start, tmp_path: Path) -> None:
    session = opened(program=unhurried(tmp_path))
    session.press("/", "block")
    session.press(b"\r")
    session.press(ESC, ESC, ESC, ESC)
    assert AGAIN in session.text
    assert quick_exit(session, ESC) == GONE


def test_all_that_come_at_once_close_first_and_leave_then(session: Session) -> None:
    open_field(session)
    session.press(ESC * 3)
    assert session.process.poll() is None
    assert quick_exit(session, ESC * 5) == GONE
