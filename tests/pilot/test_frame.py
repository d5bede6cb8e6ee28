"""What every screen shows: the way out, urgent help, the keys, one language, nothing cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from safechat_tui.guide import Kind
from safechat_tui.i18n import Translator
from safechat_tui.tui.screens.dialogs import Reader

from .conftest import Start, Worker

WAYS = {
    "opening": ("0",),
    "understand": ("1",),
    "platforms": ("1", "right"),
    "unsafe": ("1", "right", "right", "right", "space"),
    "wants": ("2",),
    "words": ("2", "space"),
    "goal": ("2", "right", "space"),
    "strategies": ("3",),
    "goal strategies": ("2", "right", "space", "3"),
    "card": ("3", "enter"),
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

CREDITED = {"opening", "plan", "pdf", "none kept"}
"""Screens that name the source guide."""

everywhere = pytest.mark.parametrize("way", WAYS)
languages = pytest.mark.parametrize("lang", ["fr", "en"])
sizes = pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)


def small_words(text: str) -> set[str]:
    return set(re.findall(r"[a-zà-ÿ]+", text.lower()))


@dataclass(frozen=True)
class Seen:
    """What one screen showed; several facts are read off one look."""

    text: str
    main: str
    header: str
    footer: str
    help: str
    too_wide: tuple[str, ...]
    credit: str


@cache
def looks() -> dict[tuple[str, str, tuple[int, int]], Seen]:
    """The looks taken so far in this process."""
    return {}


async def look(start: Start, way: str, lang: str, size: tuple[int, int]) -> Seen:
    seen = looks().get((way, lang, size))
    if seen is None:
        async with start(lang, size) as worker:
            await worker.press(*WAYS[way])
            panes = worker.frame.panes
            closing = worker.conversation.guide.pages["closing"]
            seen = Seen(
                text=worker.text,
                main=worker.frame.main.text,
                header=worker.rows("#header")[0],
                footer=worker.rows("#footer")[0],
                help=worker.app.tr("key.help"),
                too_wide=tuple(
                    row
                    for pane in panes
                    for row in pane.text.splitlines()
                    if len(row.rstrip()) > pane.size.width
                ),
                credit=" ".join(closing.section("closing.credit").texts(*Kind)),
            )
        looks()[way, lang, size] = seen
    return seen


@everywhere
@languages
@sizes
async def test_a_screen_speaks_one_language(start: Start, way: str, lang: str, size: tuple[int, int]) -> None:
    seen = await look(start, way, lang, size)
    other = ENGLISH if lang == "fr" else FRENCH
    # The credit names the source guide by its title, which is French.
    credit = small_words(seen.credit) if way in CREDITED else set()
    assert small_words(seen.text) & (other - credit) == set()


@everywhere
@languages
@sizes
async def test_no_words_are_missing_from_a_screen(
    start: Start, way: str, lang: str, size: tuple[int, int]
) -> None:
    seen = await look(start, way, lang, size)
    ids = r"\b(?:frame|step|key|ask|kept|reader|label|question|plan|option|cover|field)\.[a-z][a-z.-]+"
    assert not re.findall(ids, seen.text)


@everywhere
@languages
@sizes
async def test_the_way_out_is_named_on_every_screen(
    start: Start, way: str, lang: str, size: tuple[int, int]
) -> None:
    assert "^X" in (await look(start, way, lang, size)).header


@everywhere
@languages
@sizes
async def test_help_is_named_on_every_screen(
    start: Start, way: str, lang: str, size: tuple[int, int]
) -> None:
    seen = await look(start, way, lang, size)
    assert seen.help in seen.footer


@pytest.mark.parametrize(
    ("way", "needed"),
    [
        ("opening", ("→", "k", "o", "/")),
        ("goal", ("space", "enter", "←", "/")),
        ("strategies", ("space", "enter", "←", "→", "/")),
        ("plan", ("e", "←", "k", "/")),
        ("kept", ("enter", "esc", "s", "/")),
    ],
)
@languages
async def test_the_keys_most_needed_are_named_at_80_columns(
    start: Start, way: str, needed: tuple[str, ...], lang: str
) -> None:
    footer = (await look(start, way, lang, (80, 24))).footer
    tr = Translator(lang)
    names = [tr(f"label.{key}") if tr.has(f"label.{key}") else key for key in needed]
    assert [name for name in names if f" {name} " not in footer] == []


@languages
async def test_no_screen_names_a_way_that_leads_nowhere(start: Start, lang: str) -> None:
    assert "←" not in (await look(start, "opening", lang, (80, 24))).footer


@everywhere
@languages
@sizes
async def test_no_row_of_a_screen_is_wider_than_the_screen(
    start: Start, way: str, lang: str, size: tuple[int, int]
) -> None:
    assert (await look(start, way, lang, size)).too_wide == ()


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"plan", "pdf", "kept", "delete", "found", "place"}))
@languages
async def test_a_small_screen_says_every_word_of_a_large_one(start: Start, way: str, lang: str) -> None:
    small, large = [await look(start, way, lang, size) for size in ((40, 12), (80, 24))]
    assert small_words(small.main) == small_words(large.main)


@everywhere
async def test_urgent_help_is_one_key_away_from_every_screen(start: Start, way: str) -> None:
    async with start() as worker:
        await worker.press(*WAYS[way], "f2")
        assert isinstance(worker.frame, Reader)
        assert worker.frame.subject == "urgent"


@everywhere
async def test_the_quick_exit_works_on_every_screen(start: Start, way: str) -> None:
    async with start() as worker:
        await worker.press(*WAYS[way], "ctrl+x")
        assert worker.app.return_code == 0
        assert not worker.app.is_running or worker.app._exit


@everywhere
async def test_escape_comes_back_from_every_dialog(start: Start, way: str) -> None:
    async with start() as worker:
        await worker.press(*WAYS[way])
        for _ in range(3):
            if not worker.frame.STEP:
                await worker.press("escape")
        assert worker.frame.STEP


async def test_the_first_start_explains_how_to_leave(start: Start) -> None:
    async with start("fr", welcome=True) as worker:
        assert worker.conversation.guide.pages["welcome"].section("welcome.leave").title in worker.text


async def test_the_first_start_shows_its_five_lines_without_scrolling(start: Start) -> None:
    for lang in ("fr", "en"):
        async with start(lang, welcome=True) as worker:
            tour = worker.conversation.guide.pages["welcome"].section("welcome.tour")
            in_sight = " ".join(" ".join(worker.rows("#main")).split())
            last = tour.texts(*Kind)[-1].replace("\u00a0", " ")
            assert last in in_sight.replace("\u00a0", " ")
            await worker.press("ctrl+x")


async def test_the_first_start_is_explained_once(start: Start) -> None:
    async with start(welcome=True) as worker:
        await worker.press("escape", "ctrl+x")
    async with start(welcome=True) as worker:
        assert worker.frame.STEP == "opening"


async def test_the_tabs_stand_in_the_order_of_the_steps(start: Start) -> None:
    async with start() as worker:
        numbers = [worker.rows("#header")[1].index(f" {number} ") for number in range(5)]
        assert all(one < other for one, other in pairwise(numbers))


async def test_a_notice_goes_when_a_key_is_pressed(start: Start) -> None:
    async with start() as worker:
        await worker.press("o")
        before = worker.notice
        await worker.press("1")
        assert (before, worker.notice) == (worker.app.tr("kept.none"), worker.notice)
        assert before not in worker.text


async def test_more_below_is_said_until_the_end_is_in_sight(start: Start) -> None:
    async with start() as worker:
        await worker.press("exclamation_mark")
        before = worker.frame.main.more
        await worker.press("end")
        assert (before, worker.frame.main.more) == (True, False)


async def test_data_is_never_read_as_markup(start: Start) -> None:
    async with start() as worker:
        await worker.press("2", "space")
        await worker.type("[cafe] [/x] [red]non[/red]")
        await worker.press("enter")
        assert "[cafe] [/x] [red]non[/red]" in worker.text


async def test_her_words_stay_when_the_field_is_left(start: Start) -> None:
    async with start() as worker:
        await worker.press("2", "space")
        await worker.type("La paix")
        await worker.press("enter", "space")
        await worker.type(" et le silence")
        await worker.press("escape")
        assert worker.conversation.plan.words == "La paix"


@pytest.mark.parametrize("text", ["@quelquun", "514 555-0199", "a@exemple.ca", "https://exemple.ca/x"])
async def test_text_that_seems_to_name_someone_gets_a_quiet_warning(start: Start, text: str) -> None:
    async with start() as worker:
        await worker.press("2", "space")
        await worker.type(text)
        assert worker.notice


async def test_ordinary_words_get_no_warning(start: Start) -> None:
    async with start() as worker:
        await worker.press("2", "space")
        await worker.type("Que ça cesse avant le 3 mars, vers 22 h")
        assert not re.search(r"[^\W_]", worker.notice)


async def test_the_field_tells_when_the_line_is_too_long(start: Start) -> None:
    async with start() as worker:
        await worker.press("2", "space")
        await worker.type("a" * 200)
        assert worker.notice == worker.app.tr("field.too-long", most=120)


async def test_letters_in_the_field_start_nothing(start: Start) -> None:
    async with start() as worker:
        await worker.press("2", "space", "q", "u", "l", "1", "exclamation_mark", "enter")
        assert worker.conversation.plan.words == "qul1!"


async def test_two_dialogs_of_one_kind_do_not_pile_up(start: Start) -> None:
    async with start() as worker:
        await worker.press("exclamation_mark", "exclamation_mark", "f2")
        assert len([screen for screen in worker.app.screen_stack if isinstance(screen, Reader)]) == 1


def rows_of(worker: Worker) -> str:
    return "\n".join(worker.rows())


async def test_a_screen_turned_small_is_laid_out_anew(start: Start) -> None:
    async with start() as worker:
        await worker.press("1")
        await worker.pilot.resize_terminal(40, 12)
        await worker.pilot.pause()
        assert all(len(row) <= 40 for row in rows_of(worker).splitlines())
