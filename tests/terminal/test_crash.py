"""An error of our own says one sentence, and nothing of the conversation."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.harness import Session
from tests.terminal.states import open_field, patched

from safechat_tui.i18n import Translator

CANARY = "canary-in-a-cage"
FAIL = f"def fail(*a, **k):\n    words = '{CANARY}'\n    raise RuntimeError(words)"
PLACES = {
    "compose": ("tui.screens.frame", "Frame.compose", ""),
    "laying out": ("tui.screens.plan", "PlanScreen.drawn", "4"),
    "drawing": ("tui.widgets.lines", "Lines.render_line", ""),
    "a key": ("tui.screens.questions", "Questions.action_choose", "1  "),
    "a handler of the field": ("tui.screens.words", "WordsDialog.on_input_changed", "field"),
    "a worker": ("tui.flows", "in_thread", ""),
    "a thread": ("conversation.paper", "on_paper", "4e\r\r"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_crash_shows_one_neutral_sentence_in(start: Start, tmp_path: Path, place: str) -> None:
    module, name, keys = PLACES[place]
    target = f"safechat_tui.{module}"
    lines = (
        "import importlib",
        FAIL,
        f"module = importlib.import_module('{target}')",
        # What is not there would be put there, and never be called.
        f"assert module.{name}",
        f"module.{name} = fail",
    )
    session = start(program=patched(tmp_path, *lines))
    _lead(session, keys)
    status = session.status()
    # Behind it stands a reference in brackets.
    shown = session.text.partition(" (")[0]
    assert (status, shown, CANARY.encode() in session.raw) == (70, Translator("en")("frame.crash"), False)


def test_a_crash_while_the_program_starts_shows_one_sentence(start: Start, tmp_path: Path) -> None:
    lines = (FAIL, "import safechat_tui.tui.app as app", "app.SafeChatApp.__init__ = fail")
    session = start(program=patched(tmp_path, *lines))
    assert session.status() == 70
    words = Translator("en")("error.unforeseen", reference="RuntimeError tui:24")
    assert session.text.split(":")[0] == words.split(":")[0]
    assert CANARY not in session.text


def test_a_style_sheet_that_cannot_be_read_shows_one_sentence(start: Start, tmp_path: Path) -> None:
    (tmp_path / "broken.tcss").write_text("Lines { colour: canary-in-a-cage; ", "utf-8")
    lines = ("import safechat_tui.tui.app as app", f"app.SafeChatApp.CSS_PATH = ['{tmp_path}/broken.tcss']")
    session = start(program=patched(tmp_path, *lines))
    assert (session.status(), session.text.partition(" (")[0]) == (70, Translator("en")("frame.crash"))


def test_a_crash_gives_the_terminal_back(start: Start, tmp_path: Path) -> None:
    lines = (FAIL, "import safechat_tui.tui.screens.plan as plan", "plan.PlanScreen.drawn = fail")
    session = start(program=patched(tmp_path, *lines))
    session.wait_for()
    session.send("4")
    session.status()
    assert session.left_over().keys() == {"rows"}


def _lead(session: Session, keys: str) -> None:
    if keys == "field":
        session.wait_for()
        session.send("2")
        session.settle()
        open_field(session)
        session.send("a")
    elif keys:
        session.wait_for()
        for key in keys:
            session.send(key)
            session.settle()
