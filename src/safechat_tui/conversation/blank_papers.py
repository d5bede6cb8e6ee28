"""Papers to hand over by themselves: blank logs, capture cards, cards of helplines."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final, NamedTuple

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import asked_first
from safechat_tui.conversation.paper import known_region, write_down
from safechat_tui.conversation.requests import Choose, Flow, Menu, MenuItem, Paragraph, Tell, Work
from safechat_tui.conversation.written import done, written_papers
from safechat_tui.handout.blanks import (
    MOST_LINES,
    capture_card,
    card_lines,
    card_on_paper,
    log_on_paper,
    usual_lines,
)
from safechat_tui.handout.paper import rendered
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FORMATS, LOG_FORMS
from safechat_tui.store import Written

CARDS: Final = ("large", "small")
"""Cards of helplines: one in large type, or small ones to cut out."""


class BlankPaper(NamedTuple):
    """A paper to hand over by itself."""

    form: str = ""
    """A form of the log, or nothing for a capture card."""
    platform: str = ""
    """Id of the platform of a capture card."""
    helplines: str = ""
    """One of CARDS, for a card of helplines."""

    @property
    def is_small(self) -> bool:
        """Whether it is small cards to cut out."""
        return self.helplines == CARDS[-1]


WRITTEN: Final = BlankPaper()
"""Chosen among the papers where those are wanted that were written already."""


def write_blank(talk: Conversation) -> Flow[None]:
    """Ask which paper to hand over by itself, and as what, then write it; or list those that were written.

    Raises:
        SafeChatError: when it cannot be written.
    """
    count = len(talk.keeping.papers.list())
    paper = yield from Choose(partial(_papers, talk, count), at=1 if count else 0)
    if paper is None:
        return
    if paper == WRITTEN:
        yield from written_papers(talk)
        return
    lines = (yield from _chosen(talk)) if paper.helplines else ()
    if paper.helplines and not lines:
        return
    format = yield from Choose(partial(_formats, talk, paper))
    if format is not None:
        made = yield from Work(partial(_write, talk, paper, format, lines))
        yield from done(made, talk)


def _write(talk: Conversation, wanted: BlankPaper, format: str, lines: Collection[str]) -> Written:
    """Write a paper, set as the plan's is; a card of helplines has these lines, by their ids."""
    paper = talk.paper._replace(format=format)
    if wanted.helplines:
        guide = talk.guide_in(paper.language)
        return write_down(talk, card_on_paper(guide, paper, lines, small=wanted.is_small), paper, "helplines")
    # Blank papers are written in the languages of the screens alone.
    guide = talk.guide_in(paper.language if paper.language in LANGUAGES else talk.tr.lang)
    if wanted.form:
        return write_down(talk, log_on_paper(guide, paper, wanted.form), paper, "log")
    card = capture_card(guide, guide.platform(wanted.platform), talk.ages, neutral=paper.neutral)
    return write_down(talk, rendered(card, paper), paper, "capture-card")


def _papers(talk: Conversation, written: int) -> Menu[BlankPaper]:
    """Return the logs, the cards of helplines unless all is neutral, a capture card for each platform.

    Args:
        talk: the conversation.
        written: how many papers were written already; they stand first, where there are any.
    """
    tr, named, neutral = talk.tr, talk.plan.platforms(), talk.paper.neutral
    known = (MenuItem(WRITTEN, tr.plural("papers.written", written)),) if written else ()
    logs = [MenuItem(BlankPaper(form=form), tr(f"papers.log.{form}")) for form in LOG_FORMS]
    shown = sorted(talk.guide.platforms, key=lambda each: each.id not in named)
    cards = [MenuItem(BlankPaper(platform=each.id), tr("papers.capture", name=each.name)) for each in shown]
    numbers = [MenuItem(BlankPaper(helplines=card), tr(f"papers.helplines.{card}")) for card in CARDS]
    words = [tr("papers.words"), *([tr("papers.neutral")] if neutral else [])]
    items = (*known, *logs, *([] if neutral else numbers), *cards)
    return Menu(tr("papers.title"), tuple(map(Paragraph, words)), items)


def _formats(talk: Conversation, paper: BlankPaper) -> Menu[str]:
    """Return as what a paper can be written; a log can be a spreadsheet, cards to cut out are no text."""
    tr = talk.tr
    known = (*(("pdf",) if paper.is_small else reversed(FORMATS)), *(("csv",) if paper.form else ()))
    items = tuple(MenuItem(format, tr(f"papers.as.{format}")) for format in known)
    return Menu(tr("papers.format"), (*asked_first(talk), Paragraph(tr("papers.where"))), items)


def _chosen(talk: Conversation) -> Flow[tuple[str, ...]]:
    """Return the ids of the lines of a card; none where none is wanted any more."""
    if not (yield from known_region(talk)):
        return ()
    region = talk.paper.region
    ids = [line.id for line in card_lines(talk.guide, region)]
    chosen = {*usual_lines(talk.guide, region)}
    at = len(ids)
    while (line := (yield from Choose(partial(_lines, talk, region, chosen), at=at))) is not None:
        if line:
            at = ids.index(line)
            if line not in chosen and len(chosen) == MOST_LINES:
                yield from Tell(talk.tr("card.full", most=MOST_LINES))
            else:
                chosen ^= {line}
        elif chosen:
            return tuple(chosen)
        else:
            yield from Tell(talk.tr("card.none"))
    return ()


def _lines(talk: Conversation, region: str, chosen: Collection[str]) -> Menu[str]:
    """Return the lines that a card may have, each with whether it is in."""
    tr = talk.tr
    items: list[MenuItem[str]] = []
    for line in card_lines(talk.guide, region):
        state, way = "in" if line.id in chosen else "out", line.phone or line.text_to or line.url
        name = f"{line.name}, {way}" if way not in ("", line.name) else line.name
        label, said = (tr(f"parts.{state}{end}", part=name) for end in ("", ".said"))
        note = tr("help-line.check") if line.has_way and talk.ages.check_first(line) else ""
        items.append(MenuItem(line.id, label, note, also=(line.name,), said=said))
    words = Paragraph(tr("card.words", most=MOST_LINES))
    return Menu(tr("card.title"), (words,), (*items, MenuItem("", tr("parts.done"))))
