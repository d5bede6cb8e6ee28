"""What the environment wishes has no effect, and nothing of the memory can be had."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Start
from tests.terminal.harness import GONE, quick_exit
from tests.terminal.states import patched

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


def test_no_core_is_dumped(opened: Start) -> None:
    session = opened()
    limits = Path(f"/proc/{session.process.pid}/limits").read_text("utf-8")
    core = next(line for line in limits.splitlines() if "core file" in line)
    assert core.split()[4:6] == ["0", "0"]


def test_a_core_that_is_dumped_all_the_same_leaves_the_memory_out(opened: Start) -> None:
    session = opened()
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


def test_nothing_telling_stands_in_the_arguments(opened: Start) -> None:
    session = opened()
    line = Path(f"/proc/{session.process.pid}/cmdline").read_bytes().split(b"\0")
    assert [os.fsdecode(part) for part in line[1:] if part] == ["-m", "safechat_tui"]


def test_no_file_is_left_open_but_the_terminal(opened: Start) -> None:
    session = opened()
    folder = Path(f"/proc/{session.process.pid}/fd")
    files = {os.readlink(link) for link in folder.iterdir()}
    assert {name for name in files if name.startswith("/") and not name.startswith("/dev/pts/")} == set()
