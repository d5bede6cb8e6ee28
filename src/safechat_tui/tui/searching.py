"""Searching from any screen, and coming back to where one was."""

from __future__ import annotations

from dataclasses import dataclass

from safechat_tui.guide.search.entries import Place
from safechat_tui.tui.screens.questions import Questions, Spot
from safechat_tui.tui.screens.search import SearchDialog
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.shell import Shell


@dataclass(frozen=True, slots=True)
class Detour:
    """Where a search led, and from where."""

    to: str
    """The question it led to."""
    step: str
    spot: Spot | None
    """What was in focus there, where that is a question."""


class Searching(Shell, inherit_bindings=False):
    """What the keys for searching do."""

    _detour: Detour | None = None

    def action_search(self) -> None:
        """Open the search, or come back to it from a text that it opened."""
        if not self.came_back(lambda screen: isinstance(screen, SearchDialog)):
            dialog = SearchDialog(asks=isinstance(self.screen, Step))
            self.push_screen(dialog, self._go_to)

    def _go_to(self, place: Place | None) -> None:
        """Put a question in focus, and remember where one was."""
        if place is None:
            return
        here = self.step
        spot = here.spot if isinstance(here, Questions) else None
        self._detour = Detour(place.id, here.STEP, spot)
        here.go(place.page)
        there = self.get_screen(place.page)
        if isinstance(there, Questions):
            there.seek(place.id)
            there.notice(self.tr("search.return"), "chosen")

    def action_come_back(self) -> None:
        """Go back to where a search was begun, as long as one is where it led."""
        here, detour = self.step, self._detour
        self._detour = None
        if detour is None or not isinstance(here, Questions) or here.question.id != detour.to:
            return
        if detour.spot is not None and detour.step == here.STEP:
            here.take(detour.spot)
            return
        here.go(detour.step)
        there = self.get_screen(detour.step)
        if detour.spot is not None and isinstance(there, Questions):
            there.take(detour.spot)
