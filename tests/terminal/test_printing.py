"""Leaving while a plan is printed: the screen comes back from the printer first, and nothing holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.terminal.conftest import Start, Talk
from tests.terminal.harness import CTRL_X, DOWN, ENTER, GONE, quick_exit, until
from tests.terminal.states import patched

from safechat_tui.terminal.blank import PRINTER_OFF, PRINTER_ON

LINE: Final = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
"""Makes the terminal one at the other end of a slow line."""

STOPS: Final = (
    "from safechat_tui.terminal.painter import Painter",
    "from safechat_tui.terminal.blank import PRINTER_ON",
    "wait = Painter._wait",
    "begun = lambda self: self._printing and not self._printing.startswith(PRINTER_ON)",
    "Painter._wait = lambda self, seconds: None if begun(self) else wait(self, seconds)",
)
"""Has the line carry nothing more once it prints: what is left of the plan is never sent."""

HANGS: Final = """#!/bin/sh
echo $$ > {home}/pid
exec sleep 600
"""


def with_printer(home: Path, printer: str) -> None:
    with (home / ".config" / "safechat" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'printer = "{printer}"\nregion = "qc"\n')


def test_the_quick_exit_takes_the_screen_back_from_the_printer(opened: Start, home: Path) -> None:
    with_printer(home, "attached")
    session = opened(program=patched(home, *STOPS), **LINE)
    session.press("4", "y")
    session.send(DOWN, ENTER)
    until(lambda: session.read() and PRINTER_ON in session.raw, "that the terminal prints")
    assert quick_exit(session) == GONE
    printed, _, after = session.raw.partition(PRINTER_ON)[2].partition(PRINTER_OFF)
    assert (b"\f" in printed, b"\x1b[2K" in after) == (False, True)


def test_the_quick_exit_in_lines_leaves_nothing_of_what_was_printed(talk: Talk, home: Path) -> None:
    with_printer(home, "attached")
    session = talk("p", "y", "2")
    assert PRINTER_ON in session.raw
    assert quick_exit(session) == GONE


@pytest.mark.parametrize("term", ["linux", "screen"])
def test_a_terminal_that_cannot_print_says_so(opened: Start, home: Path, term: str) -> None:
    with_printer(home, "attached")
    session = opened(TERM=term)
    session.press("4", "y")
    assert ("nothing can be printed" in session.text, PRINTER_ON in session.raw) == (True, False)


def test_the_quick_exit_does_not_wait_for_a_print_server_that_hangs(start: Start, home: Path) -> None:
    with_printer(home, "desk")
    lp = home / "lp"
    lp.write_text(HANGS.format(home=home), "ascii")
    lp.chmod(0o755)
    lines = ("from pathlib import Path", "import safechat_tui.printer as printer",
             f"printer.print_to_queue.__defaults__ = (Path({str(lp)!r}), 600.0)")  # fmt: skip
    session = start(program=patched(home, *lines))
    session.wait_for()
    session.send("4", "y", DOWN, ENTER)
    until(lambda: session.read() is not None and (home / "pid").exists(), "that lp runs")
    assert quick_exit(session, CTRL_X) == GONE
    pid = int((home / "pid").read_text("ascii"))
    # It has nothing of the terminal: neither as its own nor among its descriptors.
    held = [path.readlink() for path in Path(f"/proc/{pid}/fd").iterdir()]
    assert [str(path) for path in held if "/dev/pts" in str(path) or "/dev/tty" in str(path)] == []
