"""Several guides on the screens: asked at the start, changed with a question, never stopping a call."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.layers import guides
from safechat_tui.tui.screens.menus import GuidesDialog

from .conftest import Start

KEEP = ("k", "down", "enter")
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


async def test_every_step_begins_at_its_first_question_in_another_guide(start: Start) -> None:
    async with start() as worker:
        await worker.press("1", *["enter"] * 6, "0", "g", "down", "enter", "1")
        assert "1 sur 6" in worker.text


async def test_broken_texts_are_told_at_the_start_with_the_command_that_shows_them(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "fr").mkdir(mode=0o755)
    (tmp_path / "fr" / "urgent.md").write_text("# U {#urgent}\n\n*non*\n")
    (tmp_path / "fr" / "urgent.md").chmod(0o644)
    tmp_path.chmod(0o755)
    async with start(content_dir=tmp_path) as worker:
        assert "safechat content check" in worker.notice
        await worker.press("exclamation_mark")
        assert "9-1-1" in worker.text


async def test_the_choice_of_guide_leads_to_a_kept_plan_which_brings_its_guide(start: Start) -> None:
    async with start() as worker:
        await worker.press("g", "down", "enter", "1", "space", *KEEP)
    async with start(guide=None) as worker:
        offered = worker.rows("#footer")[0]
        await worker.press("o", "enter")
        assert " o " in offered
        assert (worker.conversation.plan.guide, worker.frame.STEP) == ("calls", "plan")


async def test_without_a_kept_plan_none_is_offered_with_the_guides(start: Start) -> None:
    async with start(guide=None) as worker:
        assert worker.conversation.tr("guides.kept") not in worker.text
        assert " o " not in worker.rows("#footer")[0]


async def test_leaving_the_kept_plans_leads_back_to_the_choice_of_guide(start: Start) -> None:
    async with start() as worker:
        await worker.press("1", "space", *KEEP)
    async with start(guide=None) as worker:
        await worker.press("o", "escape")
        assert isinstance(worker.frame, GuidesDialog)


async def test_a_plan_of_another_guide_opens_at_the_beginning_of_its_questions(start: Start) -> None:
    async with start() as worker:
        await worker.press("g", "down", "enter", "1", "space", *KEEP, "n", "g", "up", "enter")
        await worker.press("1", *["enter"] * 6, "o", "enter", "1")
        assert "1 sur 6" in worker.text
