"""The picture of a good screenshot as a vector drawing, and the names of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.platypus import Flowable

from safechat_tui.handout.blocks import Picture
from safechat_tui.handout.drawing import PICTURE_COLUMNS, PICTURE_ROWS, Box, LabelKind, Shape, sketch
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR, draw_line, runs
from safechat_tui.handout.pdf.pieces import ALL, Flowables, accompanied, list_flowables, table
from safechat_tui.handout.pdf.style import BLACK, PAD, Look
from safechat_tui.handout.pdf.tags import Tag

_CELL: Final = 0.62
"""Width of the picture's cells in sizes of its type."""

_ROW: Final = 1.25
"""Height of the picture's rows in sizes of its type."""


class Capture(Flowable):  # type: ignore[misc]
    """The picture, drawn in the cells of its sketch."""

    def __init__(self, picture: Picture, size: float) -> None:
        """Lay out the picture for type of that size, in points."""
        super().__init__()
        self.words = picture.alt
        self.shapes = sketch(picture)
        self.size = size
        self.cell = size * _CELL
        self.row = size * _ROW
        self.width = PICTURE_COLUMNS * self.cell
        self.height = PICTURE_ROWS * self.row

    def draw(self) -> None:
        """Draw every shape."""
        corners = (self.canv.absolutePosition(*corner) for corner in ((0, 0), (self.width, self.height)))
        box = PDFArray([place for corner in corners for place in corner])
        with self.canv.tagged(Tag("Figure", Alt=self.words, BBox=box)):
            self.canv.setStrokeColor(BLACK)
            for shape in self.shapes:
                self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Draw one shape; rows count from the top, points from the bottom."""
        canvas = self.canv
        x = shape.x * self.cell
        middle = self.height - (shape.y + 0.5) * self.row
        base = middle - self.size * 0.36
        canvas.setLineWidth(0.8)
        if isinstance(shape, Box):
            canvas.setLineWidth(1.8 if shape.heavy else 0.8)
            wide, tall = (shape.width - 1) * self.cell, (shape.height - 1) * self.row
            if tall:
                canvas.roundRect(x + self.cell / 2, middle - tall, wide, tall, self.size * 0.55)
            else:
                canvas.line(x + self.cell / 2, middle, x + self.cell / 2 + wide, middle)
            return
        match shape.kind:
            case LabelKind.NUMBER:
                radius = self.size * 0.57
                canvas.circle(x + radius + 1, middle, radius, stroke=0, fill=1)
                canvas.setFont(BOLD, self.size)
                canvas.setFillGray(1)
                canvas.drawCentredString(x + radius + 1, base, shape.text)
                canvas.setFillColor(BLACK)
            case LabelKind.PORTRAIT:
                # Head and shoulders in a circle over two rows.
                across, centre, radius = x + self.cell * 1.5, middle - self.row / 2, self.row * 0.85
                canvas.circle(across, centre, radius)
                canvas.circle(across, centre + radius * 0.22, radius * 0.32)
                left, right = across - radius * 0.6, across + radius * 0.6
                canvas.arc(left, centre - radius * 1.1, right, centre - radius * 0.12, 15, 150)
            case kind:
                words = runs(shape.text, BOLD if kind is LabelKind.STRONG else REGULAR)
                draw_line(canvas, x, base, words, self.size)


def captioned(picture: Picture, look: Look) -> list[Flowable]:
    """Return the picture, and under it the names of its parts."""
    drawing = Capture(picture, look.sizes.body * (1 if look.large else 0.8))
    drawing.spaceAfter = look.sizes.body * 0.6
    return [drawing, *list_flowables(picture.parts, look.numbered, range(1, len(picture.parts) + 1))]


def picture_flowables(picture: Picture, look: Look) -> Sequence[Flowables]:
    """Return the picture and the names of its parts, beside it or under it in large print."""
    drawing, *names = captioned(picture, look)
    if look.large:
        return accompanied([drawing, *names], first=3)
    left = drawing.width + PAD * 2
    return [table(look, [[drawing, names]], [left, None], ("VALIGN", *ALL, "MIDDLE"), pads=(0, 0, 3, 3))]
