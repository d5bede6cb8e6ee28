"""An old machine and a crowded one: nothing wakes the program for nothing, and little memory is enough."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import DOWN, ENTER, ESC, GONE, Session, past_first_start, quick_exit
from tests.terminal.states import DIALOGS, PASTE, open_field, patched

from safechat_tui.store import Folder, Keyring

ADDRESSES: Final = 400_000 * 1024
"""Bytes of address space that are enough (`ulimit -v 400000`)."""

PASS: Final = "lamp river maple cloud star"  # noqa: S105 - of files that the tests make
"""The passphrase of what the tests keep."""

STILL_FOR: Final = 1.0
"""Seconds in which nobody types: that nothing happens can only be seen over some time."""

UNWATCHED: Final = ("from safechat_tui import clock", "clock.CHECK_EVERY = 600")
"""Lets the program look for a laptop that slept, which it does every ten seconds, in ten minutes."""


def half_pasted(session: Session) -> None:
    """Begin a paste that never ends, longer ago than anything waits for its end."""
    open_field(session)
    session.press(PASTE + b"abc")
    session.wait_for("abc")


SCREENS: Final[dict[str, Callable[[Session], None]]] = {
    "the opening": lambda session: None,
    "a question": lambda session: session.press("1"),
    "the plan": lambda session: session.press("4"),
    "the kept plans": DIALOGS["the kept plans"],
    "the cover": DIALOGS["the cover"],
    "the search": lambda session: session.press("/", "evid"),
    "half a paste": half_pasted,
    "the lines": lambda session: session.press("1", ENTER),
    "the passphrase": lambda session: session.press("3", " ", "k", DOWN, ENTER, ENTER, "calm"),
}
"""By name, what leads there from the first screen."""


def test_no_screen_is_woken_or_draws_while_nobody_types(start: Start, tmp_path: Path) -> None:
    sessions = {}
    for name, lead in SCREENS.items():
        home = past_first_start(tmp_path / name.replace(" ", "-"))
        if name == "the passphrase":
            (home / ".config/safechat/settings.toml").write_text('guide = "messages"\nkeep = "sealed"\n')
        program = patched(home, *UNWATCHED, arguments=("--plain",) if name == "the lines" else ())
        sessions[name] = start(home=home, program=program)
        sessions[name].wait_for()
        lead(sessions[name])
    for session in sessions.values():
        session.settle()
    before = {name: session.woken() for name, session in sessions.items()}
    time.sleep(STILL_FOR)
    found = {name: (session.woken(), session.read()) for name, session in sessions.items()}
    assert found == {name: (woken, b"") for name, woken in before.items()}
    assert None not in before.values()


@pytest.mark.parametrize("keep", ["plain", "sealed"])
def test_every_screen_works_within_little_memory(opened: Start, home: Path, keep: str) -> None:
    (home / ".config/safechat/settings.toml").write_text(f'guide = "messages"\nkeep = "{keep}"\n')
    if keep == "sealed":
        Keyring(Folder(home / ".data" / "safechat")).create(PASS)
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))  # noqa: E731
    session = opened(before=limit)
    session.press(
        *"123", "i", ESC, "h", ESC, "j", ESC, "c", ESC, "!", ESC, "?", ESC, "l", "l", "/", "evid", ESC
    )
    session.press("3", " ", "k", DOWN, ENTER)
    if keep == "sealed":
        session.press(PASS, ENTER)
    session.wait_for("plan kept")
    session.press("4", "f", "e", ENTER)
    session.send(ENTER)
    session.wait_for("Written;")
    assert (list(home.glob("*.pdf")) != [], quick_exit(session)) == (True, GONE)
