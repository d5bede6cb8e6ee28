"""Expressions of one or several words, and where they stand in what is typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.search.tokens import Token, root, words_of

PERSON: Final = "+"
"""What stands in an expression for any word for a person; after ids, what makes a line one of such words."""

_STEM: Final = "|"
"""What stands after a stem, which any ending may follow: strangl|e."""

_PRONOUN: Final = re.compile(r"\b([jm])['’ʼ‘`´]", re.IGNORECASE)
"""The two elided words of French that name a person."""

_PIECE: Final = re.compile(r"\d+(?:-\d+)+|[\w'’|/+]+")
"""A number in groups; or a word of an expression, with the choices for it."""


Parts = Sequence[frozenset[str]]
"""The words of an expression one by one, with all that may stand in the place of each."""


class Match(NamedTuple):
    """Where an expression stands among words, how many words it names, and its line."""

    start: int
    end: int
    parts: int
    line: int


class Expressions:
    """Numbered lines of expressions, each a row of words with all that may stand in the place of each."""

    def __init__(self, lines: Iterable[Iterable[Parts]], small: Collection[str] = ()) -> None:
        """Take note of how each begins; `small` are roots of words that may stand inside of an expression."""
        self._small = small
        self._begun: dict[str, list[tuple[Parts, int]]] = {}
        for number, line in enumerate(lines):
            for parts in line:
                for first in parts[0]:
                    self._begun.setdefault(first, []).append((parts, number))

    def within(self, row: Sequence[Collection[str]]) -> set[Match]:
        """Return where expressions stand in a row of words, each given by all the forms it has."""
        begun = (
            (at, *each)
            for at, forms in enumerate(row)
            for form in forms
            for each in self._begun.get(form, ())
        )
        return {
            Match(at, end, len(parts), line)
            for at, parts, line in begun
            if (end := self._end(row, at, parts))
        }

    def _end(self, row: Sequence[Collection[str]], at: int, parts: Parts) -> int:
        """Return where an expression ends that begins somewhere; 0 where it does not stand there."""
        at += 1
        for part in parts[1:]:
            while row[at:] and part.isdisjoint(row[at]) and any(form in self._small for form in row[at]):
                at += 1
            if not row[at:] or part.isdisjoint(row[at]):
                return 0
            at += 1
        return at


class Firsts:
    """What always brings places before all others: expressions of stems, choices and words for people."""

    def __init__(self, words: SearchWords, small: Collection[str]) -> None:
        """Take note of the expressions of a language, and of its small words."""
        self._told = [
            ([id for id in ids if id != PERSON], {form for each in people for form in _parts(each)[0]})
            for ids, people in words.first
            if PERSON in ids
        ]
        self._people = {form for _, people in self._told for form in people}
        lines = (() if PERSON in ids else map(_parts, expressions) for ids, expressions in words.first)
        self._expressions = Expressions(lines, small)

    def find(self, typed: Sequence[Token]) -> list[Match]:
        """Return the expressions that stand inside of none that says more, in the order of their lines."""
        found = self._expressions.within([self._forms(token) for token in typed])
        return sorted(
            (each for each in found if not any(_says_more(other, each) for other in found)),
            key=lambda each: each.line,
        )

    def told(self, people: Iterable[Token]) -> list[str]:
        """Return ids of what whoever tells of these people may need: the upper of their lines says it."""
        named = {form for word in people for form in self._forms(word)}
        lines = sorted(self._told, key=lambda line: named.isdisjoint(line[1]))
        return lines[0][0] if lines else []

    def names_person(self, word: Token) -> bool:
        """Return whether a word is one for a person."""
        return PERSON in self._forms(word)

    def _forms(self, token: Token) -> frozenset[str]:
        """Return what a word may be in an expression: its root, a stem, a word for a person."""
        forms = {token.root, *(token.word[:end] + _STEM for end in range(1, len(token.word) + 1))}
        return frozenset({*forms, PERSON} if not forms.isdisjoint(self._people) else forms)


def _says_more(one: Match, other: Match) -> bool:
    """Return whether an expression holds another, and is longer or names more of its words."""
    holds = one.start <= other.start and other.end <= one.end
    return holds and (one.end - one.start, one.parts) > (other.end - other.start, other.parts)


def _parts(expression: str) -> Parts:
    """Return an expression of choices, stems and words for people."""
    return [frozenset(map(_form, piece.split("/"))) for piece in _PIECE.findall(spoken(expression))]


def _form(choice: str) -> str:
    word, stem, _ = choice.partition(_STEM)
    return (
        choice
        if choice == PERSON
        else "".join(words_of(word)) + stem
        if stem
        else root("".join(words_of(word)))
    )


def spoken(text: str) -> str:
    """Return a text with the elided words for people as words of their own: m’a becomes m a."""
    return _PRONOUN.sub(r"\1 ", text)


def single_words(expression: str) -> list[str]:
    """Return the whole words that an expression of one word may be."""
    choices = expression.replace(_STEM, "").split("/")
    return [choice for choice in choices if len(words_of(choice)) == 1] if " " not in expression else []
