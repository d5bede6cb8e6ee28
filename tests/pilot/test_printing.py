"""A plan is printed from its screen, after a question, and the screen stays alive meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from safechat_tui.errors import SafeChatError

from .conftest import Start, until

HANDS_OVER = "safechat_tui.conversation.written.print_to_queue"


class Queue:
    """Stands for the queues; takes a plan once it may."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.may = threading.Event()

    def __call__(self, queue: str, data: bytes) -> None:
        self.may.wait()
        self.got.append(queue)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    """The queues of this computer."""
    stand_in = Queue()
    monkeypatch.setattr(HANDS_OVER, stand_in)
    yield stand_in
    stand_in.may.set()


async def test_a_key_prints_after_a_question_whose_safe_answer_comes_first(
    start: Start, queue: Queue
) -> None:
    queue.may.set()
    async with start("en", printer="desk") as worker:
        await worker.press("4", "y")
        assert "Who can take it from there" in worker.text
        await worker.press("enter")
        assert queue.got == []
        await worker.press("y", "down", "enter")
        await until(worker.app, lambda: "Sent to the printer" in worker.notice)
        assert (queue.got, worker.files) == (["desk"], [])


async def test_the_screen_obeys_while_the_printer_takes_its_time(start: Start, queue: Queue) -> None:
    async with start("en", printer="desk") as worker:
        await worker.press("4", "y", "down", "enter")
        await until(worker.app, lambda: "On its way" in worker.notice)
        await worker.press("1")
        assert (worker.app.step.STEP, queue.got) == ("understand", [])
        queue.may.set()
        await until(worker.app, lambda: queue.got)


async def test_a_printer_that_fails_is_told_on_the_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(queue: str, data: bytes) -> None:
        raise SafeChatError("not-printed", printer=queue)

    monkeypatch.setattr(HANDS_OVER, fails)
    async with start("en", (120, 30), printer="desk") as worker:
        await worker.press("4", "y", "down", "enter")
        await until(worker.app, lambda: "lpstat -a" in worker.notice)


@pytest.mark.parametrize("printer", ["desk", None])
async def test_the_plan_names_the_key_where_there_is_a_printer(start: Start, printer: str | None) -> None:
    async with start("en", printer=printer) as worker:
        await worker.press("4")
        assert any(" y\u00a0print" in row for row in worker.rows("#options")) == bool(printer)
