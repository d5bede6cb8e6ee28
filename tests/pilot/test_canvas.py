"""What is drawn: the first picture, the canvas whatever was composed last, and the cursor."""

from __future__ import annotations

from typing import Any

import pytest

from safechat_tui import config
from safechat_tui.conversation.data_folder import DataFolder
from safechat_tui.terminal.grid import Grid, blank_grid, update_bytes
from safechat_tui.terminal.painter import Painter
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.canvas import Canvas
from safechat_tui.tui.driver import compose
from safechat_tui.tui.first import first_screen

from .conftest import Start, Worker, languages

KEYS = """1 down down space right pagedown 2 space a é enter 3 down pagedown enter down end escape space
4 f g pagedown l question_mark escape k down escape exclamation_mark end l escape q escape 0"""


class Shown(Painter):
    """Keeps the picture instead of painting it."""

    def __init__(self) -> None:
        self.picture: Grid | None = None

    def show(self, picture: Grid) -> None:
        self.picture = picture


class WatchedApp(SafeChatApp):
    """Puts everything that is composed onto a canvas too."""

    canvas = Canvas()

    def _display(self, screen: Any, renderable: Any) -> None:
        compose(self.canvas, renderable)
        super()._display(screen, renderable)


def pictured(canvas: Canvas) -> list[str]:
    shown = Shown()
    canvas.show(shown)
    assert shown.picture is not None
    return ["".join(f"{cell.text}{cell.look}" for cell in row) for row in shown.picture.rows]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_the_canvas_is_what_a_whole_composition_gives(size: tuple[int, int]) -> None:
    app = WatchedApp(config.load(), "fr")
    async with app.run_test(size=size) as pilot:
        for key in ("escape", *KEYS.split()):
            await pilot.press(key)
            await pilot.pause()
            # A worker asks for dialogs, and their first picture comes a turn later.
            await pilot.pause()
            whole = Canvas()
            whole.replace([[strip] for strip in app.screen._compositor.render_strips()], app.size)
            assert pictured(app.canvas) == pictured(whole)


# The first picture --------------------------------------------------------------------------------


async def drawn(app: SafeChatApp, size: tuple[int, int]) -> object:
    """Return the first screen as Textual composes it."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        canvas, shown = Canvas(), Shown()
        canvas.replace([[strip] for strip in app.screen._compositor.render_strips()], app.size)
        canvas.show(shown)
        return shown.picture


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (132, 50), (59, 16)], ids=str)
@languages
@pytest.mark.parametrize("guide", ["", "messages"], ids=["asked", "named"])
@pytest.mark.parametrize("started", [False, True], ids=["first-start", "later"])
async def test_the_first_picture_is_what_textual_draws(
    size: tuple[int, int], lang: str, guide: str, started: bool
) -> None:
    settings = config.load()
    if started:
        DataFolder(settings).started()
    first = first_screen(settings, lang, guide, size)
    assert first is not None
    assert first == await drawn(SafeChatApp(settings, lang, guide), size)


@languages
async def test_it_is_so_where_there_are_kept_plans(lang: str) -> None:
    settings = config.load()
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    (settings.plans_folder / "melon-radis-passoire.age").touch(mode=0o600)
    DataFolder(settings).started()
    first = first_screen(settings, lang, "", (80, 24))
    assert first == await drawn(SafeChatApp(settings, lang), (80, 24))


@languages
@pytest.mark.parametrize("guide", ["", "messages", "calls"])
@pytest.mark.parametrize("started", [False, True], ids=["first-start", "later"])
def test_it_is_shown_in_at_most_2000_bytes(lang: str, guide: str, started: bool) -> None:
    settings = config.load()
    if started:
        DataFolder(settings).started()
    first = first_screen(settings, lang, guide, (80, 24))
    assert first is not None
    assert 300 < len(update_bytes(blank_grid((80, 24)), first)) <= 2000


# The cursor ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("1",), "( ) Yes"),
        (("1", "down"), "( ) Not sure"),
        (("1", "enter", "down", "down"), "[ ] Instagram"),
        (("3", "down", "down", "down"), "[ ]  4~ "),
        (("4", "e", "down"), "At home"),
        (("1", "space", "k", "down"), "Yes, keep it"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
async def test_the_cursor_stands_where_the_choice_in_focus_begins(
    english: Worker, keys: tuple[str, ...], words: str
) -> None:
    await english.press(*keys)
    main = english.frame.main
    x, y = english.app.cursor_position - main.region.offset
    assert main.render_line(y).text[x:].startswith(words)


async def test_the_cursor_stands_at_the_beginning_of_a_text(english: Worker) -> None:
    await english.press("exclamation_mark")
    assert english.app.cursor_position == english.frame.main.region.offset


async def test_the_cursor_stays_with_what_is_typed_until_a_place_is_moved_to(english: Worker) -> None:
    await english.press("slash", *"block")
    field = english.app.screen.query_one("#field").region
    typed = english.app.cursor_position - field.offset
    await english.press("down")
    assert typed == (len("block"), 0)
    assert english.frame.main.region.contains_point(english.app.cursor_position)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_screen_reader_finds_one_column_and_words_for_signs(
    start: Start, size: tuple[int, int]
) -> None:
    async with start("en", size, screen_reader=True) as worker:
        await worker.press("1", "right", "down")
        head, *asked = worker.rows("#header")[:1] + worker.rows("#main")
        await worker.press("3")
        list, card = (worker.app.screen.query_one(name).region for name in ("#main", "#card"))
        assert "Ctrl+X Quick exit" in head
        assert [row for row in asked if row.count("[ ]") > 1] == []
        assert (list.x, list.bottom) == (card.x, card.y)
        assert any("Get help if you are in danger: may be noticed" in row for row in worker.rows("#main"))
