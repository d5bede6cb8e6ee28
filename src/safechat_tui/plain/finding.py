"""Finding something in a conversation in lines: by words, or an app by its name."""

from __future__ import annotations

from collections.abc import Iterator

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide import Guide
from safechat_tui.guide.search import (
    Entry,
    Found,
    Index,
    Place,
    PlaceKind,
    entries_of,
    nothing_found,
    place_words,
)
from safechat_tui.handout import pages
from safechat_tui.i18n import Translator
from safechat_tui.plain.choices import CHOICES, ENTER, NUMBERS
from safechat_tui.plain.places import asking
from safechat_tui.plain.talk import Place as Where
from safechat_tui.plain.talk import Question, Talk

SHOWN = 8
"""Places that are read out; the best come first."""

_INDEXES: dict[tuple[str, str], Index] = {}
"""What was searched before, by language and the guide at hand: the words do not change in a conversation."""


def search(talk: Talk, rest: str) -> Where | None:
    """Search for words, asked for where none were typed, and open what is chosen."""
    words = rest or talk.ask_words(talk.tr("talk.search-words"))
    if not words:
        return None
    results = index_of(talk.conversation).search(words)
    if not results.found:
        talk.say(nothing_found(words[:60], results, talk.tr))
        return None
    shown = results.found[:SHOWN]
    talk.say(talk.tr.plural("search.count", results.count))

    def question() -> Question[Entry]:
        return Question((), tuple((found.entry, _line(talk, found)) for found in shown))

    if results.count > SHOWN:
        talk.say(talk.tr("search.more", n=results.count - SHOWN))
    entry = talk.ask(question)
    return _open(talk, entry) if entry else None


def index_of(conversation: Conversation) -> Index:
    """Return the index over all guides and what can be typed, made once for a language and guide."""
    key = (conversation.tr.lang, conversation.guide.id)
    if key not in _INDEXES:
        entries = (*entries_of(conversation.every_guide), *_choices(conversation.tr))
        _INDEXES[key] = Index(entries, conversation.guide.search_words)
    return _INDEXES[key]


def _choices(tr: Translator) -> Iterator[Entry]:
    """Yield what can be typed as letters or signs, with its help: what the screens do with keys."""
    for choice in CHOICES:
        if choice.keys not in (ENTER, NUMBERS):
            name = tr(f"choice.{choice.id}")
            title = tr("search.key", label=choice.keys[0], name=name[:1].upper() + name[1:])
            yield Entry(Place(PlaceKind.KEY, choice.id), title, texts=(tr(f"choice.{choice.id}.help"),))


def _line(talk: Talk, found: Found) -> str:
    where, other = place_words(found.entry, talk.tr), _other_guide(talk, found.entry)
    where = f"{other.name} · {where}" if other else where
    return talk.tr("talk.found", title=found.entry.shown, where=where)


def _other_guide(talk: Talk, entry: Entry) -> Guide | None:
    """Return the guide a place belongs to where that is not the one at hand."""
    others = (guide for guide in talk.conversation.every_guide if guide.id != talk.guide.id)
    return next((guide for guide in others if guide.id == entry.place.guide), None)


def _open(talk: Talk, entry: Entry) -> Where | None:
    """Go to a question of the guide at hand, or read out what was found."""
    other = _other_guide(talk, entry)
    guide, place, now = other or talk.guide, entry.place, talk.conversation
    if place.kind == PlaceKind.QUESTION and not other:
        ids = [question.id for question in guide.asked(place.page)]
        return asking(place.page, ids.index(place.id), talk)
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

    def question() -> Question[str]:
        answers = tuple((platform.id, platform.name) for platform in talk.guide.platforms)
        return Question((talk.tr("talk.which-app"),), answers)

    if id := talk.ask(question):
        talk.read_page(pages.named_card(talk.guide, talk.guide.platform(id), talk.conversation.ages))
