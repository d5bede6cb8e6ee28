"""Asks which helplines a card has, then writes it: one in large type, or small ones for a wallet."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph
from safechat_tui.conversation.menus import paper_formats
from safechat_tui.conversation.region import known_region
from safechat_tui.conversation.requests import Choose, Flow, Tell, Work
from safechat_tui.conversation.writing import write_helplines_card
from safechat_tui.conversation.written import told
from safechat_tui.handout.helplines_card import MOST_LINES, card_lines, usual_lines


def write_card(talk: Conversation, *, small: bool) -> Flow[None]:
    """Ask which lines a card has, and as what it is written; then write it.

    Args:
        talk: the conversation.
        small: whether it is small cards to cut out, which are no text.

    Raises:
        SafeChatError: when it cannot be written.
    """
    lines = yield from _chosen(talk)
    if not lines:
        return
    format = yield from Choose(partial(paper_formats, talk, table=False, text=not small))
    if format is not None:
        made = yield from Work(partial(write_helplines_card, talk, lines, format, small=small))
        yield from Tell(told(made, talk.tr), good=True)


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
