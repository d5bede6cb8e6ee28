"""The keys as a search finds them. The command line uses them too, so no Textual here."""

from __future__ import annotations

from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import KEYS, written


def key_entries(tr: Translator) -> tuple[Entry, ...]:
    """Return every key with its help; keys that do the same in several places come once."""
    entries: dict[str, Entry] = {}
    for key in KEYS:
        words = tr(f"key.{key.id}.help")
        if key.label:
            place = Place(PlaceKind.KEY, key.id)
            title = tr("search.key", label=written(tr, key), name=_capital(tr(f"key.{key.id}")))
            entries.setdefault(words, Entry(place, title, texts=(words,)))
    return tuple(entries.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
