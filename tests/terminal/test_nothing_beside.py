"""Nothing beside the program: no socket, no other program, no file outside its own folders."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.conftest import required
from tests.terminal.harness import CTRL_X, DOWN, ENTER, ESC, PROGRAM, UP, Session, past_first_start
from tests.terminal.states import open_field

CALLS: Final = (
    "?open,?openat,?openat2,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,?link,?linkat,?symlink"
)
"""Calls that can touch a file."""

TRACED: Final = f"{CALLS},?symlinkat,?unlink,?unlinkat,execve,?execveat,socket,connect,?fork,?vfork"

LEAVING: Final = (0x03, 0x11, 0x18, 0x1B)
"""Control keys that leave the program, or begin another key."""

SWEEP: Final = (
    *(bytes([code]) for code in range(0x20) if code not in LEAVING),
    *(b"\x1b" + bytes([letter]) for letter in range(ord("a"), ord("z") + 1)),
    *(f"\x1b[{code}~".encode() for code in (*range(1, 7), *range(11, 35))),
    *(f"\x1b[1;{modifier}{key}".encode() for modifier in range(2, 9) for key in "ABCDHFPQRS"),
)
"""Keys that mean something in other programs: to suspend, to copy, to open, to take a picture."""

WRITING: Final = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|mkdir|rename|link|symlink|unlink)\w*\(")


NAMED: Final = re.compile(r'(?:<([^>]*)>, )?"([^"]*)"')
"""A name in a call, and the folder it is relative to."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the traced session."""
    return past_first_start(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def calls(home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The calls of a session with many keys, a plan that was kept, listed, and written as text and as PDF."""
    log = tmp_path_factory.mktemp("trace") / "calls"
    program = (required("strace"), "-D", "-f", "-qq", "-y", "-e", f"trace={TRACED}", "-o", str(log), *PROGRAM)
    with Session(home, program=program, PYTHONDONTWRITEBYTECODE="1") as session:
        session.wait_for()
        open_field(session)
        session.press("calm evenings", ENTER)
        session.press("4", "k", DOWN, ENTER, "o", UP, ESC)
        session.press("4", "e", ENTER, ENTER)
        session.wait_for("plan-2")
        session.press("f", "e")
        session.send(ENTER)
        session.wait_for(".pdf")
        for step in "0", "1", "3", "4", "2 ":
            session.press(*step, b"".join(SWEEP), ESC, ESC)
        session.send(CTRL_X)
        session.status()
    return [line.split(maxsplit=1)[1] for line in log.read_text("utf-8", "replace").splitlines()]


def test_the_program_starts_no_other_program(calls: list[str]) -> None:
    started = [call for call in calls if call.startswith(("exec", "fork", "vfork"))]
    itself = started[0].partition(" /*")[0].rpartition(", 0x")[0]
    # A lock begins the same program again in the same process.
    assert [call for call in started if not call.startswith(f"{itself}, 0x")] == []


def test_the_program_opens_no_socket(calls: list[str]) -> None:
    assert [call for call in calls if call.startswith(("socket(", "connect("))] == []


def test_the_program_writes_nothing_outside_its_folders(calls: list[str], home: Path) -> None:
    # The last two are the kernel's: what a dump of the memory would hold, and a paper before it has a name.
    kernel = ("/proc/self/coredump_filter", "/proc/self/fd/")
    allowed = (str(home), "/dev/pts/", "/dev/null", "/dev/tty", *kernel)
    touched = {
        os.path.join(folder, name)
        for call in calls
        if WRITING.search(call)
        for folder, name in NAMED.findall(call)
    }
    assert {path for path in touched if not path.startswith(allowed)} == set()


def test_the_traced_session_kept_and_wrote_what_it_should(calls: list[str], home: Path) -> None:
    assert calls
    assert {path.suffix for path in home.glob("plan-2*")} == {".pdf", ".txt"}
    assert list((home / ".data" / "safechat" / "plans").iterdir())
