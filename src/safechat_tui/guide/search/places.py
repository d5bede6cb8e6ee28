"""What the places are called that a search finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.search.entries import Place, PlaceKind
from safechat_tui.i18n import Translator

STEP_NUMBERS: Final[Mapping[str, int]] = {"understand": 1, "wants": 2, "strategies": 3}
"""The pages that are steps of a conversation."""


def place_words(place: Place, tr: Translator, guide: Guide) -> str:
    """Return in a few words where something stands.

    Args:
        place: the place.
        tr: the language.
        guide: the guide it belongs to.
    """
    if place.kind is PlaceKind.SECTION and place.page not in STEP_NUMBERS:
        head = guide.pages[place.page].head
        return tr("place.page") if place.id == head.id else head.title
    return tr(f"place.{place.kind}", step=STEP_NUMBERS.get(place.page, 0))
