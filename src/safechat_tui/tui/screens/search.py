"""Search: a line to type in, and the places it finds under it, anew on every key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.clean import clean
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Found, Results, nothing_found
from safechat_tui.handout import pages
from safechat_tui.handout.blocks import PageBlocks
from safechat_tui.text.wrap import Piece, Row, width_of, wrap
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.reading import KeyHelpScreen, ReadingScreen
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.help import key_entries
from safechat_tui.tui.views.reading import draw_paragraph, pieces_of
from safechat_tui.tui.views.rows import Drawing, row, spread
from safechat_tui.tui.widgets.field import Field

MAX_ASKED: Final = 80
"""Letters of a question; more are not taken."""

MARGIN: Final = 4
"""Cells by which the words of a place stand in."""

_SHOWN: Final = 30
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
        """Return the places that were found, or what to do when there is none."""
        if not self._asked.strip():
            return draw_paragraph(self.tr("search.about"), width)
        if not self.count:
            return draw_paragraph(nothing_found(self._asked, self._results, self.tr, "field"), width, "warn")
        rows: list[Row] = []
        focus = (0, 0)
        for index, found in enumerate(self._results.found):
            first, here = len(rows), index == self._cursor
            rows += _place(found, _where(found.entry, self._finder), width, here=here)
            if here:
                focus = (first, len(rows) - 1)
        return Drawing(rows, focus)

    def on_screen_resume(self) -> None:
        """Search again: a text that was read meanwhile may have turned into the other language."""
        self._results = self._finder.find(self._asked, most=_SHOWN)
        self._cursor = min(self._cursor, max(0, self.count - 1))
        super().on_screen_resume()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed now."""
        self._asked = clean(self.query_one(Field).value)
        self._results = self._finder.find(self._asked, most=_SHOWN)
        self._cursor, self.main.leads = 0, False
        self.redraw(top=True)

    def point_at(self, index: int) -> None:
        """Put the cursor on a place; until then it stays where the line is typed."""
        self.main.leads = True
        super().point_at(index)

    def action_open(self) -> None:
        """Open the place the cursor is on."""
        if not self.count:
            return
        place = self._results.found[self._cursor].entry.place
        if self._asks and (question := self._finder.asked_here(place)):
            self.dismiss(question)
            return
        self.app.push_screen(KeyHelpScreen(place.id) if place.kind == PlaceKind.KEY else self._reader(place))

    def _reader(self, place: Place) -> ReadingScreen:
        """Return a place of a guide to be read, in the language of the moment."""
        talk = self.conversation

        def page() -> PageBlocks:
            return pages.found_page(self._finder.guide_of(place), place, talk.tr, talk.ages)

        def name() -> str:
            return self._finder.guide_of(place).platform(place.id).name

        return ReadingScreen(f"found.{place.kind}", page, name if place.kind == PlaceKind.PLATFORM else None)


def _where(entry: Entry, finder: Finder) -> tuple[str, ...]:
    """Return where a place stands, then what is said of it at least: that it is in another guide."""
    other = finder.other_guide(entry.place)
    return (finder.where(entry), other.name) if other else (finder.where(entry),)


def _place(found: Found, wheres: tuple[str, ...], width: int, *, here: bool) -> list[Row]:
    """Return one place: its title, where it stands, and the words that were matched."""
    mark = row(" ► " if here else "   ", "strong")
    title = [Piece(found.entry.shown, "cursor")] if here else pieces_of(found.title)
    rows = wrap(title, width - 1, first=mark)
    places = [(Piece(f" {where} ", "note"),) for where in wheres]
    fitting = [place for place in places if width_of(rows[0]) + width_of(place) <= width]
    if fitting and len(rows) == 1 and width >= WIDE:
        rows = [spread(rows[0], fitting[0], width)]
    elif here or len(wheres) > 1:
        rows += wrap([Piece(wheres[0], "note")], width - 1, first=row(" " * MARGIN))
    excerpt = found.excerpt(width - MARGIN - 1)
    if excerpt and "".join(part.text for part in excerpt) != found.entry.title:
        rows.append((Piece(" " * MARGIN), *pieces_of(excerpt)))
    return rows
