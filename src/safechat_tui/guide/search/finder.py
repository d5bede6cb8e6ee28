"""The one way to search: for screens, lines and the command."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui.guide.model import Guide
from safechat_tui.guide.search.entries import Entry, Place, entries_of, place_words
from safechat_tui.guide.search.index import MOST, Index, Results
from safechat_tui.i18n import Translator


class Finder:
    """Finds places in the guides of one language, and keys."""

    def __init__(self, guides: tuple[Guide, ...], tr: Translator, keys: Iterable[Entry] = ()) -> None:
        """Take note of everything that can be found.

        Args:
            guides: the guides in one language, the one at hand first.
            tr: the same language.
            keys: what can be found besides the guides.
        """
        self.guides = guides
        self.lang = tr.lang
        self._tr = tr
        self.index = Index((*entries_of(guides), *keys), guides[0].search_words)

    def find(self, asked: str, *, most: int = MOST) -> Results:
        """Return the places that words mean, danger first, then best first.

        Args:
            asked: words as they are typed, the last one perhaps unfinished.
            most: how many to return.
        """
        return self.index.search(asked, most=most)

    def guide_of(self, place: Place) -> Guide:
        """Return the guide a place belongs to; the one at hand for a key."""
        return self.other_guide(place) or self.guides[0]

    def other_guide(self, place: Place) -> Guide | None:
        """Return the guide a place belongs to where that is not the one at hand."""
        return next((guide for guide in self.guides[1:] if guide.id == place.guide), None)

    def where(self, entry: Entry) -> str:
        """Return in a few words where something stands, and in which guide where that is another."""
        other, words = self.other_guide(entry.place), place_words(entry, self._tr)
        return f"{other.name} · {words}" if other else words
