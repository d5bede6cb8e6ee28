"""The keys of the conversation in lines: leaving in every way, whatever stops or fills the output."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Talk
from tests.terminal.harness import CTRL_X, ESC, GONE, quick_exit
from tests.terminal.states import unhurried

CTRL_S = b"\x13"

KITTY = {
    "kitty": b"\x1b[120;5u",
    "kitty with Caps Lock": b"\x1b[120;69u",
    "kitty with Num Lock, pressed": b"\x1b[120;133:1u",
    "kitty, held": b"\x1b[120;5:2u",
    "kitty on a Russian keyboard": b"\x1b[1095::120;5u",
    "modifyOtherKeys": b"\x1b[27;5;120~",
    "modifyOtherKeys with locks": b"\x1b[27;197;120~",
}


@swept("keys", KITTY, sample=("kitty with Caps Lock", "modifyOtherKeys"))
def test_the_quick_exit_leaves_nothing_as(talk: Talk, keys: bytes) -> None:
    session = talk()
    session.press("half a li")
    assert quick_exit(session, keys[:4], keys[4:]) == GONE


def test_three_escapes_leave_nothing_and_the_second_says_so(talk: Talk, tmp_path: Path) -> None:
    session = talk(program=unhurried(tmp_path, "--plain"))
    session.press(ESC, ESC)
    assert "Esc once more: quick exit." in session.text
    assert session.text.endswith("help:")
    assert quick_exit(session, ESC) == GONE


@pytest.mark.parametrize("key", [CTRL_X, b"\x03"], ids=["ctrl+x", "ctrl+c"])
def test_a_quick_exit_after_ctrl_s_leaves_nothing(talk: Talk, key: bytes) -> None:
    session = talk("s 1")
    session.send(CTRL_S)
    assert quick_exit(session, key) == GONE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1], ids=lambda number: number.name)
def test_a_signal_after_ctrl_s_leaves_nothing(talk: Talk, number: signal.Signals) -> None:
    session = talk("s 1")
    session.press(CTRL_S)
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


def test_the_cover_is_drawn_after_ctrl_s(talk: Talk) -> None:
    session = talk("s 1")
    session.press(CTRL_S, "z\r")
    assert "Step 1" not in session.text


def test_what_the_terminal_answers_is_not_typed(talk: Talk) -> None:
    session = talk("s 2")
    session.press("1\r", b"ca\x1b]11;rgb:ffff/0000/0000\x1b\\lm\x1b[?62;22c ev\x1b[5;9Renings\r")
    assert "calm evenings" in session.text


def test_backspace_and_ctrl_u_take_letters_back(talk: Talk) -> None:
    session = talk("s 2")
    session.press("1\r", "wrong\x15xé\x7f\x7fcalm\r")
    assert "calm" in session.text
    assert "wrong" not in session.text
