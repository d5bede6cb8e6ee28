"""Writes papers of a conversation, named by what they are and the date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.handout.blanks import capture_card, log_on_paper
from safechat_tui.handout.helplines_card import card_on_paper
from safechat_tui.handout.paper import Paper, rendered
from safechat_tui.i18n import LANGUAGES
from safechat_tui.store.papers import NEUTRAL, Written, stem


def write_plan(talk: Conversation, data: bytes) -> Written:
    """Write what `printed` made of the plan."""
    return _put(talk, data, talk.paper, "plan")


def write_blank_paper(talk: Conversation, form: str, platform: str, format: str) -> Written:
    """Write a blank log or a capture card, set as the plan's paper is.

    Args:
        talk: the conversation.
        form: a form of the log, or nothing for a capture card.
        platform: id of the capture card's platform.
        format: `text`, `pdf`, or for a log `csv`.

    Raises:
        SafeChatError: when it cannot be written.
    """
    paper = replace(talk.paper, format=format)
    # Blank papers are written in the languages of the screens alone.
    guide = talk.guide_in(paper.language if paper.language in LANGUAGES else talk.tr.lang)
    if form:
        return _put(talk, log_on_paper(guide, paper, form), paper, "log")
    card = capture_card(guide, guide.platform(platform), talk.ages, neutral=paper.neutral)
    return _put(talk, rendered(card, paper), paper, "capture-card")


def write_helplines_card(talk: Conversation, lines: Collection[str], format: str, *, small: bool) -> Written:
    """Write a card of helplines.

    Args:
        talk: the conversation.
        lines: ids of its lines.
        format: `text` or `pdf`.
        small: whether it is small cards to cut out.

    Raises:
        SafeChatError: when it cannot be written.
    """
    paper = replace(talk.paper, format=format)
    return _put(
        talk, card_on_paper(talk.guide_in(paper.language), paper, lines, small=small), paper, "helplines"
    )


def _put(talk: Conversation, data: bytes, paper: Paper, kind: str) -> Written:
    kind = NEUTRAL if paper.neutral else kind
    words = talk.translator(paper.language)
    return talk.keeping.papers.write(data, kind, stem(kind, words), paper.suffix)
