"""The cover: a neutral page in front of everything, by one key or when nobody is there."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from tests.sampling import swept
from textual import events

from safechat_tui import clock
from safechat_tui.i18n import Translator
from safechat_tui.store import Folder, Store
from safechat_tui.text.wrap import Piece, width_of
from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.screens.lists import KeptDialog
from safechat_tui.tui.views.chrome import cover
from safechat_tui.tui.widgets.field import Field

from .conftest import KEEP, Start, Worker, languages
from .test_frame import WAYS

WORDS = ("2", "space")
IDLE, LOCK = 3, 15
OTHER_KEYS = sorted(
    {name for key in KEYS for name in key.keys.split(",") if key.id not in {"cover", "exit"}} - {""}
)
TELLING = re.compile(
    r"violen|harc|harass|menac|threat|surviv|\bplans?\b|shelter|maison|danger|safe|sécur|urgen|messag|abus|polic"
    r"|help|aide|victim|chat"
)
"""Words that say what the program is for."""

UNKEPT = sorted(set(WAYS) - {"kept", "delete"})
"""Ways to places where nothing is kept."""

everywhere = swept("way", {way: way for way in UNKEPT}, sample=8)
sizes = pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5), (300, 100), (1, 1)], ids=str)


def _ahead(now: Callable[[], float], seconds: float) -> float:
    return now() + seconds


Alone = Callable[[Worker, float], Awaitable[None]]


@pytest.fixture
def nobody_for(monkeypatch: pytest.MonkeyPatch) -> Alone:
    """Let the clocks go on for some minutes without a key."""

    async def wait(worker: Worker, minutes: float) -> None:
        loop = asyncio.get_running_loop()
        for where, name in ((loop, "time"), (clock, "running")):
            monkeypatch.setattr(where, name, partial(_ahead, getattr(where, name), minutes * 60 + 1))
        await worker.pilot.pause()
        await worker.pilot.pause()

    return wait


def state(worker: Worker) -> tuple[object, ...]:
    app = worker.app
    fields = [field.value for field in app.screen.query(Field)]
    return app.conversation.plan, app.conversation.paper, app.tr.lang, app.screen_stack, worker.text, fields


# By its key ------------------------------------------------------------------------------------


@everywhere
async def test_the_same_key_covers_and_shows_what_was_there_before(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way])
    before = state(worker)
    await worker.press("f9")
    covered = worker.app.covered
    await worker.press("f9")
    assert (covered, worker.app.covered, state(worker)) == (True, False, before)


@pytest.mark.parametrize("way", ["opening", "card", "words", "place"])
async def test_another_key_covers_where_there_is_no_f9(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way], "ctrl+o")
    assert worker.app.covered


@everywhere
async def test_no_other_key_does_anything_under_the_cover(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way])
    before = state(worker)
    await worker.pilot.press("f9", *OTHER_KEYS)
    assert (worker.app.covered, state(worker)) == (True, before)


async def test_an_unfinished_line_is_still_there(worker: Worker) -> None:
    await worker.press(*WORDS)
    await worker.type("quiet eve")
    await worker.press("ctrl+o", "x", "enter", "ctrl+o", "n")
    assert worker.app.screen.query_one(Field).value == "quiet even"


async def test_a_paste_does_nothing_under_the_cover(worker: Worker) -> None:
    await worker.press(*WORDS, "f9")
    worker.app.post_message(events.Paste("quiet evenings"))
    await worker.press("f9")
    assert worker.app.screen.query_one(Field).value == ""


async def test_a_notice_can_still_be_read_afterwards(worker: Worker) -> None:
    await worker.press("o")
    before = worker.notice
    await worker.press("f9", "f9")
    assert worker.notice == before != ""


async def test_a_question_that_comes_up_under_the_cover_waits_there(worker: Worker) -> None:
    worker.app.post_message(events.Key("k", "k"))
    worker.app.post_message(events.Key("f9", None))
    await worker.press("down", "enter")
    assert (worker.app.covered, worker.files) == (True, [])


@pytest.mark.parametrize("way", ["kept", "delete"])
async def test_a_kept_plan_stays_open_under_the_cover(worker: Worker, way: str) -> None:
    await worker.press("1", "space", *WAYS[way])
    before = state(worker)
    await worker.press("f9", "f9")
    assert (state(worker), worker.conversation.keeping.is_keeping) == (before, True)


@pytest.mark.parametrize("alone", [False, True])
async def test_a_line_behind_a_text_is_not_lost_under_the_cover(worker: Worker, alone: bool) -> None:
    await worker.press(*KEEP, *WORDS)
    await worker.type("quiet eve")
    await worker.press("f1")
    code = worker.conversation.keeping.code
    await (worker.app.left_for_long() if alone else worker.press("f9"))
    await worker.press("f9", "escape")
    if alone:
        worker.conversation.open(code)
        assert worker.conversation.plan.words == "quiet eve"
    else:
        assert worker.app.screen.query_one(Field).value == "quiet eve"


@languages
async def test_help_names_the_cover(worker: Worker) -> None:
    await worker.press("question_mark")
    assert "F9" in worker.text


# The page ---------------------------------------------------------------------------------------


@languages
@sizes
def test_the_page_has_a_row_for_each_row_of_the_terminal_and_none_is_wider(
    lang: str, size: tuple[int, int]
) -> None:
    page = cover(Translator(lang), *size)
    assert len(page) == size[1]
    assert max(width_of([Piece(row)]) for row in page) <= size[0]


@languages
def test_the_page_says_nothing_of_what_the_program_is_for(lang: str) -> None:
    words = " ".join(cover(Translator(lang), 80, 24)).lower()
    assert TELLING.findall(words) == []


@languages
def test_the_page_names_the_exit_in_twenty_columns_and_five_rows(lang: str) -> None:
    assert "^X" in cover(Translator(lang), 20, 5)[-1]


# When nobody is there ---------------------------------------------------------------------------


async def test_a_key_begins_the_time_anew(start: Start, nobody_for: Alone) -> None:
    async with start(idle_minutes=IDLE) as worker:
        await nobody_for(worker, IDLE - 1)
        await worker.press("1")
        await nobody_for(worker, IDLE - 1)
        assert not worker.app.covered


async def test_the_key_that_wakes_a_laptop_is_typed_at_the_cover(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await worker.press("1", "space", *KEEP)
    # The timers stood still meanwhile.
    now = clock.running
    monkeypatch.setattr(clock, "running", lambda: now() + LOCK * 60)
    await worker.press("2")
    step = worker.app.step.STEP
    assert (worker.app.covered, step, worker.conversation.plan.is_empty) == (True, "opening", True)


async def test_an_organisation_can_set_the_time(start: Start, nobody_for: Alone) -> None:
    async with start(idle_minutes=10) as worker:
        await nobody_for(worker, 9)
        early = worker.app.covered
        await nobody_for(worker, 1)
        assert (early, worker.app.covered) == (False, True)


@everywhere
async def test_nothing_that_is_not_kept_is_lost(worker: Worker, way: str, nobody_for: Alone) -> None:
    await worker.press(*WAYS[way])
    before = state(worker)
    await nobody_for(worker, IDLE)
    await worker.press("f9")
    assert state(worker) == before


async def test_a_kept_plan_is_open_as_it_was_when_one_comes_back(worker: Worker, nobody_for: Alone) -> None:
    await worker.press("1", "space", *KEEP, *WORDS)
    await worker.type("quiet eve")
    before, code = state(worker), worker.conversation.keeping.code
    await nobody_for(worker, LOCK - 1)
    covered = worker.app.covered
    await worker.press("f9")
    assert (covered, state(worker), worker.conversation.keeping.code) == (True, before, code)


async def test_an_organisation_can_set_the_time_to_lock(start: Start, nobody_for: Alone) -> None:
    async with start(lock_minutes=30) as worker:
        await worker.press("1", "space", *KEEP)
        await nobody_for(worker, 29)
        early = worker.conversation.plan.is_empty
        await nobody_for(worker, 1)
        assert (early, worker.conversation.plan.is_empty) == (False, True)


async def test_what_is_kept_is_never_closed_before_the_screen_is_covered(
    start: Start, nobody_for: Alone
) -> None:
    async with start(idle_minutes=10, lock_minutes=1) as worker:
        await worker.press("1", "space", *KEEP)
        await nobody_for(worker, 9)
        early = worker.conversation.plan.is_empty
        await nobody_for(worker, 1)
        assert (early, worker.app.covered, worker.conversation.plan.is_empty) == (False, True, True)


async def test_no_timer_is_left_once_what_is_kept_is_closed(worker: Worker, nobody_for: Alone) -> None:
    await nobody_for(worker, LOCK)
    loop: Any = asyncio.get_running_loop()
    assert [timer for timer in loop._scheduled if not timer.cancelled()] == []


@pytest.mark.parametrize(
    ("open", "said"), [("2 space", "with the line that was being typed"), ("slash", "except what stood")]
)
async def test_after_the_lock_is_said_what_became_of_what_was_typed(
    english: Worker, open: str, said: str, nobody_for: Alone
) -> None:
    await english.press("1", "space", *KEEP, *open.split())
    await english.type("quiet eve")
    await nobody_for(english, LOCK)
    await english.press("f9")
    assert said in english.notice


async def test_a_kept_plan_is_closed_under_a_cover_that_was_there_before(
    worker: Worker, nobody_for: Alone
) -> None:
    await worker.press("1", "space", *KEEP, "f9")
    await nobody_for(worker, LOCK)
    assert (worker.conversation.plan.is_empty, worker.conversation.keeping.is_keeping) == (True, False)


@pytest.mark.parametrize("open", ["o", "question_mark", "exclamation_mark", "4 e", "o s", "2 space"])
async def test_a_closed_plan_leaves_the_opening_in_front(
    worker: Worker, open: str, nobody_for: Alone
) -> None:
    await worker.press("1", "space", *KEEP, *open.split())
    await nobody_for(worker, LOCK)
    assert worker.frame is worker.app.get_screen("opening")


async def test_a_closed_plan_is_said_afterwards_with_the_key_that_opens_it_as_it_was(
    english: Worker, nobody_for: Alone
) -> None:
    await english.press("1", "space", *KEEP)
    before = english.conversation.plan
    await nobody_for(english, LOCK)
    await english.press("f9")
    assert " ".join(english.rows("#status")).strip().endswith("o opens it again.")
    await english.press("o")
    assert isinstance(english.frame, KeptDialog)
    await english.press("enter")
    assert english.conversation.plan == before


async def test_a_closed_plan_is_nowhere_in_the_programs_memory(worker: Worker, nobody_for: Alone) -> None:
    await worker.press(*WORDS)
    await worker.type("".join(["ochre", " ", "gannets"]))
    await worker.press("enter", "3", "4", *KEEP)
    await nobody_for(worker, LOCK)
    await worker.press("f9")
    # The words are nowhere in one piece in this test either, and in no other that runs in this process.
    gc.collect()
    held = [
        text
        for thing in gc.get_objects()
        for text in gc.get_referents(thing)
        if isinstance(text, str) and "ochre " in text and "gannets" in text and len(text) < 500
    ]
    assert held == []


async def test_a_plan_that_could_not_be_saved_stays_under_the_cover(
    worker: Worker, nobody_for: Alone
) -> None:
    await worker.press("1", *KEEP)
    (kept,) = Store(Folder(worker.conversation.config.plans_folder)).list()
    Store(Folder(worker.conversation.config.plans_folder)).delete(kept.code)
    await worker.press("space")
    await nobody_for(worker, LOCK)
    assert (worker.app.covered, worker.conversation.plan.is_empty) == (True, False)


async def test_closing_a_plan_does_not_lengthen_its_time(worker: Worker, nobody_for: Alone) -> None:
    await worker.press("1", "space", *KEEP)
    (before,) = Store(Folder(worker.conversation.config.plans_folder)).list()
    await nobody_for(worker, LOCK)
    (after,) = Store(Folder(worker.conversation.config.plans_folder)).list()
    assert after.changed == before.changed
