"""How far the questions of a step have come, for screens and lines alike."""

from __future__ import annotations

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Menu, MenuItem
from safechat_tui.guide.model import Question
from safechat_tui.handout.cards import COLON
from safechat_tui.options import STEPS


def _is_answered(talk: Conversation, question: Question) -> bool:
    """Return whether a question was answered, be it with "not now"."""
    return bool(talk.plan.words if question.kind == "words" else talk.plan.answer(question.id))


def counts(talk: Conversation) -> dict[str, str]:
    """Return how many questions were answered, such as `5/7`, by step; nothing of one not begun."""
    counted: dict[str, str] = {}
    # Before the first answer no guide need be read.
    for step in STEPS if talk.passed or not talk.plan.is_empty else ():
        asked = talk.guide.asked(step)
        answered = sum(_is_answered(talk, question) for question in asked)
        if answered or any(question.id in talk.passed for question in asked):
            counted[step] = f"{answered}/{len(asked)}"
    return counted


def overview(talk: Conversation, step: str) -> Menu[int]:
    """Return the questions of a step, each with whether it was answered or passed, and what was noted."""
    tr, colon = talk.tr, COLON[talk.tr.lang]
    items: list[MenuItem[int]] = []
    for index, question in enumerate(talk.guide.asked(step)):
        answered = _is_answered(talk, question)
        state = "answered" if answered else "passed" if question.id in talk.passed else "open"
        given = "; ".join(talk.guide.labels[code] for code in talk.plan.answer(question.id))
        noted = talk.plan.words if question.kind == "words" else given
        label = f"{question.text.title}{colon} {tr(f'overview.{state}')}"
        items.append(MenuItem(index, label, tr("talk.noted", words=noted) if answered else ""))
    return Menu(f"{tr('overview.title')}{colon} {tr(f'step.{step}.name')}", (), tuple(items))


def last_question(talk: Conversation, step: str, id: str) -> str:
    """Return that the last question of a step is reached, and what leads on.

    Args:
        talk: the conversation.
        step: one of STEPS, but not the last.
        id: of the words that name the key.
    """
    number = STEPS.index(step) + 1
    return talk.tr(id, number=number, step=talk.tr(f"step.{STEPS[number]}.name"))
