"""Rows of styled pieces, and wrapping that keeps what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from safechat_tui.clean import clean
from safechat_tui.guide import Block, Kind, Section
from safechat_tui.tui.cells import cell_len, set_cell_size

ROLES: Final = ("text", "title", "strong", "say", "cursor", "chosen", "note", "warn", "danger", "tab", "rule")
"""Every look a piece may have; the style sheets say how each one looks."""


RULE: Final = "_"
"""The sign of a rule: it joins its like, and is one byte where a line that is drawn takes three."""


class Piece(NamedTuple):
    """A run of text with one look."""

    text: str
    role: str = "text"


Row = tuple[Piece, ...]
"""One line of the screen."""

BLANK: Final[Row] = ()
"""An empty line."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a pane shows: its rows, and those that must be in sight."""

    rows: tuple[Row, ...]
    focus: tuple[int, int] | None = field(default=None)
    """First and last row of what the cursor is on."""
    below: tuple[Row, ...] = ()
    """Rows that stand under the others and are always in sight; the others move above them."""
    cut: Row = BLANK
    """The row between the two where there is more of the others."""

    def room(self, height: int) -> int:
        """Return how many of the rows that move are in sight in a pane of this height."""
        return max(0, height - len(self.below) - 1) if self.below else height

    def sight(self, height: int, top: int = 0) -> tuple[Row, ...]:
        """Return the rows in sight in a pane of this height; empty ones at its end are left out.

        Args:
            height: rows of the pane.
            top: the first of the rows that move.
        """
        end = top + self.room(height)
        shown = self.rows[top:end]
        if not self.below:
            return shown
        between = self.cut if end < len(self.rows) else BLANK
        return (*shown, *[BLANK] * (self.room(height) - len(shown)), between, *self.below)[:height]


def shown(text: str) -> str:
    """Return a text as it may stand in a row: clean, its spaces as they are."""
    return clean(text, multiline=True).replace("\n", " ")


def row(text: str, role: str = "text") -> Row:
    """Return a row of one piece."""
    return (Piece(text, role),)


def rule(width: int) -> Row:
    """Return a rule of so many cells."""
    return row(RULE * width, "rule")


def width_of(pieces: Iterable[Piece]) -> int:
    """Return how many cells the pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[list[Piece], int]]:
    """Yield words, each of one or more pieces, and the cells they take. Only plain spaces part words."""
    word: list[Piece] = []
    cells = 0
    for piece in pieces:
        for index, part in enumerate(piece.text.split(" ")):
            if index and word:
                yield word, cells
                word, cells = [], 0
            if part:
                word.append(Piece(part, piece.role))
                cells += cell_len(part)
    if word:
        yield word, cells


def _cut(word: list[Piece], width: int) -> Iterator[tuple[list[Piece], int]]:
    """Yield a word in parts no wider than the width, and the cells of each."""
    part: list[Piece] = []
    room = width
    for piece in word:
        for character in piece.text:
            cells = cell_len(character)
            if cells > room:
                yield part, width - room
                part, room = [], width
            part.append(Piece(character, piece.role))
            room -= cells
    yield part, width - room


def wrap(pieces: Iterable[Piece], width: int, *, first: Row = (), rest: Row | None = None) -> list[Row]:
    """Return the pieces as rows no wider than the width.

    Args:
        pieces: what to say.
        width: cells of a row, at least 4 of which are left for the words.
        first: what stands before the first row.
        rest: what stands before the other rows; by default as many spaces as `first` takes.
    """
    indent = rest if rest is not None else row(" " * width_of(first))
    room = max(4, width - max(width_of(first), width_of(indent)))
    rows: list[Row] = []
    line: list[Piece] = []
    used = 0
    for whole, size in _words(pieces):
        for word, cells in _cut(whole, room) if size > room else ((whole, size),):
            if line and used + 1 + cells > room:
                rows.append(tuple(line))
                line, used = [], 0
            if line:
                same = line[-1].role == word[0].role
                line.append(Piece(" ", word[0].role if same else "text"))
                used += 1
            line += word
            used += cells
    rows.append(tuple(line))
    return [_joined((*(indent if index else first), *line)) for index, line in enumerate(rows)]


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


def pad(pieces: Row, width: int, role: str = "text") -> Row:
    """Return the pieces filled with spaces to the width, or cut to it."""
    used = width_of(pieces)
    if used <= width:
        return (*pieces, Piece(" " * (width - used), role))
    kept: list[Piece] = []
    room = width
    for piece in pieces:
        cells = cell_len(piece.text)
        kept.append(Piece(set_cell_size(piece.text, min(cells, room)), piece.role))
        room -= min(cells, room)
    return tuple(kept)


def spread(left: Row, right: Row, width: int) -> Row:
    """Return two ends of one row with the space between them; the left end is cut if it must be."""
    return (*pad(left, max(0, width - width_of(right))), *right)


def pieces_of(block: Block, role: str = "text") -> list[Piece]:
    """Return a block's words with their looks; a link shows where it leads."""
    return [Piece(span.text, "strong" if span.strong else role) for span in block.spans]


def block_rows(block: Block, width: int) -> list[Row]:
    """Return one block as rows, with the mark of its kind."""
    match block.kind:
        case Kind.SAY:
            bar = (Piece("│ ", "say"),)
            return wrap(pieces_of(block, "say"), width, first=bar, rest=bar)
        case Kind.ITEM:
            return wrap(pieces_of(block), width, first=row("· "))
        case _:
            return wrap(pieces_of(block), width)


def section_rows(section: Section, width: int, *, title: bool = True) -> list[Row]:
    """Return a section as rows: its title, then its blocks with air between them."""
    rows: list[Row] = wrap([Piece(section.title, "title")], width) if title and section.title else []
    before: Kind | None = None
    for block in section.blocks:
        if rows and before is not None and not (block.kind is before is Kind.ITEM):
            rows.append(BLANK)
        rows += block_rows(block, width)
        before = block.kind
    return rows
