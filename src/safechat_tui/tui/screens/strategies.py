"""Step 3: the strategies that fit, in safe order, and the card of the one in focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.widget import Widget

from safechat_tui.guide.model import Stage, Strategy
from safechat_tui.handout import pages
from safechat_tui.handout.blocks import Heading, PageBlocks
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.page_one import NOTICE_SIGNS
from safechat_tui.plan import on_offer, plan_steps
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.question import noted
from safechat_tui.tui.views.reading import draw_page
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing, pad, row
from safechat_tui.tui.widgets.lines import Lines, Panes

STRATEGY_SIGNS: Final = {**NOTICE_SIGNS, "quiet": "-"}
"""The sign beside a strategy, by whether the other person may notice it: none is a key, none says never."""


class Strategies(Step):
    """Step 3: strategies that fit, in safe order; beside them the card, and what she said."""

    STEP = "strategies"
    SCOPES = ("strategies", "guides", "step")

    def __init__(self) -> None:
        """Begin at the first strategy."""
        super().__init__()
        self._at = ""
        self._moved = False

    @property
    def fitting(self) -> tuple[Strategy, ...]:
        """The strategies that fit and those that are in the plan already, in order."""
        return on_offer(self.conversation.guide, self.conversation.plan)

    @property
    def strategy(self) -> Strategy:
        """The strategy in focus."""
        return self.fitting[self.cursor]

    @property
    def count(self) -> int:
        """How many strategies are listed."""
        return len(self.fitting)

    @property
    def cursor(self) -> int:
        """Its place in the list, which changes with the plan; the first where it is not in the list."""
        return next((i for i, strategy in enumerate(self.fitting) if strategy.id == self._at), 0)

    def enter(self, coming: int) -> None:
        """Put the first strategy in focus when one comes from step 2 or begins anew."""
        self._moved = False
        if coming > 0:
            self._at = ""
        super().enter(coming)

    def body(self) -> Iterable[Widget]:
        """Return the list with the card beside it, or under it on a small screen."""
        yield Panes(*super().body(), Lines(self._draw_card, id="card"), self.said(), id="columns")

    def drawn(self, width: int) -> Drawing:
        """Return the list, numbered in the order the steps are to be taken."""
        talk, fitting, cursor = self.conversation, self.fitting, self.cursor
        guide, tr, plan = talk.guide, talk.tr, talk.plan
        rows: list[Row] = []
        if not plan.goals(guide):
            rows += wrap([Piece(tr("strategies.no-goal"), "note")], width - 2, first=row(" "))
        # A screen reader has the words beside each strategy, where others have a sign.
        reader = talk.config.screen_reader
        noticed = set() if reader else {strategy.notice for strategy in fitting}
        signs = {notice: sign for notice, sign in STRATEGY_SIGNS.items() if notice in noticed}
        marks = [f"{sign} {guide.labels[f'noticed.{notice}']}" for notice, sign in signs.items()]
        added = {step.strategy.id for step in plan_steps(guide, plan) if step.added}
        marks += [tr("strategies.added-sign")] if added else []
        if marks:
            rows += wrap([Piece(" · ".join(marks), "note")], width - 2, first=row(" "))
        stage: Stage | None = None
        heading = 0
        focus = (0, 0)
        for index, strategy in enumerate(fitting):
            if strategy.stage is not stage:
                stage = strategy.stage
                rows += [BLANK_ROW] if rows else []
                heading = len(rows)
                rows += wrap([Piece(guide.labels[f"stage.{stage}"], "title")], width - 2, first=row(" "))
            chosen = strategy.id in plan.chosen
            box = "[x]" if chosen else "[+]" if strategy.id in added else "[ ]"
            sign = row("►" if index == cursor else " ", "strong")
            mark = f"{box} {index + 1:>2}{'' if reader else STRATEGY_SIGNS[strategy.notice]} "
            words = f"{strategy.title}{COLON[guide.lang]} {guide.labels[f'noticed.{strategy.notice}']}"
            role = "cursor" if index == cursor else "chosen" if chosen else "text"
            first, under = (*sign, Piece(mark, role)), (Piece(" "), Piece(" " * len(mark), role))
            lines = wrap(
                [Piece(words if reader else strategy.title, role)], width - 1, first=first, rest=under
            )
            if index == cursor:
                # One block, however its rows end.
                lines = [pad(line, width - 1, role) for line in lines]
                # The stage's name comes into sight with its first strategy.
                top = heading if index == 0 or fitting[index - 1].stage is not stage else len(rows)
                focus = (top, len(rows) + len(lines) - 1)
            rows += lines
        # Under the list: above it, they would leave a small screen hardly any of the strategies.
        if not self.has_class("-broad"):
            rows += noted(guide, tr, plan, width - 2, " ")
        return Drawing(rows, focus)

    def _draw_card(self, width: int) -> Drawing:
        """Return the card of the one in focus; where it is cut, its last row says what shows the rest."""
        talk, strategy, height = self.conversation, self.strategy, self.query_one("#card", Lines).size.height
        page = pages.short_card(talk.guide, strategy, talk.tr, talk.ages, talk.plan.platforms())
        card = draw_page((Heading(strategy.title), *page), width)
        if len(card.rows) <= height:
            return card
        more = wrap([Piece(f"… {talk.tr('strategies.more')}", "strong")], width - 2, first=row(" "))
        return Drawing((*card.rows[: max(0, height - len(more))], *more))

    def point_at(self, index: int) -> None:
        """Put a strategy in focus and show its card."""
        self._at = self.fitting[index].id
        self._moved = True
        self.main.redraw()
        self.query_one("#card", Lines).redraw(top=True)

    def action_take(self) -> None:
        """Put the strategy that was moved to into the plan, and go on; without a move, only go on."""
        talk, strategy = self.conversation, self.strategy
        last = strategy is self.fitting[-1]
        if last:
            self.notice(self.tr("strategies.last"), "chosen")
        if self._moved and strategy.id not in talk.plan.chosen:
            if not last:
                self.notice(self.tr("talk.noted", words=strategy.title), "chosen")
            self.action_choose()
        if not last:
            self.action_move(1)
        self._moved = False

    def action_choose(self) -> None:
        """Put the strategy into the plan, or take it out."""
        self._put((self.strategy,), wanted=self.strategy.id not in self.conversation.plan.chosen)

    def action_group(self) -> None:
        """Put all strategies of the group into the plan; take them out where all are in it."""
        talk, stage = self.conversation, self.strategy.stage
        group = [strategy for strategy in self.fitting if strategy.stage is stage]
        wanted = any(strategy.id not in talk.plan.chosen for strategy in group)
        name = "strategies.group-in" if wanted else "strategies.group-out"
        self.notice(self.tr(name, stage=talk.guide.labels[f"stage.{stage}"]), "chosen")
        self._put(group, wanted=wanted)

    def _put(self, group: Sequence[Strategy], *, wanted: bool) -> None:
        """Put strategies into the plan, or take them out."""
        talk, plan = self.conversation, self.conversation.plan
        # The list may be another one after the change.
        self._at, self._moved = self.strategy.id, False
        for strategy in group:
            plan = plan.with_strategy(strategy.id, wanted=wanted)
        self.change(plan)
        if wanted and any(step.added for step in plan_steps(talk.guide, talk.plan)):
            self.notice(self.tr("strategies.added"))

    def action_card(self) -> None:
        """Show the whole card with the guidance for the worker."""
        talk, id = self.conversation, self.strategy.id

        def page() -> PageBlocks:
            strategy, named = talk.guide.strategy(id), talk.plan.platforms()
            return pages.whole_card(talk.guide, strategy, talk.tr, talk.ages, named)

        self.app.push_screen(ReadingScreen("card", page))
