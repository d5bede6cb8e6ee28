"""Finds entries by words: exact ones first, then what means the same, beginnings and slips of the fingers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import log
from typing import Final, NamedTuple

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.search.entries import Entry, PlaceKind
from safechat_tui.guide.search.expressions import PERSON, Expressions, Firsts, Match, single_words, spoken
from safechat_tui.guide.search.marking import Expression, excerpt, marked, places_of
from safechat_tui.guide.search.tokens import Token, root, tokens_of, words_of
from safechat_tui.guide.text import Span
from safechat_tui.i18n import Translator

MOST: Final = 60
"""Entries that one search returns."""

WEIGHTS: Final = (6.0, 3.0, 1.0)
"""What a word counts in a title, a heading and a text."""

SAME_MEANING: Final = 0.58
"""What a word that means the same is worth beside the word itself."""

SLIP: Final = 0.45
"""What a word is worth that was meant by one typed with a slip."""

SLIP_FROM: Final = 6
"""Letters from which a slip is forgiven: a shorter word is too often another word."""

PLACE_OF_HELP: Final = 3
"""Where urgent help stands at the latest, from 1, where somebody is told of."""

LEAST_TOLD: Final = 3
"""Words from which what is typed may tell of somebody."""

_ALIKE: Final = 0.85
"""How alike two words are where one is a slip of the other, from 0 to 1."""

TITLE_WEIGHT: Final = 1.5
"""What it counts that the title begins with the several words that are typed."""

NAMED_WEIGHT: Final = 4.0
"""What it counts that an app is named: its card is meant, whatever else is typed."""


class Found(NamedTuple):
    """One entry, with the means to show why it was found."""

    entry: Entry
    marks: frozenset[Expression]

    @property
    def title(self) -> tuple[Span, ...]:
        """Its title, and its number where it is a helpline; the matched words strong."""
        return marked(self.entry.shown, places_of(self.marks, self.entry.shown))

    def excerpt(self, room: int) -> tuple[Span, ...]:
        """Return the piece of its words that shows most of what was matched, at most `room` letters."""
        texts = (*self.entry.texts, *self.entry.names, *self.entry.headings) or ("",)
        best = max(texts, key=lambda text: len(places_of(self.marks, text)))
        return excerpt(best, places_of(self.marks, best), room)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found, best first."""

    found: tuple[Found, ...]
    count: int = 0
    """How many entries there are in all; `found` holds the best of them."""
    hint: str = ""
    """The nearest word, where nothing was found."""


class Index:
    """Everything that can be found."""

    def __init__(self, entries: Iterable[Entry], words: SearchWords) -> None:
        """Take note of where each word stands; the order of the entries decides between equals."""
        self.entries = tuple(entries)
        self._small = {root(folded) for word in words.small for folded in words_of(word)}
        self._same = [[tuple(map(root, words_of(each))) for each in group] for group in words.groups]
        """By line, the roots of each expression that means the same."""
        self._meanings = Expressions(
            [[frozenset({word}) for word in each] for each in line] for line in self._same
        )
        self._firsts = Firsts(words, self._small)
        self._titles = [" ".join(words_of(entry.title)) for entry in self.entries]
        self._weights: dict[str, dict[int, float]] = {}
        """By root, and by the sign of each line of words that mean the same: what it counts in each entry."""
        self._written: dict[str, str] = {}
        """Every folded word, as it is written."""
        for at, entry in enumerate(self.entries):
            levels = ((entry.title, *entry.names), entry.headings, entry.texts)
            for weight, texts in zip(WEIGHTS, levels, strict=True):
                self._note(texts, at, weight)
        self._numbers = {entry.place.id: at for at, entry in reversed(list(enumerate(self.entries)))}
        self._first_ids = [ids for ids, _ in words.first]
        alike: set[str] = set()
        for ids, expressions in words.first:
            single = [word for each in expressions if PERSON not in ids for word in single_words(each)]
            for at in self._entries_of(ids)[:1]:
                self._note(single, at, WEIGHTS[1])
            alike |= set() if ids else {root(word) for each in single for word in words_of(each)}
        # A word leads to what means the same though it stands in no text.
        named = (word for group in words.groups for word in group if len(words_of(word)) == 1)
        self._written = {words_of(word)[0]: word for word in named} | self._written
        self.words = sorted(self._written)
        self._known = alike.union(map(root, self.words))

    def _note(self, texts: Iterable[str], at: int, weight: float) -> None:
        """Note the words of texts; the weightiest level of an entry comes first and counts."""
        signs: set[str] = set()
        for text in texts:
            tokens = tokens_of(text)
            signs.update(_sign(each.line) for each in self._alike(token.root for token in tokens))
            for word, stem, start, end in tokens:
                if word.isdigit():
                    # A number is found by any of its groups, and from any of them on.
                    groups = re.findall(r"\d+", text[start:end])
                    numbers = {*groups, *("".join(groups[first:]) for first in range(len(groups)))}
                    signs |= numbers
                    self._written |= {number: number for number in numbers}
                elif stem not in self._small:
                    signs.add(stem)
                    if word not in self._written:
                        self._written[word] = text[start:end].lower()
        for sign in signs:
            self._weights.setdefault(sign, {}).setdefault(at, weight)

    def search(self, question: str, *, most: int = MOST) -> Results:
        """Return the entries that a question finds, best first; its last word may be unfinished."""
        typed = tokens_of(question)
        roots = [token.root for token in typed]
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        marks: set[Expression] = set()
        named = {
            *roots,
            *(each[0] for match in self._alike(roots) for each in self._same[match.line]),
        }
        terms = list(self._terms(typed))
        for meant in terms:
            matched: dict[int, float] = {}
            for sign, quality in meant.items():
                marks.update(self._same[int(sign[1:])] if sign[0] == "=" else [(sign,)])
                for at, weight in self._weights.get(sign, {}).items():
                    matched[at] = max(matched.get(at, 0.0), weight * quality)
            rare = log(1 + len(self.entries) / (len(matched) or 1))
            for at, score in matched.items():
                scores[at] = scores.get(at, 0.0) + score * rare
                counts[at] = counts.get(at, 0) + 1
        title = " ".join(token.word for token in typed)
        for at in scores:
            # A place with all the words is likelier to be meant than one with the weightiest.
            scores[at] *= counts[at] ** 2
            if self.entries[at].place.kind is PlaceKind.PLATFORM and self._titles[at] in named:
                scores[at] *= NAMED_WEIGHT
            if len(typed) > 1 and self._titles[at].startswith(title):
                scores[at] *= TITLE_WEIGHT
        ranked = sorted(scores, key=lambda at: (-scores[at], at))
        best = self._in_order(tokens_of(spoken(question)), ranked, whole=len(terms) in counts.values())
        found = tuple(Found(self.entries[at], frozenset(marks)) for at in best[:most])
        return Results(found, len(best), "" if best else self._hint(typed))

    def _in_order(self, typed: Sequence[Token], ranked: Sequence[int], *, whole: bool) -> list[int]:
        """Return entries in order: what the words always bring, then those that were found, best first.

        Whoever tells of somebody tells of what is happening to her: urgent help comes first where no word
        leads anywhere else, and among the first where none holds the `whole` of the words.
        """
        meant = [self._meant_by_slip(token) for token in typed]
        found = self._firsts.find(typed) or self._firsts.find(meant)
        ids = [id for match in found for id in self._first_ids[match.line]]
        people = [word for word in meant if self._firsts.names_person(word)]
        first, help = self._entries_of(ids), self._entries_of(self._firsts.told(people))
        if first:
            # What is danger to life may be a danger from herself.
            first += help if first[0] in help[:1] and len(typed) >= LEAST_TOLD else []
            help = []
        elif any(match.parts > 1 for match in found):
            # It only looks like danger.
            ranked, help = [at for at in ranked if at not in help], []
        elif len(typed) < LEAST_TOLD or not people or whole:
            help = []
        elif not found and not self._alike(each.root for each in meant if each not in people):
            first, help = help, []
        return list(dict.fromkeys((*first, *ranked[: PLACE_OF_HELP - 1], *help[:1], *ranked)))

    def _alike(self, roots: Iterable[str]) -> set[Match]:
        """Return where expressions stand that have others of the same meaning."""
        return self._meanings.within([(word,) for word in roots])

    def _entries_of(self, ids: Iterable[str]) -> list[int]:
        return [self._numbers[id] for id in ids if id in self._numbers]

    def _meant_by_slip(self, typed: Token) -> Token:
        """Return a word, or the one that it is a slip of."""
        slips = [] if typed.root in self._known else self._slips(typed.word)
        return typed._replace(word=slips[0], root=root(slips[0])) if slips else typed

    def _terms(self, typed: Sequence[Token]) -> Iterator[dict[str, float]]:
        """Yield, for each word that counts, the roots and lines it may mean with what each is worth."""
        same: list[dict[str, float]] = [{} for _ in typed]
        for match in self._alike(token.root for token in typed):
            for at in range(match.start, match.end):
                same[at][_sign(match.line)] = SAME_MEANING
        terms = [at for at, token in enumerate(typed) if token.root not in self._small] or range(len(typed))
        for at in terms:
            yield self._meant(typed[at], last=at == terms[-1]) | same[at]

    def _meant(self, typed: Token, *, last: bool) -> dict[str, float]:
        """Return what a typed word alone may mean: itself, a beginning, a slip, and what means the same."""
        meant = {typed.root: 1.0} if typed.root in self._known else {}
        if last or not meant:
            for other in self._beginning(typed.word):
                meant.setdefault(root(other), 0.4 + 0.3 * len(typed.word) / len(other))
        meant = meant or dict.fromkeys(map(root, self._slips(typed.word)), SLIP)
        for word, quality in list(meant.items()) if len(typed.word) >= 3 else ():
            for sign in (_sign(match.line) for match in self._alike([word])):
                meant[sign] = max(meant.get(sign, 0.0), quality * SAME_MEANING)
        return meant

    def _beginning(self, prefix: str) -> Sequence[str]:
        """Return the words that begin with a prefix."""
        return self.words[bisect_left(self.words, prefix) : bisect_left(self.words, prefix + "\U0010ffff")]

    def _slips(self, typed: str) -> list[str]:
        """Return the words that a typed one is a slip of; none where they may mean different things.

        The first letter stays, or is turned round with the second: another first letter is another word.
        """
        if len(typed) < SLIP_FROM:
            return []
        near = [other for other in self._beginning(typed[0]) if abs(len(other) - len(typed)) <= 2]
        turned = [
            other for other in (*near, *self._beginning(typed[1::-1])) if sorted(other) == sorted(typed)
        ]
        near = turned or get_close_matches(typed, near, cutoff=_ALIKE)
        return near if len({root(each)[:5] for each in near}) == 1 else []

    def _hint(self, typed: Iterable[Token]) -> str:
        """Return the known word nearest to one that was typed, as it is written."""
        for word in (token.word for token in typed if len(token.word) > 4):
            for near in get_close_matches(word, self._beginning(word[:2]), n=1, cutoff=_ALIKE):
                return self._written[near]
        return ""


def _sign(line: int) -> str:
    """Return what stands for a line of words that mean the same; no word begins so."""
    return f"={line}"


def nothing_found(asked: str, results: Results, tr: Translator, where: str = "lines") -> str:
    """Return what is said where nothing was found: the nearest word, and always the way to urgent help.

    `where` is `lines`, a `field` that takes the letters, or a shell `command`, where no key opens anything.
    """
    near = tr("search.near", word=results.hint) if results.hint else tr("search.other")
    urgent = tr(f"search.urgent-{where}")
    return f"{tr('search.none', words=asked)} {near} {urgent}"
