"""Sessions of a parent that keeps the screens ready: they leave, resize and end like any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, ENTER, GONE, PATIENCE, Session, environment, lives, quick_exit
from tests.terminal.states import open_field

F8 = b"\x1b[19~"
CANARY = "a canary that sings"

Parent = subprocess.Popen[bytes]


def wait_until(what: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def children(parent: Parent) -> list[int]:
    found = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text("ascii")
    return [int(pid) for pid in found.split()]


@pytest.fixture
def parent(home: Path) -> Iterator[Parent]:
    """The parent of the account whose home folder it is."""
    command = [sys.executable, "-m", "safechat_tui", "ready"]
    with subprocess.Popen(command, env=environment(home), cwd="/", stdin=subprocess.DEVNULL) as process:
        wait_until((home / ".local/share/safechat/ready.socket").exists)
        yield process
        process.kill()


@pytest.fixture
def session(parent: Parent, opened: Start) -> Session:
    """A session of the parent, at its first screen."""
    begun = opened()
    (begun.watched,) = children(parent)
    return begun


def test_its_session_leaves_nothing_after_the_quick_exit(session: Session) -> None:
    assert quick_exit(session) == GONE


def test_the_parent_stays_when_a_session_ends(parent: Parent, session: Session, start: Start) -> None:
    quick_exit(session)
    other = start()
    other.wait_for("^X")
    assert len(children(parent)) == 1


def test_sessions_know_nothing_of_each_other(parent: Parent, session: Session, opened: Start) -> None:
    other = opened(lang="fr")
    open_field(session)
    session.press(CANARY, ENTER)
    other.watched = max(children(parent))
    other.press("2", "4")
    assert (CANARY in session.text, CANARY in other.text) == (True, False)


def test_it_speaks_the_language_of_the_one_who_asks(parent: Parent, opened: Start) -> None:
    assert "Sortie rapide" in opened(lang="fr").text


def test_another_size_of_the_terminal_reaches_it(session: Session) -> None:
    session.resize(60, 30)
    wait_until(lambda: (session.read(0.01) and False) or session.rows[29])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_and_leaves_nothing(session: Session, number: signal.Signals) -> None:
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


def test_it_ends_when_the_one_who_stands_in_for_it_is_killed(parent: Parent, session: Session) -> None:
    (pid,) = children(parent)
    session.process.kill()
    wait_until(lambda: not lives(pid))


def test_it_ends_when_the_terminal_goes_away(parent: Parent, session: Session) -> None:
    (pid,) = children(parent)
    session.hang_up()
    wait_until(lambda: not lives(pid))


def test_nothing_is_left_when_the_parent_is_killed(parent: Parent, session: Session) -> None:
    parent.kill()
    session.status()
    assert session.left_over() == {}


def test_nothing_is_left_when_the_session_is_killed(parent: Parent, session: Session) -> None:
    (pid,) = children(parent)
    os.kill(pid, signal.SIGKILL)
    assert (session.status(), session.left_over()) == (128 + signal.SIGKILL, {})


def test_open_sessions_go_on_when_the_parent_is_told_to_end(parent: Parent, session: Session) -> None:
    parent.terminate()
    session.press("1")
    assert quick_exit(session) == GONE
    assert parent.wait(PATIENCE) == 0


def test_nothing_of_a_session_is_in_the_memory_of_the_parent(parent: Parent, session: Session) -> None:
    open_field(session)
    session.press(CANARY, ENTER)
    assert CANARY.encode() not in memory(parent.pid)


def memory(pid: int) -> bytes:
    found = b""
    with open(f"/proc/{pid}/mem", "rb") as held:
        for line in Path(f"/proc/{pid}/maps").read_text("ascii").splitlines():
            where, rights, *_ = line.split()
            if rights.startswith("rw"):
                first, last = (int(place, 16) for place in where.split("-"))
                held.seek(first)
                found += held.read(last - first)
    return found


def test_another_version_starts_by_itself_and_ends_the_parent(home: Path, opened: Start) -> None:
    lines = ("from safechat_tui.ready import meeting", "meeting.identity = lambda: 'older'")
    code = "; ".join((*lines, "from safechat_tui.cli import main", "main(['ready'])"))
    with subprocess.Popen([sys.executable, "-c", code], env=environment(home), cwd="/") as old:
        wait_until((home / ".local/share/safechat/ready.socket").exists)
        session = opened()
        assert (quick_exit(session), old.wait(PATIENCE)) == (GONE, 0)


def test_a_socket_that_nobody_answers_is_passed_over(home: Path, parent: Parent, opened: Start) -> None:
    parent.send_signal(signal.SIGSTOP)
    session = opened()
    parent.send_signal(signal.SIGCONT)
    wait_until(lambda: children(parent) == [])
    assert quick_exit(session) == GONE


def test_a_second_parent_says_that_there_is_one(home: Path, parent: Parent) -> None:
    command = [sys.executable, "-m", "safechat_tui", "ready"]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)
    assert (done.returncode, "ready for this account already" in done.stderr) == (1, True)


def test_systemd_may_hold_the_socket(home: Path, opened: Start) -> None:
    code = (
        "import os, socket, sys; line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)\n"
        "line.bind(sys.argv[1]); line.listen(8)\n"
        "os.dup2(line.fileno(), 3); os.set_inheritable(3, True)\n"
        "os.environ |= {'LISTEN_PID': str(os.getpid()), 'LISTEN_FDS': '1'}\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'safechat_tui', 'ready'])"
    )
    path = home / ".local/share/safechat/ready.socket"
    path.parent.mkdir(parents=True, mode=0o700)
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, env=environment(home), cwd="/") as process:
        wait_until(path.exists)
        wait_until(lambda: "safechat_tui" in Path(f"/proc/{process.pid}/cmdline").read_text("ascii"))
        wait_until(lambda: Path(f"/proc/{process.pid}/stat").read_text("ascii").split()[2] == "S")
        session = opened()
        found = children(process)
        session.send(CTRL_X)
        session.status()
        process.kill()
    assert found


def test_its_session_can_be_locked_and_goes_on(parent: Parent, session: Session) -> None:
    before = children(parent)
    session.send(F8)
    session.wait_for("Locked")
    session.resize(60, 30)
    wait_until(lambda: session.read(0.01) or session.rows[29])
    assert (children(parent), quick_exit(session)) == (before, GONE)
