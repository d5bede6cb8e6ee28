"""The cover in a real terminal: nothing of the guide in any cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sampling import swept
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, ESC, GONE, Session, quick_exit
from tests.terminal.states import STATES, patched

from safechat_tui.i18n import Translator
from safechat_tui.tui.views.chrome import cover

F9 = b"\x1b[20~"
CTRL_O = b"\x0f"
PAGE = cover(Translator("en"), 80, 24)


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
