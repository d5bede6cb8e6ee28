"""Search: a line to type in, and the places it finds under it, anew on every key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.clean import clean
from safechat_tui.guide.search.entries import Place, PlaceKind
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Results
from safechat_tui.tui.finding import key_entries
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.frame import Frame, pane
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.views.search import draw_place, draw_results
from safechat_tui.tui.widgets.field import Field

MAX_ASKED: Final = 80
"""Letters of a question; more are not taken."""

SHOWN: Final = 30
"""Places that are shown; another word leaves fewer."""


class SearchDialog(Frame[Place | None]):
    """Finds places. Texts open over it; it dismisses with a question that is to be asked, or with nothing."""

    SCOPES = ("search",)
    AUTO_FOCUS = "#field"

    def __init__(self, *, asks: bool) -> None:
        """Begin with nothing typed.

        Args:
            asks: whether a question may be gone to; otherwise it is shown to be read.
        """
        super().__init__()
        self._asks = asks
        self._asked = ""
        self._results = Results(())
        self._cursor = 0

    @property
    def has_field(self) -> bool:
        """A field takes the letters here."""
        return True

    def heading(self) -> str:
        """Return the title, with how many places there are."""
        count = self._results.count
        return self.tr.plural("search.title-count", count) if count else self.tr("search.title")

    def body(self) -> Iterable[Widget]:
        """Return the field and the places."""
        yield Field("", id="field", most=MAX_ASKED)
        yield pane(self._draw)

    @property
    def _finder(self) -> Finder:
        """What knows the places in the language of the moment."""
        return self.conversation.finder(key_entries)

    def _draw(self, width: int) -> Drawing:
        return draw_results(self._results, self._asked, self._cursor, self.tr, self._finder, width)

    def on_screen_resume(self) -> None:
        """Search again: a text that was read meanwhile may have turned into the other language."""
        self._results = self._finder.find(self._asked, most=SHOWN)
        self._cursor = min(self._cursor, max(0, len(self._results.found) - 1))
        super().on_screen_resume()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed now."""
        self._asked = clean(self.query_one(Field).value)
        self._results = self._finder.find(self._asked, most=SHOWN)
        self._cursor = 0
        self.redraw(top=True)

    def action_move(self, by: int) -> None:
        """Move to another place, round at the ends."""
        if self._results.found:
            self._cursor = (self._cursor + by) % len(self._results.found)
            self.main.redraw()

    def action_page(self, pages: int) -> None:
        """Move by about a page of places."""
        if self._results.found:
            by = pages * max(1, self.main.size.height // 2 - 1)
            self._cursor = max(0, min(len(self._results.found) - 1, self._cursor + by))
            self.main.redraw()

    def action_open(self) -> None:
        """Open the place the cursor is on."""
        if not self._results.found:
            return
        place = self._results.found[self._cursor].entry.place
        if self._asks and (question := self._finder.asked_here(place)):
            self.dismiss(question)
            return

        def draw(width: int) -> Drawing:
            talk = self.conversation
            return draw_place(place, self._finder.guide_of(place), talk.tr, talk.ages, width)

        self.app.push_screen(Reader(f"found.{place.kind}", draw, lambda: self._title(place)))

    def _title(self, place: Place) -> str:
        """Return what stands above a place that is read."""
        if place.kind == PlaceKind.PLATFORM:
            return self._finder.guide_of(place).platform(place.id).name
        return self.tr(f"reader.found.{place.kind}")

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)
