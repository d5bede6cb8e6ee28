"""Finds places by words: exact ones first, then what means the same, beginnings, and slips of the fingers."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import log
from typing import Final

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.search.entries import Entry, PlaceKind
from safechat_tui.guide.search.folding import asked_words_of, fold, numbers_of, root, stem, words_of
from safechat_tui.guide.search.marking import Expression, Part, excerpt, parts_of, spans_of
from safechat_tui.guide.search.slips import beginning, slips_of
from safechat_tui.i18n import Translator

MOST: Final = 60
"""Places that one search returns."""

WEIGHTS: Final = (6.0, 3.0, 1.0)
"""What a word counts in a title, a heading and a text."""

SAME_MEANING: Final = 0.58
"""What a word that means the same is worth beside the word itself."""

INFLECTED: Final = 0.75
"""What another ending of the word is worth: blocked for block."""

SLIP: Final = 0.45
"""What a word is worth that was meant by one typed with a slip."""

KIND_WEIGHTS: Final[Mapping[str, float]] = {
    PlaceKind.STRATEGY: 1.15,
    PlaceKind.HELPLINE: 1.15,
    PlaceKind.PLATFORM: 1.15,
    PlaceKind.KEY: 0.8,
}
"""What makes one place likelier to be meant than another; 1 where nothing is said."""

TITLE_WEIGHT: Final = 1.5
"""What it counts that the title begins with the several words that are typed."""

NAMED_WEIGHT: Final = 4.0
"""What it counts that an app is named: its card is meant, whatever else is typed."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One place, with the means to show why it was found."""

    entry: Entry
    whole: bool
    """Whether every word of the question was found there."""
    marks: frozenset[Expression]
    """The stems to mark, as expressions of one or several."""

    @property
    def title(self) -> tuple[Part, ...]:
        """Its title, and its number where it is a helpline; the matched words marked."""
        return parts_of(self.entry.shown, spans_of(self.marks, self.entry.shown))

    def excerpt(self, room: int) -> tuple[Part, ...]:
        """Return the piece of its words that shows most of what was matched, at most `room` letters."""
        texts = (*self.entry.texts, *self.entry.names, *self.entry.headings) or ("",)
        best = max(texts, key=lambda text: len(spans_of(self.marks, text)))
        return excerpt(best, spans_of(self.marks, best), room)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found, best first."""

    found: tuple[Found, ...]
    count: int = 0
    """How many places there are in all; `found` holds the best of them."""
    hint: str = ""
    """The nearest word, where nothing was found."""


class _Expressions:
    """Expressions with what each stands for, found in a row of words; the longest one at a place counts."""

    def __init__(self, lines: Iterable[Iterable[str]], form: Callable[[str], str]) -> None:
        self._begun: dict[str, list[tuple[Expression, int]]] = {}
        for number, line in enumerate(lines):
            for expression in line:
                words = tuple(map(form, asked_words_of(expression)))
                self._begun.setdefault(words[0], []).append((words, number))

    def within(self, row: Sequence[str], small: Container[str] = ()) -> Iterator[tuple[int, int, int]]:
        """Yield the number of each line one of whose expressions is there, and where that begins and ends.

        Args:
            row: the words, each in the form of the expressions.
            small: words that may stand between those of an expression.
        """
        for at, first in enumerate(row):
            for words, number in self._begun.get(first, ()):
                end = at + 1
                for word in words[1:]:
                    while end < len(row) and row[end] != word and row[end] in small:
                        end += 1
                    if end == len(row) or row[end] != word:
                        break
                    end += 1
                else:
                    yield number, at, end

    def longest(self, row: Sequence[str], small: Container[str]) -> list[int]:
        """Return the numbers of the lines, in their order, without expressions inside of longer ones."""
        found = list(self.within(row, small))
        inside = {
            one for one in found for other in found
            if other[1] <= one[1] and one[2] <= other[2] and one[2] - one[1] < other[2] - other[1]
        }  # fmt: skip
        return sorted({number for number, start, end in found if (number, start, end) not in inside})


class Index:
    """Everything that can be found."""

    def __init__(self, entries: Iterable[Entry], words: SearchWords) -> None:
        """Take note of where each word stands.

        Args:
            entries: what can be found, in the order that decides between equals.
            words: what is known of the entries' language.
        """
        self.entries = tuple(entries)
        self._small = {folded for word in words.small for folded in words_of(word)}
        self._groups = [[tuple(map(stem, words_of(each))) for each in group] for group in words.groups]
        self._meanings = _Expressions(words.groups, stem)
        self._promoted = _Expressions((expressions for _, expressions in words.first), root)
        self._firsts = [ids for ids, _ in words.first]
        self._numbers = {entry.place.id: at for at, entry in reversed(list(enumerate(self.entries)))}
        self._titles = [" ".join(words_of(entry.title)) for entry in self.entries]
        self._places: dict[str, dict[int, int]] = {}
        self.group_places: list[dict[int, int]] = [{} for _ in words.groups]
        self._written: dict[str, str] = {}
        for number, entry in enumerate(self.entries):
            for level, texts in enumerate(((entry.title, *entry.names), entry.headings, entry.texts)):
                for text in texts:
                    self._note(text, number, level)
        for ids, expressions in words.first:
            at = next((self._numbers[id] for id in ids if id in self._numbers), None)
            for expression in expressions:
                if at is not None and len(words_of(expression)) == 1:
                    self._note(expression, at, 1)
        for group in self._groups:
            for member in group:
                if len(member) == 1:
                    self._places.setdefault(member[0], {})
        self.words = sorted(self._places)
        self._roots: dict[str, list[str]] = {}
        for word in self.words:
            self._roots.setdefault(root(word), []).append(word)

    def _note(self, text: str, entry: int, level: int) -> None:
        """Note the words of a text; the weightiest place in an entry counts."""
        folded = words_of(text)
        numbers = ["".join(groups[at:]) for groups in numbers_of(text) for at in range(len(groups) - 1)]
        for word in (*map(stem, folded), *numbers):
            if word not in self._small:
                self._places.setdefault(word, {}).setdefault(entry, level)
        for group, _, _ in self._meanings.within([stem(word) for word in folded]):
            self.group_places[group].setdefault(entry, level)
        if not text.isascii():
            for written in _LETTERS.findall(text.lower()):
                self._written.setdefault(stem(fold(written)), written)

    def search(self, question: str, *, most: int = MOST) -> Results:
        """Return the places that a question finds, best first.

        Args:
            question: words as they are typed, the last one perhaps unfinished.
            most: how many places to return.
        """
        typed = asked_words_of(question)
        terms = self._terms(typed)
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        marks: set[Expression] = set()
        for at, (word, groups) in enumerate(terms, start=1):
            matched = self._matched(word, groups, marks, last=at == len(terms))
            rare = log(1 + len(self.entries) / (len(matched) or 1))
            for entry, score in matched.items():
                scores[entry] = scores.get(entry, 0.0) + score * rare
                counts[entry] = counts.get(entry, 0) + 1
        title = " ".join(typed)
        asked = {stem(word) for word in typed}
        for entry in scores:
            kind = self.entries[entry].place.kind
            scores[entry] *= KIND_WEIGHTS.get(kind, 1.0)
            if kind == PlaceKind.PLATFORM and self._titles[entry] in asked:
                scores[entry] *= NAMED_WEIGHT
            if " " in title and self._titles[entry].startswith(title):
                scores[entry] *= TITLE_WEIGHT
        lines = self._promoted.longest([root(word) for word in typed], self._small)
        first = [self._numbers[id] for line in lines for id in self._firsts[line] if id in self._numbers]
        ranked = sorted(scores, key=lambda entry: (-scores[entry] * counts[entry] ** 2, entry))
        best = tuple(dict.fromkeys((*first, *ranked)))
        if not best:
            return Results((), 0, self._hint(word for word, _ in terms))
        mark = frozenset(marks)
        found = [Found(self.entries[at], counts.get(at) == len(terms), mark) for at in best[:most]]
        return Results(tuple(found), len(best))

    def _terms(self, typed: Sequence[str]) -> list[tuple[str, set[int]]]:
        """Return the words that count, each with the groups of the expressions it is part of."""
        groups: list[set[int]] = [set() for _ in typed]
        for group, start, end in self._meanings.within([stem(word) for word in typed]):
            for at in range(start, end):
                groups[at].add(group)
        terms = list(zip(typed, groups, strict=True))
        return [term for term in terms if term[0] not in self._small] or terms

    def _matched(
        self, typed: str, groups: set[int], marks: set[Expression], *, last: bool
    ) -> dict[int, float]:
        """Return where a word is found, each place with what that is worth; note what to mark there."""
        matched: dict[int, float] = {}
        worth = dict.fromkeys(groups, SAME_MEANING)
        for word, quality in self._meant(typed, last=last).items():
            marks.add((word,))
            _add(self._places[word], quality, matched)
            if len(typed) >= 3:
                for group, _, _ in self._meanings.within([word]):
                    worth[group] = max(worth.get(group, 0.0), quality * SAME_MEANING)
        for group, quality in worth.items():
            marks.update(self._groups[group])
            _add(self.group_places[group], quality, matched)
        return matched

    def _meant(self, typed: str, *, last: bool) -> dict[str, float]:
        """Return the words of the content that a typed word may mean, with what each is worth."""
        word = stem(typed)
        meant = {word: 1.0} if word in self._places else {}
        for other in self._roots.get(root(typed), ()):
            meant.setdefault(other, INFLECTED)
        if last or not meant:
            for other in beginning(self.words, typed):
                meant.setdefault(other, 0.4 + 0.3 * len(typed) / len(other))
        return meant or dict.fromkeys(slips_of(typed, self.words), SLIP)

    def _hint(self, typed: Iterable[str]) -> str:
        for word in typed:
            known = beginning(self.words, word[:2]) if len(word) > 4 else []
            for near in get_close_matches(stem(word), known, n=1, cutoff=0.85):
                return self._written.get(near, near)
        return ""


def nothing_found(asked: str, results: Results, tr: Translator, where: str = "lines") -> str:
    """Return what is said where nothing was found: the nearest word, and always the way to urgent help.

    Args:
        asked: what was typed, clean.
        results: what was found.
        tr: the language.
        where: `lines`, a `field` that takes the letters, or a shell `command`, where no key opens anything.
    """
    near = tr("search.near", word=results.hint) if results.hint else tr("search.other")
    urgent = tr(f"search.urgent-{where}")
    return f"{tr('search.none', words=asked)} {near} {urgent}"


def _add(places: Mapping[int, int], quality: float, matched: dict[int, float]) -> None:
    """Add places to what is matched, each with the best it is worth."""
    for entry, level in places.items():
        matched[entry] = max(matched.get(entry, 0.0), WEIGHTS[level] * quality)
