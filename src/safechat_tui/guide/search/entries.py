"""What a search finds: places that can be opened, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safechat_tui.i18n import Translator

STEP_NUMBERS: Final[Mapping[str, int]] = {"understand": 1, "wants": 2, "strategies": 3}
"""The pages that are steps of a conversation."""


class PlaceKind:
    """What a place is, which says how it is opened."""

    # An enumeration would cost a shell command a third of all its time to import.
    QUESTION: Final = "question"
    STRATEGY: Final = "strategy"
    PLATFORM: Final = "platform"
    HELPLINE: Final = "helpline"
    SECTION: Final = "section"
    KEY: Final = "key"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    kind: str
    """One of PlaceKind."""
    id: str
    guide: str = ""
    """The guide it belongs to; nothing for a key."""
    page: str = ""
    """The page a question or section stands on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with its words, the weightiest first."""

    place: Place
    title: str
    names: tuple[str, ...] = ()
    """What it is called besides: numbers, addresses; as weighty as the title."""
    headings: tuple[str, ...] = ()
    """Names of its parts, answers, regions."""
    texts: tuple[str, ...] = ()
    """Its paragraphs, items and lines."""
    over: str = ""
    """The title of the page that it is a part of; nothing where it is a page itself, or anything else."""

    @property
    def shown(self) -> str:
        """Its title, with the number to call where it is a helpline: nobody has to open it for that."""
        number = self.names[:1] if self.place.kind == PlaceKind.HELPLINE else ()
        return " · ".join((self.title, *number))


def place_words(entry: Entry, tr: Translator) -> str:
    """Return in a few words where something stands."""
    place = entry.place
    if place.kind == PlaceKind.SECTION and place.page not in STEP_NUMBERS:
        return entry.over or tr("place.page")
    return tr(f"place.{place.kind}", step=STEP_NUMBERS.get(place.page, 0))
