"""Signals, a terminal that goes away, an idle screen."""

from __future__ import annotations

import shlex
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, PROGRAM, lives
from tests.terminal.states import patched

ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
GONE_WITHIN = 1.0


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_the_screen_is_left_blank_by(opened: Start, number: signal.Signals) -> None:
    session = opened()
    session.press("4")
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_is_obeyed_while_a_handler_is_blocked(
    opened: Start, tmp_path: Path, number: signal.Signals
) -> None:
    # One long call into C: the main thread runs no handler of a signal meanwhile.
    blocked = patched(
        tmp_path,
        "import threading",
        "from safechat_tui.tui.app import SafeChatApp",
        "import signal, time",
        "def wait(self):",
        f"    signal.pthread_sigmask(signal.SIG_BLOCK, [{int(number)}])",
        "    time.sleep(60)",
        "SafeChatApp.action_urgent = wait",
    )
    session = opened(program=blocked)
    session.press("!")
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


@pytest.mark.parametrize("moment", [0.4])
def test_a_signal_while_the_program_starts_leaves_the_screen_blank(start: Start, moment: float) -> None:
    session = start()
    time.sleep(moment)
    session.kill(signal.SIGTERM)
    assert (abs(session.status()) & 127, session.left_over()) == (signal.SIGTERM, {})


def _ignore() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _block() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])


@pytest.mark.parametrize(
    ("controlling", "before"),
    [(True, lambda: None), (True, _ignore), (True, _block), (False, lambda: None)],
    ids=["default", "hang-up-ignored", "hang-up-blocked", "no-controlling-terminal"],
)
def test_the_program_ends_when_its_terminal_goes_away(
    opened: Start, controlling: bool, before: Callable[[], None]
) -> None:
    session = opened(controlling=controlling, before=before)
    session.hang_up()
    assert session.process.wait(GONE_WITHIN) is not None


WRAPPERS = {
    "nohup": "exec nohup sh -c 'echo $$ > pid; exec {program} </dev/tty >/dev/tty 2>&1' 2>/dev/null",
    "a trap": "trap '' HUP; sh -c 'echo $$ > pid; exec {program}'",
    "a trap and exec": "trap '' HUP; echo $$ > pid; exec {program}",
    "setsid": "setsid --wait sh -c 'echo $$ > pid; exec {program}'",
}
"""Ways of the shell to shield a program from a hang-up."""


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_the_program_ends_when_its_terminal_goes_away_in_spite_of(opened: Start, wrapper: str) -> None:
    command = WRAPPERS[wrapper].format(program=shlex.join(PROGRAM))
    session = opened(program=("/bin/sh", "-c", command))
    pid = int((session.home / "pid").read_text("ascii"))
    session.hang_up()
    end = time.monotonic() + GONE_WITHIN
    while lives(pid):
        assert time.monotonic() < end, "the program outlives its terminal"
        time.sleep(0.02)


def test_the_program_ends_when_its_terminal_goes_away_while_a_handler_is_blocked(
    opened: Start, tmp_path: Path
) -> None:
    blocked = patched(
        tmp_path,
        "import time",
        "from safechat_tui.tui.app import SafeChatApp",
        "SafeChatApp.action_urgent = lambda self: time.sleep(60)",
    )
    session = opened(program=blocked, before=_ignore)
    session.press("!")
    session.hang_up()
    assert session.process.wait(GONE_WITHIN) is not None


def test_the_program_ends_when_its_terminal_goes_away_while_it_starts(start: Start) -> None:
    session = start()
    time.sleep(0.3)
    session.hang_up()
    assert session.process.wait(GONE_WITHIN) is not None


@pytest.mark.parametrize("keys", ["", "4"])
def test_an_idle_screen_writes_nothing(opened: Start, keys: str) -> None:
    session = opened()
    session.press(keys)
    assert session.read(1.0) == b""


def test_an_idle_program_is_never_woken(opened: Start) -> None:
    session = opened()
    session.press("1")
    time.sleep(0.5)
    before = session.woken()
    time.sleep(1.0)
    assert session.woken() == before is not None


def test_five_hundred_resizes_in_two_seconds_leave_a_usable_screen(opened: Start) -> None:
    session = opened()
    rows = session.rows
    for turn in range(500):
        session.tell_size((20 + turn * 7 % 180, 5 + turn * 3 % 55))
        session.overlook(0.004)
    session.resize(100, 30)
    session.settle()
    session.resize(80, 24)
    session.settle()
    session.press("4", "0")
    assert session.rows == rows
    session.send(CTRL_X)
    assert session.status() == 0
