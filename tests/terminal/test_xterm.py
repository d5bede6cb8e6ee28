"""Inside xterm, with and without its alternate screen: nothing of the guide stays, whatever the end."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte
import pytest
from tests.terminal.conftest import required
from tests.terminal.harness import (
    CTRL_X,
    DOWN,
    ENTER,
    PATIENCE,
    PROGRAM,
    environment,
    past_first_start,
    until,
)
from tests.terminal.states import STEPS, patched
from tests.terminal.test_quick_exit import EARLIER, keeping

from safechat_tui.guide.library import read_guide
from safechat_tui.handout.paper import PaperOptions, on_paper
from safechat_tui.plan import Plan

OVER: Final = "the-program-is-over"
"""What is shown when the program has ended."""

RELAY: Final = f"""
import os, pty, signal, sys
raw = open(sys.argv[1], "ab", buffering=0)
def copy(fd):
    data = os.read(fd, 65536)
    raw.write(data)
    return data
print(*(f"{EARLIER}-{{n}}" for n in range(60)), sep="\\n", flush=True)
pty.spawn(sys.argv[2:], copy)
# Print the scrollback and the screen, then what the alternate screen still holds.
os.write(1, b"{OVER}\\x1b[?11i\\x1b[?47h\\x1b[H{OVER}\\x1b[i")
signal.pause()
"""
"""Stands between xterm and the program, so that keys can be typed from outside."""

SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-9;]*[a-zA-Z]|#5)")
"""What xterm prints beside the words."""


class Window:
    """A window of xterm, in which the program runs."""

    def __init__(self, home: Path, display: str, program: tuple[str, ...], *resources: str) -> None:
        self._raw, self._printed, self._pid = home / "raw", home / "printed", home / "pid"
        os.mkfifo(home / "keys")
        self._keys = os.open(home / "keys", os.O_RDWR)
        self.shown: set[str] = set()
        inner = f"echo $$ > {self._pid}; exec {shlex.join(program)}"
        relay = shlex.join([sys.executable, "-c", RELAY, str(self._raw), "/bin/sh", "-c", inner])
        settings = (f"printerCommand: cat >> {self._printed}", "printerAutoClose: true", *resources)
        options = [word for setting in settings for word in ("-xrm", f"XTerm*{setting}")]
        self._xterm = subprocess.Popen(
            [required("xterm"), *options, "-e", "/bin/sh", "-c", f"exec {relay} < {home / 'keys'}"],
            env=environment(home, DISPLAY=display),
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._xterm.terminate()
        self._xterm.wait(PATIENCE)
        os.close(self._keys)

    def type(self, keys: bytes) -> None:
        os.write(self._keys, keys)

    def rows(self) -> str:
        """Return the rows on the screen."""
        screen = pyte.Screen(80, 24)
        pyte.ByteStream(screen).feed(self._raw.read_bytes() if self._raw.exists() else b"")
        return "\n".join(screen.display)

    def look(self, words: str) -> None:
        """Remember the rows on the screen, once some words are."""
        until(lambda: words in self.rows(), words)
        self.shown |= lines(self.rows())

    def kill(self) -> None:
        os.kill(int(self._pid.read_text("ascii")), signal.SIGTERM)

    def held(self) -> set[str]:
        """Return the rows xterm holds in the end: scrollback, screen, alternate screen."""

        def over() -> bool:
            return self._printed.exists() and self._printed.read_bytes().count(OVER.encode()) >= 2

        until(over, "what xterm prints")
        return lines(SEQUENCE.sub("", self._printed.read_text("utf-8", "replace")))


def lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if sum(map(str.isalpha, line)) > 3}


ENDS: Final[dict[str, Callable[[Window], None]]] = {
    "the quick exit": lambda window: window.type(CTRL_X),
    "the quick exit that keeps the scrollback": lambda window: window.type(CTRL_X),
    "a quit": lambda window: window.type(b"q"),
    "a crash": lambda window: window.type(b"!"),
    "SIGTERM": Window.kill,
}
"""How the program ends."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A display that nobody sees."""
    reading, writing = os.pipe()
    command = [required("Xvfb"), "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as number:
        yield f":{number.readline().strip()}"
    process.terminate()
    process.wait(PATIENCE)


@pytest.fixture(scope="module", params=["false", "true"], ids=["default", "titeInhibit"])
def windows(
    request: pytest.FixtureRequest, display: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[set[str], set[str]]]:
    """By the way the program ended, which rows were shown and which xterm still holds."""
    with ExitStack() as stack:
        opened: dict[str, Window] = {}
        for end in ENDS:
            home = past_first_start(tmp_path_factory.mktemp("home"))
            if end != "the quick exit":
                keeping(home)
            lines = (
                "import safechat_tui.tui.app as app",
                "def fail(self, name): raise RuntimeError",
                "app.SafeChatApp.action_read = fail",
            )
            program = patched(home, *lines)
            resources = (f"titeInhibit: {request.param}", "geometry: 80x24", "saveLines: 2000")
            opened[end] = stack.enter_context(Window(home, display, program, *resources))
        for key, words in STEPS.items():
            if key != "!":
                for window in opened.values():
                    window.type(key.encode())
                for window in opened.values():
                    window.look(words)
        for end, leave in ENDS.items():
            leave(opened[end])
        return {end: (window.shown, window.held()) for end, window in opened.items()}


@pytest.mark.parametrize("end", ENDS)
def test_no_line_of_the_guide_is_left_after(windows: dict[str, tuple[set[str], set[str]]], end: str) -> None:
    shown, held = windows[end]
    assert len(shown) > 40
    assert shown & held == set()


@pytest.mark.parametrize("end", ENDS)
def test_only_the_quick_exit_clears_what_the_shell_showed_before(
    windows: dict[str, tuple[set[str], set[str]]], end: str
) -> None:
    _, held = windows[end]
    assert any(EARLIER in line for line in held) == (end != "the quick exit")


def test_a_plan_comes_out_of_the_printer_of_the_terminal(display: str, tmp_path: Path) -> None:
    home = past_first_start(tmp_path)
    with (home / ".config" / "safechat" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write('printer = "attached"\nregion = "qc"\n')
    resources = ("geometry: 80x24", f"printerCommand: cat >> {home / 'paper'}")
    with Window(home, display, PROGRAM, *resources) as window:
        for keys, words in ((b"4", "9-1-1"), (b"y", "Print nothing"), (DOWN + ENTER, "Sent to the")):
            window.type(keys)
            window.look(words)
        paper = home / "paper"
        until(lambda: paper.exists() and b"\f" in paper.read_bytes(), "the plan on paper")
        printed = paper.read_bytes().replace(b"\r", b"")
        # The emulator here, as a terminal without a printer, has shown the plan, and then the screen again.
        assert "^X" in window.rows().splitlines()[0]
    guide = read_guide("en")
    assert printed == on_paper(guide, Plan(), PaperOptions("en", ascii=True, region="qc")) + b"\f"
