"""The plan: read exactly as it will print, then written where she wants it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from safechat_tui.conversation import flows
from safechat_tui.conversation.paper import labels, preview, shown, turn
from safechat_tui.conversation.printing import print_plan
from safechat_tui.conversation.region import choose_region
from safechat_tui.handout import pages
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.frame import pane
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.plan import option_rows, preview_rows
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.lines import Lines


class PlanScreen(Step):
    """The preview, with the options of the paper in one line under it."""

    STEP = "plan"
    SCOPES = ("reading", "plan", "text", "step")

    def body(self) -> Iterable[Widget]:
        """Return the preview and the options."""
        yield pane(self._draw)
        yield Lines(self._draw_options, id="options", fits=True)

    def _draw(self, width: int) -> Drawing:
        return Drawing(preview_rows(preview(self.conversation, width - 2)))

    def _draw_options(self, width: int) -> Drawing:
        talk = self.conversation
        prints = talk.config.printer is not None
        return Drawing(tuple(option_rows(talk.tr, labels(talk), shown(talk), width, prints=prints)))

    def action_on(self) -> None:
        """Show what to say when the conversation ends."""

        def closing(width: int) -> Drawing:
            return draw(pages.part(self.conversation.guide, "closing"), width)

        self.app.push_screen(Reader("closing", closing))

    def action_read_on(self) -> None:
        """Go down a page; at the end say what leads on, as a held key repeats."""
        if self.main.more:
            self.action_page(1)
        else:
            self.notice(self.tr("plan.end"), "chosen")

    def action_option(self, name: str) -> None:
        """Turn one option to its next value."""
        self.talks.follow(partial(turn, name=name))

    def action_print(self) -> None:
        """Ask who can take it from the printer, then print it."""
        self.talks.follow(print_plan)

    def action_parts(self) -> None:
        """Ask which parts go with the plan."""
        self.talks.follow(flows.choose_parts)

    def action_region(self) -> None:
        """Ask whose helplines go on the paper."""
        self.talks.follow(choose_region)

    def action_write(self) -> None:
        """Ask where the paper will live, then write it."""
        self.talks.follow(flows.write)
