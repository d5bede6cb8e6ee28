"""Search on the screens: found as one types, opened, and left for where one was."""

from __future__ import annotations

import pytest

from safechat_tui.tui.screens.lists import ListDialog
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.screens.search import SearchDialog

from .conftest import Start, Worker, languages

WORDS = {
    "fr": {"strategy": "bloquer", "question": "obligée", "platform": "discord", "helpline": "sos violence"},
    "en": {"strategy": "block", "question": "made to answer", "platform": "discord", "helpline": "kids help"},
}
"""What finds first a place of each kind."""


async def search(worker: Worker, words: str) -> None:
    await worker.press("slash")
    await worker.type(words)


def subject(worker: Worker) -> str:
    assert isinstance(worker.frame, ReadingScreen)
    return worker.frame.subject


@pytest.mark.parametrize("key", ["slash", "f3", "m"])
async def test_every_key_of_the_search_opens_it(worker: Worker, key: str) -> None:
    await worker.press("3", key)
    assert isinstance(worker.frame, SearchDialog)


@pytest.mark.parametrize(("lang", "size"), [("fr", (80, 24)), ("en", (40, 12))])
async def test_places_appear_as_one_types(worker: Worker) -> None:
    await worker.press("slash", *"blo")
    title = worker.conversation.guide.strategy("stop.block").title
    assert " ".join(title.split()[:2]) in " ".join(worker.rows("#main"))


@pytest.mark.parametrize(("lang", "kind"), [("fr", "strategy"), ("en", "platform"), ("fr", "helpline")])
async def test_enter_opens_the_place_and_esc_comes_back_to_what_was_typed(
    worker: Worker, lang: str, kind: str
) -> None:
    await search(worker, WORDS[lang][kind])
    await worker.press("enter")
    opened = subject(worker)
    await worker.press("escape")
    assert opened == f"found.{kind}"
    assert isinstance(worker.frame, SearchDialog)
    assert worker.frame.main.text.strip()


async def test_a_question_opens_at_its_step_and_can_be_answered(english: Worker) -> None:
    await search(english, WORDS["en"]["question"])
    await english.press("enter", "space")
    assert english.frame.STEP == "understand"
    assert english.conversation.plan.answer("understand.forced-replies") == ("answer.yes",)


@pytest.mark.parametrize(
    "way", [("0",), ("1", "enter", "down"), ("2",), ("3", "down"), ("4",), ("1", "enter", "enter", "down")]
)
async def test_esc_after_a_question_goes_back_to_exactly_where_one_was(
    worker: Worker, way: tuple[str, ...]
) -> None:
    await worker.press(*way)
    before = (worker.frame.STEP, worker.frame.main.text, worker.rows("#main"))
    await search(worker, WORDS["fr"]["question"])
    await worker.press("enter")
    there = worker.frame.main.text
    await worker.press("escape")
    assert there not in before
    assert (worker.frame.STEP, worker.frame.main.text, worker.rows("#main")) == before


async def test_esc_leads_nowhere_once_one_has_gone_on(worker: Worker) -> None:
    await search(worker, WORDS["fr"]["question"])
    await worker.press("enter", "left", "escape")
    assert worker.frame.STEP == "understand"


@pytest.mark.parametrize("way", [(), ("1", "enter"), ("3",), ("exclamation_mark",), ("1", "space", "q")])
async def test_esc_closes_the_search_where_it_was_opened(worker: Worker, way: tuple[str, ...]) -> None:
    await worker.press(*way)
    before = (worker.app.screen, worker.text)
    await search(worker, "bloquer")
    await worker.press("down", "escape")
    assert (worker.app.screen, worker.text) == before


async def test_f3_searches_from_a_field_and_the_line_stays(worker: Worker) -> None:
    await worker.press("2", "space")
    await worker.type("La paix")
    await worker.press("f3", *"mot", "escape", "enter")
    assert worker.conversation.plan.words == "La paix"


async def test_over_a_dialog_a_question_is_only_shown(worker: Worker) -> None:
    await worker.press("1", "space", "q")
    assert isinstance(worker.frame, ListDialog)
    await search(worker, WORDS["fr"]["question"])
    await worker.press("enter")
    opened = subject(worker)
    await worker.press("escape", "escape")
    assert (opened, isinstance(worker.frame, ListDialog)) == ("found.question", True)


async def test_the_search_key_comes_back_from_a_text_that_the_search_opened(worker: Worker) -> None:
    await search(worker, "bloquer")
    await worker.press("enter", "slash")
    assert (len(worker.app.screen_stack), isinstance(worker.frame, SearchDialog)) == (2, True)


@languages
async def test_a_place_of_another_guide_names_that_guide(worker: Worker) -> None:
    other = worker.conversation.every_guide[1]
    title = other.strategy("change.block").title
    await search(worker, title)
    # The place in focus names its guide in any case.
    await worker.press("down")
    assert f"{title} {other.name}" in " ".join(" ".join(worker.rows("#main")).split())


async def test_arrows_choose_among_the_places(worker: Worker) -> None:
    await search(worker, "bloquer")
    await worker.press("down", "down", "up")
    chosen = next(row for row in worker.rows("#main") if "►" in row).strip(" ►").split("  ")[0]
    await worker.press("enter")
    assert chosen in worker.frame.main.text
    assert chosen != worker.conversation.guide.strategy("stop.block").title


async def test_the_place_that_is_chosen_is_in_sight(start: Start) -> None:
    async with start("fr", (40, 12)) as worker:
        await search(worker, "message")
        await worker.press("pagedown", "pagedown", "up")
        assert any("►" in row for row in worker.rows("#main"))


@languages
async def test_nothing_found_is_said_in_one_sentence(worker: Worker) -> None:
    await search(worker, "zzzz")
    await worker.press("enter")
    assert isinstance(worker.frame, SearchDialog)
    assert worker.app.tr("search.other") in " ".join(worker.frame.main.text.split("\n "))


async def test_the_help_of_a_key_is_found(english: Worker) -> None:
    await search(english, "quick exit")
    await english.press("enter")
    assert (subject(english), "Ctrl+X" in english.frame.main.text) == ("found.key", True)


async def test_urgent_help_and_the_way_out_are_named_while_one_types(start: Start) -> None:
    async with start("fr", (40, 12)) as worker:
        await search(worker, "!")
        header = worker.rows("#header")[0]
        await worker.press("f2")
        assert ("F2" in header, "^X" in header, subject(worker)) == (True, True, "urgent")


async def test_the_search_speaks_the_language_of_the_screen(worker: Worker) -> None:
    await search(worker, "bloquer")
    await worker.press("escape", "l")
    await search(worker, "block")
    await worker.press("enter")
    assert worker.conversation.guide.strategy("stop.block").title in worker.text


async def test_what_is_typed_is_never_markup_and_never_kept(worker: Worker) -> None:
    await search(worker, "[zz]zzzz[/zz]")
    shown = "[zz]zzzz[/zz]" in worker.frame.main.text
    await worker.press("escape", "slash")
    assert (shown, "zzzz" in worker.text, worker.files) == (True, False, [])


async def test_a_very_long_question_is_answered(worker: Worker) -> None:
    await search(worker, "mot de passe " * 60)
    assert isinstance(worker.frame, SearchDialog)
    assert "►" in worker.frame.main.text
