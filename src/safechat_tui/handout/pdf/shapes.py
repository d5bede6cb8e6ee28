"""What is drawn by hand: headings with a line, boxes to tick, the picture of a good screenshot."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Table

from safechat_tui.handout.document import Picture
from safechat_tui.handout.drawing import Box, Label, Marker, Portrait, Rule, Shape, sketch
from safechat_tui.handout.pdf.style import BOLD, LINE, REGULAR, printable, width_of

_CELL: Final = 0.62
"""Width of the picture's cells in sizes of its type."""

_ROW: Final = 1.25
"""Height of the picture's rows in sizes of its type."""

_NEARLY_A_PAGE: Final = 200 * mm
"""With so much room there is no better page to wait for."""


class Ruled(Paragraph):  # type: ignore[misc]
    """The heading of a part, with a thin line under it; the reader program lists it."""

    def draw(self) -> None:
        """Draw the words, the line, and the entry in the list of parts."""
        super().draw()
        canvas: Any = self.canv
        below = self.style.fontSize * 0.18
        canvas.saveState()
        canvas.setStrokeGray(LINE)
        canvas.setLineWidth(0.8)
        canvas.line(0, -below, self.width, -below)
        canvas.restoreState()
        key = f"part-{canvas.getPageNumber()}-{canvas.absolutePosition(0, 0)[1]:.0f}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(self.getPlainText(), key, 0)


class Ticked(Paragraph):  # type: ignore[misc]
    """The title of a step, with a box to tick left of it; it never goes over two pages."""

    def draw(self) -> None:
        """Draw the words and the box."""
        super().draw()
        canvas: Any = self.canv
        size = self.style.fontSize
        side = size * 1.02
        baseline = self.height - size
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setLineWidth(1.1)
        canvas.rect(0.6, baseline - size * 0.15, side, side)
        canvas.restoreState()

    def split(self, width: float, height: float) -> list[Any]:
        """Refuse to be split."""
        return []


class Rows(Table):  # type: ignore[misc]
    """A table that goes over pages between its rows; only a row taller than a page is itself parted."""

    def __init__(self, *args: Any, style: Any = None, **options: Any) -> None:
        """Make a table as reportlab does, but with no font of its own: an empty cell would name one."""
        own = [("FONT", (0, 0), (-1, -1), REGULAR), *style] if style else style
        super().__init__(*args, style=own, **options)

    def split(self, width: float, height: float) -> list[Any]:
        """Return the table in two, or nothing when it should wait for the next page."""
        self.splitInRow = int(height >= _NEARLY_A_PAGE)
        return list(super().split(width, height))


class Capture(Flowable):  # type: ignore[misc]
    """The picture of a good screenshot as a vector drawing."""

    def __init__(self, picture: Picture, size: float) -> None:
        """Lay out the picture for type of that size, in points."""
        super().__init__()
        self.sketch = sketch(picture)
        self.size = size
        self.cell = size * _CELL
        self.row = size * _ROW
        self.width = self.sketch.columns * self.cell
        self.height = self.sketch.rows * self.row

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the picture's size: it does not depend on the room."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every shape."""
        for shape in self.sketch.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Draw one shape; rows count from the top, points from the bottom."""
        canvas: Any = self.canv
        canvas.saveState()
        x = shape.x * self.cell
        middle = self.height - (shape.y + 0.5) * self.row
        base = middle - self.size * 0.36
        match shape:
            case Box():
                canvas.setLineWidth(1.8 if shape.heavy else 0.8)
                wide, tall = (shape.width - 1) * self.cell, (shape.height - 1) * self.row
                canvas.roundRect(x + self.cell / 2, middle - tall, wide, tall, self.size * 0.55)
            case Rule():
                canvas.setLineWidth(0.8)
                canvas.line(x + self.cell / 2, middle, x + (shape.width - 0.5) * self.cell, middle)
            case Label():
                self.words(shape.text, x, base, strong=shape.strong)
            case Marker():
                radius = self.size * 0.57
                across = x + radius + 1
                canvas.setFillGray(0)
                canvas.circle(across, middle, radius, stroke=0, fill=1)
                canvas.setFillGray(1)
                number = str(shape.number)
                half = width_of(number, BOLD, self.size) / 2
                self.words(number, across - half, base, strong=True)
            case Portrait():
                canvas.setLineWidth(0.8)
                # Head and shoulders in a circle over two rows.
                centre = middle - self.row / 2
                radius = self.row * 0.85
                canvas.circle(x + self.cell / 2, centre, radius)
                canvas.circle(x + self.cell / 2, centre + radius * 0.22, radius * 0.32)
                canvas.arc(
                    x + self.cell / 2 - radius * 0.6, centre - radius * 1.1,
                    x + self.cell / 2 + radius * 0.6, centre - radius * 0.12, 15, 150,
                )  # fmt: skip
        canvas.restoreState()

    def words(self, text: str, x: float, y: float, *, strong: bool) -> None:
        """Draw a line of words on its baseline."""
        canvas: Any = self.canv
        canvas.setFont(BOLD if strong else REGULAR, self.size)
        canvas.drawString(x, y, printable(text))
