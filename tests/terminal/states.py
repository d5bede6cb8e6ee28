"""States of the program a worker can be in, and the keys that lead there."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from tests.terminal.harness import DOWN, ENTER, LOOK_EVERY, PAGE_DOWN, RIGHT, Session, until

from safechat_tui.guide.library import read_guide
from safechat_tui.i18n import Translator

PASTE: Final = b"\x1b[200~"
"""What a terminal sends before a pasted text."""

PASTED: Final = b"\x1b[201~"
"""What a terminal sends after it."""


def open_field(session: Session, lang: str = "en") -> None:
    """Go to the one field of the program."""
    guide = read_guide(lang)
    index = next(i for i, question in enumerate(guide.asked("wants")) if question.kind == "words")
    session.send("2")
    for _ in range(index):
        session.press(RIGHT)
    session.press(" ")
    assert Translator(lang)("field.rules", most=1)[:12] in session.text


def _type(session: Session, keys: bytes) -> None:
    """Type into the field."""
    open_field(session)
    session.press(keys)


def write_pdf(session: Session) -> None:
    """Have a PDF written, and return while it is being made: one of many pages, so that it takes a while."""
    session.press("3")
    for _ in range(12):
        session.send(" ", DOWN)
    session.press("4", "f", "g", "e", ENTER)
    session.send(ENTER)
    while Translator("en")("plan.writing") not in session.text:
        assert "plan-2" not in session.text, "the PDF was written before anyone could look"
        session.read(LOOK_EVERY)


def patched(folder: Path, *lines: str, arguments: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a command that starts the program after a few lines of Python."""
    script = folder / "patched.py"
    ending = ("import sys", "from safechat_tui.cli import main", f"sys.exit(main({list(arguments)}))")
    script.write_text("\n".join((*lines, *ending)), "utf-8")
    return (sys.executable, str(script))


def unhurried(folder: Path, *arguments: str) -> tuple[str, ...]:
    """Return a command that starts the program so that Esc three times leaves however slowly they come."""
    return patched(
        folder, "import safechat_tui.terminal.exitkeys as keys", "keys.WITHIN = 600", arguments=arguments
    )


STATES: Final[dict[str, Callable[[Session], None]]] = {
    "the opening": lambda session: None,
    "a question": lambda session: session.press("1", ENTER),
    "the field while typing": lambda session: _type(session, b"quiet evenings"),
    "the urgent card": lambda session: session.press("!"),
    "the help": lambda session: session.press("?"),
    "the strategies": lambda session: session.press("3"),
    "the plan": lambda session: session.press("4"),
    "a list": lambda session: session.press("4", "e"),
    "a pdf being written": write_pdf,
    "a paste that never ends": lambda session: _type(session, PASTE + b"abc"),
    "bytes that are no text": lambda session: session.press(b"\xff\xfe\xc3\xe2\x82"),
    "a sequence that is no key": lambda session: session.press(b"\x1b[999;999", b"\x1b]52;c;"),
}
"""By name, what leads there from the first screen."""


def keep_plan(session: Session) -> None:
    """Put a strategy into the plan, and have the plan kept."""
    session.press("3", " ", "k", DOWN, ENTER)


def keep_and_list(session: Session) -> None:
    """Have a plan kept, and open the list of kept ones."""
    keep_plan(session)
    session.press("o")


STEPS: Final = {
    "": "Before you start",
    "1": "1 of 7",
    "3": "What it does",
    "4": "If you are in danger",
    "!": "Call for help",
}
"""Keys that lead past a few screens, and words that stand low on each."""

DIALOGS: Final[dict[str, Callable[[Session], None]]] = {
    "the guides": lambda session: session.press("g"),
    "the platforms": lambda session: session.press("i"),
    "the helplines": lambda session: session.press("h"),
    "how to document": lambda session: session.press("c"),
    "a strategy's card": lambda session: session.press("3", "f"),
    "whether to keep": lambda session: session.press("3", " ", "k"),
    "whether to leave": lambda session: session.press("3", " ", "q"),
    "whether to begin anew": lambda session: session.press("3", " ", "n"),
    "the kept plans": keep_and_list,
    "the cover": lambda session: session.press("\x1b[20~"),
}
"""The other dialogs and lists, by name, and what leads there from the first screen."""

NEVER: Final = "time.sleep(600)"
"""A call that takes longer than any test waits."""

SLOW_SAVE: Final = (
    "import os, time",
    f"os.fsync = lambda fd: (os.close(os.open('saving', os.O_CREAT)), {NEVER})",
)
"""Lines with which saving does not end; `saving` in the home folder says that it began."""

BLOCKED: Final = (
    "import time",
    "from safechat_tui.tui.app import SafeChatApp",
    f"SafeChatApp.action_read = lambda self, name: {NEVER}",
)
"""Lines with which a key blocks the program for good."""


def fill(session: Session) -> None:
    """Make the program draw until the terminal takes no more; nobody reads."""
    turns = count()

    def full() -> bool:
        turn = next(turns)
        session.tell_size((80 + turn % 40, 24 + turn % 20))
        session.type_unread(PAGE_DOWN)
        return not select.select([], [session.slave], [], 0)[1]

    until(full, "that the terminal takes no more")
    session.tell_size((80, 24))
    until(lambda: session.woken() is not None, "that the program waits to write")
