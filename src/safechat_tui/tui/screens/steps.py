"""What all steps share; the opening, and the strategies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from textual.widget import Widget

from safechat_tui.guide.model import Strategy
from safechat_tui.handout import pages, passages
from safechat_tui.handout.blocks import Blocks
from safechat_tui.options import STEPS
from safechat_tui.plan import on_offer, plan_steps
from safechat_tui.tui.keys import Key
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.reading import Reader
from safechat_tui.tui.views import chrome, strategies
from safechat_tui.tui.views.question import draw_said
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.lines import Beside, Lines


class Step(Frame[None]):
    """A step: left and right lead through the whole conversation."""

    def heading(self) -> str:
        """Return the name of the guide, and whether the plan is kept."""
        name = self.conversation.name
        return self.tr("frame.title-kept", guide=name) if self.conversation.keeping.is_keeping else name

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that lead somewhere from here."""
        return chrome.leading(super().keys, self.STEP)

    def action_back(self) -> None:
        """Go to the step before."""
        self._turn(-1)

    def action_on(self) -> None:
        """Go to the next step."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        index = STEPS.index(self.STEP) + by
        if 0 <= index < len(STEPS):
            self.go(STEPS[index], coming=by)

    def go(self, step: str, *, coming: int = 0) -> None:
        """Show a step in the place of this one.

        Args:
            step: its name.
            coming: 1 from the step before, -1 from the one after, 0 from anywhere.
        """
        screen = cast("Step", self.app.get_screen(step))
        screen.enter(coming)
        if screen is not self:
            self.app.switch_screen(step)

    def enter(self, coming: int) -> None:
        """Prepare to be shown: from the step before or after, at the top.

        Args:
            coming: 1 from the step before, -1 from the one after, 0 from anywhere.
        """
        if coming and self.is_mounted:
            self.main.redraw(top=True)

    def said(self) -> Lines:
        """Return the pane of what she said, which the style sheets show on broad screens alone."""

        def drawn(width: int) -> Drawing:
            return draw_said(self.conversation, width, self.query_one("#said", Lines).size.height)

        return Lines(drawn, id="said")


class Opening(Step):
    """What the guide is about, and the ground it stands on."""

    STEP = "opening"
    SCOPES = ("opening", "guides", "step", "reading", "text")

    def drawn(self, width: int) -> Drawing:
        """Return the text."""
        return draw(passages.opening(self.conversation.guide.pages), width)

    def on_screen_resume(self) -> None:
        """Show what has changed, and say once what is wrong with the guide."""
        super().on_screen_resume()
        if trouble := self.conversation.untold():
            self.notice(trouble)


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
        yield Beside(*super().body(), Lines(self._draw_card, id="card"), self.said(), id="columns")

    def drawn(self, width: int) -> Drawing:
        """Return the list."""
        wishes = not self.has_class("-broad")
        return strategies.draw_list(self.conversation, self.fitting, self.cursor, width, wishes=wishes)

    def _draw_card(self, width: int) -> Drawing:
        height = self.query_one("#card", Lines).size.height
        return strategies.draw_card(self.conversation, self.strategy, width, height)

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

        def page() -> Blocks:
            strategy, named = talk.guide.strategy(id), talk.plan.platforms()
            return pages.whole_card(talk.guide, strategy, talk.tr, talk.ages, named)

        self.app.push_screen(Reader("card", page))
