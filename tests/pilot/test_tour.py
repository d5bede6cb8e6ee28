"""The five lines of the first start: shown once, skipped by any key, shown again by help."""

from __future__ import annotations

import pytest

from safechat_tui.guide import Kind

from .conftest import Start, Worker


def tour(worker: Worker) -> list[str]:
    section = worker.conversation.guide.pages["welcome"].section("welcome.tour")
    return [block.text for block in section.of(Kind.ITEM)]


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_the_first_start_shows_five_lines(start: Start, lang: str) -> None:
    async with start(lang, welcome=True) as worker:
        text = " ".join(worker.text.split())
        assert [line for line in tour(worker) if " ".join(line.split()) not in text] == []
        assert len(tour(worker)) == 5


@pytest.mark.parametrize("key", ["x", "enter", "escape", "1", "f8"])
async def test_any_key_skips_them(start: Start, key: str) -> None:
    async with start(welcome=True) as worker:
        await worker.press(key)
        assert worker.frame.STEP == "opening"


async def test_help_shows_them_again(start: Start) -> None:
    async with start() as worker:
        await worker.press("question_mark")
        text = " ".join(worker.text.split())
        assert [line for line in tour(worker) if " ".join(line.split()) not in text] == []
