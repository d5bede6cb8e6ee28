"""Finding something in a conversation in lines: by words, or an app by its name."""

from __future__ import annotations

from collections.abc import Iterator

from safechat_tui.conversation.requests import Menu, MenuItem
from safechat_tui.guide.reference import Platform
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import nothing_found
from safechat_tui.handout import pages
from safechat_tui.i18n import Translator
from safechat_tui.plain.choices import CHOICES, ENTER, NUMBERS
from safechat_tui.plain.listed import names_of
from safechat_tui.plain.menus import LIST
from safechat_tui.plain.positions import asking
from safechat_tui.plain.talk import Position, Talk

_SHOWN = 8
"""Places that are read out before Enter brings as many more; the best come first."""


def search(talk: Talk, rest: str) -> Position | None:
    """Search for words, asked for where none were typed, and open what is chosen."""
    words = rest or talk.ask_words(talk.tr("talk.search-words"))
    if not words:
        return None
    finder = talk.conversation.finder(choice_entries)
    results = finder.find(words, most=len(finder.index.entries))
    if not results.found:
        talk.say(nothing_found(words[:60], results, talk.tr))
        return None
    entries = [found.entry for found in results.found]
    talk.say(talk.tr.plural("search.count", results.count))

    def menu() -> Menu[Entry]:
        return Menu("", (), tuple(MenuItem(entry, _line(talk, finder, entry)) for entry in entries))

    entry = talk.ask(menu, few=_SHOWN)
    return _open(talk, finder, entry) if entry else None


def choice_entries(tr: Translator) -> Iterator[Entry]:
    """Yield what can be typed as letters or signs, with its help: what the screens do with keys."""
    for choice in CHOICES:
        if choice.keys not in (ENTER, NUMBERS) and choice.scope != LIST:
            name = choice.name(tr)
            title = tr("search.key", label=choice.keys[0], name=name[:1].upper() + name[1:])
            yield Entry(Place(PlaceKind.KEY, choice.id), title, texts=(choice.help(tr),))


def _line(talk: Talk, finder: Finder, entry: Entry) -> str:
    return talk.tr("talk.found", title=entry.shown, where=finder.where(entry))


def _open(talk: Talk, finder: Finder, entry: Entry) -> Position | None:
    """Go to a question of the guide at hand, or read out what was found."""
    place, now = entry.place, talk.conversation
    guide = finder.guide_of(place)
    if question := finder.asked_here(place):
        ids = [each.id for each in now.guide.asked(place.page)]
        return asking(place.page, ids.index(question.id), talk)
    if place.kind == PlaceKind.KEY:
        lines = talk.lines()
        lines.say(entry.title)
        lines.say(*entry.texts, level=1)
        talk.read_out(lines)
    elif place.kind == PlaceKind.PLATFORM:
        talk.read_page(pages.named_card(guide, guide.platform(place.id), now.ages))
    else:
        talk.read_page(pages.place(guide, place, talk.tr, now.ages, now.plan.platforms()))
    return None


def platforms(talk: Talk, rest: str) -> None:
    """Ask for an app or site, then read out its card."""

    def menu() -> Menu[str]:
        items = (MenuItem(each.id, each.name, also=names(each)) for each in talk.guide.platforms)
        return Menu(talk.tr("talk.which-app"), (), tuple(items))

    def names(platform: Platform) -> tuple[str, ...]:
        """Return what an app is called; a letter alone is left to what holds in any list."""
        guide = talk.guide
        labels = platform.name, platform.code, guide.labels.get(platform.code, "")
        called = (name for label in labels for name in names_of(label, guide.search_words.groups))
        return tuple(name for name in called if len(name) > 1)

    if id := talk.ask(menu):
        talk.read_page(pages.named_card(talk.guide, talk.guide.platform(id), talk.conversation.ages))
