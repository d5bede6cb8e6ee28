"""What can be chosen anywhere in a conversation in lines: urgent help, finding, reading, keeping, leaving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.conversation import flows
from safechat_tui.conversation.requests import Menu, MenuItem
from safechat_tui.guide.reference import Platform
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import nothing_found
from safechat_tui.handout import pages, passages
from safechat_tui.i18n import Translator
from safechat_tui.options import REGIONS, STEPS
from safechat_tui.plain.choices import CHOICES, ENTER, NUMBERS, Choice, choices_of
from safechat_tui.plain.follow import follow
from safechat_tui.plain.lines import LineWriter
from safechat_tui.plain.listed import all_names
from safechat_tui.plain.menus import LIST, listed_in
from safechat_tui.plain.positions import asking, position_before, position_of
from safechat_tui.plain.talk import Handler, Position, Talk

_SHOWN: Final = 8
"""Places that are read out before Enter brings as many more; the best come first."""


def _back(talk: Talk, rest: str) -> Position | None:
    """Go back to the question or step before."""
    before = position_before(talk.position, talk)
    if before is None:
        talk.say(talk.tr("talk.at-the-beginning"))
    return before


def _urgent(talk: Talk, rest: str) -> None:
    """Read out the urgent card, and whom to call where she is."""
    guide, now = talk.guide, talk.conversation
    region = now.paper.region
    talk.read_page(pages.urgent(guide, talk.tr, region, now.ages, guide.helplines_listed(region)))


def _documenting(talk: Talk, rest: str) -> None:
    """Read out how to document."""
    talk.read_page(pages.documenting(talk.guide))


def _helplines(talk: Talk, rest: str) -> None:
    """Ask where she is, then read out whom to call there."""
    region = _ask_region(talk)
    if region:
        talk.read_page(pages.helplines_of(talk.guide, talk.tr, region, talk.conversation.ages))


def _ask_region(talk: Talk) -> str | None:
    """Ask whose helplines are to be read out; her paper stays as it is."""

    def menu() -> Menu[str]:
        labels = talk.guide.labels
        items = tuple(MenuItem(code, labels.get(f"region.{code}", code), also=(code,)) for code in REGIONS)
        return Menu(talk.tr("talk.which-region"), (), items)

    return talk.ask(menu)


def _language(talk: Talk, rest: str) -> Position | None:
    """Speak the other language; nothing else changes."""
    before = talk.tr.lang
    follow(talk, flows.switch_language)
    return None if talk.tr.lang == before else talk.position


def _step(talk: Talk, rest: str) -> Position | None:
    """Go to the step of a number, asked for where none was typed."""

    def menu() -> Menu[str]:
        return Menu("", (), tuple(MenuItem(name, talk.tr(f"step.{name}.name")) for name in STEPS), first=0)

    if not rest:
        name = talk.ask(menu)
        return position_of(name, talk) if name else None
    if at := listed_in(menu()).chosen(rest):
        return position_of(STEPS[at[0]], talk)
    talk.slip(rest)
    return None


def _plan(talk: Talk, rest: str) -> Position:
    """Go to the plan."""
    return position_of("plan", talk)


def _tell(talk: Talk, rest: str) -> None:
    """Say what can be typed here, then everywhere, then what to know before a first call.

    Over a list or a field only these are explained, not the position beneath.
    """
    lines = talk.lines()
    if here := choices_of(talk.within or talk.position.scope):
        lines.say(talk.tr("help.here"))
        _say_choices(lines, talk.tr, here)
        lines.blank()
    lines.say(talk.tr("talk.anywhere"))
    lines.say(talk.tr("talk.help-exit"), lead="- ")
    _say_choices(lines, talk.tr, talk.anywhere())
    if talk.read_out(lines) and not talk.within:
        _welcome(talk)


def _say_choices(lines: LineWriter, tr: Translator, choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        key = tr("talk.number") if choice.keys == NUMBERS else choice.keys[:1] or tr("label.enter")
        # Most screen readers pass over a sign.
        sign = f"choice.{choice.id}.sign"
        key = tr(sign, sign=key) if tr.has(sign) else key
        lines.say(tr("talk.explained", key=key, words=choice.help(tr)), lead="- ")


def _welcome(talk: Talk) -> None:
    """Say what to know before a first call."""
    lines = talk.lines()
    page = talk.guide.pages["welcome"]
    lines.page(page.head.title)
    lines.read(passages.reading(page.head.blocks), level=0)
    # The tour is one of the screens and their keys: what can be typed here, help says.
    lines.read(
        passages.sections(section for section in page.sections if section.id != "welcome.tour"), level=0
    )
    talk.read_out(lines)


def _cover(talk: Talk, rest: str) -> None:
    """Take the lines back and show ordinary notes."""
    talk.cover()


# Finding ------------------------------------------------------------------------------------------


def _search(talk: Talk, rest: str) -> Position | None:
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
        talk.read_page(pages.found_page(guide, place, talk.tr, now.ages, now.plan.platforms()))
    return None


def _platforms(talk: Talk, rest: str) -> None:
    """Ask for an app or site, then read out its card."""

    def menu() -> Menu[str]:
        items = (MenuItem(each.id, each.name, also=names(each)) for each in talk.guide.platforms)
        return Menu(talk.tr("talk.which-app"), (), tuple(items))

    def names(platform: Platform) -> tuple[str, ...]:
        """Return what an app is called; a letter alone is left to what holds in any list."""
        guide = talk.guide
        labels = platform.name, platform.code, guide.labels.get(platform.code, "")
        called = (name for label in labels for name in all_names(label, guide.search_words.groups))
        return tuple(name for name in called if len(name) > 1)

    if id := talk.ask(menu):
        talk.read_page(pages.named_card(talk.guide, talk.guide.platform(id), talk.conversation.ages))


# All of it ----------------------------------------------------------------------------------------


def _following(name: str) -> Handler:
    """Return the action that follows a flow of the conversation."""
    return lambda talk, rest: follow(talk, flows.FLOWS[name])


HANDLERS: Final[dict[str, Handler]] = {
    **{each.id: _following(each.id) for each in CHOICES if each.scope == "always" and each.id in flows.FLOWS},
    "back": _back,
    "urgent": _urgent,
    "search": _search,
    "platforms": _platforms,
    "help": _tell,
    "step": _step,
    "plan": _plan,
    "documenting": _documenting,
    "helplines": _helplines,
    "language": _language,
    "cover": _cover,
}
"""What each choice that holds everywhere does."""


def introduce(talk: Talk, *, clears: bool = True) -> None:
    """Say what there is to know before the first question, and forget the plans whose time is over.

    Args:
        talk: the conversation.
        clears: whether what has scrolled out of sight will be erased too.
    """
    now, erases = talk.conversation, talk.terminal.erases
    known = "talk.first-stays" if not erases else "talk.first" if clears else "talk.first-scrolled"
    talk.say(f"{talk.tr(known)} {talk.tr('talk.first-choices')}")
    if trouble := now.untold():
        talk.say(trouble)
    if now.keeping.first_start():
        _welcome(talk)
        now.keeping.started()
    if now.keeping.has_kept:
        talk.say(talk.tr("talk.first-kept"))
    follow(talk, flows.purge)
