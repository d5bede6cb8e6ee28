"""Texts with the matched words marked, cut to the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safechat_tui.guide.search.folding import tokens_of

Expression = tuple[str, ...]
"""Stems that follow each other."""

_GROUPS: Final = 4
"""Groups of digits that a number has at most: 1-800-363-9010."""

Spans = tuple[tuple[int, int], ...]
"""Where the matched words stand in a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text, matched or not."""

    text: str
    marked: bool = False


def spans_of(marks: frozenset[Expression], text: str) -> Spans:
    """Return where expressions stand in a text, the longest one at each place."""
    begun = _begun(marks)
    tokens = tokens_of(text)
    found: list[tuple[int, int]] = []
    after = 0
    for at, (first, start, _) in enumerate(tokens):
        number = first.isdigit()
        if at < after or not (number or first in begun):
            continue
        for end in range(min(len(tokens), at + (_GROUPS if number else begun[first])), at, -1):
            stems = tuple([stem for stem, _, _ in tokens[at:end]])
            # A number is one word however its groups are written.
            if stems in marks or (number and ("".join(stems),) in marks):
                found.append((start, tokens[end - 1][2]))
                after = end
                break
    return tuple(found)


@lru_cache(maxsize=8)
def _begun(marks: frozenset[Expression]) -> dict[str, int]:
    """Return the length of the longest expression that begins with each word."""
    begun: dict[str, int] = {}
    for mark in marks:
        begun[mark[0]] = max(begun.get(mark[0], 0), len(mark))
    return begun


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
