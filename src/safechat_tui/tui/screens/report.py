"""The report: what the program holds on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from safechat_tui.conversation import flows
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.holding import Held, held, report
from safechat_tui.conversation.requests import Flow
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import Drawing, row


class Report(Reader):
    """Lists the files; a key deletes what has come to its end."""

    SCOPES = ("reader", "report", "reading")

    def __init__(self, found: Sequence[Held]) -> None:
        """Take the files, looked up once."""
        super().__init__("report", self._draw_report)
        self._found = found

    def _draw_report(self, width: int) -> Drawing:
        rows: list[Row] = []
        for line in report(self.conversation.config, self._found, self.tr):
            item = line.startswith("- ")
            rows += wrap([Piece(line.removeprefix("- "))], width - 2, first=row("· ") if item else ())
        return Drawing(tuple(indented(rows)))

    def action_purge(self) -> None:
        """Delete now what has come to its end, and show what is left."""
        self.talks.follow(self._purged, self)

    def _purged(self, talk: Conversation) -> Flow[None]:
        yield from flows.purge_now(talk)
        self._found = held(talk.config)
