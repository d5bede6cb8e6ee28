"""What is drawn by hand: headings with a line, boxes to tick, the picture of a good screenshot."""

from __future__ import annotations

from typing import Any, Final

from safechat_tui.handout.document import Picture
from safechat_tui.handout.drawing import Box, Label, Marker, Portrait, Rule, Shape, sketch
from safechat_tui.handout.pdf.flow import Thing
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.style import BLACK, GREY, printable, width_of

_CELL: Final = 0.62
"""Width of the picture's cells in sizes of its type."""

_ROW: Final = 1.25
"""Height of the picture's rows in sizes of its type."""


class Ruled(Paragraph):
    """The heading of a part, with a thin line under it; the reader program lists it."""

    def fit(self, width: float) -> float:
        """Break the words into lines, and make the line as long as there is room."""
        self.width = width
        return super().fit(width)

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw the words, the line, and the entry in the list of parts."""
        super().draw(canvas, x, y)
        below = y - self.style.size * 0.18
        canvas.setStrokeGray(GREY)
        canvas.setLineWidth(0.8)
        canvas.line(x, below, x + self.width, below)
        key = f"part-{canvas.getPageNumber()}-{y:.0f}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(self.text, key, 0)


class Ticked(Paragraph):
    """The title of a step, with a box to tick left of it; it never goes over two pages."""

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw the words and the box."""
        super().draw(canvas, x, y)
        size = self.style.size
        side = size * 1.02
        canvas.setStrokeGray(BLACK)
        canvas.setLineWidth(1.1)
        canvas.rect(x + 0.6, y + self.height - size - size * 0.15, side, side)

    def part(self, height: float) -> None:
        """Refuse to be parted."""


class Capture(Thing):
    """The picture of a good screenshot as a vector drawing."""

    def __init__(self, picture: Picture, size: float) -> None:
        """Lay out the picture for type of that size, in points."""
        self.sketch = sketch(picture)
        self.size = size
        self.cell = size * _CELL
        self.row = size * _ROW
        self.width = self.sketch.columns * self.cell
        self.height = self.sketch.rows * self.row

    def fit(self, width: float) -> float:
        """Return the picture's height: it does not depend on the room."""
        return self.height

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw every shape."""
        canvas.saveState()
        canvas.translate(x, y)
        canvas.setStrokeGray(BLACK)
        for shape in self.sketch.shapes:
            self.shape(canvas, shape)
        canvas.restoreState()

    def shape(self, canvas: Any, shape: Shape) -> None:
        """Draw one shape; rows count from the top, points from the bottom."""
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
                self.words(canvas, shape.text, x, base, strong=shape.strong)
            case Marker():
                radius = self.size * 0.57
                across = x + radius + 1
                canvas.setFillGray(0)
                canvas.circle(across, middle, radius, stroke=0, fill=1)
                canvas.setFillGray(1)
                number = str(shape.number)
                half = width_of(number, BOLD, self.size) / 2
                self.words(canvas, number, across - half, base, strong=True)
                canvas.setFillGray(0)
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

    def words(self, canvas: Any, text: str, x: float, y: float, *, strong: bool) -> None:
        """Draw a line of words on its baseline."""
        canvas.setFont(BOLD if strong else REGULAR, self.size)
        canvas.drawString(x, y, printable(text))
