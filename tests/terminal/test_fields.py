"""Fields in a real terminal, where a slow line brings many keys in one read."""

from __future__ import annotations

import pytest
from tests.terminal.conftest import Start
from tests.terminal.states import open_field


def test_a_correction_that_comes_with_its_letters_is_made_in_order(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"abx\x7fc")
    assert "abc" in session.text
    assert "abx" not in session.text


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (b"bc\x1b[Ha", "abc"),
        (b"ac\x1b[Db", "abc"),
        (b"xabc\x1bOH\x1b[3~", "abc"),
        (b"zz\x15abc", "abc"),
        ("à é\x7f\x7f\x7fabc".encode(), "abc"),
    ],
)
def test_keys_that_edit_do_so_where_they_come(opened: Start, keys: bytes, line: str) -> None:
    session = opened()
    open_field(session)
    session.press(keys)
    assert f" {line} " in session.text


@pytest.mark.parametrize(
    "reply",
    [
        b"\x1b[?62;22c",
        b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        b"\x1bP1+r544e\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[5;9R",
    ],
)
@pytest.mark.parametrize("cut", [1, 3, 6])
def test_what_the_terminal_answers_is_no_key(opened: Start, reply: bytes, cut: int) -> None:
    session = opened()
    before = session.rows
    session.press(reply[:cut] + b"", reply[cut:])
    assert session.rows == before


def test_what_the_terminal_answers_does_not_stand_in_a_field(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"ab\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22cc")
    assert " abc " in session.text


def test_a_text_that_is_pasted_where_no_field_is_does_nothing(opened: Start) -> None:
    session = opened()
    before = session.rows[:20]
    session.press("Que ça cesse\r")
    assert session.rows[:20] == before
    assert "pasted text" in session.text


def test_what_comes_behind_enter_on_her_own_words_is_written_and_runs_nothing(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"calm evenings\rlkn")
    session.wait_for("calm evenings lkn")
    assert "What she would like" in session.text
