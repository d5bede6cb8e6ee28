"""How far the questions of a step have come, for screens and lines alike."""

from __future__ import annotations

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.steps import STEPS
from safechat_tui.guide.model import Question


def is_answered(talk: Conversation, question: Question) -> bool:
    """Return whether a question was answered, be it with "not now"."""
    return bool(talk.plan.words if question.kind == "words" else talk.plan.answer(question.id))


def counts(talk: Conversation) -> dict[str, str]:
    """Return how many questions were answered, such as `5/7`, by step; nothing of one not begun."""
    counted: dict[str, str] = {}
    # Before the first answer no guide need be read.
    for step in STEPS if talk.passed or not talk.plan.is_empty else ():
        asked = talk.guide.asked(step)
        answered = sum(is_answered(talk, question) for question in asked)
        if answered or any(question.id in talk.passed for question in asked):
            counted[step] = f"{answered}/{len(asked)}"
    return counted


def last_question(talk: Conversation, step: str, id: str) -> str:
    """Return that the last question of a step is reached, and what leads on.

    Args:
        talk: the conversation.
        step: one of STEPS, but not the last.
        id: of the words that name the key.
    """
    number = STEPS.index(step) + 1
    return talk.tr(id, number=number, step=talk.tr(f"step.{STEPS[number]}.name"))
