"""What the shell showed before the program: cleared by the quick exit alone, and only if it may."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, ESC, PROGRAM, Session

EARLIER = "earlier-work"
SHELL = f"i=0; while [ $i -lt 60 ]; do echo {EARLIER}-$i; i=$((i+1)); done; exec {shlex.join(PROGRAM)}"


def shown_after(start: Start, *keys: bytes) -> bool:
    """Return whether a row that the shell showed before can still be found after some keys."""
    session: Session = start(program=("/bin/sh", "-c", SHELL))
    session.wait_for("^X")
    session.send(*keys)
    assert session.status() == 0
    rows = [
        *session.screen.display,
        *("".join(c.data for c in r.values()) for r in session.screen.history.top),
    ]
    return any(EARLIER in row for row in rows)


def keeping(home: Path) -> None:
    """Let the settings say that the shell's rows stay."""
    folder = home / ".config" / "safechat"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text('clear_scrollback = false\nguide = "messages"\n', "utf-8")


@pytest.mark.parametrize("keys", [(CTRL_X,), (ESC, ESC, ESC)], ids=["ctrl-x", "esc"])
def test_the_quick_exit_clears_the_earlier_scrollback(start: Start, keys: tuple[bytes, ...]) -> None:
    assert not shown_after(start, *keys)


def test_the_quick_exit_keeps_the_earlier_scrollback_where_the_settings_say_so(
    start: Start, home: Path
) -> None:
    keeping(home)
    assert shown_after(start, CTRL_X)


def test_a_quit_keeps_the_earlier_scrollback(start: Start) -> None:
    assert shown_after(start, b"q")


@pytest.mark.parametrize("smaller", [(80, 12), (60, 24)], ids=["lower", "narrower"])
def test_a_quit_clears_what_a_smaller_window_pushed_out_of_sight(
    opened: Start, smaller: tuple[int, int]
) -> None:
    session = opened()
    session.resize(*smaller)
    session.settle()
    session.send("q")
    assert (session.status(), b"\x1b[3J" in session.raw) == (0, True)
