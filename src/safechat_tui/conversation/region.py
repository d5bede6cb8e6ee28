"""Asks where she is: once, and whenever the worker wants to say otherwise."""

from __future__ import annotations

from functools import partial

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph
from safechat_tui.conversation.requests import Choose, Flow, Tell
from safechat_tui.errors import SafeChatError
from safechat_tui.options import EVERYWHERE, REGIONS


def known_region(talk: Conversation) -> Flow[bool]:
    """Return whether it is known where she is, asking where nobody said it yet."""
    return talk.knows_region or (yield from choose_region(talk))


def choose_region(talk: Conversation) -> Flow[bool]:
    """Ask where she is, for the helplines of this paper and those that follow; return whether it was said."""
    at = REGIONS.index(talk.paper.region)
    region = yield from Choose(partial(_regions, talk), at=at)
    if region is None:
        return False
    try:
        talk.choose_region(region)
    except SafeChatError as error:
        yield from Tell(talk.explain(error))
    return True


def _regions(talk: Conversation) -> Menu[str]:
    """Return the question where she is: anywhere or not known, then every province and territory."""
    tr, labels = talk.tr, talk.guide.labels
    known = (MenuItem(code, labels[f"region.{code}"], also=(code,)) for code in REGIONS if code != EVERYWHERE)
    return Menu(
        tr("region.title"),
        (Paragraph(tr("region.words")),),
        (MenuItem(EVERYWHERE, tr("region.anywhere")), *known),
    )
