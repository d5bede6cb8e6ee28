"""Inside tmux and GNU screen: nothing of the guide stays on the screen or in the scrollback."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.terminal.conftest import required
from tests.terminal.harness import PATIENCE, PROGRAM, environment, until
from tests.terminal.states import STEPS
from tests.terminal.test_quick_exit import EARLIER, keeping

DONE = "left-with"
COMMAND = f"{shlex.join(PROGRAM)}; echo {DONE}=$?"


class Window:
    """A window of a multiplexer that shows what it holds."""

    def type(self, keys: str) -> None:
        """Type keys; ^X is Ctrl+X, Enter is a line break."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the scrollback and the screen."""
        raise NotImplementedError

    def wait_for(self, words: str) -> str:
        """Wait until words are shown, and return the text."""
        until(lambda: words in self.text(), words)
        return self.text()


class Tmux(Window):
    def __init__(self, path: str, home: Path, alternate: bool) -> None:
        self._base = [path, "-S", str(home / "tmux"), "-f", "/dev/null"]
        self._env = environment(home, PS1="$ ", ENV="")
        self._do("new-session", "-d", "-s", "test", "-x", "80", "-y", "24", "sh")
        self._do("set-option", "-g", "alternate-screen", "on" if alternate else "off")
        self._do("set-option", "-wg", "alternate-screen", "on" if alternate else "off")

    def _do(self, *words: str) -> str:
        command = [*self._base, *words]
        return subprocess.run(command, env=self._env, check=True, capture_output=True, text=True).stdout

    def type(self, keys: str) -> None:
        if keys:
            self._do(
                "send-keys", "-t", "test", *(["C-x"] if keys == "^X" else ["-l", keys.replace("\n", "\r")])
            )

    def text(self) -> str:
        return self._do("capture-pane", "-p", "-t", "test", "-S", "-")

    def close(self) -> None:
        self._do("kill-server")


class Screen(Window):
    def __init__(self, path: str, home: Path, alternate: bool) -> None:
        self._path, self._home = path, home
        (home / "sockets").mkdir(mode=0o700)
        (home / "rc").write_text(
            f"startup_message off\ndefutf8 on\ndefscrollback 1000\naltscreen {'on' if alternate else 'off'}\n"
        )
        self._env = environment(home, PS1="$ ", ENV="", SCREENDIR=str(home / "sockets"))
        command = [path, "-U", "-c", str(home / "rc"), "-D", "-m", "-S", "test", "sh"]
        self._process = subprocess.Popen(command, env=self._env, stdin=subprocess.DEVNULL)
        until(lambda: list((home / "sockets").iterdir()), "that screen starts")

    def _do(self, *words: str) -> None:
        command = [self._path, "-S", "test", "-p", "0", "-X", *words]
        subprocess.run(command, env=self._env, check=True, capture_output=True)

    def type(self, keys: str) -> None:
        self._do("stuff", keys)

    def text(self) -> str:
        copy = self._home / "copy"
        copy.unlink(missing_ok=True)
        self._do("hardcopy", "-h", str(copy))
        until(copy.exists, "a hard copy")
        return copy.read_text("utf-8", "replace")

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)


@contextmanager
def _window(name: str, home: Path, alternate: bool) -> Iterator[Window]:
    window = (
        Tmux(required(name), home, alternate) if name == "tmux" else Screen(required(name), home, alternate)
    )
    try:
        yield window
    finally:
        window.close()


@pytest.mark.parametrize("alternate", [True, False], ids=["alternate-screen", "no-alternate-screen"])
@pytest.mark.parametrize("name", ["tmux", "screen"])
def test_a_quick_exit_leaves_no_line_of_the_guide_in(home: Path, name: str, alternate: bool) -> None:
    # What is cleared as a whole could hide a row that was not erased.
    keeping(home)
    with _window(name, home, alternate) as window:
        window.type(COMMAND + "\n")
        shown: set[str] = set()
        for key, words in STEPS.items():
            window.type(key)
            shown |= _lines(window.wait_for(words))
        window.type("^X" if name == "tmux" else "\x18")
        window.wait_for(f"{DONE}=0")
        left = _lines(window.text())
        assert len(shown) > 50
        assert not {line for line in left if line in shown and DONE not in line}


def test_a_quick_exit_clears_what_was_shown_before_in_tmux(home: Path) -> None:
    with _window("tmux", home, alternate=True) as window:
        window.type(f"seq -f {EARLIER}-%g 60\n")
        window.wait_for(f"{EARLIER}-60")
        window.type(COMMAND + "\n")
        window.wait_for(STEPS[""])
        window.type("^X")
        window.wait_for(f"{DONE}=0")
        assert EARLIER not in window.text()


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if sum(map(str.isalpha, line)) > 3}
