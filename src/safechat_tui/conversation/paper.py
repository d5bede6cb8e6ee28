"""The paper of a conversation: which parts and helplines it has, and what its file will hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Choose, Flow, Menu, MenuItem, Paragraph, Tell
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.model import Guide
from safechat_tui.handout.paper import PaperOptions, is_whole, on_paper, on_screen
from safechat_tui.handout.parts import in_paper_order, offered, possible
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import EVERYWHERE, REGIONS
from safechat_tui.plan import plan_steps
from safechat_tui.store import Written
from safechat_tui.store.papers import NEUTRAL, stem
from safechat_tui.text.wrap import Piece, Row, wrap


def _guide(talk: Conversation) -> Guide:
    """Return the guide in the language of the paper."""
    return talk.guide_in(talk.paper.language)


def languages(talk: Conversation) -> tuple[str, ...]:
    """Return what the paper can be written in: the screens' languages, and each that lacks no word of it."""

    def writes(lang: str) -> bool:
        return is_whole(talk.guide_in(lang), talk.plan, talk.paper._replace(parts=()))

    return (*LANGUAGES, *(each.code for each in talk.library.paper_languages() if writes(each.code)))


def labels(talk: Conversation) -> Mapping[str, str]:
    """Return the words of the guide's codes, and the names of the languages of papers."""
    names = {f"language.{each.code}": each.name for each in talk.library.paper_languages()}
    return {**talk.guide.labels, **names}


def preview(talk: Conversation, width: int) -> list[Row]:
    """Return the plan as it would be printed, or why it cannot be, in rows of so many cells at most."""
    try:
        return on_screen(_guide(talk), talk.plan, talk.paper, width)
    except SafeChatError as error:
        # Something was chosen since that the language of the paper does not say.
        return wrap([Piece(talk.explain(error))], width)


def possible_parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper can have, in order, the plan itself first."""
    return possible(_guide(talk), talk.plan, neutral=talk.paper.neutral)


def parts(talk: Conversation) -> tuple[str, ...]:
    """Return the parts that the paper has, in order: those that were chosen, or those that the steps need."""
    chosen = talk.paper.parts or offered(_guide(talk), talk.plan)
    return tuple(part for part in possible_parts(talk) if part in chosen)


def paper_with_parts(talk: Conversation) -> PaperOptions:
    """Return the paper with its parts by name, as it is told before it is written."""
    return talk.paper._replace(parts=parts(talk))


def turn(talk: Conversation, name: str) -> Flow[None]:
    """Turn one choice of the paper to its next value; tell what a neutral paper goes without.

    Raises:
        SafeChatError: what `Conversation.turn` raises.
    """
    talk.turn(name, languages(talk))
    if name == "language" and talk.paper.language not in LANGUAGES:
        parts = ", ".join(talk.tr(f"parts.name.{part}") for part in possible_parts(talk))
        said = talk.tr("plan.language", language=labels(talk)[f"language.{talk.paper.language}"], parts=parts)
        unread = talk.tr("plan.unreviewed") if _guide(talk).pages["handout"].value("unreviewed") else ""
        yield from Tell(f"{said} {unread}".strip())
        return
    if name != "neutral" or not talk.paper.neutral:
        return
    steps = plan_steps(_guide(talk), talk.plan)
    unnamed = sum(not step.strategy.page.value("neutral") for step in steps)
    more = talk.tr.plural("plan.unnamed", unnamed) if unnamed else ""
    yield from Tell(f"{talk.tr('plan.neutral')} {more}".strip())


def turn_part(talk: Conversation, part: str) -> None:
    """Put a part into the paper, or leave it out.

    Raises:
        SafeChatError: what `Conversation.change` raises.
    """
    chosen = in_paper_order({*(talk.paper.parts or offered(_guide(talk), talk.plan))} ^ {part})
    usual = chosen == offered(_guide(talk), talk.plan)
    talk.take(talk.paper._replace(parts=() if usual else chosen))


def printed(talk: Conversation, **choices: Any) -> bytes:
    """Return the plan as its file will be; plan and paper are read once, so it may run beside the screen.

    Args:
        talk: the conversation.
        choices: fields of PaperOptions that differ from those chosen for it, such as `format`.

    Raises:
        SafeChatError: when a character cannot be printed.
    """
    plan, paper = talk.plan, talk.paper._replace(**choices)
    return on_paper(talk.guide_in(paper.language), plan, paper)


def write_down(talk: Conversation, data: bytes, paper: PaperOptions, kind: str) -> Written:
    """Write a paper, named by what it is and the date; a neutral one says neither.

    Args:
        talk: the conversation.
        data: what its file holds.
        paper: how it is set.
        kind: one of the kinds of papers.

    Raises:
        SafeChatError: when it cannot be written.
    """
    kind = NEUTRAL if paper.neutral else kind
    return talk.keeping.papers.write(data, kind, stem(kind, Translator(paper.language)), paper.suffix)


# Where she is -----------------------------------------------------------------------------------


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
