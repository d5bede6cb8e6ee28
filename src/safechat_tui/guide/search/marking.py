"""Texts with the matched words marked, cut to the room there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from safechat_tui.guide.search.folding import fold_with_places

Spans = tuple[tuple[int, int], ...]
"""Where the matched words stand in a text."""


class Part(NamedTuple):
    """A run of text, matched or not."""

    text: str
    marked: bool = False


def spans_of(pattern: re.Pattern[str], text: str) -> Spans:
    """Return where a pattern of folded words is found in a text."""
    folded, places = fold_with_places(text)
    found = (match.span() for match in pattern.finditer(folded))
    if places is None:
        return tuple(found)
    return tuple((places[start], places[end]) for start, end in found)


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
