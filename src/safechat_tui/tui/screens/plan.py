"""The plan: read exactly as it will print, then written where she wants it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from safechat_tui.conversation.paper import preview
from safechat_tui.tui.screens.reading import Reader
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.plan import draw_options, preview_rows
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.lines import Lines


class PlanScreen(Step):
    """The preview, with the options of the paper in one line under it."""

    STEP = "plan"
    SCOPES = ("reading", "plan", "text", "step")

    def body(self) -> Iterable[Widget]:
        """Return the preview and the options."""
        yield from super().body()
        yield Lines(partial(draw_options, self.conversation), id="options", fits=True)

    def drawn(self, width: int) -> Drawing:
        """Return the plan as it will print."""
        return Drawing(preview_rows(preview(self.conversation, width - 2)))

    def action_on(self) -> None:
        """Show what to say when the conversation ends."""
        self.app.push_screen(Reader("closing"))

    def action_read_on(self) -> None:
        """Go down a page; at the end say what leads on, as a held key repeats."""
        if self.main.more:
            self.action_page(1)
        else:
            self.notice(self.tr("plan.end"), "chosen")
