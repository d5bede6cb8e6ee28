"""What can be looked up from every screen, and coming back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from textual.screen import Screen

from safechat_tui.conversation.holding import held
from safechat_tui.guide.search.entries import Place
from safechat_tui.tui.flows import Flows
from safechat_tui.tui.screens.lists import PlatformsDialog
from safechat_tui.tui.screens.questions import Questions, Spot
from safechat_tui.tui.screens.reading import HelplinesScreen, HelpScreen, ReadingScreen, StoredDataScreen
from safechat_tui.tui.screens.search import SearchDialog
from safechat_tui.tui.screens.steps import Step


class Detour(NamedTuple):
    """Where a search led, and from where."""

    to: str
    """The question it led to."""
    step: str
    spot: Spot | None
    """What was in focus there, where that is a question."""


class Lookup(Flows, inherit_bindings=False):
    """What the keys for looking something up do. None opens a second time over the texts it led to."""

    _detour: Detour | None = None

    def action_read(self, name: str) -> None:
        """Show a page of PAGES."""
        if not self._came_back(lambda screen: isinstance(screen, ReadingScreen) and screen.subject == name):
            self.push_screen(ReadingScreen(name))

    def action_help(self) -> None:
        """Show the keys of this screen in words."""
        if not self._came_back(lambda screen: isinstance(screen, HelpScreen)):
            self.push_screen(HelpScreen(self.frame.keys, field=self.frame.letters_write))

    def action_platforms(self) -> None:
        """List the platforms, hers first, whose cards open over the list."""
        if not self._came_back(lambda screen: isinstance(screen, PlatformsDialog)):
            self.push_screen(PlatformsDialog())

    def action_helplines(self) -> None:
        """Show the helplines of the paper's region."""
        if not self._came_back(lambda screen: isinstance(screen, HelplinesScreen)):
            self.push_screen(HelplinesScreen())

    def action_report(self) -> None:
        """Show what the program holds on this computer."""
        self.step.attempt(lambda: self.push_screen(StoredDataScreen(held(self.conversation.config))))

    def action_search(self) -> None:
        """Open the search, or come back to it from a text that it opened."""
        if not self._came_back(lambda screen: isinstance(screen, SearchDialog)):
            self.push_screen(SearchDialog(asks=isinstance(self.screen, Step)), self._go_to)

    def _came_back(self, is_it: Callable[[Screen[Any]], bool]) -> bool:
        """Close the texts in front of a screen; return whether it is there and only texts were in front.

        Args:
            is_it: knows the screen.
        """
        for above, screen in enumerate(reversed(self.screen_stack)):
            if is_it(screen):
                for _ in range(above):
                    self.screen.dismiss(None)
                return True
            if not isinstance(screen, ReadingScreen):
                break
        return False

    def _go_to(self, place: Place | None) -> None:
        """Put a question in focus, and remember where one was."""
        if place is None:
            return
        here = self.step
        self._detour = Detour(place.id, here.STEP, here.spot if isinstance(here, Questions) else None)
        here.go(place.page)
        there = cast("Questions", self.get_screen(place.page))
        there.seek(place.id)
        there.notice(self.tr("search.return"), "chosen")

    def action_come_back(self) -> None:
        """Go back to where a search was begun, as long as one is where it led."""
        here, detour = self.step, self._detour
        self._detour = None
        if detour is None or not isinstance(here, Questions) or here.question.id != detour.to:
            return
        here.go(detour.step)
        there = self.get_screen(detour.step)
        if detour.spot is not None and isinstance(there, Questions):
            there.take(detour.spot)
