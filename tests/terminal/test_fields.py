"""Fields in a real terminal: many keys in one read, pastes, floods and hostile text."""

from __future__ import annotations

import re
from itertools import product

import pytest
from tests.terminal.harness import CTRL_X, ENTER, PAGE_DOWN, Session
from tests.terminal.states import PASTE, PASTED, open_field

from safechat_tui.i18n import Translator
from safechat_tui.plan import MAX_WORDS


@pytest.fixture
def field(session: Session) -> Session:
    """The program with its one field open."""
    open_field(session)
    return session


def test_a_correction_that_comes_with_its_letters_is_made_in_order(field: Session) -> None:
    field.press(b"abx\x7fc")
    assert "abc" in field.text
    assert "abx" not in field.text


REPLIES = (
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1bP1+r544e\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[5;9R",
    b"\x1b[?5;9;1R",
    b"\x1b[>41;354;0c",
    b"\x1b[0n",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]52;c;cSB4IGUgbg==\x07",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1b]10;rgb:0000/0000/0000\xc2\x9c",
    b"\x1b[?2026;2$y",
    b"\x1b[?1u",
    b"\x1b[8;24;80t",
    b"\x1b[<0;12;5M",
    b"\x1b[I",
)


def test_what_the_terminal_answers_is_no_key_wherever_it_is_cut(session: Session) -> None:
    before = session.rows
    taken = []
    for reply, cut in product(REPLIES, (1, 3, 6)):
        session.send(reply[:cut], reply[cut:])
        session.settle()
        taken += [(reply, cut)] if session.rows != before else []
    assert taken == []


def test_what_the_terminal_answers_does_not_stand_in_a_field(field: Session) -> None:
    field.press(b"ab\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22cc")
    assert " abc " in field.text


@pytest.mark.parametrize("text", ["Que ça cesse\r", "oui\r", "k\rq\rn\r", "https://example.org/n?q=1"])
def test_a_text_that_is_pasted_where_no_field_is_does_nothing(session: Session, text: str) -> None:
    before = session.rows[:20]
    session.press(text)
    assert session.rows[:20] == before
    assert "pasted text" in session.text


def test_what_comes_at_once_behind_enter_on_her_own_words_runs_nothing(field: Session) -> None:
    field.press(b"calm evenings\rlkn")
    assert "pasted text" in field.text
    assert " Wants 1/9" in field.text


# Hostile text -------------------------------------------------------------------------------------


C0 = "".join(map(chr, (*range(0x18), *range(0x19, 0x20), 0x7F)))
C1 = "".join(map(chr, range(0x80, 0xA0)))
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
PAYLOADS = {
    "controls": f"calm {C0}{C1}evenings",
    "sequences": "calm \x1b]0;canary\x07\x1b]52;c;Y2FuYXJ5\x1b\\\x1b[2J\x1b[31mevenings",
    "letters": f"calm {BIDI}e" + "\u0301" * 40 + "venings [red]calm[/red] [/x]",
}
FORBIDDEN = re.compile(f"[{re.escape(C1 + BIDI)}]")
SEQUENCE = re.compile(rb"\x1b\[[0-9;?<=>]*[a-zA-Z]")
"""The only sequences the program writes."""


@pytest.fixture(params=PAYLOADS)
def pasted(request: pytest.FixtureRequest, field: Session) -> Session:
    """A session with a hostile text pasted into the field and shown again in the plan."""
    field.press(PASTE + PAYLOADS[request.param].encode() + PASTED)
    assert "calm" in field.text
    field.press(ENTER, "4")
    while "calm" not in field.text and Translator("en")("frame.more") in field.text:
        field.press(PAGE_DOWN)
    assert "calm" in field.text
    return field


def test_no_byte_of_a_hostile_text_commands_the_terminal(pasted: Session) -> None:
    plain = SEQUENCE.sub(b"", pasted.raw)
    controls = set(plain) & {*range(0x20), 0x7F} - set(b"\r\n")
    assert (controls, FORBIDDEN.findall(plain.decode())) == (set(), [])


def test_a_paste_ends_where_its_end_was_lost(field: Session) -> None:
    field.press(PASTE + b"calm evenings")
    field.wait_for("calm evenings")
    field.press(" again")
    assert "calm evenings again" in field.text
    field.send(CTRL_X)


FLOODS = {
    "5 MB pasted": PASTE + b"calm evenings " * 360_000 + PASTED,
    "2 MB of bytes": b"calm evenings " * 145_000,
    "a sequence of 2 MB": b"\x1b[" + b"1;" * 1_000_000,
}
"""What may come in through the keyboard at once."""


@pytest.fixture(params=FLOODS)
def flooded(request: pytest.FixtureRequest, field: Session) -> tuple[Session, float]:
    """A session whose field was flooded, and how many MB its memory grew."""
    field.press("a")
    before = field.memory()
    field.press(FLOODS[request.param])
    return field, field.memory() - before


def test_a_flood_takes_no_memory_and_leaves_a_usable_field(flooded: tuple[Session, float]) -> None:
    session, growth = flooded
    session.press(*(b"\x7f" for _ in range(20)), "end of it")
    assert (growth < 20, "end of it" in session.text) == (True, True)


def test_the_worker_is_told_that_a_field_takes_no_more(field: Session) -> None:
    field.press(FLOODS["5 MB pasted"])
    assert Translator("en")("field.too-long", most=MAX_WORDS) in field.text
