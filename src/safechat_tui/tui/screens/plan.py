"""The plan: read exactly as it will print, then written where she wants it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from safechat_tui.conversation.paper import labels, paper_with_parts, preview
from safechat_tui.text.wrap import Piece, wrap
from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import Drawing, pad, row, rule
from safechat_tui.tui.widgets.lines import Lines


class PlanScreen(Step):
    """The preview, with the options of the paper in one line under it."""

    STEP = "plan"
    SCOPES = ("reading", "plan", "text", "step")

    def body(self) -> Iterable[Widget]:
        """Return the preview and the options."""
        yield from super().body()
        yield Lines(self._options, id="options", fits=True)

    def drawn(self, width: int) -> Drawing:
        """Return the plan as it will print."""
        return Drawing(indented(preview(self.conversation, width - 2)))

    def _options(self, width: int) -> Drawing:
        """Return the options of the paper with their keys, under a rule where there is room for one."""
        talk = self.conversation
        tr, paper, words_of = talk.tr, paper_with_parts(talk), labels(talk)
        named = [(f"plan-{name}", paper.words(name, tr, words_of)) for name in paper.choices]
        if talk.config.printer is not None:
            named.append(("print", tr("key.print")))
        letters = {key.id: key.label for key in KEYS}
        pieces: list[Piece] = []
        for id, words in named:
            # No-break spaces keep a key with its value when the row wraps; the parts may be many.
            kept = words if len(words) > width // 2 else words.replace(" ", "\u00a0")
            pieces += [Piece(letters[id], "strong"), Piece(f"\u00a0{kept}\u00a0"), Piece(" ")]
        rows = [pad(line, width) for line in wrap(pieces, width, first=row(" "))]
        return Drawing([rule(width), *rows] if width >= WIDE else rows)

    def action_on(self) -> None:
        """Show what to say when the conversation ends."""
        self.app.push_screen(ReadingScreen("closing"))

    def action_read_on(self) -> None:
        """Go down a page; at the end say what leads on, as a held key repeats."""
        if self.main.more:
            self.action_page(1)
        else:
            self.notice(self.tr("plan.end"), "chosen")
