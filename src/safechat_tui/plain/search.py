"""What a search found, as ordinary lines: best first, numbered, with the command that shows each place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.guide import Guide
from safechat_tui.guide.search import Part, Place, PlaceKind, Results, place_words
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, Lines
from safechat_tui.plain.parts import PARTS, part_names

SHOWN: Final = 10
"""Places that are told; the count says how many there are."""

SHOWN_BY: Final[Mapping[str, str]] = {"platforms": "platform", "helplines": "helplines"}
"""Pages that a command of their own shows."""

EXCERPT: Final = 150
"""Letters of its words that are shown of a place."""


def results_text(results: Results, tr: Translator, guides: Mapping[str, Guide], *, width: int = WIDTH) -> str:
    """Return the best places as lines.

    Args:
        results: what was found; at least one place.
        tr: the language.
        guides: the guides that were searched, by id; the first one is the usual one.
        width: columns a line may fill.
    """
    lines = Lines(tr, width)
    first = next(iter(guides.values()))
    lines.say(tr.plural("search.count", results.count))
    for number, found in enumerate(results.found[:SHOWN], start=1):
        place = found.entry.place
        lines.blank()
        lines.say(found.entry.title, lead=f"{number}. ")
        where = place_words(place, tr, guides.get(place.guide, first))
        lines.say(f"{where}. {_way(place, tr, first)}".strip(), level=2)
        text = _text(found.excerpt(EXCERPT))
        if text and text != found.entry.title:
            lines.say(text, level=2)
    if results.count > SHOWN:
        lines.blank()
        lines.say(tr("search.more", n=results.count - SHOWN))
    return lines.text()


def nothing_found(asked: str, hint: str, tr: Translator) -> list[str]:
    """Return what is said when nothing was found, with the nearest word where there is one."""
    line = tr("search.none", words=asked)
    return [f"{line} {tr('search.near', word=hint) if hint else tr('search.other')}"]


def _text(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts)


def _way(place: Place, tr: Translator, usual: Guide) -> str:
    """Return the command that shows a place, or nothing where none does."""
    other = "" if place.guide in {"", usual.id} else f" --guide {place.guide}"
    if place.kind is PlaceKind.PLATFORM:
        command = f"platform {place.id.removeprefix('platform.')}"
    elif place.page in SHOWN_BY:
        command = SHOWN_BY[place.page]
    elif place.page in PARTS:
        command = f"guide {part_names(tr.lang)[place.page]}"
    else:
        return ""
    return tr("search.command", command=f"{command}{other}")
