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
from safechat_tui.handout import pages
from safechat_tui.handout.blocks import Blocks
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.reading import KeyReader, Reader
from safechat_tui.tui.views.help import key_entries
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.views.search import draw_results
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

    @property
    def count(self) -> int:
        """How many places are shown."""
        return len(self._results.found)

    def heading(self) -> str:
        """Return the title, with how many places there are."""
        count = self._results.count
        return self.tr.plural("search.title-count", count) if count else self.tr("search.title")

    def body(self) -> Iterable[Widget]:
        """Return the field and the places."""
        yield Field("", id="field", most=MAX_ASKED)
        yield from super().body()

    @property
    def _finder(self) -> Finder:
        """What knows the places in the language of the moment."""
        return self.conversation.finder(key_entries)

    def drawn(self, width: int) -> Drawing:
        """Return the places that were found."""
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

    def action_open(self) -> None:
        """Open the place the cursor is on."""
        if not self._results.found:
            return
        place = self._results.found[self._cursor].entry.place
        if self._asks and (question := self._finder.asked_here(place)):
            self.dismiss(question)
            return

        self.app.push_screen(KeyReader(place.id) if place.kind == PlaceKind.KEY else self._reader(place))

    def _reader(self, place: Place) -> Reader:
        """Return a place of a guide to be read, in the language of the moment."""
        talk = self.conversation

        def page() -> Blocks:
            return pages.place(self._finder.guide_of(place), place, talk.tr, talk.ages)

        def name() -> str:
            return self._finder.guide_of(place).platform(place.id).name

        return Reader(f"found.{place.kind}", page, name if place.kind == PlaceKind.PLATFORM else None)
