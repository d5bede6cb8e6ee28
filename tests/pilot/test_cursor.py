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
