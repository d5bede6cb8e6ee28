"""Keys pressed while something is being checked: nothing crashes, freezes or is lost."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.pilot.conftest import Start, Worker, until

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Flow, Work
from safechat_tui.store import Seal, keyring_of
from safechat_tui.tui.flows import RunningFlow
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.screens.words import WordsDialog

PHRASE = "five calm words of ours"


def with_plan(conversation: Conversation) -> None:
    """Keep a sealed plan under PHRASE."""
    seal = keyring_of(conversation.config).create(PHRASE)
    conversation.keeping.take_key(seal)
    conversation.change(conversation.plan.with_words("calm evenings"))
    conversation.keep()


@asynccontextmanager
async def checking(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Worker, asyncio.Event]]:
    """Give a passphrase whose check goes on until the event is set."""
    done = asyncio.Event()

    async def slowly(use: object, *given: object) -> Seal:
        await done.wait()
        return use(*given)  # type: ignore[operator,no-any-return]

    async with start(keep="sealed") as worker:
        with_plan(worker.conversation)
        worker.conversation.keeping.forget_key()
        worker.conversation.begin_anew()
        await worker.press("o", "enter")
        assert isinstance(worker.frame, SecretDialog)
        monkeypatch.setattr("asyncio.to_thread", slowly)
        await worker.type(PHRASE)
        await worker.press("enter")
        assert worker.frame.busy
        yield worker, done


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f5", "f6", "f7"])
async def test_what_is_opened_meanwhile_stays_and_the_plan_opens_behind_it(
    start: Start, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with checking(start, monkeypatch) as (worker, done):
        await worker.press(key)
        front = worker.frame
        assert not isinstance(front, SecretDialog)
        done.set()
        await worker.pilot.pause()
        assert worker.frame is front
        await worker.press("escape", "escape")
        await worker.pilot.pause()
        assert isinstance(worker.frame, Step)
        assert worker.frame.STEP == "plan"
        assert worker.conversation.plan.words == "calm evenings"


async def test_a_line_that_is_being_typed_is_saved_before_a_kept_plan_is_closed(start: Start) -> None:
    async with start(keep="sealed") as worker:
        with_plan(worker.conversation)
        seal = keyring_of(worker.conversation.config).unlock(PHRASE)
        code = worker.conversation.keeping.code
        worker.app.push_screen(
            WordsDialog(next(q for q in worker.conversation.guide.asked("wants") if q.kind == "words"))
        )
        await worker.pilot.pause()
        await worker.press("end")
        await worker.type(" and sleep")
        await worker.app.left_for_long()
        await worker.pilot.pause()
        worker.conversation.keeping.take_key(seal)
        worker.conversation.open(code)
        assert worker.conversation.plan.words == "calm evenings and sleep"


async def test_work_that_ends_after_the_screens_is_told_to_nobody(start: Start) -> None:
    told: list[str] = []

    def begin(conversation: Conversation) -> Flow[None]:
        told.append((yield from Work(lambda: "the answer")))

    async with start("en") as worker:
        worker.app.follow(begin)
        await until(worker.app, lambda: told)
        flow = begin(worker.conversation)
        running, asked = RunningFlow(begin, flow, worker.frame), next(flow)
        assert isinstance(asked, Work)
    # The decorator hands the method to a worker, which a program that has ended no longer starts.
    await inspect.unwrap(type(worker.app)._work)(worker.app, running, asked.call)
    assert told == ["the answer"]
