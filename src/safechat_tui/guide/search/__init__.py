"""Search over the guide: what can be found, the index, and the words that mean the same."""

from safechat_tui.guide.search.collecting import entries_of
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, place_words
from safechat_tui.guide.search.marking import Part, excerpt
from safechat_tui.guide.search.scan import Found, Index, Results, nothing_found

__all__ = [
    "Entry",
    "Found",
    "Index",
    "Part",
    "Place",
    "PlaceKind",
    "Results",
    "entries_of",
    "excerpt",
    "nothing_found",
    "place_words",
]
