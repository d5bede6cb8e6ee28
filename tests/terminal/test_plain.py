"""The conversation in lines, in a real terminal: the whole of it, and every way out of it."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.sampling import swept
from tests.terminal.conftest import PLAIN, Start, Talk, read_on, typed
from tests.terminal.harness import CTRL_X, ESC, GONE, PROGRAM, Session, past_first_start, quick_exit
from tests.terminal.states import unhurried

from safechat_tui.guide.model import Guide

CTRL_C = b"\x03"
CTRL_D = b"\x04"
WORDS = {"fr": "Dormir l’été, à l’aise", "en": "To sleep at night again"}


def said(session: Session) -> str:
    """Return everything that was written, as it went to the terminal."""
    return session.raw.decode().replace("\r\n", "\n")


def folded(text: str) -> str:
    """Return a text in one line."""
    return re.sub(r"[ \n]+", " ", text)


def number_of(guide: Guide, session: Session, id: str) -> str:
    """Return the number under which a strategy was read out last."""
    title = guide.strategy(id).title[:20].strip()
    return str(re.findall(rf"^ ?(\d+) {re.escape(title)}", said(session), re.M)[-1])


@pytest.fixture(scope="module", params=[40, pytest.param(80, marks=pytest.mark.soak)], ids=["narrow", "wide"])
def conversation(
    request: pytest.FixtureRequest, guide: Guide, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A whole conversation, from the first prompt to the plan as text and as PDF, just before its end."""
    home = past_first_start(tmp_path_factory.mktemp("home"))
    with Session(home, size=(request.param, 24), lang=guide.lang, program=PLAIN) as session:
        session.wait_for(":")
        read_on(session)
        typed(session, "", "1", "3 5", "1 8", "w", "", "", "", "s 2")
        typed(session, "1", WORDS[guide.lang], "1", "", "1", "s 3")
        block, log = number_of(guide, session, "stop.block"), number_of(guide, session, "legal.log")
        typed(session, block, f"r {block}", log, "p", "v")
        typed(session, "e", "1", "1", "1", "f", "e", "3", "1")
        session.wait_for(".pdf")
        yield session


def test_no_escape_sequence_is_written_before_the_end(conversation: Session) -> None:
    assert b"\x1b" not in conversation.raw


def test_every_line_fits_the_terminal(conversation: Session) -> None:
    # What stands behind a prompt was typed.
    lines = [line.rpartition(": ") for line in said(conversation).split("\n")]
    own = [before if before else typed for before, _, typed in lines]
    assert [line for line in own if len(line) > conversation.screen.columns] == []


def test_what_was_said_is_in_the_pdf_that_is_written(conversation: Session, guide: Guide) -> None:
    (path,) = conversation.home.glob("*.pdf")
    text = folded(" ".join(page.extract_text() for page in PdfReader(path).pages))
    assert WORDS[guide.lang] in text
    assert guide.strategy("stop.block").title in text


def test_a_quick_exit_after_all_that_leaves_nothing(conversation: Session) -> None:
    assert quick_exit(conversation) == GONE


# Ways out -----------------------------------------------------------------------------------------

PROMPTS = {
    "the first prompt": (),
    "a question": ("",),
    "her own words": ("s 2", "1"),
    "the strategies": ("s 3",),
    "the plan": ("s 4",),
    "a text that goes on": ("!",),
    "a question of the program": ("s 4", "e"),
    "where to keep": ("k",),
}


@pytest.mark.parametrize("key", [CTRL_X, CTRL_C], ids=["Ctrl+X", "Ctrl+C"])
@swept("lines", PROMPTS, sample=("her own words", "a text that goes on", "where to keep"))
def test_a_quick_exit_leaves_nothing_at(talk: Talk, lines: tuple[str, ...], key: bytes) -> None:
    session = talk()
    session.press(*(f"{line}\r" for line in lines))
    assert quick_exit(session, key) == GONE


def test_a_quick_exit_with_a_long_line_half_typed_leaves_nothing(talk: Talk) -> None:
    session = talk("s 2", "1")
    session.press("a line that goes on and on, é, " * 12)
    assert quick_exit(session) == GONE


def test_a_quick_exit_while_lines_come_out_leaves_nothing(talk: Talk) -> None:
    session = talk(size=(80, 400))
    session.type_unread(b"t\r")
    assert quick_exit(session) == GONE


def test_a_quick_exit_while_the_program_starts_leaves_nothing(start: Start) -> None:
    assert quick_exit(start(program=PLAIN)) == GONE


def test_a_quick_exit_after_the_terminal_became_narrow_leaves_nothing(talk: Talk) -> None:
    session = talk("")
    session.resize(40, 24)
    session.settle()
    assert quick_exit(session) == GONE


def test_a_quick_exit_is_obeyed_where_the_terminal_sends_no_signals(talk: Talk) -> None:
    session = talk(controlling=False)
    assert quick_exit(session) == GONE


def test_the_end_of_the_input_leaves_without_a_word(talk: Talk) -> None:
    session = talk()
    assert quick_exit(session, CTRL_D) == GONE


def test_leaving_by_its_letter_asks_only_when_something_would_be_lost(talk: Talk) -> None:
    session = talk()
    assert quick_exit(session, b"q\r") == GONE


# What is typed ------------------------------------------------------------------------------------


def test_lines_that_are_pasted_answer_one_question_only(talk: Talk) -> None:
    session = talk("")
    session.send(b"1\r2\r3\r1\r1\r")
    session.settle()
    typed(session, "s 1")
    text = said(session)
    assert "Question 2 of 7" in text
    assert "Question 3 of 7" not in text


def test_a_plan_is_kept_opened_and_deleted(talk: Talk) -> None:
    session = talk("s 2", "1", "Sleep at night", "k", "2", "n", "o", "1", "1")
    assert folded(said(session)).count("In her own words: Sleep at night") == 2
    typed(session, "o", "1", "2")
    (kept,) = (session.home / ".data" / "safechat" / "plans").glob("[a-z]*.json")
    assert f"The plan {kept.stem} will be deleted" in folded(said(session))
    typed(session, "2")
    assert list((session.home / ".data" / "safechat" / "plans").glob("*.json")) == []


def test_a_key_and_what_it_does_stay_in_one_row(talk: Talk) -> None:
    session = talk("s 1", lang="fr")
    prompts = [row for row in said(session).splitlines() if "; " in row]
    assert [row for row in prompts if re.search(r"; \S$", row)] == [] != prompts


def test_a_sealed_plan_is_kept_and_opened_by_a_passphrase_that_never_shows(talk: Talk, home: Path) -> None:
    settings = home / ".config" / "safechat" / "settings.toml"
    settings.write_text('guide = "messages"\nkeep = "sealed"\n', "utf-8")
    five = "maple lantern harbour violet stone"
    session = talk("s 2", "1", "Sleep at night", "k", "2", "3", five, five)
    assert "Plan kept for" in said(session)
    again = talk("o", "1", "1", "wrong words", five)
    assert "In her own words: Sleep at night" in said(again)
    assert five not in said(session) + said(again)


# Which terminal -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variables",
    [{"TERM": "dumb"}, {"TERM": ""}, {"ACCESSIBLE": "1"}, {"PYTHONIOENCODING": "shift_jis"}],
    ids=str,
)
def test_lines_come_by_themselves_with(start: Start, variables: dict[str, str]) -> None:
    session = start(lang="fr", **variables)
    session.wait_for(":")
    assert b"\x1b" not in session.raw


@pytest.mark.parametrize(("value", "options"), [("0", ()), ("", ()), ("1", ("--no-plain",))])
def test_screens_come_where(start: Start, value: str, options: tuple[str, ...]) -> None:
    session = start(program=(*PROGRAM, *options), ACCESSIBLE=value)
    session.wait_for()
    assert b"\x1b[?1049h" in session.raw
    assert ("Ctrl+X Quick exit" in session.text) == (value == "1")


def test_a_setting_asks_for_lines(start: Start, home: Path) -> None:
    settings = home / ".config" / "safechat" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    with settings.open("a", encoding="utf-8") as file:
        file.write("plain = true\n")
    session = start()
    session.wait_for(":")
    assert b"\x1b" not in session.raw


def test_letters_that_latin_1_lacks_get_a_likeness(start: Start) -> None:
    session = start(lang="fr", program=PLAIN, LC_ALL="fr_CA.ISO-8859-1")
    session.wait_for("aide\ufffd:")
    assert "à tout moment".encode("latin-1") in session.raw
    assert b"d'aller" in session.raw
    assert "«\xa0".encode("latin-1") in session.raw
    session.send(CTRL_X)
    assert session.status() == 0


# Keys ---------------------------------------------------------------------------------------------


CTRL_S = b"\x13"

KITTY = {
    "kitty": b"\x1b[120;5u",
    "kitty with Caps Lock": b"\x1b[120;69u",
    "kitty with Num Lock, pressed": b"\x1b[120;133:1u",
    "kitty, held": b"\x1b[120;5:2u",
    "kitty on a Russian keyboard": b"\x1b[1095::120;5u",
    "modifyOtherKeys": b"\x1b[27;5;120~",
    "modifyOtherKeys with locks": b"\x1b[27;197;120~",
}


@swept("keys", KITTY, sample=("kitty with Caps Lock", "modifyOtherKeys"))
def test_the_quick_exit_leaves_nothing_as(talk: Talk, keys: bytes) -> None:
    session = talk()
    session.press("half a li")
    assert quick_exit(session, keys[:4], keys[4:]) == GONE


def test_three_escapes_leave_nothing_and_the_second_says_so(talk: Talk, tmp_path: Path) -> None:
    session = talk(program=unhurried(tmp_path, "--plain"))
    session.press(ESC, ESC)
    assert "Esc once more: quick exit." in session.text
    assert session.text.endswith("help:")
    assert quick_exit(session, ESC) == GONE


@pytest.mark.parametrize("key", [CTRL_X, b"\x03"], ids=["ctrl+x", "ctrl+c"])
def test_a_quick_exit_after_ctrl_s_leaves_nothing(talk: Talk, key: bytes) -> None:
    session = talk("s 1")
    session.send(CTRL_S)
    assert quick_exit(session, key) == GONE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1], ids=lambda number: number.name)
def test_a_signal_after_ctrl_s_leaves_nothing(talk: Talk, number: signal.Signals) -> None:
    session = talk("s 1")
    session.press(CTRL_S)
    session.kill(number)
    assert (session.status(), session.left_over()) == (128 + number, {})


def test_the_cover_is_drawn_after_ctrl_s(talk: Talk) -> None:
    session = talk("s 1")
    session.press(CTRL_S, "z\r")
    assert "Step 1" not in session.text


def test_what_the_terminal_answers_is_not_typed(talk: Talk) -> None:
    session = talk("s 2")
    session.press("1\r", b"ca\x1b]11;rgb:ffff/0000/0000\x1b\\lm\x1b[?62;22c ev\x1b[5;9Renings\r")
    assert "calm evenings" in session.text


def test_backspace_and_ctrl_u_take_letters_back(talk: Talk) -> None:
    session = talk("s 2")
    session.press("1\r", "wrong\x15xé\x7f\x7fcalm\r")
    assert "calm" in session.text
    assert "wrong" not in session.text
