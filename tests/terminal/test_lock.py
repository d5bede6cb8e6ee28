"""Locking in a real terminal: the same process and terminal, and nothing of what was open in its memory."""

from __future__ import annotations

import contextlib
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.harness import CTRL_X, DOWN, ENTER, GONE, Session, past_first_start, quick_exit
from tests.terminal.states import open_field

from safechat_tui.i18n import Translator
from safechat_tui.tui.views.cover import cover

F8, F9 = b"\x1b[19~", b"\x1b[20~"
CANARY = "quiet canary evenings"
PASSPHRASE: Final[dict[Session, str]] = {}
"""The words each session was offered and took."""

PAGE = cover(Translator("en"), 80, 24)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Session]:
    """A session with a sealed plan that holds the canary, right after the passphrase was chosen."""
    home = past_first_start(tmp_path)
    (home / ".config" / "safechat" / "settings.toml").write_text('guide = "messages"\n', "utf-8")
    with Session(home) as session:
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


def wait_until_new(session: Session, words: str) -> None:
    """Wait until the program has begun again and shows some words."""
    session.wait_for(words)
    session.settle()
    time.sleep(0.5)
    session.settle()


@pytest.mark.parametrize(("key", "words"), [(F8, "Locked"), (F9, PAGE[1].strip())], ids=["lock", "cover"])
def test_nothing_of_a_kept_plan_is_in_the_memory_any_more(kept: Session, key: bytes, words: str) -> None:
    pid, passphrase = kept.process.pid, PASSPHRASE[kept]
    kept.send(key)
    wait_until_new(kept, words)
    assert kept.process.poll() is None
    assert not in_memory(pid, CANARY)
    assert not in_memory(pid, passphrase)


def test_nothing_of_the_old_conversation_is_in_the_memory_of_a_new_one(kept: Session) -> None:
    pid, passphrase = kept.process.pid, PASSPHRASE[kept]
    kept.press("n")
    wait_until_new(kept, "New conversation")
    assert "The other plan stays under its code" in kept.text
    assert [word for word in (CANARY, passphrase) if in_memory(pid, word)] == []


def test_the_cover_is_in_front_of_the_new_program_and_its_key_takes_it_away(kept: Session) -> None:
    kept.send(F9)
    wait_until_new(kept, PAGE[1].strip())
    rows = kept.rows
    kept.press(F9)
    kept.wait_for("o opens it again")
    assert rows == PAGE


def test_the_quick_exit_leaves_the_terminal_as_the_first_program_found_it(kept: Session) -> None:
    kept.send(F8)
    wait_until_new(kept, "Locked")
    assert quick_exit(kept, CTRL_X) == GONE


def test_the_command_line_and_the_environment_tell_nothing(kept: Session) -> None:
    kept.send(F8)
    wait_until_new(kept, "Locked")
    folder = Path(f"/proc/{kept.process.pid}")
    told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
    assert CANARY.encode() not in told


def leave_locked(kept: Session) -> None:
    kept.send(F8)
    wait_until_new(kept, "Locked")
    quick_exit(kept, CTRL_X)


def leave_at_once(kept: Session) -> None:
    quick_exit(kept, CTRL_X)


def be_killed(kept: Session) -> None:
    kept.kill(signal.SIGKILL)
    kept.status()


def delete_first(kept: Session) -> None:
    kept.press("o", "s", DOWN, ENTER)
    kept.wait_for("No plan is kept")
    quick_exit(kept, CTRL_X)


def telling(kept: Session, since: float) -> list[Path]:
    """Return the files that hold a secret, of those written in the places where programs leave things."""
    secrets = (CANARY.encode(), PASSPHRASE[kept].encode())
    found = []
    for place in (kept.home, Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm")):  # noqa: S108
        for path in place.iterdir() if place != kept.home else place.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and path.stat().st_mtime >= since:
                    data = path.read_bytes()
                    found += [path] if any(secret in data for secret in secrets) else []
    return found


@pytest.mark.parametrize("leave", [leave_locked, leave_at_once, be_killed, delete_first])
def test_nothing_of_it_is_on_the_disk_in_plain_words(kept: Session, leave: Callable[[Session], None]) -> None:
    since = time.time() - 60
    sealed = list(kept.home.rglob("*.age"))
    leave(kept)
    assert (bool(sealed), telling(kept, since)) == (True, [])
