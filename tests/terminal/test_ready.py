"""Sessions of a parent that keeps the screens ready: they leave, resize and end like any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import ENTER, GONE, PATIENCE, Session, environment, lives, quick_exit
from tests.terminal.states import open_field

from safechat_tui.guide import read_guide
from safechat_tui.i18n import Translator

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
    with running(home, "-m", "safechat_tui", "ready") as process:
        yield process


@pytest.fixture
def session(parent: Parent, opened: Start) -> Session:
    """A session of the parent, at its first screen."""
    begun = opened()
    (begun.watched,) = children(parent)
    return begun


@pytest.fixture
def busy(home: Path) -> Iterator[Parent]:
    """A parent that never comes to fork a session, since others always go before."""
    lines = ("from safechat_tui.ready.parent import Parent", "Parent._begin = lambda *_: None")
    with other(home, *lines) as process:
        yield process


def other(home: Path, *lines: str) -> AbstractContextManager[Parent]:
    """Run a parent that differs in something."""
    return running(home, "-c", "; ".join((*lines, "from safechat_tui.cli import main", "main(['ready'])")))


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[Parent]:
    """Run a parent by arguments of Python, until the end of the block."""
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, env=environment(home), cwd="/", stdin=subprocess.DEVNULL) as process:
        wait_until((home / ".local/share/safechat/ready.socket").exists)
        yield process
        process.kill()


@pytest.fixture
def shown(busy: Parent, start: Start) -> Session:
    """A session of which there is no more than its first screen yet."""
    begun = start()
    wait_until(lambda: begun.read(0.01) and "^X" in begun.text)
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


def test_the_first_screen_stands_before_its_session_is_forked(busy: Parent, shown: Session) -> None:
    title = read_guide("en").pages["opening"].head.title
    assert (children(busy), title in shown.text) == ([], True)


def test_the_quick_exit_works_before_it_is_forked(shown: Session) -> None:
    assert quick_exit(shown) == GONE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_so_does_a_signal(shown: Session, number: signal.Signals) -> None:
    shown.kill(number)
    assert (shown.status(), shown.left_over()) == (128 + number, {})


def test_nothing_is_left_when_the_parent_is_killed_before(busy: Parent, shown: Session) -> None:
    busy.kill()
    shown.status()
    assert shown.left_over() == {}


def test_the_screen_is_cleared_when_the_one_who_stands_in_is_killed_before(shown: Session) -> None:
    shown.process.kill()
    wait_until(lambda: shown.read(0.01) and shown.left_over() == {})


def test_keys_typed_before_it_is_forked_are_not_lost(parent: Parent, start: Start) -> None:
    session = start()
    wait_until(lambda: termios.tcgetattr(session.slave) != session.settings_before)
    session.send("?")
    session.wait_for(Translator("en")("reader.help"))


def test_a_session_that_cannot_be_forked_leaves_nothing_and_the_parent_stays(
    home: Path, start: Start
) -> None:
    with other(home, "import os", "os.fork = lambda: os.kill(os.getpid(), -1)") as parent:
        session = start()
        assert (session.status(), session.left_over(), parent.poll()) == (128 + signal.SIGHUP, {}, None)


@pytest.mark.parametrize(
    ("locale", "e"),
    [({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "é".encode()), ({"LANG": "fr_CA.ISO-8859-1"}, b"\xe9")],
    ids=["UTF-8", "Latin-1"],
)
def test_its_letters_are_those_its_own_locale_names(
    parent: Parent, start: Start, locale: dict[str, str], e: bytes
) -> None:
    session = start(lang="fr", **locale)
    session.wait_for("^X")
    assert (len(children(parent)), e in session.raw) == (1, True)


def test_another_version_starts_by_itself_and_ends_the_parent(home: Path, opened: Start) -> None:
    lines = ("from safechat_tui.ready import meeting", "meeting.identity = lambda: 'older'")
    with other(home, *lines) as old:
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


@pytest.fixture
def held(home: Path) -> Iterator[Parent]:
    """A parent for which systemd holds the socket."""
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
        yield process
        process.kill()


def test_systemd_may_hold_the_socket(held: Parent, opened: Start) -> None:
    session = opened()
    found = children(held)
    assert (len(found), quick_exit(session)) == (1, GONE)


def test_one_that_takes_no_more_says_so_while_systemd_holds_the_socket(held: Parent, opened: Start) -> None:
    first = opened()
    held.terminate()
    lines = ("import sys", "from safechat_tui.ready import client", "client.PATIENCE = 600.0")
    code = "; ".join((*lines, "from safechat_tui.__main__ import main", "sys.exit(main())"))
    second = opened(program=(sys.executable, "-c", code))
    assert (len(children(held)), quick_exit(second), quick_exit(first)) == (1, GONE, GONE)
    assert held.wait(PATIENCE) == 0


def test_its_session_can_be_locked_and_goes_on(parent: Parent, session: Session) -> None:
    before = children(parent)
    session.send(F8)
    session.wait_for("Locked")
    session.resize(60, 30)
    wait_until(lambda: session.read(0.01) or session.rows[29])
    assert (children(parent), quick_exit(session)) == (before, GONE)
