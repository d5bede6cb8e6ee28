"""Search over the guide: what can be found, the index over it, and how a result is shown."""

from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, entries_of, place_words
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Found, Index, Results, nothing_found
from safechat_tui.guide.search.marking import excerpt

__all__ = [
    "Entry",
    "Finder",
    "Found",
    "Index",
    "Place",
    "PlaceKind",
    "Results",
    "entries_of",
    "excerpt",
    "nothing_found",
    "place_words",
]
