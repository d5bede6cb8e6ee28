"""The paper of a conversation: which parts it has, and what its file will hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Flow, Tell
from safechat_tui.handout.paper import Paper, on_paper
from safechat_tui.handout.parts import in_order, offered, possible
from safechat_tui.plan import plan_steps


def possible_parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper can have, in order, the plan itself first."""
    return possible(talk.guide, talk.plan, neutral=talk.paper.neutral)


def parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper has, in order: those that were chosen, or those that the steps need."""
    chosen = talk.paper.parts or offered(talk.guide, talk.plan)
    return tuple(part for part in possible_parts(talk) if part in chosen)


def shown(talk: Conversation) -> Paper:
    """Return the paper with its parts by name, as it is told before it is written."""
    return replace(talk.paper, parts=parts(talk))


def turn(talk: Conversation, name: str) -> Flow[None]:
    """Turn one choice of the paper to its next value; tell what a neutral paper goes without.

    Raises:
        SafeChatError: what `Conversation.turn` raises.
    """
    talk.turn(name)
    if name != "neutral" or not talk.paper.neutral:
        return
    steps = plan_steps(talk.guide, talk.plan)
    unnamed = sum(not step.strategy.page.value("neutral") for step in steps)
    more = talk.tr.plural("plan.unnamed", unnamed) if unnamed else ""
    yield from Tell(f"{talk.tr('plan.neutral')} {more}".strip())


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
