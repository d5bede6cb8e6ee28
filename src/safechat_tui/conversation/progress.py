"""How far the questions of a step have come, for screens and lines alike."""

from __future__ import annotations

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.steps import STEPS


def last_question(talk: Conversation, step: str, id: str) -> str:
    """Return that the last question of a step is reached, and what leads on.

    Args:
        talk: the conversation.
        step: one of STEPS, but not the last.
        id: of the words that name the key.
    """
    number = STEPS.index(step) + 1
    return talk.tr(id, number=number, step=talk.tr(f"step.{STEPS[number]}.name"))
