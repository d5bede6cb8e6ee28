"""Step 3: the strategies that fit, in safe order, and the card of the one in focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.model import Stage, Strategy
from safechat_tui.handout import pages
from safechat_tui.handout.blocks import Heading
from safechat_tui.handout.page_one import SIGNS as NOTICED
from safechat_tui.plan import plan_steps
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.question import noted
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import BLANK, Drawing, pad, row

SIGNS: Final = {**NOTICED, "quiet": "-"}
"""The sign beside a strategy, by whether the other person may notice it: none is a key, none says never."""


def draw_list(
    talk: Conversation, fitting: Sequence[Strategy], cursor: int, width: int, *, wishes: bool
) -> Drawing:
    """Return the list, numbered in the order the steps are to be taken.

    Args:
        talk: the conversation.
        fitting: the strategies.
        cursor: index of the one in focus.
        width: cells of a row.
        wishes: whether her wishes stand under the list.
    """
    guide, tr, plan = talk.guide, talk.tr, talk.plan
    rows: list[Row] = []
    if not plan.goals(guide):
        rows += wrap([Piece(tr("strategies.no-goal"), "note")], width - 2, first=row(" "))
    noticed = {strategy.notice for strategy in fitting}
    signs = {notice: sign for notice, sign in SIGNS.items() if notice in noticed}
    marks = [f"{sign} {guide.labels[f'noticed.{notice}']}" for notice, sign in signs.items()]
    added = {step.strategy.id for step in plan_steps(guide, plan) if step.added}
    marks += [tr("strategies.added-sign")] if added else []
    rows += wrap([Piece(" · ".join(marks), "note")], width - 2, first=row(" "))
    stage: Stage | None = None
    heading = 0
    focus = (0, 0)
    for index, strategy in enumerate(fitting):
        if strategy.stage is not stage:
            stage = strategy.stage
            rows += [BLANK] if rows else []
            heading = len(rows)
            rows += wrap([Piece(guide.labels[f"stage.{stage}"], "title")], width - 2, first=row(" "))
        chosen = strategy.id in plan.chosen
        box = "[x]" if chosen else "[+]" if strategy.id in added else "[ ]"
        sign = row("►" if index == cursor else " ", "strong")
        mark = f"{box} {index + 1:>2}{SIGNS[strategy.notice]} "
        role = "cursor" if index == cursor else "chosen" if chosen else "text"
        first, under = (*sign, Piece(mark, role)), (Piece(" "), Piece(" " * len(mark), role))
        lines = wrap([Piece(strategy.title, role)], width - 1, first=first, rest=under)
        if index == cursor:
            # One block, however its rows end.
            lines = [pad(line, width - 1, role) for line in lines]
            # The stage's name comes into sight with its first strategy.
            top = heading if index == 0 or fitting[index - 1].stage is not stage else len(rows)
            focus = (top, len(rows) + len(lines) - 1)
        rows += lines
    # Under the list: above it, they would leave a small screen hardly any of the strategies.
    if wishes:
        rows += noted(guide, tr, plan, width - 2, " ")
    return Drawing(tuple(rows), focus)


def draw_card(talk: Conversation, strategy: Strategy, width: int, height: int) -> Drawing:
    """Return the card of the strategy in focus; where it is cut, its last row says what shows the rest."""
    page = pages.card(talk.guide, strategy, talk.tr, talk.ages, talk.plan.platforms())
    card = draw((Heading(strategy.title), *page), width)
    if len(card.rows) <= height:
        return card
    more = wrap([Piece(f"… {talk.tr('strategies.more')}", "strong")], width - 2, first=row(" "))
    return Drawing((*card.rows[: max(0, height - len(more))], *more))
