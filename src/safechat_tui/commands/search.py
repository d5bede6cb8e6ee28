"""What a search found, as ordinary lines: best first, numbered, with the command that shows each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.commands.guides import every_guide
from safechat_tui.commands.line import Said
from safechat_tui.config import Config
from safechat_tui.guide import Span
from safechat_tui.guide.search import (
    Entry,
    Index,
    Place,
    PlaceKind,
    Results,
    entries_of,
    nothing_found,
    place_words,
)
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, Lines, terminal_width
from safechat_tui.plain.output import FAILED, GOOD, LONGEST, complain, write
from safechat_tui.plain.parts import PARTS, part_names

SHOWN: Final = 10
"""Places that are told; the count says how many there are."""

SHOWN_BY: Final[Mapping[str, str]] = {"platforms": "platform", "helplines": "helplines"}
"""Pages that a command of their own shows."""

EXCERPT: Final = 150
"""Letters of its words that are shown of a place."""


def search(parsed: Said, config: Config, tr: Translator, keys: Callable[[], Iterable[Entry]]) -> int:
    """Tell where words stand in the guides, best first; FAILED when they stand nowhere.

    Args:
        parsed: the line.
        config: the settings.
        tr: the language.
        keys: gives what can be found besides the guides.
    """
    usual, index = _index(config, tr, keys)
    asked = " ".join(parsed.words)
    results = index.search(asked)
    if not results.found:
        complain([nothing_found(clean(asked)[:LONGEST], results, tr, "command")])
        return FAILED
    if parsed.ids:
        write("\n".join(dict.fromkeys(found.entry.place.id for found in results.found)) + "\n")
        return GOOD
    write(results_text(results, tr, usual, width=terminal_width()))
    return GOOD


def _index(config: Config, tr: Translator, keys: Callable[[], Iterable[Entry]]) -> tuple[str, Index]:
    """Return the guide that comes first, and the index of all."""
    guides = every_guide(config, tr)
    index = Index((*entries_of(guides), *keys()), guides[0].search_words)
    return guides[0].id, index


def results_text(results: Results, tr: Translator, usual: str, *, width: int = WIDTH) -> str:
    """Return the best places as lines.

    Args:
        results: what was found; at least one place.
        tr: the language.
        usual: id of the guide that a command shows when it names none.
        width: columns a line may fill.
    """
    lines = Lines(tr, width)
    lines.say(tr.plural("search.count", results.count))
    for number, found in enumerate(results.found[:SHOWN], start=1):
        place = found.entry.place
        lines.blank()
        lines.say(found.entry.shown, lead=f"{number}. ")
        lines.say(f"{place_words(found.entry, tr)}. {_way(place, tr, usual)}".strip(), level=2)
        text = _text(found.excerpt(EXCERPT))
        if text and text != found.entry.title:
            lines.say(text, level=2)
    if results.count > SHOWN:
        lines.blank()
        lines.say(tr("search.more", n=results.count - SHOWN))
    return lines.text()


def _text(parts: tuple[Span, ...]) -> str:
    return "".join(part.text for part in parts)


def _way(place: Place, tr: Translator, usual: str) -> str:
    """Return the command that shows a place, or nothing where none does."""
    other = "" if place.guide in {"", usual} else f" --guide {place.guide}"
    if place.kind == PlaceKind.PLATFORM:
        command = f"platform {place.id.removeprefix('platform.')}"
    elif place.page in SHOWN_BY:
        command = SHOWN_BY[place.page]
    elif place.page in PARTS:
        command = f"guide {part_names(tr.lang)[place.page]}"
    else:
        return ""
    return tr("search.command", command=f"{command}{other}")
