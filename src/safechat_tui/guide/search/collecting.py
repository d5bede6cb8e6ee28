"""Collects what can be found: every place of one or several guides that can be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safechat_tui.guide.model import CARD, EXTRA, Guide, Question, Strategy
from safechat_tui.guide.reference import Action, Helpline, Platform
from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.text import Section

_UNREAD = frozenset({"labels"})
"""Pages that nobody opens."""


def entries_of(guides: Iterable[Guide]) -> tuple[Entry, ...]:
    """Return everything that can be opened, in the order of the guides; what they share comes once.

    Args:
        guides: guides in one language.
    """
    entries: dict[tuple[str, str], Entry] = {}
    for guide in guides:
        for entry in _entries(guide):
            # Pages that all guides share carry the same ids in each.
            own = entry.texts[0] if entry.texts else ""
            entries.setdefault((entry.place.id, entry.title + own), entry)
    return tuple(entries.values())


def _entries(guide: Guide) -> Iterator[Entry]:
    yield from (_strategy(guide, strategy) for strategy in guide.strategies)
    yield from (_question(guide, question) for question in guide.questions)
    yield from (_platform(guide, platform) for platform in guide.platforms)
    yield from (_helpline(guide, helpline) for helpline in guide.helplines)
    known = {question.id for question in guide.questions} | {each.id for each in guide.platforms}
    known |= {each.id for each in guide.helplines}
    for name, page in guide.pages.items():
        for section in (page.head, *page.sections):
            if name not in _UNREAD and section.id not in known:
                place = Place(PlaceKind.SECTION, section.id, guide.id, name)
                over = "" if section.id == page.head.id else page.head.title
                yield Entry(place, section.title, texts=_texts(section), over=over)


def _texts(*sections: Section) -> tuple[str, ...]:
    return tuple(block.text for section in sections for block in section.blocks)


def _question(guide: Guide, question: Question) -> Entry:
    place = Place(PlaceKind.QUESTION, question.id, guide.id, question.step)
    # "Yes" and "not sure" are answers everywhere and lead nowhere.
    codes = (code for code in question.choices if not code.startswith("answer."))
    labels = tuple(guide.labels.get(code, code) for code in codes)
    return Entry(place, question.text.title, headings=labels, texts=_texts(question.text))


def _strategy(guide: Guide, strategy: Strategy) -> Entry:
    page = strategy.page
    card = tuple(words for line in (*CARD, *EXTRA) if (words := strategy.card(line)))
    headings = tuple(section.title for section in page.sections)
    goals = tuple(guide.labels.get(f"goal.{goal}", goal) for goal in strategy.goals)
    place = Place(PlaceKind.STRATEGY, strategy.id, guide.id, "strategies")
    texts = (*card, *_texts(page.head, *page.sections), *goals)
    return Entry(place, strategy.title, headings=headings, texts=texts)


def _platform(guide: Guide, platform: Platform) -> Entry:
    place = Place(PlaceKind.PLATFORM, platform.id, guide.id, "platforms")
    names = tuple(name for name in (platform.text.title,) if name != platform.name)
    words = guide.pages["platforms"]
    actions = (
        " · ".join(dict.fromkeys((words.value(f"action.{action.code}"), *_features(action))))
        for action in platform.actions
    )
    return Entry(place, platform.name, names, texts=(*_texts(platform.text), *actions))


def _features(action: Action) -> Iterator[str]:
    """Yield what a platform calls a feature in both languages: either may be what she reads on her phone."""
    for name in action.names:
        yield from (text for text in (name.fr, name.en) if text)


def _helpline(guide: Guide, helpline: Helpline) -> Entry:
    ways = tuple(way for way in (helpline.phone, helpline.text_to, helpline.url) if way)
    regions = () if helpline.everywhere else guide.where(helpline)
    place = Place(PlaceKind.HELPLINE, helpline.id, guide.id, "helplines")
    return Entry(place, helpline.name, ways, regions, (helpline.note,) if helpline.note else ())
