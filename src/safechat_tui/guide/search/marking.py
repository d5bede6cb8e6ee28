"""Texts with the matched words strong, cut to the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from safechat_tui.guide.search.tokens import tokens_of
from safechat_tui.guide.text import Span

Expression = tuple[str, ...]
"""Roots of words that follow each other."""

Ranges = Sequence[tuple[int, int]]
"""Where the matched words begin and end in a text."""


def places_of(marks: frozenset[Expression], text: str) -> Ranges:
    """Return where expressions stand in a text, the longest one at each place."""
    tokens = tokens_of(text)
    lengths = _lengths(marks)
    found: list[tuple[int, int]] = []
    after = 0
    for at, first in enumerate(tokens):
        if at < after:
            continue
        ends = range(min(at + lengths.get(first.root, 0), len(tokens)), at, -1)
        after = next((end for end in ends if tuple([each.root for each in tokens[at:end]]) in marks), 0)
        # A part of a number marks all of it.
        if (
            not after
            and first.root.isdigit()
            and any(mark in first.root for mark in lengths if mark.isdigit())
        ):
            after = at + 1
        if after:
            found.append((first.start, tokens[after - 1].end))
    return found


@lru_cache(maxsize=8)
def _lengths(marks: frozenset[Expression]) -> dict[str, int]:
    """Return the length of the longest expression that begins with each word."""
    return {mark[0]: len(mark) for mark in sorted(marks, key=len)}


def marked(text: str, places: Ranges) -> tuple[Span, ...]:
    """Return a text, the matched words in it strong."""
    spans: list[Span] = []
    at = 0
    for start, end in places:
        spans += [Span(text[at:start]), Span(text[start:end], strong=True)]
        at = end
    return tuple(span for span in (*spans, Span(text[at:])) if span.text)


def excerpt(text: str, places: Ranges, room: int) -> tuple[Span, ...]:
    """Return the piece of a text that shows the most matched words, cut between words.

    `room` is how many letters it may have, the dots of what was left out among them.
    """
    if len(text) <= room:
        return marked(text, places)
    room = max(8, room - 4)
    # Some words before the first matched one say what it is about.
    starts = [0, *(max(0, text.find(" ", max(0, first - room // 4), first) + 1) for first, _ in places)]
    start = max(starts, key=lambda start: sum(start <= at and end <= start + room for at, end in places))
    end = min(len(text), start + room)
    if end < len(text):
        cut = text.rfind(" ", start, end + 1)
        end = cut if cut > start else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = len(before) - start
    inside = [(first + moved, last + moved) for first, last in places if start <= first and last <= end]
    return marked(f"{before}{text[start:end]}{after}", inside)
