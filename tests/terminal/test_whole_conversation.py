"""A conversation in a terminal, from the first question to the plan in her hands."""

from __future__ import annotations

import re
import stat
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.terminal.harness import CTRL_X, DOWN, ENTER, RIGHT, Session, past_first_start

from safechat_tui.guide.model import Guide

EVIDENCE, BLOCKING = "legal.screenshots", "stop.block"


@pytest.fixture(scope="module", params=["text", "pdf"])
def written(request: pytest.FixtureRequest, guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file a whole conversation ends in, in each language and format."""
    home = past_first_start(tmp_path_factory.mktemp("home"))
    with Session(home, lang=guide.lang) as session:
        session.wait_for()
        session.press(ENTER, " ", ENTER, " ", DOWN, " ", ENTER)
        session.press("2", RIGHT, " ", "3")
        _add(session, guide, BLOCKING)
        _add(session, guide, EVIDENCE)
        session.press("4", *("f" if request.param == "pdf" else ""), "e", ENTER)
        session.send(ENTER)
        session.wait_for("plan-2")
        session.send(CTRL_X)
        assert session.status() == 0
    (path,) = home.glob("plan-*")
    assert path.suffix == {"text": ".txt", "pdf": ".pdf"}[request.param]
    return path


def _add(session: Session, guide: Guide, id: str) -> None:
    """Move to a strategy and put it into the plan."""
    for _ in guide.strategies:
        if _title(guide, id).startswith(_card(session)):
            session.press(" ")
            return
        session.press(DOWN)
    pytest.fail(f"{id} is not on the list")


def _card(session: Session) -> str:
    """Return the first row of the card beside the list."""
    return re.sub(r"\s+", " ", re.split("[|│]", session.rows[3])[1]).strip()


def _words(path: Path) -> str:
    if path.suffix == ".txt":
        text = path.read_text("utf-8")
    else:
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return re.sub(r"\s+", " ", text)


def _title(guide: Guide, id: str) -> str:
    return re.sub(r"\s+", " ", guide.strategy(id).title)


def test_the_plan_holds_her_wish_and_the_chosen_steps_evidence_first(written: Path, guide: Guide) -> None:
    words, wish = _words(written), guide.labels["goal.stop"]
    assert 0 < words.index(wish) < words.index(_title(guide, EVIDENCE)) < words.index(_title(guide, BLOCKING))


def test_the_plan_is_for_its_owner_alone(written: Path) -> None:
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_the_name_of_the_plan_says_what_it_is_and_the_date(written: Path) -> None:
    assert written.stem == f"plan-{date.today().isoformat()}"


def test_the_mouse_is_left_to_the_terminal_which_selects_and_pastes_with_it(tmp_path: Path) -> None:
    with Session(past_first_start(tmp_path)) as session:
        session.wait_for()
        session.press("1", " ", "3", "!", "/", "i")
        assert re.findall(rb"\x1b\[\?(?:[\d;]*;)?(?:9|10(?:0[0-7]|1[56]))(?:;[\d;]*)?h", session.raw) == []
