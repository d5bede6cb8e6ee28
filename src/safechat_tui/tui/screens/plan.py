"""The plan: read exactly as it will print, then written where she wants it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget

from safechat_tui import clock
from safechat_tui.errors import SafeChatError
from safechat_tui.guide import Guide
from safechat_tui.handout import build, text
from safechat_tui.handout.export import default_stem, export
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, points_at_someone
from safechat_tui.tui.keys import bindings
from safechat_tui.tui.options import PlanOptions
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option
from safechat_tui.tui.screens.frame import pane
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.plan import option_rows
from safechat_tui.tui.views.rows import Drawing, Piece, Row, row
from safechat_tui.tui.widgets import Lines


class PlanScreen(Step):
    """The preview, with the options of the paper in one line under it."""

    STEP = "plan"
    SCOPES: ClassVar[tuple[str, ...]] = ("reading", "plan", "step")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def body(self) -> Iterable[Widget]:
        """Return the preview and the options."""
        yield pane(self._draw)
        yield Lines(self._draw_options, id="options", fits=True)

    def _draw(self, width: int) -> Drawing:
        app = self.safechat
        document = build(
            app.guide_in(app.options.language),
            app.plan,
            clock.today(),
            app.translator(app.options.language),
            neutral=app.options.neutral,
            region=app.options.region,
        )
        lines = text.render(document, width=min(text.WIDTH, width - 2)).splitlines()
        return Drawing(tuple(row(f" {line}") for line in lines))

    def _draw_options(self, width: int) -> Drawing:
        app = self.safechat
        return Drawing(tuple(option_rows(app.tr, app.guide.labels, app.options, width)))

    def action_option(self, name: str) -> None:
        """Turn one option to its next value."""
        app = self.safechat
        regions = tuple(dict.fromkeys(region for line in app.guide.helplines for region in line.regions))
        app.options = app.options.turned(name, regions)
        self.redraw()

    @work
    async def action_write(self) -> None:
        """Ask where the paper will live, then write it."""
        app = self.safechat
        at = app.guide.places.index(app.plan.place) if app.plan.place in app.guide.places else 0
        place = await app.push_screen_wait(ListDialog(self._places, at))
        if place is None:
            return
        app.set_plan(app.plan.with_place(place))
        self.redraw()
        if app.options.format == "pdf":
            self.notice(app.tr("plan.writing"))
        self._write(app.guide_in(app.options.language), app.plan, app.options)

    def _places(self) -> Ask[str]:
        """Return the question of where the paper or file will live."""
        app = self.safechat
        page = app.guide.pages["place"]
        words: list[Row] = [(Piece(block.text, "say"),) for block in page.head.blocks]
        kind = points_at_someone(app.plan.words)
        if kind:
            words.append(row(f"! {app.plan.words} : {app.tr(f'field.caution.{kind}')}", "warn"))
        options = tuple(
            Option(s.id, s.title, " ".join(block.text for block in s.blocks)) for s in page.sections
        )
        return Ask(page.head.title, tuple(words), options)

    @work(thread=True)
    def _write(self, guide: Guide, plan: Plan, options: PlanOptions) -> None:
        """Write the file outside the event loop, so that the screen stays alive meanwhile."""
        app = self.safechat
        try:
            path = write_plan(
                guide, plan, app.translator(options.language), options, app.config.export_folder
            )
        except SafeChatError as error:
            app.call_from_thread(self.notice, app.explain(error))
        else:
            app.call_from_thread(self.notice, app.tr("plan.written", path=str(path)), "chosen")


def write_plan(guide: Guide, plan: Plan, tr: Translator, options: PlanOptions, folder: Path) -> Path:
    """Write the plan into a folder under a neutral, dated name.

    Returns:
        Where it was written.

    Raises:
        SafeChatError: when it cannot be written, or a character cannot be printed.
    """
    today = clock.today()
    document = build(guide, plan, today, tr, neutral=options.neutral, region=options.region)
    if options.format == "pdf":
        # reportlab takes some 0.3 s and 20 MB, so it is imported when a PDF is asked for.
        from safechat_tui.handout import pdf

        data = pdf.render(document, paper=options.paper, large=options.large)
        return export(data, folder, default_stem(today), ".pdf")
    return export(text.render(document).encode(), folder, default_stem(today), ".txt")
