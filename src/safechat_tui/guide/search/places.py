"""What the places are called that a search finds."""

from __future__ import annotations

from safechat_tui.guide.search.entries import Entry, PlaceKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from safechat_tui.i18n import Translator

STEP_NUMBERS: Final[Mapping[str, int]] = {"understand": 1, "wants": 2, "strategies": 3}
"""The pages that are steps of a conversation."""


def place_words(entry: Entry, tr: Translator) -> str:
    """Return in a few words where something stands."""
    place = entry.place
    if place.kind == PlaceKind.SECTION and place.page not in STEP_NUMBERS:
        return entry.over or tr("place.page")
    return tr(f"place.{place.kind}", step=STEP_NUMBERS.get(place.page, 0))
