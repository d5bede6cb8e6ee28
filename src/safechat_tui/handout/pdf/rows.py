"""Things beside each other in rows, and the lines between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from safechat_tui.handout.pdf.flow import Space, Thing
from safechat_tui.handout.pdf.style import MM

_NEARLY_A_PAGE: Final = 200 * MM
"""With so much room there is no better page to wait for, so a row that is too high for it is parted."""

BLANK: Final[tuple[Thing, ...]] = (Space(12),)
"""An empty cell is as high as one line."""


class Stand(Enum):
    """Where a cell's things stand in its row."""

    TOP = 1.0
    MIDDLE = 0.5
    BOTTOM = 0.0


@dataclass(frozen=True, slots=True)
class Air:
    """Points around the things of a cell."""

    left: float = 0
    right: float = 0
    top: float = 3
    bottom: float = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """Things under each other, and the air around them."""

    things: Sequence[Thing]
    air: Air = Air()

    def fit(self, width: float) -> float:
        """Return the height of the things in a column of that width, with the air."""
        room = width - self.air.left - self.air.right
        high = sum(thing.fit(room) + thing.before + thing.after for thing in self.things)
        if self.things:
            high -= self.things[0].before + self.things[-1].after
        return high + self.air.top + self.air.bottom

    def part(self, height: float, width: float) -> tuple[Cell, Cell] | None:
        """Return what goes into that height, and what is left; nothing when it cannot be parted."""
        room = width - self.air.left - self.air.right
        left = height - self.air.top
        for number, thing in enumerate(self.things):
            high = thing.fit(room) + (thing.before if number else 0)
            if high > left:
                parts = thing.part(left - (thing.before if number else 0))
                if not (parts or number):
                    return None
                first, rest = ((parts[0],), (parts[1],)) if parts else ((), (thing,))
                above, under = (*self.things[:number], *first), (*rest, *self.things[number + 1 :])
                return Cell(above, self.air), Cell(under, self.air)
            left -= high + thing.after
        return self, Cell((), self.air)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the lines of a table may be drawn."""

    columns: tuple[float, ...]
    """From left to right, one more than columns."""
    rows: tuple[float, ...]
    """From the top down, one more than rows."""
    begins: bool
    """Whether the first row is the table's first, not one that goes on from the page before."""
    ends: bool
    """Whether the last row is the table's last."""


Rules = Callable[[Any, Edges], None]
"""Draws the lines of a table on a canvas."""


class Rows(Thing):
    """A table that goes over pages between its rows; only a row taller than a page is itself parted."""

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        *,
        heights: Sequence[float | None] | None = None,
        stand: Stand = Stand.TOP,
        rules: Rules | None = None,
        headed: bool = False,
        left: float = 0,
    ) -> None:
        """Make a table.

        Args:
            rows: its cells; a row of one cell goes over all columns.
            widths: the widths of the columns.
            heights: the heights of the rows, where they are not those of what is in them.
            stand: where things stand in a row that is higher than they are.
            rules: draws its lines.
            headed: whether its first row is its head, which stands on every page.
            left: how far it is moved right.
        """
        self.rows, self.widths, self.left = tuple(rows), tuple(widths), left
        self.heights = tuple(heights) if heights else (None,) * len(self.rows)
        self.stand, self.rules, self.headed = stand, rules, headed
        self.begins = self.ends = True
        self._high: tuple[float, ...] = ()

    def _columns(self, row: Sequence[Cell]) -> Sequence[float]:
        return self.widths if len(row) == len(self.widths) else (sum(self.widths),)

    def fit(self, width: float) -> float:
        """Measure the rows; the widths of the columns are given."""
        if not self._high:
            self._high = tuple(
                max(cell.fit(wide) for cell, wide in zip(row, self._columns(row), strict=True))
                if height is None
                else height
                for row, height in zip(self.rows, self.heights, strict=True)
            )
        return sum(self._high)

    def part(self, height: float) -> tuple[Thing, Thing] | None:
        """Part between two rows, or in the first where it is higher than a page."""
        count, used = 0, 0.0
        for high in self._high:
            if used + high > height:
                break
            used += high
            count += 1
        if count > int(self.headed):
            return self._split(count)
        if count or height < _NEARLY_A_PAGE:
            return None
        parts = [
            cell.part(height, wide)
            for cell, wide in zip(self.rows[0], self._columns(self.rows[0]), strict=True)
        ]
        if any(part is None for part in parts):
            return None
        whole = copy(self)
        whole.rows = (
            [part[0] for part in parts if part],
            [part[1] for part in parts if part],
            *self.rows[1:],
        )
        whole.heights, whole._high = (None, *self.heights), ()
        whole.fit(0)
        return whole._split(1)

    def _split(self, count: int) -> tuple[Rows, Rows]:
        """Return the first so many rows, and the others under the head again."""
        first, rest = copy(self), copy(self)
        head = int(self.headed)
        for part, chosen in (
            (first, [*range(count)]),
            (rest, [*range(head), *range(count, len(self.rows))]),
        ):
            part.rows = tuple(self.rows[number] for number in chosen)
            part.heights = tuple(self.heights[number] for number in chosen)
            part._high = tuple(self._high[number] for number in chosen)
        first.ends, rest.begins = False, self.headed
        return first, rest

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw what is in the cells, then the lines."""
        top = y + sum(self._high)
        edges = [top]
        for row, high in zip(self.rows, self._high, strict=True):
            left = x + self.left
            for cell, wide in zip(row, self._columns(row), strict=True):
                self._draw(canvas, cell, left, edges[-1], wide, high)
                left += wide
            edges.append(edges[-1] - high)
        if self.rules:
            columns = [x + self.left]
            for wide in self.widths:
                columns.append(columns[-1] + wide)
            canvas.saveState()
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
            self.rules(canvas, Edges(tuple(columns), tuple(edges), self.begins, self.ends))
            canvas.restoreState()

    def _draw(self, canvas: Any, cell: Cell, x: float, top: float, wide: float, high: float) -> None:
        """Draw the things of one cell."""
        air = cell.air
        spare = high - cell.fit(wide)
        y = top - air.top - spare * (1 - self.stand.value)
        for number, thing in enumerate(cell.things):
            y -= thing.fit(wide - air.left - air.right) + (thing.before if number else 0)
            thing.draw(canvas, x + air.left, y)
            y -= thing.after


def pen(canvas: Any, weight: float, grey: float) -> None:
    """Choose how thick and how grey the next lines are."""
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(weight)


def across(canvas: Any, edges: Edges, y: float) -> None:
    """Draw a line from side to side."""
    canvas.line(edges.columns[0], y, edges.columns[-1], y)


def down(canvas: Any, edges: Edges, x: float) -> None:
    """Draw a line from the first row to the last."""
    canvas.line(x, edges.rows[0], x, edges.rows[-1])


def box(weight: float, grey: float) -> Rules:
    """Return what draws a frame, open where the table goes over a page's end."""

    def draw(canvas: Any, edges: Edges) -> None:
        pen(canvas, weight, grey)
        if edges.begins:
            across(canvas, edges, edges.rows[0])
        if edges.ends:
            across(canvas, edges, edges.rows[-1])
        down(canvas, edges, edges.columns[0])
        down(canvas, edges, edges.columns[-1])

    return draw


def bar(weight: float, grey: float) -> Rules:
    """Return what draws a bar along the left side."""

    def draw(canvas: Any, edges: Edges) -> None:
        pen(canvas, weight, grey)
        down(canvas, edges, edges.columns[0])

    return draw


def lid(weight: float, grey: float) -> Rules:
    """Return what draws a line over the first row."""

    def draw(canvas: Any, edges: Edges) -> None:
        pen(canvas, weight, grey)
        if edges.begins:
            across(canvas, edges, edges.rows[0])

    return draw
