"""The terminal's hidden cursor stands on what is in focus, for those who follow it."""

from __future__ import annotations

import pytest

from .conftest import Start


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
    start: Start, keys: tuple[str, ...], words: str
) -> None:
    async with start("en") as worker:
        await worker.press(*keys)
        main = worker.frame.main
        x, y = worker.app.cursor_position - main.region.offset
        assert main.render_line(y).text[x:].startswith(words)


async def test_the_cursor_stands_at_the_beginning_of_a_text(start: Start) -> None:
    async with start("en") as worker:
        await worker.press("exclamation_mark")
        assert worker.app.cursor_position == worker.frame.main.region.offset


async def test_the_cursor_stays_with_what_is_typed_until_a_place_is_moved_to(start: Start) -> None:
    async with start("en") as worker:
        await worker.press("slash", *"block")
        field = worker.app.screen.query_one("#field").region
        typed = worker.app.cursor_position - field.offset
        await worker.press("down")
        assert typed == (len("block"), 0)
        assert worker.frame.main.region.contains_point(worker.app.cursor_position)


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
