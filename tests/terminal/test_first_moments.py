"""The first moments of a start, in which the rest of the program is still being imported."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import CTRL_X, GONE, PROGRAM, ROOT, past_first_start, quick_exit
from tests.terminal.states import NEVER

from safechat_tui.guide.library import read_guide
from safechat_tui.i18n import Translator

SLEEPING = f"import time; {NEVER}"
"""An import that does not end."""


@pytest.fixture
def stuck(tmp_path: Path) -> str:
    """Search path of a Python in which importing what only the rest of the program needs does not end."""
    return without_end(tmp_path, "tomllib")


@pytest.fixture
def no_screens(tmp_path: Path) -> str:
    """Search path of a Python in which importing Textual does not end."""
    return without_end(tmp_path, "textual")


def without_end(tmp_path: Path, name: str) -> str:
    folder = tmp_path / "stuck"
    folder.mkdir()
    (folder / f"{name}.py").write_text(SLEEPING, "utf-8")
    return f"{folder}{os.pathsep}{ROOT / 'src'}"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A home folder without settings, where the program was started before."""
    home = past_first_start(tmp_path / "fresh")
    (home / ".config" / "safechat" / "settings.toml").unlink()
    return home


@pytest.mark.parametrize("size", [(80, 24), (61, 33), (203, 50)], ids=str)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_first_screen_stands_before_textual_is_imported(
    start: Start, fresh: Path, no_screens: str, lang: str, size: tuple[int, int]
) -> None:
    session = start(home=fresh, lang=lang, size=size, PYTHONPATH=no_screens)
    session.wait_for(read_guide(lang, guide="messages.calls").pages["opening"].head.title)
    assert quick_exit(session) == GONE


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_so_does_the_guide_that_the_settings_name(
    start: Start, home: Path, no_screens: str, lang: str
) -> None:
    session = start(home=home, lang=lang, PYTHONPATH=no_screens)
    session.wait_for(read_guide(lang).pages["opening"].head.title)
    assert quick_exit(session) == GONE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_before_anything_is_shown_leaves_the_screen_of_the_shell_alone(
    start: Start, fresh: Path, stuck: str, number: signal.Signals
) -> None:
    session = start(home=fresh, PYTHONPATH=stuck)
    session.taken()
    session.kill(number)
    assert (session.status(), session.raw) == (128 + number, b"")
    assert termios.tcgetattr(session.slave) == session.settings_before


def test_what_is_drawn_first_is_drawn_once(start: Start, fresh: Path) -> None:
    session = start(home=fresh)
    session.wait_for()
    assert (
        session.raw.count(read_guide("en", guide="messages.calls").pages["opening"].head.title.encode()) == 1
    )


@pytest.mark.parametrize("settings", [True, False])
def test_ctrl_x_leaves_at_once_while_everything_is_imported(
    start: Start, home: Path, fresh: Path, stuck: str, settings: bool
) -> None:
    session = start(home=home if settings else fresh, PYTHONPATH=stuck)
    session.taken()
    assert quick_exit(session) == GONE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing_while_textual_is_imported(
    start: Start, fresh: Path, no_screens: str, number: signal.Signals
) -> None:
    session = start(home=fresh, PYTHONPATH=no_screens)
    session.wait_for(read_guide("en", guide="messages.calls").pages["opening"].head.title)
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, GONE[1])


def test_keys_typed_before_the_screens_are_imported_are_not_lost(start: Start, fresh: Path) -> None:
    session = start(home=fresh)
    session.taken()
    session.send("?")
    session.wait_for(Translator("en")("reader.help"))
    assert quick_exit(session, CTRL_X) == GONE


def test_enter_pressed_too_often_at_the_first_start_answers_nothing(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "new"
    home.mkdir()
    session = start(home=home, lang="en")
    session.taken()
    session.send("\r" * 5)
    session.wait_for(" 0/10 ")
    assert quick_exit(session) == GONE


def test_where_the_lines_are_wished_for_the_terminal_is_left_to_them(start: Start, home: Path) -> None:
    (home / ".config" / "safechat" / "settings.toml").write_text("plain = true\n", "utf-8")
    session = start(home=home)
    session.wait_for(":")
    assert quick_exit(session) == GONE


def test_a_slip_in_the_settings_is_told_and_stops_no_call(start: Start, home: Path) -> None:
    (home / ".config" / "safechat" / "settings.toml").write_text("guide = “messages”\n", "utf-8")
    session = start(home=home, lang="en")
    session.wait_for("not valid TOML")
    assert quick_exit(session) == GONE


def test_after_an_error_the_terminal_is_as_before(start: Start, home: Path) -> None:
    session = start(home=home, program=(*PROGRAM, "--guide", "nope"))
    session.wait_for("nope")
    session.status()
    assert termios.tcgetattr(session.slave) == session.settings_before
