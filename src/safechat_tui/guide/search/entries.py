"""What can be found: every place of one or several guides that can be opened, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from safechat_tui.guide.model import CARD, EXTRA, Guide, Question, Strategy
from safechat_tui.guide.reference import Helpline, Platform
from safechat_tui.guide.text import Section
from safechat_tui.i18n import Translator

STEP_NUMBERS: Final[Mapping[str, int]] = {"understand": 1, "wants": 2, "strategies": 3}
"""The pages that are steps of a conversation."""


class PlaceKind(StrEnum):
    """What a place is, which says how it is opened."""

    QUESTION = "question"
    STRATEGY = "strategy"
    PLATFORM = "platform"
    HELPLINE = "helpline"
    SECTION = "section"
    KEY = "key"


class Place(NamedTuple):
    """Where something stands."""

    kind: PlaceKind
    id: str
    guide: str = ""
    """The guide it belongs to; nothing for a key."""
    page: str = ""
    """The page it stands on; nothing for a key."""


class Entry(NamedTuple):
    """What can be found, with its words, the weightiest first."""

    place: Place
    title: str
    names: tuple[str, ...] = ()
    """What it is called besides: numbers, addresses; as weighty as the title."""
    headings: tuple[str, ...] = ()
    """Names of its parts, answers, regions."""
    texts: tuple[str, ...] = ()
    """Its paragraphs, items and lines."""
    page_title: str = ""
    """The title of the page that it is a part of; nothing where it is a page itself, or anything else."""

    @property
    def shown(self) -> str:
        """Its title, with the number to call where it is a helpline: nobody has to open it for that."""
        number = self.names[:1] if self.place.kind is PlaceKind.HELPLINE else ()
        return " · ".join((self.title, *number))


def place_words(entry: Entry, tr: Translator) -> str:
    """Return in a few words where something stands."""
    place = entry.place
    if place.kind is PlaceKind.SECTION and place.page not in STEP_NUMBERS:
        return entry.page_title or tr("place.page")
    return tr(f"place.{place.kind}", step=STEP_NUMBERS.get(place.page, 0))


def entries_of(guides: Iterable[Guide]) -> tuple[Entry, ...]:
    """Return everything that can be opened, in the order of the guides; what they share comes once."""
    entries: dict[tuple[str, str], Entry] = {}
    for guide in guides:
        for entry in _entries(guide):
            # Pages that all guides share carry the same ids in each.
            entries.setdefault((entry.place.id, "\n".join((entry.title, *entry.texts[:1]))), entry)
    return tuple(entries.values())


def _entries(guide: Guide) -> Iterator[Entry]:
    yield from (_strategy(guide, strategy) for strategy in guide.strategies)
    yield from (_question(guide, question) for question in guide.questions)
    yield from (_platform(guide, platform) for platform in guide.platforms)
    yield from (_helpline(guide, helpline) for helpline in guide.helplines)
    known = {each.id for each in guide.questions} | {each.id for each in guide.platforms}
    known |= {each.id for each in guide.helplines}
    for name, page in guide.pages.items():
        for section in page.parts:
            # Nobody opens the page of labels.
            if name != "labels" and section.id not in known:
                place = Place(PlaceKind.SECTION, section.id, guide.id, name)
                title = "" if section.id == page.head.id else page.head.title
                yield Entry(place, section.title, texts=_texts(section), page_title=title)


def _texts(*sections: Section) -> tuple[str, ...]:
    return tuple(block.text for section in sections for block in section.blocks)


def _question(guide: Guide, question: Question) -> Entry:
    place = Place(PlaceKind.QUESTION, question.id, guide.id, question.step)
    # "Yes" and "not sure" are answers everywhere and lead nowhere.
    codes = (code for code in question.choices if not code.startswith("answer."))
    labels = tuple(guide.labels.get(code, code) for code in codes)
    return Entry(place, question.text.title, headings=labels, texts=_texts(question.text))


def _strategy(guide: Guide, strategy: Strategy) -> Entry:
    place = Place(PlaceKind.STRATEGY, strategy.id, guide.id, "strategies")
    page = strategy.page
    card = (words for line in (*CARD, *EXTRA) if (words := strategy.card(line)))
    headings = tuple(section.title for section in page.sections)
    goals = (guide.labels.get(f"goal.{goal}", goal) for goal in strategy.goals)
    texts = (*card, *_texts(*page.parts), *goals)
    return Entry(place, strategy.title, headings=headings, texts=texts)


def _platform(guide: Guide, platform: Platform) -> Entry:
    place = Place(PlaceKind.PLATFORM, platform.id, guide.id, "platforms")
    names = (platform.text.title,) if platform.text.title != platform.name else ()
    words = guide.pages["platforms"]
    actions: list[str] = []
    for action in platform.actions:
        # Either language may be what she reads on her phone.
        features = [text for name in action.names for text in (name.fr, name.en) if text]
        actions.append(" · ".join(dict.fromkeys((words.value(f"action.{action.code}"), *features))))
    return Entry(place, platform.name, names, texts=(*_texts(platform.text), *actions))


def _helpline(guide: Guide, helpline: Helpline) -> Entry:
    place = Place(PlaceKind.HELPLINE, helpline.id, guide.id, "helplines")
    ways = tuple(way for way in (helpline.phone, helpline.text_to, helpline.url) if way)
    regions = () if helpline.everywhere else guide.where(helpline)
    return Entry(place, helpline.name, ways, regions, (helpline.note,) if helpline.note else ())
