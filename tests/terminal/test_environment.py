"""What the environment wishes has no effect, the memory is hidden, and nothing is done beside."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Start, required
from tests.terminal.harness import (
    CTRL_X,
    DOWN,
    ENTER,
    ESC,
    GONE,
    PROGRAM,
    UP,
    Session,
    past_first_start,
    quick_exit,
)
from tests.terminal.states import open_field, patched

from safechat_tui.guide.library import read_guide

TITLE: Final = read_guide("en").name

WISHES: Final[dict[str, dict[str, str]]] = {
    "a log": {"TEXTUAL_LOG": "canary.log", "TEXTUAL": "debug,devtools", "TEXTUAL_DEBUG": "1"},
    "a picture": {"TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_FILENAME": "canary.svg"},
    "keys": {"TEXTUAL_PRESS": "4,e,enter,ctrl+x"},
    "another driver": {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"},
    "another look": {"TEXTUAL_FILTERS": "dim", "TEXTUAL_THEME": "dracula"},
    "other keys": {"TEXTUAL_ALLOW_SIGNALS": "1", "ESCDELAY": "5000", "TEXTUAL_DISABLE_KITTY_KEY": "1"},
    "another size": {"COLUMNS": "7", "LINES": "3", "JUPYTER_COLUMNS": "9"},
    "another terminal": {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "0", "TTY_INTERACTIVE": "0", "RICH_X": "x"},
    "other programs": {"BROWSER": "touch canary", "EDITOR": "touch canary", "PAGER": "touch canary"},
    "talk": {"PYTHONWARNINGS": "always", "PYTHONASYNCIODEBUG": "1", "PYTHONFAULTHANDLER": "1"},
    "errors": {"PYTHONWARNINGS": "error"},
    "a breakpoint": {"PYTHONBREAKPOINT": "os.abort"},
    "more to print": {"PYTHONDEVMODE": "1"},
}  # fmt: skip
"""By name, variables with which other programs are told to do something else."""


WISHES["all of it"] = {name: value for wish in WISHES.values() for name, value in wish.items()}


@swept("wish", WISHES, sample=("talk", "all of it"))
def test_the_environment_cannot_ask_for(opened: Start, home: Path, wish: dict[str, str]) -> None:
    plain, wished = opened(), opened(**wish)
    rows = wished.rows
    end = quick_exit(wished)
    made = [path.name for path in home.iterdir() if path.name not in {".config", ".data"}]
    assert (rows, end, made) == (plain.rows, GONE, [])


def test_no_core_is_dumped(session: Session) -> None:
    limits = Path(f"/proc/{session.process.pid}/limits").read_text("utf-8")
    core = next(line for line in limits.splitlines() if "core file" in line)
    assert core.split()[4:6] == ["0", "0"]


def test_a_core_that_is_dumped_all_the_same_leaves_the_memory_out(session: Session) -> None:
    assert int(Path(f"/proc/{session.process.pid}/coredump_filter").read_text("ascii"), 16) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_no_other_program_of_the_account_can_look_into_the_memory(start: Start, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = patched(
        tmp_path,
        "import ctypes",
        "import safechat_tui.tui.app as app",
        "def tell(self, name):",
        f"    open({str(told)!r}, 'w').write(str(ctypes.CDLL(None).prctl(3)))",
        "app.SafeChatApp.action_read = tell",
    )
    session = start(program=program)
    session.wait_for(TITLE)
    session.press("!")
    assert told.read_text("ascii") == "0"


def test_the_command_line_takes_no_wishes_either(start: Start) -> None:
    plain = (sys.executable, "-m", "safechat_tui", "kept", "list")
    session = start(program=plain, PYTHONWARNINGS="error", PYTHONDEVMODE="1", COLUMNS="7")
    status = session.status()
    assert (status, "Warning" in session.text, "Traceback" in session.text) == (0, False, False)


def test_nothing_telling_stands_in_the_arguments(session: Session) -> None:
    line = Path(f"/proc/{session.process.pid}/cmdline").read_bytes().split(b"\0")
    assert [os.fsdecode(part) for part in line[1:] if part] == ["-m", "safechat_tui"]


def test_no_file_is_left_open_but_the_terminal(session: Session) -> None:
    folder = Path(f"/proc/{session.process.pid}/fd")
    files = {os.readlink(link) for link in folder.iterdir()}
    assert {name for name in files if name.startswith("/") and not name.startswith("/dev/pts/")} == set()


# Nothing beside -----------------------------------------------------------------------------------


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
def traced_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the traced session."""
    return past_first_start(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def calls(traced_home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The calls of a session with many keys, a plan that was kept, listed, and written as text and as PDF."""
    log = tmp_path_factory.mktemp("trace") / "calls"
    program = (required("strace"), "-D", "-f", "-qq", "-y", "-e", f"trace={TRACED}", "-o", str(log), *PROGRAM)
    with Session(traced_home, program=program, PYTHONDONTWRITEBYTECODE="1") as session:
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


def test_the_program_writes_nothing_outside_its_folders(calls: list[str], traced_home: Path) -> None:
    # The last two are the kernel's: what a dump of the memory would hold, and a paper before it has a name.
    kernel = ("/proc/self/coredump_filter", "/proc/self/fd/")
    allowed = (str(traced_home), "/dev/pts/", "/dev/null", "/dev/tty", *kernel)
    touched = {
        os.path.join(folder, name)
        for call in calls
        if WRITING.search(call)
        for folder, name in NAMED.findall(call)
    }
    assert {path for path in touched if not path.startswith(allowed)} == set()


def test_the_traced_session_kept_and_wrote_what_it_should(calls: list[str], traced_home: Path) -> None:
    assert calls
    assert {path.suffix for path in traced_home.glob("plan-2*")} == {".pdf", ".txt"}
    assert list((traced_home / ".data" / "safechat" / "plans").iterdir())
