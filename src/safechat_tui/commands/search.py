"""`safechat search`: where words stand, best first, with the command that shows each place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.commands.naming import every_guide
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.guide.search.entries import Place, PlaceKind, place_words
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Results, nothing_found
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import GUIDE_PARTS, part_names
from safechat_tui.plain.lines import USUAL_WIDTH, LineWriter, terminal_width
from safechat_tui.plain.output import DONE, FAILED, QUOTED_LETTERS, complain, write
from safechat_tui.tui.views.help import key_entries

_SHOWN: Final = 10
"""Places that are told; the count says how many there are."""

SHOWN_BY: Final[Mapping[str, str]] = {"platforms": "platform", "helplines": "helplines"}
"""Pages that a command of their own shows."""

EXCERPT: Final = 150
"""Letters of its words that are shown of a place."""


def takes(parser: Parser) -> None:
    """Add the words, and whether only ids are wanted."""
    parser.add("words", help="help.search.words", metavar="words", nargs="+", typed=True)
    parser.add("--ids", help="help.search.ids", action="store_true")


def run(asked: Asked) -> int:
    """Tell where words stand in the guides and among the keys; FAILED when they stand nowhere."""
    words, tr = " ".join(asked.words), asked.tr
    guides = every_guide(asked.config, tr)
    results = Finder(guides, tr, key_entries(tr)).find(words)
    if not results.found:
        complain([nothing_found(clean(words)[:QUOTED_LETTERS], results, tr, "command")])
        return FAILED
    if asked.ids:
        write("\n".join(dict.fromkeys(found.entry.place.id for found in results.found)) + "\n")
    else:
        write(results_text(results, tr, guides[0].id, width=terminal_width()))
    return DONE


def results_text(results: Results, tr: Translator, usual: str, *, width: int = USUAL_WIDTH) -> str:
    """Return the best places, one at least, as lines; `usual` is the guide of a bare command."""
    lines = LineWriter(tr, width)
    lines.say(tr.plural("search.count", results.count))
    for number, found in enumerate(results.found[:_SHOWN], start=1):
        place = found.entry.place
        lines.blank()
        lines.say(found.entry.shown, lead=f"{number}. ")
        lines.say(f"{place_words(found.entry, tr)}. {_way(place, tr, usual)}".strip(), level=2)
        text = "".join(part.text for part in found.excerpt(EXCERPT))
        if text and text != found.entry.title:
            lines.say(text, level=2)
    if results.count > _SHOWN:
        lines.blank()
        lines.say(tr("search.more", n=results.count - _SHOWN))
    return lines.text()


def _way(place: Place, tr: Translator, usual: str) -> str:
    """Return the command that shows a place, or nothing where none does."""
    other = "" if place.guide in {"", usual} else f" --guide {place.guide}"
    if place.kind == PlaceKind.PLATFORM:
        command = f"platform {place.id.removeprefix('platform.')}"
    elif place.page in SHOWN_BY:
        command = SHOWN_BY[place.page]
    elif place.page in GUIDE_PARTS:
        command = f"guide {part_names(tr.lang)[place.page]}"
    else:
        return ""
    return tr("search.command", command=f"{command}{other}")


COMMANDS = (Command("search", run, takes),)
