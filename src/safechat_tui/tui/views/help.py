"""The keys in words: those of the screen at hand first, then every screen's; and as a search finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.text import Section
from safechat_tui.handout.passages import headed
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.keys import KEYS, Hotkey, written
from safechat_tui.tui.views.reading import indented, rows_of
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing, row

SHARED: Final = ("guides", "step", "always")
"""Headings of keys that hold on more than one screen."""

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "guides": ("guides",),
    "step": ("step",),
    "always": ("always",),
    "opening": ("opening",),
    "questions": ("question", "words"),
    "strategies": ("strategies",),
    "plan": ("plan",),
    "texts": ("reading", "text", "reader", "helplines", "report"),
    "lists": ("list", "kept", "written", "offer"),
    "fields": ("field", "secret", "search"),
}
"""The scopes under each heading, whose words are `help.<heading>`."""

LABEL: Final = 9
"""Cells in which a key is written before its words."""


def help_page(
    tr: Translator, keys: Iterable[Hotkey], width: int, *, field: bool = False, tour: Section | None = None
) -> Drawing:
    """Return the keys that hold on a screen in words, then all the others, then the lines of the first start.

    `field` says whether a field takes the letters there.
    """
    hold = tuple(keys)
    rows = _keys(tr, "here", [key for key in hold if key.scope not in SHARED], width - 2, field=field)
    elsewhere = [key for key in KEYS if key.scope in SHARED or key not in hold]
    # What holds here too comes before what does not.
    for heading in sorted(
        HEADINGS, key=lambda heading: all(key.scope not in HEADINGS[heading] for key in hold)
    ):
        if group := [key for key in elsewhere if key.scope in HEADINGS[heading]]:
            rows += [BLANK_ROW, *_keys(tr, heading, group, width - 2, field=field and heading == "always")]
    if tour is not None:
        rows += [BLANK_ROW, *rows_of(headed(tour), width - 2)]
    return Drawing(indented(rows))


def key_page(tr: Translator, id: str, width: int) -> Drawing:
    """Return what the key of an id does, under the heading that says where."""
    keys = [key for key in KEYS if key.id == id]
    heading = next(name for name, scopes in HEADINGS.items() if keys[0].scope in scopes)
    return Drawing(indented(_keys(tr, heading, keys, width - 2)))


def key_entries(tr: Translator) -> tuple[Entry, ...]:
    """Return every key with its help; keys that do the same in several places come once."""
    entries: dict[str, Entry] = {}
    for key in KEYS:
        words = tr(f"key.{key.id}.help")
        if key.label:
            place = Place(PlaceKind.KEY, key.id)
            name = tr(f"key.{key.id}")
            title = tr("search.key", label=written(tr, key), name=name[:1].upper() + name[1:])
            entries.setdefault(words, Entry(place, title, texts=(words,)))
    return tuple(entries.values())


def _keys(
    tr: Translator, heading: str, keys: Iterable[Hotkey], width: int, *, field: bool = False
) -> list[Row]:
    rows = wrap([Piece(tr(f"help.{heading}"), "title")], width)
    told: set[tuple[str, str]] = set()
    for key in keys:
        label, words = written(tr, key, field=field), tr(f"key.{key.id}.help") if key.label else ""
        if words and (label, words) not in told:
            rows += wrap([Piece(words)], width, first=row(f"  {label:<{LABEL}} ", "strong"))
            told.add((label, words))
    return rows
