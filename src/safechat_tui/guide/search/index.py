"""The index: sorted words with the places they stand in, asked on every key.

It is made of a text, section by section: `build_index` writes that text, and it can be kept in a file and
taken up again at once, since nearly all of it is only cut into lines. It can do nothing but give data.
"""

from __future__ import annotations

# Built in C; `bisect` itself only adds what nobody asks for here.
from _bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from safechat_tui.guide.search.entries import Entry, Place, PlaceKind
from safechat_tui.guide.search.folding import numbers_of, stem, words_of
from safechat_tui.guide.search.marking import Mark, Part, Spans, excerpt, ordered, parts_of, spans_of
from safechat_tui.guide.search.nearness import beginning, near_words, nearest

MOST: Final = 60
"""Places that one search returns."""

WEIGHTS: Final = (6.0, 3.0, 1.0, 3.5, 1.8, 0.6)
"""What a word counts in a title, a heading and a text, then the same for a word that means the same."""

KIND_WEIGHTS: Final[Mapping[str, float]] = {
    PlaceKind.STRATEGY: 1.15,
    PlaceKind.HELPLINE: 1.15,
    PlaceKind.PLATFORM: 1.15,
    PlaceKind.KEY: 0.8,
}
"""What makes one place likelier to be meant than another; 1 where nothing is said."""

URGENT_WEIGHT: Final = 1.2
"""What it counts that a place is the urgent card: nothing as near comes before it."""

URGENT_STEM: Final = "urgent"
"""A word of both languages; who types one that means the same is led to the urgent card before all else."""

TITLE_WEIGHT: Final = 1.5
"""What it counts that the title begins with the several words that are typed."""

SLIP_QUALITY: Final = {1: 0.45, 2: 0.25}
"""What a word is worth after so many slips; an exact one is worth 1, a beginning 0.5 to 0.8."""

WHOLE_EXPRESSION: Final = 2.0
"""What a place of the same meaning counts more where an expression of several words is typed whole."""

MEANING_FROM: Final = 3
"""Letters from which a beginning also finds what means the same as the words that begin with it."""

BITS: Final = 3
"""Bits of a place that tell the level: whether a word stands in the title, a heading or a text."""

SAME_MEANING: Final = 3
"""What is added to a level for words that mean the same."""

SECTION: Final = "\f"
"""Parts the sections of the text.

They are: entries, words, the places of each word, folded titles, groups of what means the same, their
expressions, small words, ways of writing.
"""

LINE: Final = "\n"
"""Parts the lines of a section; each entry, word or group has one."""

FIELD: Final = "\t"
"""Parts what a line holds."""

ITEM: Final = "\v"
"""Parts the members of a list."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place, with the means to show why it was found."""

    entry: Entry
    whole: bool
    """Whether every word of the question was found there."""
    _marks: tuple[Mark, ...]

    @property
    def title(self) -> tuple[Part, ...]:
        """Its title, the matched words marked."""
        return parts_of(self.entry.title, spans_of(self._marks, self.entry.title))

    def excerpt(self, room: int) -> tuple[Part, ...]:
        """Return the piece of its words that shows most of what was matched, at most `room` letters."""
        best = ""
        spans: Spans = ()
        for text in (*self.entry.texts, *self.entry.names, *self.entry.headings):
            here = spans_of(self._marks, text)
            if not best or len(here) > len(spans):
                best, spans = text, here
        return excerpt(best, spans, room)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found, best first."""

    found: tuple[Found, ...]
    count: int = 0
    """How many places there are in all; `found` holds the best of them."""
    hint: str = ""
    """The nearest word, where nothing was found."""


class Index:
    """Everything that can be found. Made by `build_index`, or of the text of one that was kept."""

    def __init__(self, text: str) -> None:
        """Take the sections of the text apart.

        Raises:
            ValueError: when it is not the text of an index.
        """
        sections = [section.split(LINE) if section else [] for section in text.split(SECTION)]
        self._sections = sections
        self._entries, self.words, places, titles, self._groups, firsts, small, self._shown = sections
        # A section of one empty line is as empty as one of none.
        self._places, self._titles = places or [""] * len(self.words), titles or [""] * len(self._entries)
        self._expressions = firsts
        self.small = frozenset(small)
        self._reversed: list[str] = []

    @property
    def text(self) -> str:
        """What the index is made of."""
        return SECTION.join(map(LINE.join, self._sections))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that can be found."""
        return tuple(map(_entry, self._entries))

    @property
    def group_places(self) -> tuple[list[int], ...]:
        """For each group of expressions that mean the same, where any of them stands."""
        return tuple(self._group(number)[1] for number in range(len(self._groups)))

    def search(self, question: str, *, most: int = MOST) -> Results:
        """Return the places that a question finds, best first.

        Args:
            question: words as they are typed, the last one perhaps unfinished.
            most: how many places to return.
        """
        terms = self._terms(question)
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        marks: dict[Mark, None] = {}
        for word, groups in terms:
            matched = self._matched(word, groups, marks)
            rare = log(1 + len(self._entries) / (len(matched) or 1))
            for entry, score in matched.items():
                scores[entry] = scores.get(entry, 0.0) + score * rare
                counts[entry] = counts.get(entry, 0) + 1
        if not scores:
            return Results((), 0, self._hint(terms))
        title = " ".join(words_of(question))
        danger = self._speaks_of_danger(terms)
        for entry in scores:
            kind, id = self._entries[entry].split(FIELD, 2)[:2]
            scores[entry] *= URGENT_WEIGHT if id == "urgent" else KIND_WEIGHTS.get(kind, 1.0)
            if danger and id == "urgent":
                counts[entry] = len(terms) + 1
            if " " in title and self._titles[entry].startswith(title):
                scores[entry] *= TITLE_WEIGHT
        ranked = sorted(scores, key=lambda entry: (-counts[entry], -scores[entry], entry))[:most]
        tried = ordered(marks)
        found = [Found(_entry(self._entries[at]), counts[at] >= len(terms), tried) for at in ranked]
        return Results(tuple(found), len(scores))

    def _speaks_of_danger(self, terms: Iterable[tuple[str, Mapping[int, float]]]) -> bool:
        """Return whether a word is one of those that mean what is urgent; a number asks for itself."""
        danger = (URGENT_STEM,)
        return any(
            danger in self._group(group)[0]
            for word, groups in terms
            if not word.isdigit()
            for group in groups
        )

    def _terms(self, question: str) -> list[tuple[str, dict[int, float]]]:
        """Return the words that count, each with the groups of its expressions and what those are worth."""
        typed = words_of(question)
        numbers = numbers_of(question)
        if numbers:
            typed = [word for word in typed if not word.isdigit()] + numbers
        stems = [stem(word) for word in typed]
        groups: list[dict[int, float]] = [{} for _ in typed]
        for at, word in enumerate(stems):
            for member, group in self._begun_by(word):
                if tuple(stems[at : at + len(member)]) == member:
                    for place in range(at, at + len(member)):
                        quality = WHOLE_EXPRESSION if len(member) > 1 else 1.0
                        groups[place][group] = max(quality, groups[place].get(group, 0.0))
        terms = list(zip(typed, groups, strict=True))
        return [term for term in terms if term[0] not in self.small] or terms

    def _matched(self, word: str, groups: Mapping[int, float], marks: dict[Mark, None]) -> dict[int, float]:
        """Return where a word is found, each place with what that is worth; note what to mark there."""
        matched: dict[int, float] = {}
        worth = dict(groups)
        for at, quality in self._candidates(word, marks):
            _add(_numbers(self._places[at]), quality, matched)
            if len(word) >= MEANING_FROM:
                for member, group in self._begun_by(self.words[at]):
                    if len(member) == 1:
                        worth[group] = max(quality, worth.get(group, 0.0))
        for group, quality in worth.items():
            members, places = self._group(group)
            _add(places, quality, matched)
            marks |= dict.fromkeys(map(Mark, members))
        return matched

    def _group(self, number: int) -> tuple[list[tuple[str, ...]], list[int]]:
        """Return the expressions of a group, each as folded words, and where any of them stands."""
        members, _, places = self._groups[number].partition(FIELD)
        return [tuple(member.split(" ")) for member in members.split(ITEM)], _numbers(places)

    def _begun_by(self, word: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield the expressions that begin with a word, each with its group."""
        at = bisect_left(self._expressions, word + FIELD)
        while at < len(self._expressions) and self._expressions[at].startswith(word + FIELD):
            _, member, group = self._expressions[at].split(FIELD)
            yield tuple(member.split(" ")), int(group)
            at += 1

    def _candidates(self, word: str, marks: dict[Mark, None]) -> Iterator[tuple[int, float]]:
        """Yield the words of the vocabulary that may be meant: that one, then beginnings, else slips."""
        whole = stem(word)
        found = False
        at = bisect_left(self.words, whole)
        if at < len(self.words) and self.words[at] == whole:
            found = True
            marks[Mark((whole,))] = None
            yield at, 1.0
        begun = beginning(self.words, word)
        for other in begun:
            if other != at or not found:
                yield other, 0.5 + 0.3 * len(word) / len(self.words[other])
        if found or begun:
            number = word.isdigit()
            marks[Mark((word,), open_end=not number, spaced=number)] = None
            return
        for other, slips in near_words(whole, self.words, self._backwards()).items():
            marks[Mark((self.words[other],))] = None
            yield other, SLIP_QUALITY[slips]

    def _backwards(self) -> Sequence[str]:
        """Return the vocabulary read from the end of each word, sorted."""
        if not self._reversed:
            # Only slips are looked for from the end.
            self._reversed = sorted([word[::-1] for word in self.words])
        return self._reversed

    def _hint(self, terms: Sequence[tuple[str, Mapping[int, float]]]) -> str:
        for word, _ in terms:
            near = nearest(stem(word), self.words) if len(word) > 1 else ""
            if near:
                written = [line for line in self._shown if line.startswith(near + FIELD)]
                return written[0].partition(FIELD)[2] if written else near
        return ""


def entry_line(entry: Entry) -> str:
    """Return an entry as a line of the text; what parts the text cannot stand in it."""
    place = entry.place
    fields = (place.kind, place.id, place.guide, place.page, entry.title, entry.over)
    lists = (entry.names, entry.headings, entry.texts)
    line = [*map(_plain, fields), *(ITEM.join(map(_plain, items)) for items in lists)]
    return FIELD.join(line)


def _plain(text: str) -> str:
    return text.translate(_SIGNS)


_SIGNS: Final = dict.fromkeys(map(ord, (SECTION, LINE, FIELD, ITEM)), " ")


def _entry(line: str) -> Entry:
    kind, id, guide, page, title, over, *lists = line.split(FIELD)
    names, headings, texts = [tuple(items.split(ITEM)) if items else () for items in lists]
    return Entry(Place(kind, id, guide, page), title, names, headings, texts, over)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(" ")] if text else []


def _add(places: Iterable[int], quality: float, matched: dict[int, float]) -> None:
    """Add places to what is matched, each with the best it is worth."""
    worth = [weight * quality for weight in WEIGHTS]
    for place in places:
        entry, score = place >> BITS, worth[place & (1 << BITS) - 1]
        if score > matched.get(entry, 0.0):
            matched[entry] = score
