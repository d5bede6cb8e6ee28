"""Search over the guide: what can be found, the index, and the words that mean the same."""

from safechat_tui.guide.search.building import build_index
from safechat_tui.guide.search.collecting import entries_of
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, place_words
from safechat_tui.guide.search.index import Found, Index, Results
from safechat_tui.guide.search.marking import Part, excerpt

__all__ = [
    "Entry",
    "Found",
    "Index",
    "Part",
    "Place",
    "PlaceKind",
    "Results",
    "build_index",
    "entries_of",
    "excerpt",
    "place_words",
]
