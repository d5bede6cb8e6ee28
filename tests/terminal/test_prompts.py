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


def ask(start: Start) -> Session:
    """Start a command that asks for the passphrase."""
    session = start(program=(*PROGRAM, *COMMAND), size=(120, 24))
    session.wait_for(ASKED)
    return session


@pytest.fixture
def asking(sealed: Path, start: Start) -> Session:
    """A command that asks for the passphrase of a plan that is kept."""
    return ask(start)


def offered(session: Session) -> str:
    """Give the passphrase and return the five words that are offered."""
    session.press(f"{PHRASE}\r")
    session.wait_for("New passphrase")
    return session.text.partition("if you take them: ")[2].partition(" New")[0]


def test_nothing_but_the_question_shows_while_a_passphrase_is_typed(asking: Session) -> None:
    asking.press("abc")
    assert asking.text == ASKED


def test_no_other_program_of_the_account_can_look_into_a_command_that_asks(asking: Session) -> None:
    # Root looks into everything, unless it is without this right.
    without = (required("setpriv"), "--bounding-set=-sys_ptrace") if os.getuid() == 0 else ()
    looks = [*without, "head", "-c1", f"/proc/{asking.process.pid}/mem"]
    other = subprocess.run(looks, capture_output=True, text=True, env={"LC_ALL": "C"}, check=False)
    assert "Permission denied" in other.stderr


EXITS = {
    "Ctrl+X": (CTRL_X,),
    "kitty": (b"\x1b[120;69u",),
    "modifyOtherKeys": (b"\x1b[27;5;120~",),
    "Esc three times": (ESC, ESC, ESC),
}


@pytest.mark.parametrize("keys", EXITS.values(), ids=EXITS)
def test_the_quick_exit_leaves_nothing_of_a_question(asking: Session, keys: tuple[bytes, ...]) -> None:
    asking.press("half")
    assert quick_exit(asking, *keys) == GONE


@pytest.mark.usefixtures("sealed")
def test_a_question_left_alone_ends_and_leaves_nothing(start: Start, tmp_path: Path) -> None:
    short = "import safechat_tui.clock as clock", "clock.MINUTE = 0.2"
    session = start(program=patched(tmp_path, *short, arguments=COMMAND), size=(120, 24))
    assert session.status() == 1
    assert (ASKED.encode() in session.raw, session.left_over()) == (True, {})


def test_the_quick_exit_leaves_nothing_of_the_five_words(asking: Session) -> None:
    assert len(offered(asking).split()) == 5
    assert quick_exit(asking) == GONE


def test_the_five_words_are_gone_when_the_passphrase_was_changed(asking: Session) -> None:
    words = offered(asking)
    asking.press(f"{words}\r")
    asking.press(f"{words}\r")
    assert asking.status() == 0
    left = asking.left_over()
    assert all(
        word not in " ".join([*left.get("rows", []), *left.get("scrollback", [])]) for word in words.split()
    )
    assert "scrollback" not in left


def test_a_command_that_asked_leaves_the_terminal_as_it_was(asking: Session) -> None:
    asking.press("wrong\r")
    assert asking.status() == 1
    assert set(asking.left_over()) == {"rows"}


def test_ctrl_c_ends_a_command_that_asks_with_its_own_code(asking: Session) -> None:
    assert quick_exit(asking, b"\x03") == (130, {})


def test_enter_alone_chooses_a_new_passphrase_where_nothing_is_kept(start: Start, home: Path) -> None:
    with_key(home)
    session = ask(start)
    session.press("\r")
    session.wait_for("New passphrase")
    session.press("quite another one\r")
    session.press("quite another one\r")
    assert session.status() == 0
    settings = config.load(environment(home))
    assert keyring_of(settings).unlock("quite another one").change is None
    assert (settings.data_folder / "key-1.age").exists()


def test_enter_alone_chooses_no_new_passphrase_where_a_plan_is_kept(asking: Session) -> None:
    asking.press("\r")
    assert asking.status() == 1
