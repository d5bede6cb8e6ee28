"""The plan: read exactly as it will print, then written where she wants it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget

from safechat_tui.errors import SafeChatError
from safechat_tui.handout import pages
from safechat_tui.options import REGIONS
from safechat_tui.plan import points_at_someone
from safechat_tui.text.wrap import Piece, Row
from safechat_tui.tui.keys import bindings
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option, Reader
from safechat_tui.tui.screens.frame import pane
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.plan import option_rows
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing, row
from safechat_tui.tui.widgets import Lines


class PlanScreen(Step):
    """The preview, with the options of the paper in one line under it."""

    STEP = "plan"
    SCOPES: ClassVar[tuple[str, ...]] = ("reading", "plan", "text", "step")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def body(self) -> Iterable[Widget]:
        """Return the preview and the options."""
        yield pane(self._draw)
        yield Lines(self._draw_options, id="options", fits=True)

    def _draw(self, width: int) -> Drawing:
        return Drawing(tuple(row(f" {line}") for line in self.conversation.preview(width - 2)))

    def _draw_options(self, width: int) -> Drawing:
        talk = self.conversation
        return Drawing(tuple(option_rows(talk.tr, talk.guide.labels, talk.paper, width)))

    def action_on(self) -> None:
        """Show what to say when the conversation ends."""

        def shown(width: int) -> Drawing:
            return draw(pages.part(self.conversation.guide, "closing"), width)

        self.app.push_screen(Reader("closing", shown))

    def action_option(self, name: str) -> None:
        """Turn one option to its next value."""
        talk = self.conversation
        paper = talk.paper.turned(name, REGIONS)
        # A shelter's own guide may be written in one language alone.
        if self.attempt(lambda: talk.guide_in(paper.language)):
            self.attempt(lambda: talk.take(paper))
            self.redraw()

    @work
    async def action_write(self) -> None:
        """Ask where the paper will live, then write it."""
        places, plan = self.conversation.guide.places, self.conversation.plan
        at = places.index(plan.place) if plan.place in places else 0
        place = await self.app.push_screen_wait(ListDialog(self._places, at))
        if place is None:
            return
        self.change(self.conversation.plan.with_place(place))
        if self.conversation.paper.format == "pdf":
            self.notice(self.tr("plan.writing"))
        self._write()

    def _places(self) -> Ask[str]:
        """Return the question of where the paper or file will live."""
        said = self.conversation.plan.words
        page = self.conversation.guide.pages["place"]
        words: list[Row] = [(Piece(block.text, "say"),) for block in page.head.blocks]
        kind = points_at_someone(said)
        if kind:
            words.append(row(f"! {said} : {self.tr(f'field.caution.{kind}')}", "warn"))
        options = tuple(
            Option(s.id, s.title, " ".join(block.text for block in s.blocks)) for s in page.sections
        )
        return Ask(page.head.title, tuple(words), options)

    @work(thread=True, group="disk")
    def _write(self) -> None:
        """Write the file outside the event loop, so that the screen stays alive meanwhile."""
        try:
            path = self.conversation.write()
        except SafeChatError as error:
            self.app.call_from_thread(self.notice, self.conversation.explain(error))
        else:
            self.app.call_from_thread(self.notice, self.tr("plan.written", path=str(path)), "chosen")
