"""What all steps share, and the opening."""

from __future__ import annotations

from typing import cast

from safechat_tui.handout import passages
from safechat_tui.options import STEPS
from safechat_tui.tui.keys import Hotkey
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.question import draw_said
from safechat_tui.tui.views.reading import draw_page
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.lines import Lines


class Step(Frame[None]):
    """A step: left and right lead through the whole conversation."""

    def heading(self) -> str:
        """Return the name of the guide, and whether the plan is kept."""
        name = self.conversation.name
        return self.tr("frame.title-kept", guide=name) if self.conversation.keeping.is_keeping else name

    @property
    def keys(self) -> tuple[Hotkey, ...]:
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
        return draw_page(passages.opening(self.conversation.guide.pages), width)

    def on_screen_resume(self) -> None:
        """Show what has changed, and say once what is wrong with the guide."""
        super().on_screen_resume()
        if trouble := self.conversation.untold():
            self.notice(trouble)
