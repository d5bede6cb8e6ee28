"""Several guides on the screens: the first question of step 1 says which, and nothing said is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.layers import guides
from safechat_tui.guide.model import GUIDES

from .conftest import KEEP, Start, Worker

CALLS = "Appels et textos harcelants"
MESSAGES = "Messages de harcèlement"
BOTH = "Messages, appels et textos"


async def test_the_program_is_there_before_anybody_says_which_guide(start: Start) -> None:
    async with start(guide=None) as worker:
        assert (worker.frame.STEP, worker.rows("#header")[0].strip().startswith(BOTH)) == ("opening", True)
        await worker.press("3")
        assert worker.frame.STEP == "strategies"


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("space",), MESSAGES),
        (("down", "enter"), CALLS),
        (("space", "down", "space"), BOTH),
        (("enter",), BOTH),
    ],
)
async def test_the_first_question_says_which_guide_is_followed(
    start: Start, keys: tuple[str, ...], name: str
) -> None:
    async with start(guide=None) as worker:
        await worker.press("enter", *keys)
        assert worker.rows("#header")[0].strip().startswith(name)


async def test_nobody_is_asked_where_there_is_one_guide(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conversation, "guides", guides("fr")[:1])
    async with start(guide=None) as worker:
        await worker.press("1", "g")
        assert worker.conversation.tr("guides.one") in worker.notice


async def test_in_the_middle_of_a_call_g_adds_a_guide_and_keeps_what_was_said(worker: Worker) -> None:
    await worker.press("1", "right", "right", "right", "down", "space", "3", "space", "g")
    assert GUIDES in worker.frame.question.id  # type: ignore[attr-defined]
    before = worker.conversation.plan
    await worker.press("down", "space")
    plan = worker.conversation.plan
    assert (plan.guide, plan.answers, plan.chosen) == ("messages.calls", before.answers, before.chosen)


async def test_a_step_that_is_shorter_in_another_guide_shows_a_question_of_it(start: Start) -> None:
    async with start(guide=None) as worker:
        await worker.press("2", *["right"] * 12, "2", *["right"] * 9, "g", "down", "space", "2")
        assert worker.frame.question in worker.conversation.guide.asked("wants")  # type: ignore[attr-defined]


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


async def test_a_call_with_both_guides_makes_one_paper(start: Start) -> None:
    async with start(guide=None) as worker:
        await worker.press("enter", "space", "down", "enter", "2", "right", "down", "enter")
        await worker.press("3")
        for strategy in ("stop.block", "change.number"):
            at = [each.id for each in worker.frame.fitting].index(strategy)  # type: ignore[attr-defined]
            now = worker.frame.cursor
            await worker.press(*["down"] * (at - now), "space")
        await worker.press("4", "e")
        await worker.press("enter")
        await worker.finish_writing()
        (paper,) = worker.files
    text = paper.read_text("utf-8")
    assert "messages et ces appels" in text
    kept = [text.index(title) for title in ("captures ou enregistrer", "historique des appels")]
    assert max(kept) < min(text.index(title) for title in ("Bloquer la personne", "Changer de numéro"))


async def test_a_kept_plan_of_both_guides_opens_with_both(start: Start) -> None:
    async with start(guide=None) as worker:
        await worker.press("1", "space", "down", "enter", "space", *KEEP)
    async with start() as worker:
        await worker.press("o", "enter")
        assert (worker.conversation.plan.guide, worker.frame.STEP) == ("messages.calls", "plan")
        assert worker.rows("#header")[0].strip().startswith(BOTH)


async def test_a_plan_of_another_guide_opens_at_the_beginning_of_its_questions(start: Start) -> None:
    async with start(guide="calls") as worker:
        await worker.press("1", "space", *KEEP)
    async with start() as worker:
        await worker.press("1", *["enter"] * 6, "o", "enter", "1")
        assert "1 sur 6" in worker.text
