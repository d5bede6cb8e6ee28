"""Commands that wait for a person: hidden memory, the quick exit, and nothing left of what was asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.terminal.conftest import Start, required
from tests.terminal.harness import CTRL_X, ESC, GONE, PROGRAM, Session, environment, quick_exit
from tests.terminal.states import patched

from safechat_tui import config
from safechat_tui.plan import Plan
from safechat_tui.store import keyring_of, store_of

PHRASE = "five calm words of ours"
WORDS = ("lamp", "river", "stone", "maple", "cloud")
ASKED = "Passphrase of the kept plans:"
COMMAND = ("kept", "passphrase")


def with_key(home: Path) -> Path:
    """Make a key in a home folder, and return the folder."""
    settings = home / ".config" / "safechat" / "settings.toml"
    settings.write_text('guide = "messages"\nkeep = "sealed"\n', "utf-8")
    keyring_of(config.load(environment(home))).create(PHRASE)
    return home


@pytest.fixture
def sealed(home: Path) -> Path:
    """A home folder with a key and a plan kept under it."""
    settings = config.load(environment(with_key(home)))
    store_of(settings, keyring_of(settings).unlock(PHRASE)).keep(Plan(), lang="en", words=WORDS)
    return home


def asking(start: Start) -> Session:
    """Return a command that asks for the passphrase."""
    session = start(program=(*PROGRAM, *COMMAND), size=(120, 24))
    session.wait_for(ASKED)
    return session


def offered(session: Session) -> str:
    """Give the passphrase and return the five words that are offered."""
    session.press(f"{PHRASE}\r")
    session.wait_for("New passphrase")
    return session.text.partition("if you take them: ")[2].partition(" New")[0]


@pytest.mark.usefixtures("sealed")
def test_nothing_but_the_question_shows_while_a_passphrase_is_typed(start: Start) -> None:
    session = asking(start)
    session.press("abc")
    assert session.text == ASKED


@pytest.mark.usefixtures("sealed")
def test_no_other_program_of_the_account_can_look_into_a_command_that_asks(start: Start) -> None:
    session = asking(start)
    # Root looks into everything, unless it is without this right.
    without = (required("setpriv"), "--bounding-set=-sys_ptrace") if os.getuid() == 0 else ()
    looks = [*without, "head", "-c1", f"/proc/{session.process.pid}/mem"]
    other = subprocess.run(looks, capture_output=True, text=True, env={"LC_ALL": "C"}, check=False)
    assert "Permission denied" in other.stderr


EXITS = {
    "Ctrl+X": (CTRL_X,),
    "kitty": (b"\x1b[120;69u",),
    "modifyOtherKeys": (b"\x1b[27;5;120~",),
    "Esc three times": (ESC, ESC, ESC),
}


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("keys", EXITS.values(), ids=EXITS)
def test_the_quick_exit_leaves_nothing_of_a_question(start: Start, keys: tuple[bytes, ...]) -> None:
    session = asking(start)
    session.press("half")
    assert quick_exit(session, *keys) == GONE


@pytest.mark.usefixtures("sealed")
def test_a_question_left_alone_ends_and_leaves_nothing(start: Start, tmp_path: Path) -> None:
    short = "import safechat_tui.clock as clock", "clock.MINUTE = 0.2"
    session = start(program=patched(tmp_path, *short, arguments=COMMAND), size=(120, 24))
    assert session.status() == 1
    assert (ASKED.encode() in session.raw, session.left_over()) == (True, {})


@pytest.mark.usefixtures("sealed")
def test_the_quick_exit_leaves_nothing_of_the_five_words(start: Start) -> None:
    session = asking(start)
    assert len(offered(session).split()) == 5
    assert quick_exit(session) == GONE


@pytest.mark.usefixtures("sealed")
def test_the_five_words_are_gone_when_the_passphrase_was_changed(start: Start) -> None:
    session = asking(start)
    words = offered(session)
    session.press(f"{words}\r")
    session.press(f"{words}\r")
    assert session.status() == 0
    left = session.left_over()
    assert all(
        word not in " ".join([*left.get("rows", []), *left.get("scrollback", [])]) for word in words.split()
    )
    assert "scrollback" not in left


@pytest.mark.usefixtures("sealed")
def test_a_command_that_asked_leaves_the_terminal_as_it_was(start: Start) -> None:
    session = asking(start)
    session.press("wrong\r")
    assert session.status() == 1
    assert set(session.left_over()) == {"rows"}


@pytest.mark.usefixtures("sealed")
def test_ctrl_c_ends_a_command_that_asks_with_its_own_code(start: Start) -> None:
    session = asking(start)
    assert quick_exit(session, b"\x03") == (130, {})


def test_enter_alone_chooses_a_new_passphrase_where_nothing_is_kept(start: Start, home: Path) -> None:
    with_key(home)
    session = asking(start)
    session.press("\r")
    session.wait_for("New passphrase")
    session.press("quite another one\r")
    session.press("quite another one\r")
    assert session.status() == 0
    settings = config.load(environment(home))
    assert keyring_of(settings).unlock("quite another one").change is None
    assert (settings.data_folder / "key-1.age").exists()


@pytest.mark.usefixtures("sealed")
def test_enter_alone_chooses_no_new_passphrase_where_a_plan_is_kept(start: Start) -> None:
    session = asking(start)
    session.press("\r")
    assert session.status() == 1
