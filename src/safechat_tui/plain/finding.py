"""Finding something in a conversation in lines: by words, or an app by its name."""

from __future__ import annotations

from safechat_tui.guide.search import Entry, Found, Index, PlaceKind, build_index, entries_of, place_words
from safechat_tui.plain import reading
from safechat_tui.plain.places import asking
from safechat_tui.plain.reference import add_helpline, platform_text
from safechat_tui.plain.search import nothing_found
from safechat_tui.plain.talk import Place, Question, Talk

SHOWN = 8
"""Places that are read out; the best come first."""

_INDEXES: dict[tuple[str, str], Index] = {}
"""What was searched before, by language and guide: the words do not change in a conversation."""


def search(talk: Talk, rest: str) -> Place | None:
    """Search for words, asked for where none were typed, and open what is chosen."""
    words = rest or talk.ask_words(talk.tr("talk.search-words"))
    if not words:
        return None
    results = _index(talk).search(words)
    if not results.found:
        talk.say(" ".join(nothing_found(words[:60], results.hint, talk.tr)))
        return None
    shown = results.found[:SHOWN]
    talk.say(talk.tr.plural("search.count", results.count))

    def question() -> Question[Entry]:
        return Question((), tuple((found.entry, _line(talk, found)) for found in shown))

    entry = talk.ask(question)
    return _open(talk, entry) if entry else None


def _index(talk: Talk) -> Index:
    key = (talk.tr.lang, talk.guide.id)
    if key not in _INDEXES:
        _INDEXES[key] = build_index(entries_of([talk.guide]), talk.guide.search_words)
    return _INDEXES[key]


def _line(talk: Talk, found: Found) -> str:
    where = place_words(found.entry, talk.tr)
    return talk.tr("talk.found", title=found.entry.title, where=where)


def _open(talk: Talk, entry: Entry) -> Place | None:
    """Go to a question, or read out what was found."""
    guide, place = talk.guide, entry.place
    lines = talk.lines()
    match place.kind:
        case PlaceKind.QUESTION:
            ids = [question.id for question in guide.asked(place.page)]
            return asking(place.page, ids.index(place.id), talk)
        case PlaceKind.STRATEGY:
            reading.say_card(lines, guide, talk.tr, guide.strategy(place.id), talk.conversation.plan)
        case PlaceKind.PLATFORM:
            _read_platform(talk, place.id)
            return None
        case PlaceKind.HELPLINE:
            line = next(line for line in guide.helplines if line.id == place.id)
            add_helpline(lines, guide, line, talk.tr, talk.conversation.ages)
        case _:
            lines.section(guide.pages[place.page].section(place.id), level=0)
    talk.read_out(lines)
    return None


def platforms(talk: Talk, rest: str) -> None:
    """Ask for an app or site, then read out its card."""

    def question() -> Question[str]:
        answers = tuple((platform.id, platform.name) for platform in talk.guide.platforms)
        return Question((talk.tr("talk.which-app"),), answers)

    if id := talk.ask(question):
        _read_platform(talk, id)


def _read_platform(talk: Talk, id: str) -> None:
    platform = talk.guide.platform(id)
    text = platform_text(talk.guide, platform, talk.tr, talk.conversation.ages, width=talk.width)
    talk.read_out(text)
