"""Several guides on the screens: asked at the start, changed with a question, never stopping a call."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.conversation import Conversation
from safechat_tui.guide import guides

from .conftest import Start

CALLS = "Appels et textos harcelants"
MESSAGES = "Messages de harcèlement"


async def test_the_start_asks_which_guide(start: Start) -> None:
    async with start(guide=None) as worker:
        assert (MESSAGES in worker.text, CALLS in worker.text) == (True, True)


@pytest.mark.parametrize(
    ("keys", "name"), [(("enter",), MESSAGES), (("escape",), MESSAGES), (("down", "enter"), CALLS)]
)
async def test_the_guide_that_is_chosen_is_the_one_shown(
    start: Start, keys: tuple[str, ...], name: str
) -> None:
    async with start(guide=None) as worker:
        await worker.press(*keys)
        assert worker.rows("#header")[0].strip().startswith(name)


async def test_nobody_is_asked_where_there_is_one_guide(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conversation, "guides", guides("fr")[:1])
    async with start(guide=None) as worker:
        assert worker.rows("#header")[0].strip().startswith(MESSAGES)


async def test_a_guide_is_changed_at_once_when_nothing_was_said(start: Start) -> None:
    async with start() as worker:
        await worker.press("g", "down", "enter")
        assert worker.rows("#header")[0].strip().startswith(CALLS)


@pytest.mark.parametrize(("keys", "guide", "empty"), [((), "messages", False), (("down",), "calls", True)])
async def test_a_conversation_is_given_up_for_another_guide_only_after_a_question(
    start: Start, keys: tuple[str, ...], guide: str, empty: bool
) -> None:
    async with start() as worker:
        await worker.press("1", "space", "0", "g", "down", "enter", *keys, "enter")
        plan = worker.conversation.plan
        assert (plan.guide, plan.is_empty) == (guide, empty)


async def test_every_step_begins_at_its_first_question_in_another_guide(start: Start) -> None:
    async with start() as worker:
        await worker.press("1", *["right"] * 6, "0", "g", "down", "enter", "1")
        assert "1 sur 5" in worker.text


async def test_broken_texts_are_told_at_the_start_with_the_command_that_shows_them(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "fr").mkdir(mode=0o755)
    (tmp_path / "fr" / "urgent.md").write_text("# U {#urgent}\n\n*non*\n")
    (tmp_path / "fr" / "urgent.md").chmod(0o644)
    tmp_path.chmod(0o755)
    async with start(content_dir=tmp_path) as worker:
        assert "safechat content check" in worker.notice
        await worker.press("!")
        assert "9-1-1" in worker.text
