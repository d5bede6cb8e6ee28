"""Dialogs for papers to hand over by themselves: which one, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from safechat_tui.options import FORMATS, LOG_FORMS
from safechat_tui.text.wrap import Piece, Row
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option
from safechat_tui.tui.views.rows import row


@dataclass(frozen=True, slots=True)
class Blank:
    """A paper to hand over by itself."""

    form: str = ""
    """A form of the log, or nothing for a capture card."""
    platform: str = ""
    """Id of the platform of a capture card."""


class PapersDialog(ListDialog[Blank]):
    """Lists the logs, then a capture card for each platform, hers first."""

    def __init__(self, named: tuple[str, ...]) -> None:
        """Take the platforms to list first."""
        super().__init__(self._papers)
        self._named = named

    def _papers(self) -> Ask[Blank]:
        tr = self.tr
        logs = [Option(Blank(form=form), tr(f"papers.log.{form}")) for form in LOG_FORMS]
        shown = sorted(self.conversation.guide.platforms, key=lambda each: each.id not in self._named)
        cards = [Option(Blank(platform=each.id), tr("papers.capture", name=each.name)) for each in shown]
        return Ask(tr("papers.title"), (row(tr("papers.words")),), (*logs, *cards))


class FormatDialog(ListDialog[str]):
    """Asks as what a paper is to be written; dismisses with a format."""

    def __init__(self, *, table: bool) -> None:
        """Say whether a spreadsheet can hold it."""
        super().__init__(self._formats)
        self._known = (*reversed(FORMATS), *(("csv",) if table else ()))

    def _formats(self) -> Ask[str]:
        tr = self.tr
        page = self.conversation.guide.pages["place"]
        words: list[Row] = [(Piece(block.text, "say"),) for block in page.head.blocks]
        options = tuple(Option(format, tr(f"papers.as.{format}")) for format in self._known)
        return Ask(tr("papers.format"), (*words, row(tr("papers.where"))), options)
