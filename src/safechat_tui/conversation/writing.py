"""Writes papers of a conversation under a neutral, dated name, and says where they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from safechat_tui import clock
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.handout.blanks import capture_card, log_on_paper
from safechat_tui.handout.export import default_stem, export
from safechat_tui.handout.helplines_card import card_on_paper
from safechat_tui.handout.paper import Paper, rendered


def write_plan(talk: Conversation, data: bytes) -> Path:
    """Write what `printed` made of the plan and return where it is."""
    return _put(talk, data, talk.paper)


def write_blank_paper(talk: Conversation, form: str, platform: str, format: str) -> Path:
    """Write a blank log or a capture card, set as the plan's paper is, and return where it is.

    Args:
        talk: the conversation.
        form: a form of the log, or nothing for a capture card.
        platform: id of the capture card's platform.
        format: `text`, `pdf`, or for a log `csv`.

    Raises:
        SafeChatError: when it cannot be written.
    """
    paper = replace(talk.paper, format=format)
    guide = talk.guide_in(paper.language)
    if form:
        return _put(talk, log_on_paper(guide, paper, form), paper)
    card = capture_card(guide, guide.platform(platform), talk.ages, neutral=paper.neutral)
    return _put(talk, rendered(card, paper), paper)


def write_helplines_card(talk: Conversation, lines: Collection[str], format: str, *, small: bool) -> Path:
    """Write a card of helplines, and return where it is.

    Args:
        talk: the conversation.
        lines: ids of its lines.
        format: `text` or `pdf`.
        small: whether it is small cards to cut out.

    Raises:
        SafeChatError: when it cannot be written.
    """
    paper = replace(talk.paper, format=format)
    return _put(talk, card_on_paper(talk.guide_in(paper.language), paper, lines, small=small), paper)


def _put(talk: Conversation, data: bytes, paper: Paper) -> Path:
    return export(data, talk.config.export_folder, default_stem(clock.today()), paper.suffix)
