"""The one way to search: for screens, lines and the command."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui.guide.model import Guide
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, entries_of, place_words
from safechat_tui.guide.search.index import MOST, Index, Results
from safechat_tui.i18n import Translator
from safechat_tui.options import JOINT


class Finder:
    """Finds places in the guides of one language, and keys."""

    def __init__(
        self,
        guides: tuple[Guide, ...],
        tr: Translator,
        keys: Iterable[Entry] = (),
        *,
        at_hand: Guide | None = None,
    ) -> None:
        """Take note of everything that can be found.

        Args:
            guides: the guides in one language one by one, what is at hand first.
            tr: the same language.
            keys: what can be found besides the guides.
            at_hand: the guide at hand, which may join several of them; the first when left out.
        """
        self.guides = guides
        self.at_hand = at_hand or guides[0]
        self.lang = tr.lang
        self._tr = tr
        self.index = Index((*entries_of(guides), *keys), guides[0].search_words)

    def find(self, asked: str, *, most: int = MOST) -> Results:
        """Return at `most` so many places that words mean, danger first; the last word may be unfinished."""
        return self.index.search(asked, most=most)

    def guide_of(self, place: Place) -> Guide:
        """Return the guide a place belongs to; the one at hand for a key."""
        return next((guide for guide in self.guides if guide.id == place.guide), self.at_hand)

    def other_guide(self, place: Place) -> Guide | None:
        """Return the guide a place belongs to where it is no part of what is at hand."""
        guide = self.guide_of(place)
        return None if guide.id in (self.at_hand.id, *self.at_hand.id.split(JOINT)) else guide

    def asked_here(self, place: Place) -> Place | None:
        """Return where a question is asked in the guide at hand, by its id there; nothing elsewhere."""
        if place.kind != PlaceKind.QUESTION or self.other_guide(place):
            return None
        asked = {question.id for question in self.at_hand.questions}
        return place._replace(id=place.id if place.id in asked else self.at_hand.same.get(place.id, place.id))

    def where(self, entry: Entry) -> str:
        """Return in a few words where something stands, and in which guide where that is another."""
        other, words = self.other_guide(entry.place), place_words(entry, self._tr)
        return f"{other.name} · {words}" if other else words
