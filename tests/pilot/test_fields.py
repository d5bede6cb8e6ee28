"""What is typed into a field stands in the order it was typed, however fast it comes."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pilot.conftest import Start, Worker
from textual import events

from safechat_tui.conversation.requests import AskPassphrase
from safechat_tui.plan import MAX_WORDS
from safechat_tui.terminal.decoder import Decoder
from safechat_tui.terminal.sequences import Press
from safechat_tui.tui.driver import key_event
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.widgets.field import Field

KEYS = {
    "left": "\x1b[D",
    "right": "\x1b[C",
    "home": "\x1b[H",
    "end": "\x1bOF",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "to the start": "\x15",
    "to the end": "\x0b",
    "start": "\x01",
}
LETTERS = "abé x'7"
TYPED = st.lists(st.sampled_from([*KEYS, *LETTERS]), min_size=1, max_size=60)
FIELDS = ("words", "search", "passphrase")


def expected(typed: list[str]) -> str:
    """Return the line as any form would have it."""
    line: list[str] = []
    at = 0
    for key in typed:
        if key in ("home", "start"):
            at = 0
        elif key == "end":
            at = len(line)
        elif key == "left":
            at = max(0, at - 1)
        elif key == "right":
            at = min(len(line), at + 1)
        elif key == "backspace":
            if at:
                at -= 1
                del line[at]
        elif key == "delete":
            del line[at : at + 1]
        elif key == "to the start":
            del line[:at]
            at = 0
        elif key == "to the end":
            del line[at:]
        else:
            line.insert(at, key)
            at += 1
    return "".join(line)


async def open_field(worker: Worker, which: str) -> None:
    """Open one of the fields, without waiting until it stands."""
    if which == "words":
        asked = worker.conversation.guide.asked("wants")
        await worker.press("2")
        worker.app.step.seek(next(question.id for question in asked if question.kind == "words"))  # type: ignore[attr-defined]
        worker.app.post_message(key_event(Press("space", " ")))
    elif which == "search":
        worker.app.post_message(key_event(Press("/", "/")))
    else:
        await worker.app.push_screen(SecretDialog(AskPassphrase("unlock", str)))


def feed(worker: Worker, data: bytes, cuts: list[int]) -> None:
    """Send bytes in the given cuts, and wait for nothing between them."""
    decoder, at = Decoder(), 0
    for cut in (*cuts, len(data)):
        for press in decoder.take(data[at : at + cut], 0.0):
            assert isinstance(press, Press)
            worker.app.post_message(key_event(press))
        at += cut


@pytest.mark.parametrize("which", FIELDS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=TYPED, cuts=st.lists(st.integers(1, 9), max_size=30))
def test_a_field_holds_what_was_typed_in_its_order(
    start: Start, which: str, typed: list[str], cuts: list[int]
) -> None:
    async def try_it() -> str:
        async with start(keep="off") as worker:
            await open_field(worker, which)
            feed(worker, "".join(KEYS.get(key, key) for key in typed).encode(), cuts)
            for _ in range(3):
                await worker.pilot.pause()
            return worker.app.screen.query_one(Field).value

    assert asyncio.run(try_it()) == expected(typed)


EDITS: dict[str, tuple[tuple[str, ...], str]] = {
    "Ctrl+U takes what stands before": (("ctrl+u",), ""),
    "Ctrl+K takes what stands behind": (("home", "right", "ctrl+k"), "o"),
    "Ctrl+W takes a word": (("ctrl+w",), "one two "),
    "Ctrl+A goes to the start": (("ctrl+a", "x"), "xone two three"),
    "Ctrl+E goes to the end": (("home", "ctrl+e", "x"), "one two threex"),
    "Home and Delete": (("home", "delete"), "ne two three"),
    "Ctrl+Left goes back a word": (("ctrl+left", "x"), "one two xthree"),
}


@pytest.mark.parametrize(("keys", "line"), EDITS.values(), ids=EDITS)
async def test_the_keys_that_edit_do_as_people_expect(
    worker: Worker, keys: tuple[str, ...], line: str
) -> None:
    await open_field(worker, "words")
    await worker.pilot.pause()
    await worker.type("one two three")
    await worker.press(*keys)
    assert worker.app.screen.query_one(Field).value == line


async def pasted(start: Start, text: str) -> tuple[str, str]:
    """Return the line and the notice after a paste."""
    async with start("en") as worker:
        await open_field(worker, "words")
        await worker.pilot.pause()
        worker.app.screen.query_one(Field).take_paste(text)
        await worker.pilot.pause()
        return worker.app.screen.query_one(Field).value, worker.notice


async def test_a_paste_of_several_lines_is_kept_as_one_and_told(start: Start) -> None:
    line, notice = await pasted(start, "I want\r\nit\nto stop")
    assert (line, "here they are one" in notice) == ("I want it to stop", True)


async def test_a_paste_where_nothing_is_written_is_told(english: Worker) -> None:
    await english.press("1")
    english.app.post_message(events.Paste("nq"))
    await english.pilot.pause()
    assert (english.notice, english.frame.STEP) == (english.app.tr("frame.not-keys"), "understand")


async def test_a_paste_that_is_too_long_is_cut_and_told(start: Start) -> None:
    line, notice = await pasted(start, "a" * (MAX_WORDS + 1))
    assert (len(line), "the rest was not taken" in notice) == (MAX_WORDS, True)
