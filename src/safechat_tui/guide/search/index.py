"""The index: sorted words with the places they stand in, asked on every key.

Words and places lie in flat lists and arrays, so that ten guides' worth of text costs a few megabytes and the
words with one beginning are one slice of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Final

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.search.entries import Entry, PlaceKind
from safechat_tui.guide.search.folding import fold, number_ends_of, numbers_of, stem, words_of
from safechat_tui.guide.search.marking import Part, Spans, excerpt, parts_of, spans_of
from safechat_tui.guide.search.nearness import beginning, near_words, nearest
from safechat_tui.records import dataclass

MOST: Final = 60
"""Places that one search returns."""

WEIGHTS: Final = (6.0, 3.0, 1.0, 3.5, 1.8, 0.6)
"""What a word counts in a title, a heading and a text, then the same for a word that means the same."""

KIND_WEIGHTS: Final[Mapping[PlaceKind, float]] = {
    PlaceKind.STRATEGY: 1.15,
    PlaceKind.HELPLINE: 1.15,
    PlaceKind.KEY: 0.8,
}
"""What makes one place likelier to be meant than another; 1 where nothing is said."""

TITLE_WEIGHT: Final = 1.5
"""What it counts that the title begins with the several words that are typed."""

SLIP_QUALITY: Final = {1: 0.45, 2: 0.25}
"""What a word is worth after so many slips; an exact one is worth 1, a beginning 0.5 to 0.8."""

MEANING_FROM: Final = 3
"""Letters from which a beginning also finds what means the same as the words that begin with it."""

_BITS: Final = 3
_LEVEL: Final = (1 << _BITS) - 1
_SAME_MEANING: Final = 3
_Member = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One place, with the means to show why it was found."""

    entry: Entry
    whole: bool
    """Whether every word of the question was found there."""
    _pattern: re.Pattern[str]

    @property
    def title(self) -> tuple[Part, ...]:
        """Its title, the matched words marked."""
        return parts_of(self.entry.title, spans_of(self._pattern, self.entry.title))

    def excerpt(self, room: int) -> tuple[Part, ...]:
        """Return the piece of its words that shows most of what was matched, at most `room` letters."""
        best = ""
        spans: Spans = ()
        for text in (*self.entry.texts, *self.entry.names, *self.entry.headings):
            here = spans_of(self._pattern, text)
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


@dataclass(slots=True)
class Index:
    """Everything that can be found. Made by `build_index`; plain data, so that it can be kept in a cache."""

    entries: tuple[Entry, ...]
    words: list[str]
    """The vocabulary: folded words without plural, sorted."""
    backwards: list[str]
    """The vocabulary read from the end of each word, sorted."""
    starts: array[int]
    """Where the places of each word begin in `places`, and the end of the last."""
    places: array[int]
    """Entries with a level: whether the word stands in the title, a heading or a text."""
    shown: Mapping[str, str]
    """How a folded word is written, where that differs."""
    groups: tuple[tuple[_Member, ...], ...]
    """Groups of expressions that mean the same, each expression as folded words."""
    group_places: tuple[tuple[int, ...], ...]
    """For each group, where any of its expressions stands."""
    small: frozenset[str]
    """Words that are passed over."""
    expressions: Mapping[str, tuple[tuple[_Member, int], ...]]
    """By its first word, each expression of a group."""
    titles: list[str]
    """The title of each entry in folded words."""
    weights: list[float]
    """What makes each entry likelier to be meant than another."""

    def search(self, question: str, *, most: int = MOST) -> Results:
        """Return the places that a question finds, best first.

        Args:
            question: words as they are typed, the last one perhaps unfinished.
            most: how many places to return.
        """
        terms = self._terms(question)
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        marks: dict[str, None] = {}
        for word, groups in terms:
            matched = self._matched(word, groups, marks)
            rare = log(1 + len(self.entries) / (len(matched) or 1))
            for entry, score in matched.items():
                scores[entry] = scores.get(entry, 0.0) + score * rare
                counts[entry] = counts.get(entry, 0) + 1
        if not scores:
            return Results((), 0, self._hint(terms))
        title = " ".join(words_of(question))
        for entry in scores:
            scores[entry] *= self.weights[entry]
            if " " in title and self.titles[entry].startswith(title):
                scores[entry] *= TITLE_WEIGHT
        ranked = sorted(scores, key=lambda entry: (-counts[entry], -scores[entry], entry))
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(marks, key=len, reverse=True))})(?![^\W_])")
        found = (Found(self.entries[at], counts[at] == len(terms), pattern) for at in ranked[:most])
        return Results(tuple(found), len(ranked))

    def _terms(self, question: str) -> list[tuple[str, tuple[int, ...]]]:
        """Return the words that count, each with the groups of the expressions it is part of."""
        typed = words_of(question)
        numbers = numbers_of(question)
        if numbers:
            typed = [word for word in typed if not word.isdigit()] + numbers
        stems = [stem(word) for word in typed]
        groups: list[set[int]] = [set() for _ in typed]
        for at, word in enumerate(stems):
            for member, group in self.expressions.get(word, ()):
                if tuple(stems[at : at + len(member)]) == member:
                    for place in range(at, at + len(member)):
                        groups[place].add(group)
        terms = [(word, tuple(sorted(group))) for word, group in zip(typed, groups, strict=True)]
        return [term for term in terms if term[0] not in self.small] or terms

    def _matched(self, word: str, groups: Iterable[int], marks: dict[str, None]) -> dict[int, float]:
        """Return where a word is found, each place with what that is worth; note what to mark there."""
        matched: dict[int, float] = {}
        worth = dict.fromkeys(groups, 1.0)
        for at, quality in self._candidates(word, marks):
            _add(self.places[self.starts[at] : self.starts[at + 1]], quality, matched)
            if len(word) >= MEANING_FROM:
                for member, group in self.expressions.get(self.words[at], ()):
                    if len(member) == 1:
                        worth[group] = max(quality, worth.get(group, 0.0))
        for group, quality in worth.items():
            _add(self.group_places[group], quality, matched)
            marks |= dict.fromkeys(" +".join(map(_with_plural, member)) for member in self.groups[group])
        return matched

    def _candidates(self, word: str, marks: dict[str, None]) -> Iterator[tuple[int, float]]:
        """Yield the words of the vocabulary that may be meant: that one, then beginnings, else slips."""
        whole = stem(word)
        found = False
        at = bisect_left(self.words, whole)
        if at < len(self.words) and self.words[at] == whole:
            found = True
            marks[_with_plural(whole)] = None
            yield at, 1.0
        for other in beginning(self.words, word):
            if other != at or not found:
                yield other, 0.5 + 0.3 * len(word) / len(self.words[other])
        if found or beginning(self.words, word):
            marks[" ?".join(word) if word.isdigit() else rf"{word}[^\W_]*"] = None
            return
        for other, slips in near_words(whole, self.words, self.backwards).items():
            marks[_with_plural(self.words[other])] = None
            yield other, SLIP_QUALITY[slips]

    def _hint(self, terms: Sequence[tuple[str, tuple[int, ...]]]) -> str:
        for word, _ in terms:
            near = nearest(stem(word), self.words) if len(word) > 1 else ""
            if near:
                return self.shown.get(near, near)
        return ""


def build_index(entries: Iterable[Entry], words: SearchWords) -> Index:
    """Return the index of some entries.

    Args:
        entries: what can be found, in the order that decides between equals.
        words: the words of the entries' language that mean the same, and those that are passed over.
    """
    entries = tuple(entries)
    small = frozenset(folded for word in words.small for folded in words_of(word))
    groups = tuple(tuple(_member(expression) for expression in group) for group in words.groups)
    expressions = _expressions(groups)
    places: dict[str, list[int]] = {}
    group_places: list[list[int]] = [[] for _ in groups]
    shown: dict[str, str] = {}
    for number, entry in enumerate(entries):
        for level, texts in enumerate(((entry.title, *entry.names), entry.headings, entry.texts)):
            code = number << _BITS | level
            for text in texts:
                folded = words_of(text)
                stems = [stem(word) for word in folded]
                _note_expressions(stems, expressions, group_places, code + _SAME_MEANING)
                for word in (*stems, *number_ends_of(text)):
                    if word not in small:
                        _note(places.setdefault(word, []), code)
            # The letters as they are written are kept for the one sentence that names a near word.
            _note_shown(texts, shown)
    for group in groups:
        for member in group:
            if len(member) == 1:
                places.setdefault(member[0], [])
    vocabulary = sorted(places)
    flat, starts = array("I"), array("I", [0])
    for word in vocabulary:
        flat.extend(places[word])
        starts.append(len(flat))
    return Index(
        entries=entries,
        words=vocabulary,
        backwards=sorted(word[::-1] for word in vocabulary),
        starts=starts,
        places=flat,
        shown=shown,
        groups=groups,
        group_places=tuple(map(tuple, group_places)),
        small=small,
        expressions=expressions,
        titles=[" ".join(words_of(entry.title)) for entry in entries],
        weights=[KIND_WEIGHTS.get(entry.place.kind, 1.0) for entry in entries],
    )


def _member(expression: str) -> _Member:
    return tuple(stem(word) for word in words_of(expression))


def _expressions(groups: Sequence[Sequence[_Member]]) -> dict[str, tuple[tuple[_Member, int], ...]]:
    found: dict[str, tuple[tuple[_Member, int], ...]] = {}
    for number, group in enumerate(groups):
        for member in filter(None, group):
            found[member[0]] = (*found.get(member[0], ()), (member, number))
    return found


def _note(places: list[int], code: int) -> None:
    """Add a place unless its entry is there already: what comes first weighs most."""
    if not places or places[-1] >> _BITS != code >> _BITS:
        places.append(code)


def _note_expressions(
    stems: Sequence[str],
    expressions: Mapping[str, tuple[tuple[_Member, int], ...]],
    group_places: Sequence[list[int]],
    code: int,
) -> None:
    """Note the groups whose expressions stand in a text."""
    for at, word in enumerate(stems):
        for member, group in expressions.get(word, ()):
            if len(member) == 1 or tuple(stems[at : at + len(member)]) == member:
                _note(group_places[group], code)


def _note_shown(texts: Iterable[str], shown: dict[str, str]) -> None:
    """Note how words are written that are folded to something else."""
    for text in texts:
        if text.isascii():
            continue
        for written in re.findall(r"[^\W\d_]+", text):
            lower = written.lower()
            if not lower.isascii():
                shown.setdefault(stem(fold(lower)), lower)


def _add(places: Iterable[int], quality: float, matched: dict[int, float]) -> None:
    """Add places to what is matched, each with the best it is worth."""
    worth = [weight * quality for weight in WEIGHTS]
    for place in places:
        entry, score = place >> _BITS, worth[place & _LEVEL]
        if score > matched.get(entry, 0.0):
            matched[entry] = score


def _with_plural(word: str) -> str:
    return f"{word}[sx]?"
