"""Measures words in cells of a terminal or a line printer, and wraps them into rows.

Only plain spaces part words: numbers and what no-break spaces join stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

MIN_ROOM: Final = 4
"""Cells that words always have, however much stands before them."""


class Piece(NamedTuple):
    """A run of text in a row, its look named by a role of the styles; the guide's words are `Span`s."""

    text: str
    role: str = "text"


Row = tuple[Piece, ...]
"""One line."""


@cache
def _width(letter: str) -> int:
    """Return the cells of one letter: none for an accent, two for a wide one."""
    if unicodedata.category(letter) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cells(text: str) -> int:
    """Return how many cells a text takes: wide letters two, accents none of their own."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _head(text: str, width: int) -> str:
    """Return the beginning of a text that takes at most so many cells."""
    if text.isascii():
        return text[:width]
    used = 0
    for index, letter in enumerate(text):
        used += _width(letter)
        if used > width:
            return text[:index]
    return text


def sized(text: str, width: int) -> str:
    """Return a text cut, or filled with spaces, to take exactly so many cells."""
    cut = _head(text, width)
    return cut + " " * (width - cells(cut))


def wrap_text(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return the text in lines; none for a text without words.

    The lines begin with `first` and then `rest`, or as many spaces as `first` takes.
    """
    if not text.strip(" "):
        return []
    under = None if rest is None else (Piece(rest),)
    rows = wrap([Piece(text)], width, first=(Piece(first),), rest=under)
    return ["".join(piece.text for piece in row) for row in rows]


def wrap(pieces: Iterable[Piece], width: int, *, first: Row = (), rest: Row | None = None) -> list[Row]:
    """Return the pieces as rows no wider than the width in cells; a word longer than a row is cut.

    The rows begin with `first` and then `rest`, or as many spaces as `first` takes; beside them MIN_ROOM
    cells are left at least.
    """
    indent = rest if rest is not None else (Piece(" " * width_of(first)),)
    room = max(MIN_ROOM, width - max(width_of(first), width_of(indent)))
    rows: list[Row] = []
    line: list[Piece] = []
    used = 0
    for whole, size in _words(pieces):
        for word, taken in _cut(whole, room) if size > room else ((whole, size),):
            if line and used + 1 + taken > room:
                rows.append(tuple(line))
                line, used = [], 0
            if line:
                same = line[-1].role == word[0].role
                line.append(Piece(" ", word[0].role if same else "text"))
                used += 1
            line += word
            used += taken
    rows.append(tuple(line))
    return [_joined((*(indent if index else first), *line)) for index, line in enumerate(rows)]


def width_of(pieces: Iterable[Piece]) -> int:
    """Return how many cells the pieces take."""
    return sum(cells(piece.text) for piece in pieces)


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[list[Piece], int]]:
    """Yield words, each of one or more pieces, and the cells they take."""
    word: list[Piece] = []
    size = 0
    for piece in pieces:
        for index, part in enumerate(piece.text.split(" ")):
            if index and word:
                yield word, size
                word, size = [], 0
            if part:
                word.append(Piece(part, piece.role))
                size += cells(part)
    if word:
        yield word, size


def _cut(word: list[Piece], width: int) -> Iterator[tuple[list[Piece], int]]:
    """Yield a word in parts no wider than the width, and the cells of each."""
    part: list[Piece] = []
    room = width
    for text, role in word:
        while text:
            taken = _head(text, room)
            if taken:
                part.append(Piece(taken, role))
                room -= cells(taken)
                text = text[len(taken) :]
            if text:
                yield part, width - room
                part, room = [], width
    yield part, width - room


def _joined(pieces: Sequence[Piece]) -> Row:
    """Return the pieces with neighbours of one look put together."""
    joined: list[Piece] = []
    texts: list[str] = []
    role = ""
    for text, here in pieces:
        if not text:
            continue
        if here != role and texts:
            joined.append(Piece("".join(texts), role))
            texts = []
        role = here
        texts.append(text)
    return (*joined, Piece("".join(texts), role)) if texts else tuple(joined)
