"""Fields in a real terminal, where a slow line brings many keys in one read."""

from __future__ import annotations

from itertools import product

import pytest
from tests.terminal.conftest import Start
from tests.terminal.states import open_field


def test_a_correction_that_comes_with_its_letters_is_made_in_order(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"abx\x7fc")
    assert "abc" in session.text
    assert "abx" not in session.text


REPLIES = (
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1bP1+r544e\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[5;9R",
    b"\x1b[?5;9;1R",
    b"\x1b[>41;354;0c",
    b"\x1b[0n",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]52;c;cSB4IGUgbg==\x07",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1b]10;rgb:0000/0000/0000\xc2\x9c",
    b"\x1b[?2026;2$y",
    b"\x1b[?1u",
    b"\x1b[8;24;80t",
    b"\x1b[<0;12;5M",
    b"\x1b[I",
)


def test_what_the_terminal_answers_is_no_key_wherever_it_is_cut(opened: Start) -> None:
    session = opened()
    before = session.rows
    taken = []
    for reply, cut in product(REPLIES, (1, 3, 6)):
        session.send(reply[:cut], reply[cut:])
        session.settle()
        taken += [(reply, cut)] if session.rows != before else []
    assert taken == []


def test_what_the_terminal_answers_does_not_stand_in_a_field(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"ab\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22cc")
    assert " abc " in session.text


@pytest.mark.parametrize("text", ["Que ça cesse\r", "oui\r", "k\rq\rn\r", "https://example.org/n?q=1"])
def test_a_text_that_is_pasted_where_no_field_is_does_nothing(opened: Start, text: str) -> None:
    session = opened()
    before = session.rows[:20]
    session.press(text)
    assert session.rows[:20] == before
    assert "pasted text" in session.text


def test_what_comes_at_once_behind_enter_on_her_own_words_runs_nothing(opened: Start) -> None:
    session = opened()
    open_field(session)
    session.press(b"calm evenings\rlkn")
    assert "pasted text" in session.text
    assert " Wants 1/9" in session.text
