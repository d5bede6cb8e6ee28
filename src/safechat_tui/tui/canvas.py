"""Turns what Textual composes into a picture of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.color import ColorSystem
from rich.style import Style
from textual.geometry import Offset, Size
from textual.strip import Strip

from safechat_tui.terminal.grid import BLANK_CELL, CellRow, Grid, cell_row
from safechat_tui.terminal.painter import Painter

LOOKS: Final = frozenset({"1", "4", "7"})
"""Numbers of bold, underlined and reversed. No colour is sent: on some background each is hard to read."""


class Canvas:
    """All cells of the screens, as they were composed last."""

    def __init__(self) -> None:
        """Begin without a size."""
        self.size = Size(0, 0)
        """Columns and rows."""
        self.cursor = Offset(0, 0)
        """Where the cursor of a field is; the first cell where there is none."""
        self._rows: list[CellRow] = []
        self._looks: dict[Style | None, str] = {None: ""}

    def replace(self, lines: Sequence[Iterable[Strip]], size: Size) -> None:
        """Take a whole screen: for each row, the strips that make it up."""
        self.size = size
        empty = (BLANK_CELL,) * size.width
        rows = [self._cells(strips, size.width) for strips in lines[: size.height]]
        self._rows = [*rows, *[empty] * (size.height - len(rows))]

    def patch(
        self,
        chops: Sequence[Mapping[int, Strip | None]],
        spans: Iterable[tuple[int, int, int]],
        ends: Sequence[Sequence[int]],
    ) -> None:
        """Take parts of rows.

        Args:
            chops: for each row of the screen, strips by their first column; right only inside the spans.
            spans: row, first column and column behind the last one of what was composed anew.
            ends: for each row, the column behind each strip.
        """
        for y, first, last in spans:
            if y >= len(self._rows):
                continue
            row = list(self._rows[y])
            for end, (x, strip) in zip(ends[y], chops[y].items(), strict=False):
                begin, stop = max(x, first), min(end, last, len(row))
                if strip is not None and begin < stop:
                    row[begin:stop] = self._cells((strip,), end - x)[begin - x : stop - x]
            self._rows[y] = tuple(row)

    def show(self, painter: Painter) -> None:
        """Show the cells as they are now."""
        if self._rows and self.size.width:
            at = self.cursor if self.size.region.contains_point(self.cursor) else Offset(0, 0)
            painter.show(Grid(tuple(self._rows), (at.x, at.y) if at != Offset(0, 0) else None))

    def _cells(self, strips: Iterable[Strip], width: int) -> CellRow:
        """Return strips as cells, filled or cut to a width."""
        segments = (segment for strip in strips for segment in strip if not segment.control)
        return cell_row(((segment.text, self._look(segment.style)) for segment in segments), width)

    def _look(self, style: Style | None) -> str:
        """Return the numbers of a style's sequence."""
        if style not in self._looks:
            codes = style.render("x", color_system=ColorSystem.STANDARD).partition("x")[0] if style else ""
            numbers = codes.removeprefix("\x1b[").removesuffix("m").split(";")
            self._looks[style] = ";".join(number for number in numbers if number in LOOKS)
        return self._looks[style]
