"""Keeping: nothing unless asked, everything from then on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from safechat_tui import clock
from safechat_tui.store import Folder, Store
from safechat_tui.tui.screens.lists import ListDialog

from .conftest import KEEP, Start, Worker


def store(worker: Worker) -> Store:
    return Store(Folder(worker.conversation.config.plans_folder))


async def test_nothing_is_written_unless_it_is_asked_for(worker: Worker) -> None:
    await worker.press("1", "space", "2", "right", "space", "3", "space", "4", "c", "escape", "ctrl+x")
    assert worker.files == []


async def test_a_kept_plan_gets_a_code_that_is_shown(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    (kept,) = store(worker).list()
    assert kept.code in worker.notice


async def test_every_change_after_that_is_saved_at_once(worker: Worker) -> None:
    await worker.press("1", *KEEP, "space")
    (kept,) = store(worker).list()
    assert store(worker).open(kept.code).plan.answer("understand.mocked-or-threatened") == ("answer.yes",)


async def test_a_kept_plan_is_opened_again_by_its_code(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    before = worker.conversation.plan
    await worker.press("n")
    emptied = worker.conversation.plan.is_empty
    await worker.press("o", "enter")
    assert emptied
    assert worker.conversation.plan == before


async def test_an_opened_plan_has_the_helplines_and_the_title_that_were_chosen(start: Start) -> None:
    async with start(region="on") as worker:
        await worker.press("1", "space", *KEEP, "4", "t", "r", "down", "enter")
        chosen = worker.conversation.paper.region
        preview = worker.frame.main.text
        await worker.press("n", "o", "enter")
        assert worker.conversation.paper.region == chosen != "on"
        assert worker.frame.main.text == preview


async def test_what_was_turned_for_another_plan_does_not_reach_the_one_that_is_opened(start: Start) -> None:
    async with start(region="on") as worker:
        await worker.press("1", "space", *KEEP, "n", "4", "t", "o", "enter")
        assert not worker.conversation.paper.neutral


async def test_turning_the_paper_alone_is_nothing_that_leaving_would_lose(worker: Worker) -> None:
    await worker.press("4", "r", "down", "enter", "t", "q")
    assert worker.app.return_code == 0


async def test_a_kept_plan_can_be_deleted(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP, "o", "s", "down", "enter")
    assert store(worker).list() == ()


async def test_a_new_conversation_leaves_the_kept_plan_as_it_was(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    before = worker.conversation.plan
    await worker.press("n", "1", "enter", "space")
    (kept,) = store(worker).list()
    assert store(worker).open(kept.code).plan == before


async def test_expired_plans_are_purged_at_start(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as worker:
        await worker.press("1", "space", *KEEP)
        await worker.press("ctrl+x")
    # A clock that goes on by more than a week at once may have jumped, and deletes nothing.
    for days in (7, 14, 21, 28, 30, 31, 32):
        later = datetime.now(UTC) + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        monkeypatch.setattr(clock, "today", lambda later=later: later.date())
        async with start() as worker:
            await worker.app.workers.wait_for_complete()
            left = store(worker).list()
    assert left == ()


async def test_a_plan_that_a_jump_of_the_clock_ends_is_told_and_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start("en") as worker:
        await worker.press("1", "space", *KEEP)
        await worker.press("ctrl+x")
    later = datetime.now(UTC) + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)
    for _ in range(2):
        async with start("en") as worker:
            await worker.app.workers.wait_for_complete()
            await worker.pilot.pause()
            assert "past its last day" in worker.notice
            assert len(store(worker).list()) == 1
            await worker.press("v")
            assert "past its last day" in worker.text


async def test_leaving_asks_first_when_something_would_be_lost(worker: Worker) -> None:
    await worker.press("1", "space", "q")
    assert isinstance(worker.frame, ListDialog)


async def test_two_windows_of_one_plan_keep_both_versions(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    (first,) = store(worker).list()
    theirs = store(worker).open(first.code)
    store(worker).save(theirs, theirs.plan.with_words("theirs"))
    await worker.press("1", "enter", "space")
    both = [store(worker).open(kept.code).plan for kept in store(worker).list()]
    assert sorted(plan.words for plan in both) == ["", "theirs"]
    assert worker.conversation.plan in both
    assert worker.conversation.keeping.is_saved


async def test_an_older_file_that_was_put_back_is_said(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    (path,) = worker.conversation.config.plans_folder.glob("[a-z]*")
    older = path.read_bytes()
    await worker.press("1", "enter", "space")
    path.write_bytes(older)
    await worker.press("n", "o", "enter")
    assert "plus ancien" in worker.notice


async def test_the_report_deletes_what_is_over_when_asked(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await worker.press("1", "space", "k", "down", "enter", "n")
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    await worker.press("v", "s", "down", "enter")
    await worker.finish_writing()
    told = worker.conversation.tr.plural("kept.purged", 1)
    assert (worker.conversation.keeping.list(), worker.notice) == ((), told)


async def test_a_plan_that_another_window_deleted_can_be_kept_again_and_is_not_left_silently(
    english: Worker,
) -> None:
    await english.press("1", *KEEP)
    (kept,) = store(english).list()
    store(english).delete(kept.code)
    await english.press("space")
    told = english.notice
    await english.press("q")
    asked = isinstance(english.frame, ListDialog)
    await english.press("escape", *KEEP)
    (again,) = store(english).list()
    assert ("keep it again" in told, asked) == (True, True)
    assert store(english).open(again.code).plan == english.conversation.plan
