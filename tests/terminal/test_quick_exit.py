"""The quick exit in every state: a blank screen, a terminal as before, not a word."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, DOWN, ENTER, ESC, F2, GONE, PROGRAM, Session, quick_exit, until
from tests.terminal.states import BLOCKED, DIALOGS, PASTE, SLOW_SAVE, STATES, fill, open_field, patched

THREATENED = ("a pdf being written", "a paste that never ends", "a sequence that is no key")
"""States in which a key could get lost."""

KITTY, OTHER = b"\x1b[120;5u", b"\x1b[27;5;120~"


@swept(
    "lead", STATES | DIALOGS, sample=("a question", "the field while typing", *THREATENED, "the kept plans")
)
def test_ctrl_x_leaves_nothing_in(session: Session, lead: Callable[[Session], None]) -> None:
    lead(session)
    assert quick_exit(session) == GONE


@pytest.mark.parametrize(
    "keys",
    [(KITTY,), (KITTY[:3], KITTY[3:]), (OTHER[:7], OTHER[7:]), (ESC, ESC, ESC), (ESC * 3,), (ESC * 40,)],
    ids=["kitty", "kitty cut", "modifyOtherKeys cut", "three escapes", "three at once", "escape held"],
)
def test_the_quick_exit_also_comes_as(opened: Start, keys: tuple[bytes, ...]) -> None:
    assert quick_exit(opened(), *keys) == GONE


def test_three_escapes_leave_nothing_after_a_paste_that_never_ends(session: Session) -> None:
    session.press(PASTE)
    assert quick_exit(session, ESC, ESC, ESC) == GONE


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (300, 100)], ids=str)
def test_ctrl_x_leaves_nothing_at_size(opened: Start, size: tuple[int, int]) -> None:
    session = opened(size=size)
    session.press("4")
    assert quick_exit(session) == GONE


def test_the_first_start_is_left_blank(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "new"
    home.mkdir()
    session = start(home=home)
    session.wait_for("Ctrl+X")
    assert quick_exit(session) == GONE


MOMENTS: Final[dict[str, Callable[[Session], None]]] = {
    "at once": lambda session: None,
    "when it has the terminal": Session.taken,
    "when it draws": lambda session: until(session.read, "a first byte"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_x_leaves_nothing_while_the_program_starts(start: Start, moment: str) -> None:
    session = start()
    MOMENTS[moment](session)
    assert quick_exit(session) == GONE


def test_three_escapes_leave_nothing_while_the_program_starts(start: Start) -> None:
    assert quick_exit(start(), ESC, ESC, ESC) == GONE


def test_ctrl_x_needs_nobody_to_read_the_screen(session: Session) -> None:
    session.press("4")
    fill(session)
    session.type_unread(CTRL_X)
    assert (session.status_unread(), session.left_over()) == GONE


def test_ctrl_x_waits_for_no_handler(opened: Start, tmp_path: Path) -> None:
    blocked = patched(tmp_path, *BLOCKED)
    session = opened(program=blocked)
    session.press(F2)
    assert quick_exit(session) == GONE


def test_ctrl_x_waits_for_no_saving(opened: Start, tmp_path: Path) -> None:
    session = opened(program=patched(tmp_path, *SLOW_SAVE))
    session.press("3", " ", "k", DOWN)
    session.send(ENTER)
    until((session.home / "saving").exists, "that it is being saved")
    assert quick_exit(session) == GONE


def test_ctrl_x_follows_two_megabytes_of_text(session: Session) -> None:
    open_field(session)
    session.send(b"quiet evenings " * 140_000)
    assert quick_exit(session) == GONE


def test_a_quit_by_q_leaves_nothing_either(opened: Start) -> None:
    assert quick_exit(opened(), b"q") == GONE


# What has scrolled out of sight -------------------------------------------------------------------


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
    session: Session, smaller: tuple[int, int]
) -> None:
    session.resize(*smaller)
    session.settle()
    session.send("q")
    assert (session.status(), b"\x1b[3J" in session.raw) == (0, True)
