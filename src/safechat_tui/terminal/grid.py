"""What a terminal shows, cell by cell, and the fewest bytes that lead from one picture to the next.

The rules this module keeps:

- Only what every common terminal knows is used: moving, erasing to the end of a row, deleting and inserting
  rows inside a region. Terminals that are xterm, tmux, screen or the Linux console all do.
- Nothing is erased while a reverse is on: some terminals fill with it.
- No row is ever pushed off the top, so nothing gets into a scrollback: there are no line feeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final, NamedTuple

from safechat_tui.text.wrap import cells as width_of


class Cell(NamedTuple):
    """One cell: a sign and its look."""

    text: str
    """The sign with its accents; nothing in the second cell of a wide sign."""
    look: str = ""
    """Numbers of the SGR sequence, parted by semicolons: 1 bold, 4 underlined, 7 reversed; no colours."""


CellRow = tuple[Cell, ...]
"""One line of the screen, as long as the screen is wide."""

BLANK_CELL: Final = Cell(" ")
"""An empty cell."""

UNKNOWN: Final = Cell("\0")
"""A cell of which nobody knows what it shows."""

ERASE: Final = "\x1b[K"
"""Empties a row from the pen to its end."""

_ALIKE: Final = 3
"""Rows that must come again elsewhere before it is tried to move them."""


class Grid(NamedTuple):
    """A whole screen."""

    rows: tuple[CellRow, ...]
    """All of one length; at least one row of at least one cell."""
    cursor: tuple[int, int] | None = None
    """Column and row where the hidden cursor belongs, for those who follow it; nothing: anywhere."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return len(self.rows[0]), len(self.rows)


def blank_grid(size: tuple[int, int], cell: Cell = BLANK_CELL) -> Grid:
    """Return a picture of one cell again and again, columns by rows."""
    columns, rows = size
    return Grid(((cell,) * columns,) * rows)


def text_grid(rows: Iterable[str], size: tuple[int, int], cursor: tuple[int, int] | None = None) -> Grid:
    """Return a picture of plain words, each sign one cell wide; cut or filled to the size."""
    columns, height = size
    cells = [tuple(map(Cell, row[:columns].ljust(columns))) for row in rows][:height]
    return Grid((*cells, *blank_grid(size).rows[len(cells) :]), cursor)


@lru_cache(maxsize=4096)
def _cell(sign: str, look: str) -> Cell:
    """Return a cell: a screen has two thousand of them, and hardly a hundred differ."""
    return Cell(sign, look)


def cell_row(texts: Iterable[tuple[str, str]], width: int) -> CellRow:
    """Return texts, each with its look, as one line cut or filled to a width: wide signs take two cells."""
    cells: list[Cell] = []
    for text, look in texts:
        if text.isascii():
            cells += map(_cell, text, repeat(look))
            continue
        for sign in text:
            taken = width_of(sign)
            if taken:
                cells += (_cell(sign, look), *[Cell("", look)] * (taken - 1))
            elif cells:
                # An accent stands in the cell of its letter.
                cells[-1] = Cell(cells[-1].text + sign, cells[-1].look)
    return (*cells[:width], *[BLANK_CELL] * (width - len(cells)))


def update_bytes(before: Grid | None, after: Grid, *, moves: bool = True) -> bytes:
    """Return the bytes that lead from one picture to another; nothing where nothing changes.

    `before` is nothing, or of another size, where nobody knows what is shown; `moves` says whether the
    terminal knows more ways to move than to a cell and along a row.
    """
    if before is None or before.size != after.size:
        before = blank_grid(after.size, UNKNOWN)
    if before.rows == after.rows and after.cursor in (None, before.cursor):
        return b""
    best = _Pen(after).draw(before.rows)
    if moves and (moved := _moved(before.rows, after.rows)):
        best = min(best, _Pen(after).draw(before.rows, moved), key=len)
    return best


class _Move(NamedTuple):
    """Rows that stand elsewhere in the next picture."""

    first: int
    """First row of the region in which they move."""
    last: int
    """Its last row."""
    by: int
    """Rows that go up; negative is down."""


def _moved(before: Sequence[CellRow], after: Sequence[CellRow]) -> _Move | None:
    """Return the move that puts most words where they belong."""
    height = len(after)
    best, most = None, _ALIKE - 1
    worth = [len(set(row)) > 2 and before[y] != row for y, row in enumerate(after)]
    places: dict[CellRow, list[int]] = {}
    for y, row in enumerate(before):
        places.setdefault(row, []).append(y)
    tried = {y - to for to, row in enumerate(after) if worth[to] for y in places.get(row, ())} - {0}
    for by in sorted(tried, key=abs):
        run = found = 0
        for to in range(max(0, -by), min(height, height - by) + 1):
            if to < min(height, height - by) and before[to + by] == after[to]:
                run += 1
                found += worth[to]
                continue
            if found > most:
                first, last = (to - run, to - 1 + by) if by > 0 else (to - run + by, to - 1)
                best, most = _Move(first, last, by), found
            run = found = 0
    return best


class _Pen:
    """Writes one picture over another, remembering where it is and which look is on."""

    def __init__(self, after: Grid) -> None:
        self._after = after
        self._out: list[str] = []
        self._at: tuple[int, int] | None = None
        self._look = ""
        self._odd = False

    def draw(self, before: Sequence[CellRow], move: _Move | None = None) -> bytes:
        """Return what leads from the rows to the picture."""
        if move is not None:
            before = self._move_rows(list(before), move)
        for y, (old, new) in enumerate(zip(before, self._after.rows, strict=True)):
            if old is not new and old != new:
                self._row(y, old, new)
        self._wear("")
        if self._after.cursor is not None:
            self._go(*self._after.cursor)
        return "".join(self._out).encode("utf-8", "replace")

    def _move_rows(self, rows: list[CellRow], move: _Move) -> list[CellRow]:
        """Move rows inside a region, and return what the screen then shows."""
        empty: list[CellRow] = [(BLANK_CELL,) * len(rows[0])] * abs(move.by)
        self._out.append(f"\x1b[{move.first + 1};{move.last + 1}r\x1b[{move.first + 1}H")
        region = rows[move.first : move.last + 1]
        if move.by > 0:
            self._out.append(f"\x1b[{_count(move.by)}M")
            region = region[move.by :] + empty
        else:
            self._out.append(f"\x1b[{_count(-move.by)}L")
            region = empty + region[: move.by]
        # Terminals disagree on where this leaves the pen.
        self._out.append("\x1b[r")
        self._at = None
        rows[move.first : move.last + 1] = region
        return rows

    def _row(self, y: int, old: CellRow, new: CellRow) -> None:
        """Write the cells of one row that changed."""
        self._odd = any(len(cell.text) != 1 for cell in (*old, *new))
        if self._odd:
            # Terminals disagree on the width of such signs, so the whole row is written.
            old = (UNKNOWN,) * len(new)
        end = len(new)
        while end and new[end - 1] == BLANK_CELL:
            end -= 1
        for x in range(end):
            if old[x] != new[x]:
                self._reach(x, y, new)
                self._write(new[x])
        rest = [x for x in range(end, len(new)) if old[x] != BLANK_CELL]
        if rest:
            self._wear("")
            self._reach(rest[0], y, new)
            blanks = rest[-1] - rest[0] + 1
            if blanks < len(ERASE):
                for _ in range(blanks):
                    self._write(BLANK_CELL)
            else:
                self._out.append(ERASE)

    def _reach(self, x: int, y: int, row: CellRow) -> None:
        """Go to a cell; over a short gap by writing once more what stands there."""
        if self._at is not None and self._at[1] == y and self._at[0] < x:
            gap = row[self._at[0] : x]
            if len(gap) < 5 and all(self._fits(cell) and len(cell.text) == 1 for cell in gap):
                text = "".join(cell.text for cell in gap)
                if len(text.encode("utf-8", "replace")) <= len(_forward(x - self._at[0])):
                    self._out.append(text)
                    self._at = (x, y)
                    return
        self._go(x, y)

    def _go(self, x: int, y: int) -> None:
        """Move to a cell in the shortest way."""
        if self._at == (x, y):
            return
        ways = [f"\x1b[{y + 1}H" if x == 0 else f"\x1b[{y + 1};{x + 1}H"]
        if self._at is not None:
            at_x, at_y = self._at
            if at_y == y and x > at_x:
                ways.append(_forward(x - at_x))
            # A line feed would be shorter, but in a window that has just become lower it scrolls; mosh and
            # others do not know the sequence that goes to the beginning of a row below.
            if y == at_y:
                ways.append("\r" + (_forward(x) if x else ""))
        self._out.append(min(ways, key=len))
        self._at = (x, y)

    def _write(self, cell: Cell) -> None:
        """Write one cell where the pen stands."""
        if not cell.text:
            return
        if not self._fits(cell):
            self._wear(cell.look)
        self._out.append(cell.text)
        if self._at is not None:
            x, y = self._at
            self._at = None if self._odd and not cell.text.isascii() else (x + 1, y)

    def _wear(self, look: str) -> None:
        """Switch to a look."""
        self._out.append(_changed_look(self._look, look))
        self._look = look

    def _fits(self, cell: Cell) -> bool:
        """Return whether a cell may be written in the look that is on."""
        return cell.look == self._look or (cell == BLANK_CELL and not _seen_on_blanks(self._look))


def _forward(cells: int) -> str:
    return f"\x1b[{_count(cells)}C"


def _count(number: int) -> str:
    """Return a number as sequences take it: one may be left out."""
    return "" if number == 1 else str(number)


def _seen_on_blanks(look: str) -> bool:
    """Return whether a blank in this look is more than a blank, as one that is reversed or underlined."""
    return look not in {"", "1"}


def _changed_look(worn: str, look: str) -> str:
    """Return what changes the look that is on to another, adding to it where that is enough."""
    if look == worn:
        return ""
    if not look:
        return "\x1b[m"
    on, wanted = set(worn.split(";")) - {""}, look.split(";")
    if on and on < set(wanted):
        return f"\x1b[{';'.join([code for code in wanted if code not in on])}m"
    return f"\x1b[{'0;' if on else ''}{look}m"
