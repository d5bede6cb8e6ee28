"""The paper of a conversation: which parts it has, and what its file will hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.handout.paper import on_paper
from safechat_tui.handout.parts import in_order, offered, possible


def possible_parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper can have, in order, the plan itself first."""
    return possible(talk.guide, talk.plan, neutral=talk.paper.neutral)


def parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper has, in order: those that were chosen, or those that the steps need."""
    chosen = talk.paper.parts or offered(talk.guide, talk.plan)
    return tuple(part for part in possible_parts(talk) if part in chosen)


def turn_part(talk: Conversation, part: str) -> None:
    """Put a part into the paper, or leave it out.

    Raises:
        SafeChatError: what `Conversation.change` raises.
    """
    chosen = in_order({*(talk.paper.parts or offered(talk.guide, talk.plan))} ^ {part})
    usual = chosen == offered(talk.guide, talk.plan)
    talk.take(replace(talk.paper, parts=() if usual else chosen))


def printed(talk: Conversation, **choices: Any) -> bytes:
    """Return the plan as its file will be; plan and paper are read once, so it may run beside the screen.

    Args:
        talk: the conversation.
        choices: fields of Paper that differ from those chosen for it, such as `format`.

    Raises:
        SafeChatError: when a character cannot be printed.
    """
    plan, paper = talk.plan, replace(talk.paper, **choices)
    return on_paper(talk.guide_in(paper.language), plan, talk.translator(paper.language), paper)
