"""What every screen shows: the way out, urgent help, the keys, one language, nothing cut."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.sampling import swept

from safechat_tui.guide.text import Kind
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import SCOPES
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.views.help import HEADINGS

from .conftest import Start, Worker, languages

WAYS = {
    "opening": ("0",),
    "about": ("0", "d"),
    "understand": ("1",),
    "platforms": ("1", "enter"),
    "unsafe": ("1", "enter", "enter", "enter", "space"),
    "wants": ("2",),
    "words": ("2", "space"),
    "goal": ("2", "right", "space"),
    "strategies": ("3",),
    "goal strategies": ("2", "right", "space", "3"),
    "card": ("3", "f"),
    "plan": ("4",),
    "pdf": ("4", "f"),
    "place": ("4", "e"),
    "urgent": ("exclamation_mark",),
    "help": ("question_mark",),
    "documenting": ("c",),
    "keep": ("k",),
    "kept": ("k", "down", "enter", "o"),
    "delete": ("k", "down", "enter", "o", "s"),
    "none kept": ("o",),
    "leave": ("1", "space", "q"),
    "search": ("slash",),
    "found": ("slash", "b", "l", "o"),
    "nothing found": ("slash", "z", "z", "z"),
    "opened": ("slash", "9", "8", "8", "enter"),
    "new": ("1", "space", "n"),
}
"""The keys that lead to every screen and dialog."""

FRENCH = frozenset(re.findall(r"\w+", "le la les des une vous est dans pour avec que qui pas elle ce ou et"))
ENGLISH = frozenset(re.findall(r"\w+", "the and with your is this that what you are for not of she they"))
"""Small words that stand in nearly every sentence of one language and in none of the other."""

CREDITED = {"about", "plan", "pdf", "none kept"}
"""Screens that name the source guide."""

everywhere = swept("way", {way: way for way in WAYS}, sample=9)
sizes = swept("size", {"80x24": (80, 24), "40x12": (40, 12)}, sample=["40x12"])


def small_words(text: str) -> set[str]:
    return set(re.findall(r"[a-zà-ÿ]+", text.lower()))


def too_wide(worker: Worker) -> list[str]:
    """Return the rows that are wider than their pane."""
    rows = [(row.rstrip(), pane.size.width) for pane in worker.frame.panes for row in pane.text.splitlines()]
    return [row for row, width in rows if len(row) > width]


def in_the_other_language(worker: Worker, way: str) -> set[str]:
    """Return the small words of a screen that belong to the other language."""
    other = ENGLISH if worker.app.tr.lang == "fr" else FRENCH
    # The credit names the source guide by its title, which is French.
    closing = worker.conversation.guide.pages["closing"].section("closing.credit")
    credit = small_words(" ".join(closing.texts(*Kind))) if way in CREDITED else set()
    return small_words(worker.text) & (other - credit)


IDS = r"\b(?:frame|step|key|ask|kept|reader|label|question|plan|option|cover|field)\.[a-z][a-z.-]+"
"""The ids of words, which show where the words themselves are missing."""


@swept("way", {way: way for way in WAYS}, sample=len(WAYS))
@languages
@sizes
async def test_a_screen_names_the_way_out_and_speaks_one_language_in_rows_that_fit(
    worker: Worker, way: str
) -> None:
    await worker.press(*WAYS[way])
    assert "^X" in worker.rows("#header")[0]
    assert worker.app.tr("key.help") in worker.rows("#footer")[0]
    assert (in_the_other_language(worker, way), re.findall(IDS, worker.text)) == (set(), [])
    assert too_wide(worker) == []


@pytest.mark.parametrize(
    ("way", "needed"),
    [
        ("opening", ("enter", "k", "o", "/")),
        ("understand", ("r",)),
        ("goal", ("space", "enter", "←", "/")),
        ("strategies", ("space", "enter", "a", "f", "/")),
        ("plan", ("e", "←", "k", "/")),
        ("kept", ("enter", "esc", "s", "/")),
    ],
)
@languages
async def test_the_keys_most_needed_are_named_at_80_columns(
    start: Start, way: str, needed: tuple[str, ...], lang: str
) -> None:
    async with start(lang) as worker:
        await worker.press(*WAYS[way])
        footer = " ".join(worker.rows("#footer")) + " "
    tr = Translator(lang)
    names = [tr(f"label.{key}") if tr.has(f"label.{key}") else key for key in needed]
    assert [name for name in names if f" {name} " not in footer] == []


@pytest.mark.parametrize("way", ["opening", "understand", "goal strategies", "plan"])
@languages
async def test_the_next_call_and_what_is_looked_up_are_named_at_80_columns(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way])
    named = worker.rows("#footer")[1]
    assert [key for key in "nhijc" if f" {key} " not in named] == []


async def test_the_second_row_of_keys_is_not_sent_again_where_a_text_opens(worker: Worker) -> None:
    before = worker.rows("#footer")[1]
    await worker.press("exclamation_mark")
    assert before.startswith(worker.rows("#footer")[1])


@pytest.mark.parametrize(
    "way", ["opening", "understand", "words", "goal strategies", "plan", "kept", "search"]
)
@languages
async def test_help_begins_with_one_page_of_the_keys_of_this_screen(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way], "f1")
    here = worker.frame.main.text.split("\n\n")[0].splitlines()
    assert here[0].strip() == worker.app.tr("help.here")
    assert len(here) <= len(worker.rows("#main"))


@pytest.mark.parametrize("guide", ["messages", "calls", "messages.calls"])
@languages
async def test_the_opening_is_one_screen_and_enter_goes_on(start: Start, lang: str, guide: str) -> None:
    async with start(lang, guide=guide) as worker:
        assert (worker.frame.STEP, worker.frame.main.more) == ("opening", False)
        await worker.press("enter")
        assert worker.frame.STEP == "understand"


@swept(
    "way", {way: way for way in WAYS}, sample=("about", "goal", "goal strategies", "urgent", "words", "leave")
)
async def test_no_words_are_wider_than_80_columns_on_a_wide_screen(start: Start, way: str) -> None:
    async with start("fr", (200, 50)) as worker:
        await worker.press(*WAYS[way])
        panes = [pane for pane in worker.frame.panes if pane.id in {"main", "rules", "card", "said"}]
        rows = [row for pane in panes for row in worker.rows(f"#{pane.id}")]
        assert (max(map(len, rows)) <= 80, bool(rows)) == (True, True)


@pytest.mark.parametrize(("width", "beside"), [(109, False), (110, True), (200, True)])
@pytest.mark.parametrize("step", ["1", "2", "3"])
async def test_from_110_columns_what_she_said_stands_beside(
    start: Start, step: str, width: int, beside: bool
) -> None:
    async with start(size=(width, 40)) as worker:
        await worker.press("1", "space", "2", "right", "space", step)
        labels = worker.conversation.guide.labels
        said = " ".join(" ".join(worker.rows("#said")).split())
        assert (labels["goal.stop"] in said) is (labels["answer.yes"] in said) is beside


async def test_list_card_and_what_she_said_stand_in_one_row(start: Start) -> None:
    async with start(size=(110, 40)) as worker:
        await worker.press("2", "right", "space", "3")
        panes = [worker.frame.query_one(f"#{id}") for id in ("main", "card", "said")]
        assert len({pane.region.y for pane in panes}) == 1
        assert all(pane.size.width > 25 for pane in panes)


async def test_help_says_of_the_plan_that_g_is_one_thing_there(english: Worker) -> None:
    await english.press("4", "f1")
    here, _, elsewhere = english.frame.main.text.partition(english.app.tr("help.guides"))
    assert [part.count("\n   g  ") for part in (here, elsewhere)] == [1, 1]


async def test_every_heading_of_help_has_keys_under_it(worker: Worker) -> None:
    await worker.press("f1")
    parts = worker.frame.main.text.strip().split("\n\n")
    assert [part for part in parts if "\n" not in part] == []


def test_every_scope_of_keys_stands_under_one_heading_of_help() -> None:
    assert sorted(scope for scopes in HEADINGS.values() for scope in scopes) == sorted(SCOPES)


async def test_no_screen_names_a_way_that_leads_nowhere(worker: Worker) -> None:
    assert "←" not in worker.rows("#footer")[0]


@swept(
    "way",
    {way: way for way in WAYS if way not in {"plan", "pdf", "kept", "delete", "found", "place"}},
    sample=("opening", "understand", "card", "leave"),
)
@languages
async def test_a_small_screen_says_every_word_of_a_large_one(start: Start, way: str, lang: str) -> None:
    said = []
    for size in ((40, 12), (80, 24)):
        async with start(lang, size) as worker:
            await worker.press(*WAYS[way])
            said.append(small_words(worker.frame.main.text))
    assert said[0] == said[1]


@everywhere
async def test_urgent_help_is_one_key_away_from_every_screen(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way], "f2")
    assert isinstance(worker.frame, ReadingScreen)
    assert worker.frame.subject == "urgent"


@everywhere
async def test_escape_comes_back_from_every_dialog(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way])
    for _ in range(3):
        if not worker.frame.STEP:
            await worker.press("escape")
    assert worker.frame.STEP


async def test_the_first_start_explains_how_to_leave(start: Start) -> None:
    async with start("fr", welcome=True) as worker:
        assert worker.conversation.guide.pages["welcome"].section("welcome.leave").title in worker.text


def tour(worker: Worker) -> list[str]:
    """Return the lines that explain the program at its first start."""
    section = worker.conversation.guide.pages["welcome"].section("welcome.tour")
    return [" ".join(block.text.replace("\u00a0", " ").split()) for block in section.of(Kind.ITEM)]


@languages
async def test_the_first_start_shows_its_five_lines_without_scrolling(start: Start, lang: str) -> None:
    async with start(lang, welcome=True) as worker:
        in_sight = " ".join(" ".join(worker.rows("#main")).replace("\u00a0", " ").split())
        assert ([line for line in tour(worker) if line not in in_sight], len(tour(worker))) == ([], 5)


@pytest.mark.parametrize("key", ["x", "enter", "escape", "1", "f8"])
async def test_any_key_skips_them(start: Start, key: str) -> None:
    async with start(welcome=True) as worker:
        await worker.press(key)
        assert worker.frame.STEP == "opening"


async def test_help_shows_them_again(worker: Worker) -> None:
    await worker.press("question_mark")
    text = " ".join(worker.text.replace("\u00a0", " ").split())
    assert [line for line in tour(worker) if line not in text] == []


async def test_the_first_start_is_explained_once(start: Start) -> None:
    async with start(welcome=True) as worker:
        await worker.press("escape", "ctrl+x")
    async with start(welcome=True) as worker:
        assert worker.frame.STEP == "opening"


async def test_the_tabs_stand_in_the_order_of_the_steps(worker: Worker) -> None:
    numbers = [worker.rows("#header")[1].index(f" {number} ") for number in range(5)]
    assert all(one < other for one, other in pairwise(numbers))


async def test_a_notice_goes_when_a_key_is_pressed(worker: Worker) -> None:
    await worker.press("o")
    before = worker.notice
    await worker.press("1")
    assert (before, worker.notice) == (worker.app.tr("kept.none"), worker.notice)
    assert before not in worker.text


async def test_more_below_is_said_until_the_end_is_in_sight(worker: Worker) -> None:
    await worker.press("exclamation_mark")
    before = worker.frame.main.more
    await worker.press("end")
    assert (before, worker.frame.main.more) == (True, False)


async def test_her_words_stay_when_the_field_is_left(worker: Worker) -> None:
    await worker.press("2", "space")
    await worker.type("La paix")
    await worker.press("enter", "left", "space")
    await worker.type(" et le silence")
    await worker.press("escape")
    assert worker.conversation.plan.words == "La paix"


@pytest.mark.parametrize("text", ["@quelquun", "514 555-0199", "a@exemple.ca", "https://exemple.ca/x"])
async def test_text_that_seems_to_name_someone_gets_a_quiet_warning(worker: Worker, text: str) -> None:
    await worker.press("2", "space")
    await worker.type(text)
    assert worker.notice


async def test_two_dialogs_of_one_kind_do_not_pile_up(worker: Worker) -> None:
    await worker.press("exclamation_mark", "exclamation_mark", "f2")
    assert len([screen for screen in worker.app.screen_stack if isinstance(screen, ReadingScreen)]) == 1


async def test_a_screen_turned_small_is_laid_out_anew(worker: Worker) -> None:
    await worker.press("1")
    await worker.pilot.resize_terminal(40, 12)
    await worker.pilot.pause()
    assert max(map(len, worker.rows())) <= 40
