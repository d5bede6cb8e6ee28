"""Signals, a terminal that goes away, a client that is frozen, a storm of sizes."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.loopback import sshd
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, PATIENCE, PROGRAM, Session, environment, lives, until
from tests.terminal.states import BLOCKED, NEVER, patched

each = pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT], ids=lambda number: number.name
)


@pytest.mark.parametrize(
    "number", [15, 1, 2, 3, signal.SIGUSR1, signal.SIGXCPU, signal.SIGIO, signal.SIGRTMAX]
)
def test_the_screen_is_left_blank_by(session: Session, number: signal.Signals) -> None:
    session.press("4")
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


@each
def test_a_signal_is_obeyed_while_a_handler_is_blocked(
    opened: Start, tmp_path: Path, number: signal.Signals
) -> None:
    # One long call into C: the main thread runs no handler of a signal meanwhile.
    blocked = patched(
        tmp_path,
        "import signal, time",
        "from safechat_tui.tui.app import SafeChatApp",
        "def wait(self, name):",
        f"    signal.pthread_sigmask(signal.SIG_BLOCK, [{int(number)}])",
        f"    {NEVER}",
        "SafeChatApp.action_read = wait",
    )
    session = opened(program=blocked)
    session.press("!")
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


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
    assert session.process.wait(PATIENCE) is not None


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
    until(lambda: not lives(pid), "the end of the program")


def test_the_program_ends_when_its_terminal_goes_away_while_a_handler_is_blocked(
    opened: Start, tmp_path: Path
) -> None:
    session = opened(program=patched(tmp_path, *BLOCKED), before=_ignore)
    session.press("!")
    session.hang_up()
    assert session.process.wait(PATIENCE) is not None


def test_the_program_ends_when_its_terminal_goes_away_while_it_starts(start: Start) -> None:
    session = start()
    session.taken()
    session.hang_up()
    assert session.process.wait(PATIENCE) is not None


def test_five_hundred_sizes_in_a_row_leave_a_usable_screen(session: Session) -> None:
    rows = session.rows
    for turn in range(500):
        session.tell_size((20 + turn * 7 % 180, 5 + turn * 3 % 55))
        session.overlook()
    session.resize(100, 30)
    session.settle()
    session.resize(80, 24)
    session.settle()
    session.press("4", "0")
    assert session.rows == rows
    session.send(CTRL_X)
    assert session.status() == 0


# A client that is frozen --------------------------------------------------------------------------


def test_the_program_ends_when_the_client_is_frozen(start: Start, home: Path) -> None:
    variables = [f"{name}={value}" for name, value in environment(home).items()]
    inner = f"echo $$ > {home / 'pid'}; exec {shlex.join(['env', '-i', *variables, *PROGRAM])}"
    # A silent client is asked twice, every two seconds.
    with sshd(home, "ClientAliveInterval 2", "ClientAliveCountMax 2") as client:
        session = start(program=(*client, inner))
        session.wait_for("^X")
        pid = int((home / "pid").read_text("ascii"))
        session.kill(signal.SIGSTOP)
        until(lambda: not lives(pid), "the end of the program")
