"""Texts with the matched words marked, cut to the room there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safechat_tui.guide.search.folding import fold_with_places

Spans = tuple[tuple[int, int], ...]
"""Where the matched words stand in a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text, matched or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to mark in folded text, as whole words only."""

    words: tuple[str, ...]
    """Words that follow each other, each with or without the ending of a plural."""
    open_end: bool = False
    """Whether the one word may go on."""
    spaced: bool = False
    """Whether there may be a space between the signs of the one word: a number."""

    @property
    def weight(self) -> int:
        """What decides between marks that begin at one place: the longer expression, then an open end."""
        letters = sum(map(len, self.words))
        if self.open_end:
            return letters + 7
        return letters * 3 - 2 if self.spaced else letters + 7 * len(self.words) - 2

    def end(self, text: str, start: int) -> int:
        """Return where it ends in a folded text, if it begins there; 0 where it does not."""
        if self.spaced:
            return _spaced_end(text, start, self.words[0])
        at = start
        for number, word in enumerate(self.words):
            after = at
            while number and text[after : after + 1] == " ":
                after += 1
            if (number and after == at) or not text.startswith(word, after):
                return 0
            at = after + len(word)
            if not self.open_end and text[at : at + 1] in _PLURALS and not _goes_on(text, at + 1):
                at += 1
        while self.open_end and _goes_on(text, at):
            at += 1
        return 0 if _goes_on(text, at) else at


_PLURALS = ("s", "x")


def _goes_on(text: str, at: int) -> bool:
    """Return whether a letter or digit stands there."""
    return text[at : at + 1].isalnum()


def _spaced_end(text: str, at: int, number: str) -> int:
    for place, sign in enumerate(number):
        if place and text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] != sign:
            return 0
        at += 1
    return 0 if _goes_on(text, at) else at


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in the order in which they are tried at one place."""
    return tuple(sorted(marks, key=lambda mark: -mark.weight))


def spans_of(marks: Sequence[Mark], text: str) -> Spans:
    """Return where marks are found in a text; of those that begin at one place the first counts."""
    folded, places = fold_with_places(text)
    begun: list[tuple[int, int, int]] = []
    for rank, mark in enumerate(marks):
        first = mark.words[0][:1] if mark.spaced else mark.words[0]
        at = folded.find(first)
        while at >= 0:
            if not at or not folded[at - 1].isalnum():
                end = mark.end(folded, at)
                if end:
                    begun.append((at, rank, end))
            at = folded.find(first, at + 1)
    found: list[tuple[int, int]] = []
    for at, _, end in sorted(begun):
        if not found or at >= found[-1][1]:
            found.append((at, end))
    if places is None:
        return tuple(found)
    return tuple([(places[start], places[end]) for start, end in found])


def parts_of(text: str, spans: Spans) -> tuple[Part, ...]:
    """Return a whole text in parts."""
    return _parts(text, spans, 0, len(text))


def excerpt(text: str, spans: Spans, room: int) -> tuple[Part, ...]:
    """Return the piece of a text that shows the most matched words, cut between words.

    Args:
        text: the text.
        spans: where the matched words stand.
        room: letters the piece may have, the dots of what was left out among them.
    """
    if len(text) <= room:
        return parts_of(text, spans)
    start, end = _window(text, spans, max(8, room - 4))
    first = Part("… ") if start else Part("")
    last = Part(" …") if end < len(text) else Part("")
    return tuple(part for part in (first, *_parts(text, spans, start, end), last) if part.text)


def _window(text: str, spans: Spans, room: int) -> tuple[int, int]:
    """Return the ends of the piece: as many matched words as possible, some words before the first."""
    starts = [0, *(start for start, _ in spans)]
    best = max(starts, key=lambda start: (_marked(spans, start, start + room), -start))
    start = max(0, best - room // 4)
    if _marked(spans, start, start + room) < _marked(spans, best, best + room):
        start = best
    if start:
        start = text.find(" ", start, best) + 1 or best
    end = min(len(text), start + room)
    if end < len(text):
        cut = text.rfind(" ", start, end + 1)
        end = cut if cut > start else end
    return start, end


def _marked(spans: Spans, start: int, end: int) -> int:
    return sum(start <= first and last <= end for first, last in spans)


def _parts(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        parts += [Part(text[at:first]), Part(text[first:last], True)]
        at = last
    parts.append(Part(text[at:end]))
    return tuple(part for part in parts if part.text)
