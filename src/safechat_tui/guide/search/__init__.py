"""Search over the guide: what can be found, the index, and the words that mean the same."""

from safechat_tui.faces import lazy
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind, place_words
from safechat_tui.guide.search.index import Found, Index, Results
from safechat_tui.guide.search.marking import Part, excerpt
from safechat_tui.guide.search.prepared import prepared_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safechat_tui.guide.search.building import build_index
    from safechat_tui.guide.search.collecting import entries_of
else:
    # Where an index was prepared, none is built.
    __getattr__ = lazy(__name__, {"building": "build_index", "collecting": "entries_of"})

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
    "prepared_index",
]
