"""What can be found from the screens: guides and keys. The command line uses it too, so no Textual here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safechat_tui.guide.search import Entry, Index, Place, PlaceKind, entries_of
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import KEYS, written

if TYPE_CHECKING:
    from safechat_tui.conversation.conversation import Conversation
    from safechat_tui.guide import Guide


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


@dataclass(frozen=True, slots=True)
class Finder:
    """The guides in one language and the index over them. Made by `finder_for`."""

    lang: str
    guides: tuple[Guide, ...]
    """The one at hand first."""
    index: Index

    def guide_of(self, place: Place) -> Guide:
        """Return the guide a place belongs to; the one at hand for a key."""
        return self.other_guide(place) or self.guides[0]

    def other_guide(self, place: Place) -> Guide | None:
        """Return the guide a place belongs to where that is not the one at hand."""
        return next((guide for guide in self.guides[1:] if guide.id == place.guide), None)


def finder_for(talk: Conversation, before: Finder | None = None) -> Finder:
    """Return what finds places in the guides of a conversation and among the keys.

    Args:
        talk: the conversation, in the language to search in.
        before: what was made last, to be used again when nothing has changed since.
    """
    guides, tr = talk.every_guide, talk.tr
    if before and before.lang == tr.lang and before.guides == guides:
        return before
    return Finder(tr.lang, guides, index_over(guides, tr))


def index_over(guides: tuple[Guide, ...], tr: Translator) -> Index:
    """Return the index over these guides and the keys, built anew.

    Args:
        guides: the guides in one language, the one at hand first.
        tr: the same language.
    """
    return Index((*entries_of(guides), *key_entries(tr)), guides[0].search_words)
