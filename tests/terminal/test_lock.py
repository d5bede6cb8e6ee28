"""The cover and locking in a real terminal: nothing in any cell, nor in the memory of the same process."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Start
from tests.terminal.harness import (
    CTRL_X,
    DOWN,
    ENTER,
    ESC,
    GONE,
    Session,
    past_first_start,
    quick_exit,
    until,
)
from tests.terminal.states import STATES, open_field, patched

from safechat_tui.i18n import Translator
from safechat_tui.tui.views.chrome import cover

F8, F9 = b"\x1b[19~", b"\x1b[20~"
CANARY = "quiet canary evenings"
PASSPHRASE: Final[dict[Session, str]] = {}
"""The words each session was offered and took."""

ASLEEP = """
import sys
from pathlib import Path
from safechat_tui import clock
clock.CHECK_EVERY = 0.1
running, waking = clock.running, Path.home() / "waking"
clock.running = lambda: running() + 3600 * waking.exists()
from safechat_tui.__main__ import main
sys.exit(main())
"""
"""The program on a laptop that has slept for an hour once there is a file of the name."""

PAGE = cover(Translator("en"), 80, 24)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Session]:
    """A session with a sealed plan that holds the canary, right after the passphrase was chosen."""
    home = past_first_start(tmp_path)
    (home / ".config" / "safechat" / "settings.toml").write_text('guide = "messages"\n', "utf-8")
    temporary = home / "tmp"
    temporary.mkdir()
    with Session(home, program=(sys.executable, "-c", ASLEEP), TMPDIR=str(temporary)) as session:
        session.wait_for("Before you start")
        open_field(session)
        session.press(CANARY, ENTER, "4", "k", DOWN, ENTER)
        session.wait_for("These five words")
        PASSPHRASE[session] = session.rows[2].strip()
        session.press(ENTER, PASSPHRASE[session])
        session.send(ENTER)
        session.wait_for("Plan kept")
        assert in_memory(session.process.pid, CANARY)
        yield session


def in_memory(pid: int, text: str) -> bool:
    """Return whether a text is anywhere in the memory of a process, which root may read."""
    forms = [text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")]
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("rw"):
                continue
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except OSError:
                continue
            if any(form in data for form in forms):
                return True
    return False


def begin_anew(session: Session, key: bytes, words: str) -> None:
    """Press a key after which the program begins again, and wait until it has and shows some words."""
    # Each run of a program in a process gets addresses of its own.
    addresses = Path(f"/proc/{session.process.pid}/auxv")
    before = addresses.read_bytes()
    session.send(key)
    until(lambda: session.read() is not None and addresses.read_bytes() != before, "that it begins again")
    session.wait_for(words)


def lock(session: Session) -> None:
    """Press the key to lock."""
    begin_anew(session, F8, "Locked")


def wake(session: Session) -> None:
    """Let the laptop sleep for an hour, and press the key that wakes it."""
    (session.home / "waking").touch()
    begin_anew(session, b"x", PAGE[1].strip())


@pytest.mark.parametrize("close", [lock, wake])
def test_nothing_of_a_kept_plan_is_in_the_memory_any_more(
    kept: Session, close: Callable[[Session], None]
) -> None:
    pid, passphrase = kept.process.pid, PASSPHRASE[kept]
    close(kept)
    assert kept.process.poll() is None
    assert not in_memory(pid, CANARY)
    assert not in_memory(pid, passphrase)


def test_nothing_of_the_old_conversation_is_in_the_memory_of_a_new_one(kept: Session) -> None:
    pid, passphrase = kept.process.pid, PASSPHRASE[kept]
    begin_anew(kept, b"n", "New conversation")
    assert "The other plan stays under its code" in kept.text
    assert [word for word in (CANARY, passphrase) if in_memory(pid, word)] == []


def test_the_cover_is_in_front_of_the_new_program_and_its_key_takes_it_away(kept: Session) -> None:
    wake(kept)
    rows = kept.rows
    kept.press(F9)
    kept.wait_for("o opens it again")
    assert rows == PAGE


def test_the_quick_exit_leaves_the_terminal_as_the_first_program_found_it(kept: Session) -> None:
    lock(kept)
    assert quick_exit(kept, CTRL_X) == GONE


def test_the_command_line_and_the_environment_tell_nothing(kept: Session) -> None:
    lock(kept)
    folder = Path(f"/proc/{kept.process.pid}")
    told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
    assert CANARY.encode() not in told


def test_lines_are_covered_when_a_laptop_wakes_and_take_nothing_before(tmp_path: Path) -> None:
    home = past_first_start(tmp_path)
    with Session(home, program=(sys.executable, "-c", ASLEEP, "--plain")) as session:
        session.wait_for("understand")
        session.press("he")
        (home / "waking").touch()
        session.press("llo")
        session.wait_for("Enter: go on")
        covered = session.text
        (home / "waking").unlink()
        session.press(ENTER)
        session.wait_for("understand")
        assert ("understand" in covered, session.rows[session.screen.cursor.y][-3:]) == (False, " he")


def leave_locked(kept: Session) -> None:
    lock(kept)
    quick_exit(kept, CTRL_X)


def leave_at_once(kept: Session) -> None:
    quick_exit(kept, CTRL_X)


def be_killed(kept: Session) -> None:
    kept.kill(signal.SIGKILL)
    kept.status()


def delete_first(kept: Session) -> None:
    kept.press("o", "s", DOWN, ENTER)
    kept.wait_for("Plan deleted")
    quick_exit(kept, CTRL_X)


def telling(kept: Session) -> list[Path]:
    """Return the files that hold a secret, of those in the home folder, where temporary ones go too."""
    secrets = (CANARY.encode(), PASSPHRASE[kept].encode())
    files = [path for path in kept.home.rglob("*") if path.is_file()]
    return [path for path in files if any(secret in path.read_bytes() for secret in secrets)]


@pytest.mark.parametrize("leave", [leave_locked, leave_at_once, be_killed, delete_first])
def test_nothing_of_it_is_on_the_disk_in_plain_words(kept: Session, leave: Callable[[Session], None]) -> None:
    sealed = list(kept.home.rglob("*.age"))
    leave(kept)
    assert (bool(sealed), telling(kept)) == (True, [])


# The cover -----------------------------------------------------------------------------------------


@swept(
    "lead",
    {name: lead for name, lead in STATES.items() if name != "a paste that never ends"},
    sample=("a question", "the field while typing", "a pdf being written"),
)
def test_only_the_page_is_on_the_screen_in(session: Session, lead: Callable[[Session], None]) -> None:
    lead(session)
    session.press(F9)
    assert session.rows == PAGE
    # What a Braille display follows is on the notes, not on the keys under them.
    assert session.screen.cursor.y == 1


def test_the_cover_is_obeyed_behind_letters_that_come_at_once(session: Session) -> None:
    session.press(b"lkno" + F9)
    assert session.rows == PAGE


def test_the_page_fills_a_terminal_of_another_size(session: Session) -> None:
    session.press(F9)
    session.resize(40, 12)
    session.settle()
    assert session.rows == cover(Translator("en"), 40, 12)


@pytest.mark.parametrize("keys", [(CTRL_X,), (ESC, ESC, ESC)], ids=["ctrl-x", "esc"])
def test_the_quick_exit_leaves_nothing_under_the_cover(session: Session, keys: tuple[bytes, ...]) -> None:
    session.press("4", F9)
    assert quick_exit(session, *keys) == GONE


def test_a_screen_left_alone_is_covered_by_itself(start: Start, tmp_path: Path) -> None:
    program = patched(tmp_path, "import safechat_tui.clock as clock", "clock.MINUTE = 0.3")
    session: Session = start(program=program)
    session.wait_for(PAGE[1].strip())
    assert session.rows == PAGE
