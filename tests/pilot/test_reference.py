"""Platform cards and helplines on the screens."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pilot.conftest import Start, Worker, languages

from safechat_tui import clock
from safechat_tui.conversation.blank_papers import CARDS
from safechat_tui.options import LOG_FORMS
from safechat_tui.tui.screens.lists import ListDialog
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.screens.steps import Opening

NAMED = ("understand.platforms", ("platform.snapchat",))
"""The answer by which she is on one platform."""


@pytest.fixture
def lang() -> str:
    """The language of these screens."""
    return "en"


@pytest.mark.parametrize("way", [("0",), ("3",), ("exclamation_mark",), ("question_mark",), ("2", "space")])
@pytest.mark.parametrize(("key", "words"), [("f6", "Instagram"), ("f7", "1-855-242-3310")])
async def test_platforms_and_helplines_can_be_reached_from_everywhere(
    worker: Worker, way: tuple[str, ...], key: str, words: str
) -> None:
    await worker.press(*way, key)
    assert words in worker.text


async def test_a_card_shows_the_name_in_both_languages(worker: Worker) -> None:
    await worker.press("i", "down", "down", "enter")
    assert "“Restrict” / “Restreindre”" in worker.text


async def test_closing_goes_back_to_the_list_where_one_was_then_to_the_step(worker: Worker) -> None:
    await worker.press("i", "down", "down", "enter", "escape")
    assert isinstance(worker.frame, ListDialog)
    assert worker.frame.item.value == "platform.instagram"
    await worker.press("escape")
    assert isinstance(worker.frame, Opening)


async def test_the_platforms_named_in_step_1_come_first(worker: Worker) -> None:
    worker.conversation.plan = worker.conversation.plan.with_answer(*NAMED)
    await worker.press("3", "i")
    assert isinstance(worker.frame, ListDialog)
    assert worker.frame.item.value == "platform.snapchat"


async def test_a_card_that_is_open_follows_the_language(worker: Worker) -> None:
    await worker.press("i", "down", "down", "enter", "l")
    assert "«\u00a0Restreindre\u00a0» / «\u00a0Restrict\u00a0»" in worker.text


async def test_a_strategy_says_what_it_is_called_on_her_platforms(start: Start) -> None:
    async with start("en", (132, 40)) as worker:
        worker.conversation.plan = (
            worker.conversation.plan
            .with_answer("understand.platforms", ("platform.x",))
            .with_goals(worker.conversation.guide, ("stay-in-contact",))
        )  # fmt: skip
        await worker.press("3")
        while "Mute the other person" not in worker.frame.query_one("#card").text:  # type: ignore[attr-defined]
            await worker.press("down")
        assert "“Mute” / “Masquer”" in worker.frame.query_one("#card").text  # type: ignore[attr-defined]


async def test_a_key_turns_to_the_helplines_of_the_next_region(start: Start) -> None:
    async with start("en", region="ca") as worker:
        await worker.press("h", "r")
        assert isinstance(worker.frame, ReadingScreen)
        assert "Helplines for: Alberta" in worker.text
        assert "1-800-563-0808" not in worker.text


async def test_looking_at_the_helplines_of_a_region_changes_no_paper_and_leaves_nothing_to_be_lost(
    start: Start,
) -> None:
    async with start("en", region="qc") as worker:
        before = worker.conversation.paper
        await worker.press("h", *["r"] * 13)
        assert "Helplines for: Prince Edward Island" in worker.text
        assert (worker.conversation.paper, worker.conversation.may_be_lost) == (before, False)


async def test_the_region_of_the_paper_is_that_of_the_helplines_and_of_urgent_help(start: Start) -> None:
    async with start("en", region="ab") as worker:
        await worker.press("h")
        assert "Helplines for: Alberta" in worker.text
        await worker.press("escape", "exclamation_mark")
        urgent = worker.text
        helplines = worker.conversation.guide.helplines_for("ab")
        assert [line.phone for line in helplines if line.phone and line.phone not in urgent] == []


async def test_without_a_region_every_helpline_is_listed(start: Start) -> None:
    async with start("en", region="ca") as worker:
        await worker.press("h")
        numbers = [line.phone for line in worker.conversation.guide.helplines if line.phone]
        assert [number for number in numbers if number not in worker.text] == []


@pytest.mark.parametrize(("days", "old"), [(180, True), (700, False)])
async def test_a_fact_is_marked_as_old_after_the_days_that_are_set(
    start: Start, monkeypatch: pytest.MonkeyPatch, days: int, *, old: bool
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2027, 12, 1))
    async with start("en", facts_days=days) as worker:
        await worker.press("i", "enter")
        assert ("Read in November 2026: check before you rely on it." in worker.text) is old


@pytest.mark.parametrize(("downs", "suffix", "holds"), [(1, ".txt", "Log of messages"), (2, ".csv", "")])
async def test_a_log_is_written_under_its_name_and_the_date_also_for_a_spreadsheet(
    worker: Worker, downs: int, suffix: str, holds: str
) -> None:
    await worker.press("j", "enter", *["down"] * downs, "enter")
    await worker.finish_writing()
    (file,) = worker.files
    assert (file.name[:4], file.suffix) == ("log-", suffix)
    assert holds in file.read_text("utf-8")


async def test_a_capture_card_is_no_table(worker: Worker) -> None:
    await worker.press("j", "up", "enter")
    assert "CSV" not in worker.text


async def test_the_capture_cards_of_her_platforms_come_first(worker: Worker) -> None:
    worker.conversation.plan = worker.conversation.plan.with_answer(*NAMED)
    await worker.press("j", *["down"] * (len(LOG_FORMS) + len(CARDS)))
    assert isinstance(worker.frame, ListDialog)
    assert worker.frame.item.value.platform == "platform.snapchat"


async def test_a_paper_that_is_not_wanted_after_all_is_not_written(worker: Worker) -> None:
    await worker.press("j", "enter", "escape")
    await worker.finish_writing()
    assert worker.files == []


async def test_urgent_help_in_nunavut_says_to_call_the_rcmp_and_not_911(start: Start) -> None:
    async with start("en", region="nu") as worker:
        await worker.press("exclamation_mark")
        assert "Call the RCMP" in worker.text
        assert "Call 9-1-1" not in worker.text
        assert "Nunavut has no 9-1-1" in worker.text


async def test_urgent_help_says_where_no_line_of_the_region_is_given(start: Start) -> None:
    async with start("en", region="pe") as worker:
        await worker.press("exclamation_mark")
        assert "No line for this province or territory" in worker.text


@languages
async def test_the_question_on_platforms_and_all_its_answers_fit_on_one_screen(worker: Worker) -> None:
    await worker.press("1", "enter")
    talk = worker.conversation
    asked = talk.guide.question("understand.platforms")
    shown = " ".join(worker.rows("#main"))
    assert [talk.guide.labels[id] for id in asked.choices if talk.guide.labels[id] not in shown] == []
    assert asked.text.blocks[0].text.replace("\u00a0", " ") in shown.replace("\u00a0", " ")


@pytest.mark.parametrize("key", ["exclamation_mark", "h"])
async def test_a_text_behind_another_one_comes_to_the_front_by_its_own_key(start: Start, key: str) -> None:
    async with start() as worker:
        await worker.press(key)
        text = worker.frame
        await worker.press("question_mark", key)
        assert worker.frame is text
