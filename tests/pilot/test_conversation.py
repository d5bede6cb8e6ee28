"""Whole conversations, as a worker leads them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from textual import events

from safechat_tui import clock
from safechat_tui.handout.build import build
from safechat_tui.handout.text import render_text
from safechat_tui.options import REGIONS, STEPS
from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.screens.lists import ListDialog
from safechat_tui.tui.screens.questions import Questions
from safechat_tui.tui.screens.strategies import STRATEGY_SIGNS, Strategies
from safechat_tui.tui.widgets.field import Field

from .conftest import Start, Worker, languages

AZERTY = ("à", "ampersand", "é", "quotation_mark", "apostrophe")
"""What the keys 0 1 2 3 4 of a French keyboard send without Shift."""


@pytest.mark.parametrize("there", STEPS)
@pytest.mark.parametrize("here", STEPS)
async def test_every_step_is_one_key_away_from_every_other(worker: Worker, here: str, there: str) -> None:
    await worker.press(str(STEPS.index(here)), str(STEPS.index(there)))
    assert there == worker.frame.STEP


@pytest.mark.parametrize(("number", "key"), list(enumerate(AZERTY)))
async def test_the_digits_of_a_french_keyboard_work_without_shift(
    worker: Worker, number: int, key: str
) -> None:
    await worker.press("4" if number < 4 else "0", key)
    assert STEPS.index(worker.frame.STEP) == number


async def test_a_new_conversation_begins_with_the_usual_options(worker: Worker) -> None:
    await worker.press("4", "t", "f", "n")
    assert (worker.conversation.paper.neutral, worker.conversation.paper.format) == (False, "text")


@pytest.mark.parametrize("keys", [("question_mark",), ("question_mark", "slash")])
async def test_a_dialog_that_is_closed_twice_closes_nothing_behind_it(
    worker: Worker, keys: tuple[str, ...]
) -> None:
    await worker.press("3", *keys)
    dialog, behind = worker.app.screen_stack[-1], worker.app.screen_stack[-2]
    for _ in "twice":
        dialog.dismiss(None)
    await worker.press()
    assert worker.app.screen is behind


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), ()),
        (("down", "enter"), ("answer.unsure",)),
        (("down", "space", "space", "enter"), ()),
        (("space", "enter", "left", "enter"), ("answer.yes",)),
        (("space", "enter", "left", "down", "enter"), ("answer.unsure",)),
    ],
    ids=" ".join,
)
async def test_enter_takes_the_choice_that_was_moved_to_and_goes_on(
    worker: Worker, keys: tuple[str, ...], answer: tuple[str, ...]
) -> None:
    first, second, *_ = worker.conversation.guide.asked("understand")
    await worker.press("1", *keys)
    assert worker.conversation.plan.answer(first.id) == answer
    assert second.text.title in worker.text


async def test_where_several_may_be_chosen_enter_adds_the_one_that_was_moved_to(worker: Worker) -> None:
    await worker.press("1", "enter", "space", "down", "down", "enter")
    choices = worker.conversation.guide.question("understand.platforms").choices
    assert worker.conversation.plan.answer("understand.platforms") == (choices[0], choices[2])


@languages
async def test_what_enter_took_is_said_on_the_next_question(worker: Worker) -> None:
    await worker.press("1", "down", "enter")
    assert worker.conversation.guide.labels["answer.unsure"] in worker.notice


async def test_an_answer_of_danger_that_enter_took_points_to_urgent_help(worker: Worker) -> None:
    await worker.press("1", "enter", "enter", "enter", "down", "up", "enter")
    assert worker.notice == worker.app.tr("question.urgent")


@languages
@pytest.mark.parametrize(("step", "to"), [("understand", "wants"), ("wants", "strategies")])
async def test_a_held_enter_stops_at_the_last_question_of_a_step_and_says_what_leads_on(
    worker: Worker, step: str, to: str
) -> None:
    await worker.press(str(STEPS.index(step)), *["enter"] * 30)
    last = worker.conversation.guide.asked(step)[-1]
    assert (last.text.title in worker.text, worker.frame.STEP) == (True, step)
    assert worker.conversation.plan.is_empty
    assert f" {STEPS.index(to)} " in worker.notice


@pytest.mark.parametrize("step", ["0", "4"])
async def test_space_pages_through_a_step_that_is_a_text(start: Start, step: str) -> None:
    async with start(size=(60, 20)) as worker:
        await worker.press(step)
        top = worker.rows("#main")
        await worker.press("space")
        paged = worker.rows("#main")
        await worker.press("pageup", "pagedown")
        assert worker.rows("#main") == paged != top


async def test_the_right_key_alone_leads_through_the_whole_conversation(worker: Worker) -> None:
    columns = 3
    seen = [worker.frame.STEP]
    for _ in range(columns * len(worker.conversation.guide.questions)):
        await worker.press("right")
        if worker.frame.STEP not in ("", seen[-1]):
            seen.append(worker.frame.STEP)
    assert seen == list(STEPS)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (("right",), "answer.rather-not"),
        (("down", "right"), "answer.not-now"),
        (("down", "down", "right"), "answer.not-now"),
        (("right", "left"), "answer.yes"),
    ],
    ids=" ".join,
)
async def test_the_arrows_to_the_sides_go_to_the_other_column_first(
    worker: Worker, keys: tuple[str, ...], code: str
) -> None:
    await worker.press("1", *keys, "space")
    assert worker.conversation.plan.answer(worker.conversation.guide.asked("understand")[0].id) == (code,)


async def test_from_the_last_column_the_right_key_leads_on_and_the_left_key_back(worker: Worker) -> None:
    first, second, *_ = worker.conversation.guide.asked("understand")
    await worker.press("1", "right", "right")
    assert second.text.title in worker.text
    await worker.press("left")
    assert first.text.title in worker.text


async def test_where_all_choices_stand_in_one_column_the_right_key_leads_on_at_once(start: Start) -> None:
    async with start(size=(40, 24)) as worker:
        await worker.press("1", "right")
        assert worker.conversation.guide.asked("understand")[1].text.title in worker.text


@languages
async def test_with_every_wish_the_first_strategies_are_in_sight_at_once(worker: Worker) -> None:
    questions = sum(question.step == "wants" for question in worker.conversation.guide.questions)
    await worker.press("2", "right", *["space", "enter"] * (questions - 1), "3")
    assert len([row for row in worker.rows("#main") if row.startswith(" [ ]")]) >= 5


async def test_the_left_key_comes_back_to_the_last_question_of_the_step_before(worker: Worker) -> None:
    await worker.press("3", "left")
    assert worker.conversation.guide.asked("wants")[-1].text.title in worker.text


async def test_switching_the_language_in_the_middle_loses_nothing(worker: Worker) -> None:
    await worker.press("1", "enter", "space", "2", "right", "space", "3", "space")
    before = worker.conversation.plan
    await worker.press("l")
    assert worker.conversation.plan == before


async def test_the_language_changes_at_once_and_the_cursor_stays_on_its_question(worker: Worker) -> None:
    await worker.press("1", "enter", "enter", "l")
    assert worker.conversation.guide.lang == "en"
    assert worker.conversation.guide.asked("understand")[2].text.title in worker.text


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("space down space up up space", ("answer.not-now",)),
        ("up space down space", ("platform.facebook",)),
        ("space down space", ("platform.facebook", "platform.messenger")),
        ("space space", ()),
    ],
)
async def test_several_can_be_chosen_and_taken_back_and_not_now_stands_alone(
    worker: Worker, keys: str, given: tuple[str, ...]
) -> None:
    await worker.press("1", "enter", *keys.split())
    assert worker.conversation.plan.answer("understand.platforms") == given


async def test_a_step_of_the_plan_that_no_longer_fits_her_goals_can_still_be_taken_out(
    worker: Worker,
) -> None:
    await worker.press("2", "right", "space", "3", "up", "space", "2", "space")  # block; then no goal
    await worker.press("enter", "enter", "enter", "space", "3")  # another goal
    assert worker.conversation.guide.strategy("stop.block").title in " ".join(worker.frame.main.text.split())


async def test_evidence_that_the_order_adds_is_marked_in_the_list(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "up", "space")
    assert "[+]" in worker.frame.main.text


async def test_the_plan_of_a_new_conversation_is_shown_from_its_beginning(worker: Worker) -> None:
    await worker.press("4", "end", "n", "4")
    assert worker.conversation.guide.pages["handout"].value("title") in worker.rows("#main")[0]


async def test_what_is_typed_before_the_field_stands_is_written_into_it(worker: Worker) -> None:
    await worker.press("2")
    # A slow line brings what was typed all at once.
    for letter in " hiver":
        worker.app.post_message(events.Key("space" if letter == " " else letter, letter))
    await worker.pilot.pause()
    assert worker.app.screen.query_one(Field).value == "hiver"


@languages
async def test_from_the_plan_one_goes_on_to_the_words_for_the_end(worker: Worker) -> None:
    await worker.press("4", "right")
    page = worker.conversation.guide.pages["closing"]
    assert [block.text for block in page.head.blocks if block.text not in worker.text] == []


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@languages
async def test_every_option_of_the_paper_is_in_sight(worker: Worker) -> None:
    await worker.press("4", "f")
    text = " ".join(worker.rows("#options"))
    assert [key for key in "dftrga" if f" {key}\u00a0" not in text] == []


async def test_an_answer_that_speaks_of_danger_points_to_urgent_help(worker: Worker) -> None:
    await worker.press("1", "enter", "enter", "enter", "space")
    assert worker.app.tr("question.urgent") in worker.text


async def test_the_list_of_strategies_holds_only_what_fits_her_goals_and_begins_with_evidence(
    worker: Worker,
) -> None:
    await worker.press("2", "right", "space", "3")
    fitting = {strategy.id for strategy in cast("Strategies", worker.frame).fitting}
    assert fitting & {"contact.second-account", "stop.block"} == {"stop.block"}
    keep, change = (worker.conversation.guide.labels[f"stage.{stage}"] for stage in ("keep", "change"))
    text = " ".join(worker.text.split())
    assert text.index(keep) < text.index(change)


async def test_a_step_that_is_likely_to_be_noticed_carries_the_sign_that_the_list_explains(
    worker: Worker,
) -> None:
    await worker.press("2", "right", "space", "3")
    guide = worker.conversation.guide
    text = " ".join(worker.text.split())
    block = guide.strategy("stop.block").title.split()[0]
    assert f"* {guide.labels['noticed.likely']}" in text
    assert re.search(rf"\d\* {block}", text)


def test_every_step_has_a_sign_beside_it_and_none_is_a_key() -> None:
    assert set(STRATEGY_SIGNS.values()).isdisjoint({"", *(key.label for key in KEYS)})


@languages
async def test_an_answer_comes_into_sight_on_a_small_screen(start: Start, lang: str) -> None:
    async with start(lang, (40, 12)) as worker:
        await worker.press("1", "space")
        assert any("(•)" in row for row in worker.rows("#main"))


async def test_the_strategy_in_focus_stays_so_when_a_goal_changes_the_list(worker: Worker) -> None:
    await worker.press("3", *["down"] * 4)
    focus = worker.app.get_screen("strategies").strategy  # type: ignore[attr-defined]
    await worker.press("2", "right", "space", "3")
    assert worker.app.get_screen("strategies").strategy == focus  # type: ignore[attr-defined]


async def test_space_puts_a_strategy_into_the_plan_and_takes_it_out(worker: Worker) -> None:
    await worker.press("3", "space")
    chosen = worker.conversation.plan.chosen
    await worker.press("space")
    assert (chosen, worker.conversation.plan.chosen) == (("strategies.urgent",), ())


async def test_a_key_shows_the_whole_card(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "up", "f")
    section = worker.conversation.guide.strategy("stop.block").page.section("stop.block.caution")
    assert section.title in worker.text


async def test_enter_puts_the_strategy_moved_to_into_the_plan_and_goes_on(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "down", "enter")
    screen = cast("Strategies", worker.frame)
    assert worker.conversation.plan.chosen == (screen.fitting[1].id,)
    assert screen.strategy == screen.fitting[2]


async def test_a_held_enter_takes_no_strategy_and_stops_at_the_last(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", *["enter"] * 30)
    screen = cast("Strategies", worker.frame)
    assert (worker.conversation.plan.chosen, screen.strategy) == ((), screen.fitting[-1])
    assert worker.notice == worker.app.tr("strategies.last")


async def test_one_key_puts_a_whole_group_into_the_plan_and_takes_it_out(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "a")
    screen = cast("Strategies", worker.frame)
    group = {strategy.id for strategy in screen.fitting if strategy.stage is screen.strategy.stage}
    taken = set(worker.conversation.plan.chosen)
    await worker.press("a")
    assert (taken, worker.conversation.plan.chosen) == (group, ())
    assert len(group) > 1


@pytest.mark.parametrize("step", ["1", "3"])
async def test_home_and_end_go_to_the_first_and_the_last_choice(start: Start, step: str) -> None:
    async with start(size=(60, 20)) as worker:
        places = []
        await worker.press("2", "right", "space", step)
        for key in ("home", "up", "home", "end"):
            await worker.press(key)
            places.append(cast("Questions | Strategies", worker.frame).cursor)
        assert places == [0, places[3], 0, places[3]] != [0] * 4


async def test_page_down_moves_where_the_arrows_move(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "pagedown")
    screen = cast("Strategies", worker.frame)
    paged = screen.cursor
    await worker.press("pageup")
    assert (paged > 1, screen.cursor) == (True, 0)


@languages
async def test_a_held_enter_reads_the_plan_to_its_end_and_says_what_leads_on(worker: Worker) -> None:
    await worker.press("4", *["enter"] * 9)
    assert (worker.frame.STEP, worker.frame.main.more) == ("plan", False)
    assert worker.notice == worker.app.tr("plan.end")


@languages
async def test_the_preview_is_the_text_that_will_be_written(worker: Worker) -> None:
    await worker.press("2", "right", "space", "3", "space", "4")
    app = worker.app
    document = build(app.conversation.guide, app.conversation.plan, clock.today(), neutral=False, region="ca")
    shown = [row[1:].rstrip() for row in app.screen.query_one("#main").text.splitlines()]  # type: ignore[attr-defined]
    # A screen has better ways to show a heading than the rows of signs under it in the file.
    written = [line.rstrip() for line in render_text(document).splitlines()]
    assert shown == [line for line in written if not line or (set(line) - set("=") and set(line) - set("-"))]


async def test_a_part_is_put_into_the_plan_from_a_list(english: Worker) -> None:
    await english.press("4", "x", "enter", "escape")
    words = english.conversation.guide.pages["handout"]
    assert english.conversation.paper.parts == ("plan", "evidence")
    assert "x plan, evidence" in english.text.replace("\u00a0", " ")
    assert words.value("title") in english.text


async def test_the_language_of_the_paper_is_its_own(worker: Worker) -> None:
    await worker.press("4", "d")
    assert worker.conversation.guide_in("en").pages["handout"].value("title") in worker.text
    assert worker.app.tr.lang == "fr"


async def test_a_neutral_title_takes_the_place_of_the_usual_one(worker: Worker) -> None:
    await worker.press("4", "t")
    words = worker.conversation.guide.pages["handout"]
    assert words.value("neutral_title") in worker.text
    assert words.value("title") not in worker.text


async def test_the_region_brings_its_helplines_into_the_plan(worker: Worker) -> None:
    await worker.press("4", "r", *["down"] * REGIONS.index("qc"), "enter")
    assert "363-9010" in worker.text.replace("\u2011", "-")


async def test_the_region_is_asked_once_and_remembered_in_a_new_conversation(start: Start) -> None:
    async with start(region=None) as worker:
        await worker.press("4", "e")
        asked = [item.value for item in cast("ListDialog[str]", worker.frame).items]
        await worker.press("down", "enter", "enter")
        await worker.finish_writing()
        await worker.press("n", "down", "enter", "4", "e")
        places = cast("ListDialog[str]", worker.frame).items
        await worker.press("escape")
        options = " ".join(worker.rows("#options"))
        assert (asked, places[0].value) == (list(REGIONS), worker.conversation.guide.places[0])
        assert (worker.conversation.paper.region, "Alberta" in options) == ("ab", True)


async def test_a_folder_that_cannot_be_written_is_named(start: Start, tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    async with start(home=tmp_path / "afile") as worker:
        await worker.press("4", "e", "enter")
        await worker.finish_writing()
        # A long path goes over two rows.
        assert "afile" in worker.notice.replace(" ", "")


async def test_the_tabs_say_how_many_questions_of_a_step_were_answered(worker: Worker) -> None:
    await worker.press("1", "space", "enter", "space", "3")
    asked = worker.conversation.guide.asked("understand")
    assert f"Comprendre 2/{len(asked)} " in worker.rows("#header")[1]


@languages
async def test_no_more_names_of_steps_are_short_than_must_be(worker: Worker) -> None:
    await worker.press("1", "space", "right", "space", "2", "right", "space")
    tabs, tr = worker.rows("#header")[1], worker.app.tr
    assert f"1 {tr('step.understand.name')} " in tabs
    assert f"2 {tr('step.wants.short')} 1/" in tabs
    assert f"  {tr('frame.other-language')}" in tabs


async def test_a_question_that_was_passed_counts_as_none_that_was_answered(worker: Worker) -> None:
    await worker.press("1", "enter", "enter")
    assert " 0/7 " in worker.rows("#header")[1]


@pytest.mark.parametrize("keys", ["1 2 0", "1 enter space n down enter 1"])
async def test_no_tab_counts_before_anything_was_answered_or_passed_in_this_conversation(
    worker: Worker, keys: str
) -> None:
    await worker.press(*keys.split())
    assert "/" not in worker.rows("#header")[1]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 16), (40, 12)], ids=str)
@languages
async def test_a_tab_in_focus_is_counted_in_a_header_that_fits(worker: Worker, size: tuple[int, int]) -> None:
    await worker.press("1", "space", "2", "a", "enter")
    header = worker.rows("#header")
    assert re.search(r" 2 \w[^\d]* 1/9 ", " ".join(header) + " ")
    assert max(map(len, header)) <= size[0]


@languages
async def test_an_overview_says_which_questions_were_answered_passed_or_are_still_to_ask(
    worker: Worker,
) -> None:
    await worker.press("1", "space", "enter", "enter", "r")
    states = [row.rpartition(":")[2].strip() for row in worker.rows("#main") if ":" in row]
    answered, passed, to_ask = (worker.app.tr(f"overview.{id}") for id in ("answered", "passed", "open"))
    assert states == [answered, passed, *[to_ask] * 5]


@pytest.mark.parametrize(("step", "key"), [("1", "r"), ("1", "f4"), ("2", "f4")])
async def test_enter_in_the_overview_goes_to_the_question(worker: Worker, step: str, key: str) -> None:
    await worker.press(step, key, "down", "down", "enter")
    name = STEPS[int(step)]
    assert name == worker.frame.STEP
    assert worker.conversation.guide.asked(name)[2].text.title in worker.text


async def test_the_overview_says_what_was_noted_where_its_cursor_is(worker: Worker) -> None:
    await worker.press("1", "down", "space", "r")
    assert worker.conversation.guide.labels["answer.unsure"] in worker.text


@pytest.mark.parametrize("keys", [("1", "down"), ("1", "enter", "enter", "down"), ("3", "down")], ids=str)
async def test_what_is_in_focus_has_a_sign_before_it_as_in_every_list(
    english: Worker, keys: tuple[str, ...]
) -> None:
    await english.press(*keys)
    assert sum(row.count("►") for row in english.rows("#main")) == 1
