"""Nothing is printed without a yes, and a printer that fails loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.conversation.following import begin, follow

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.paper import printed
from safechat_tui.conversation.printing import print_plan
from safechat_tui.errors import SafeChatError

Jobs = list[tuple[str, bytes]]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """What the queues got."""
    sent: Jobs = []
    take: Callable[[str, bytes], None] = lambda queue, data: sent.append((queue, data))  # noqa: E731
    monkeypatch.setattr("safechat_tui.conversation.printing.print_to_queue", take)
    return sent


def with_plan(printer: str | None, lang: str = "en") -> Conversation:
    talk = begin(lang, printer=printer)
    talk.change(talk.plan.with_goals(talk.guide, ("stop",)))
    return talk


@pytest.mark.parametrize("answer", [None, False])
def test_nothing_is_printed_without_a_yes(jobs: Jobs, answer: bool | None) -> None:
    followed = follow(with_plan("desk"), print_plan, answer)
    assert (followed.result, jobs) == (False, [])


def test_the_safe_answer_comes_first(jobs: Jobs) -> None:
    asked = follow(with_plan("desk"), print_plan, False).asked[0]
    assert [item.value for item in asked.menu().items] == [False, True]  # type: ignore[attr-defined]


def test_the_queue_of_the_settings_gets_what_would_be_written(jobs: Jobs) -> None:
    talk = with_plan("desk")
    followed = follow(talk, print_plan, True)
    assert jobs == [("desk", printed(talk))]
    assert "desk" in followed.told[-1]


def test_a_pdf_is_printed_as_pdf(jobs: Jobs) -> None:
    talk = with_plan("desk")
    talk.turn("format")
    follow(talk, print_plan, True)
    assert jobs[0][1].startswith(b"%PDF-")


def test_printing_writes_no_file(jobs: Jobs) -> None:
    talk = with_plan("desk")
    follow(talk, print_plan, True)
    assert [path for path in talk.config.home.rglob("*") if path.is_file()] == []


def test_a_printer_that_fails_is_told_and_the_plan_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(queue: str, data: bytes) -> None:
        raise SafeChatError("not-printed", printer=queue)

    monkeypatch.setattr("safechat_tui.conversation.printing.print_to_queue", fails)
    talk = with_plan("desk")
    before = talk.plan
    assert (follow(talk, print_plan, True).told[-1], talk.plan) == ("not-printed", before)


def test_without_a_printer_it_is_said_where_one_is_named() -> None:
    talk = with_plan(None)
    assert follow(talk, print_plan).told == ["no-printer"]
    assert "printer =" in talk.explain(SafeChatError("no-printer"))


def test_a_terminal_that_cannot_print_is_told_before_anything_is_asked() -> None:
    followed = follow(with_plan("attached"), print_plan)
    assert (followed.told, followed.asked) == (["not-attached"], [])


def test_the_printer_of_the_terminal_gets_the_short_plan_where_that_is_chosen() -> None:
    talk = with_plan("attached")
    talk.turn("format")
    talk.turn("format")
    printed = follow(talk, print_plan, True, attached=True).printed
    assert len(printed.splitlines()) <= 10


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_printer_of_the_terminal_gets_plain_letters(lang: str) -> None:
    followed = follow(with_plan("attached", lang), print_plan, True, attached=True)
    assert followed.printed.isascii()
    assert b"9-1-1" in followed.printed
