"""The picture of a good screenshot: one geometry, drawn as lines of text here and as vectors in the PDF."""

from __future__ import annotations

from typing import Final, NamedTuple

from safechat_tui.handout.blocks import Picture
from safechat_tui.text.letters import to_ascii

_COLUMNS: Final = 38
"""Width of the picture in cells where there is room."""

MIN_COLUMNS: Final = 20
"""The narrowest picture that still shows something."""

_GUTTER: Final = 4
"""Cells left of the frame, where the parts' numbers stand."""

_LIGHT: Final = "┌┐└┘─│"
_HEAVY: Final = "┏┓┗┛━┃"

_ASCII: Final = str.maketrans("┌┐└┘─│├┤┏┓┗┛━┃", "++++-|++####=#")
"""What stands for each piece of a frame where there are no line-drawing characters."""


class Box(NamedTuple):
    """A frame through the middle of its border cells."""

    x: int
    y: int
    width: int
    height: int
    heavy: bool = False
    """Drawn thick: the message itself."""


class Divider(NamedTuple):
    """A line from side to side of a frame."""

    x: int
    y: int
    width: int


class Label(NamedTuple):
    """Words inside the picture."""

    x: int
    y: int
    text: str
    strong: bool = False


class Marker(NamedTuple):
    """The number of a part, in the gutter."""

    x: int
    y: int
    number: int


class Portrait(NamedTuple):
    """A profile picture: a circle around this cell."""

    x: int
    y: int


Shape = Box | Divider | Label | Marker | Portrait
"""Anything in the picture; x counts cells from the left and y rows from the top."""


class Sketch(NamedTuple):
    """The whole picture in cells."""

    columns: int
    rows: int
    shapes: tuple[Shape, ...]


def sketch(picture: Picture, columns: int = _COLUMNS, *, ascii: bool = False) -> Sketch:
    """Return the geometry of the picture; words that do not fit end with an ellipsis."""
    columns = max(MIN_COLUMNS, min(_COLUMNS, columns))
    left, frame = _GUTTER, columns - _GUTTER
    bubble = frame - 4
    room = bubble - 4
    words = picture.samples

    def cut(text: str) -> str:
        text, more = (to_ascii(text), "...") if ascii else (text, "…")
        return text if len(text) <= room else text[: room - len(more)].rstrip() + more

    right = left + frame - bubble - 1
    shapes: tuple[Shape, ...] = (
        Box(left, 0, frame, 17),
        Marker(0, 1, 1),
        Label(left + 2, 1, cut(words.address)),
        Divider(left, 2, frame),
        Marker(0, 3, 2),
        Portrait(left + 3, 3),
        Label(left + 6, 3, cut(words.name), strong=True),
        Marker(0, 4, 3),
        Label(left + 6, 4, cut(words.handle)),
        Divider(left, 5, frame),
        Box(left + 1, 6, bubble, 3),
        Marker(0, 7, 6),
        Label(left + 3, 7, cut(words.before)),
        Marker(0, 9, 4),
        Label(left + 3, 9, cut(words.date)),
        Box(left + 1, 10, bubble, 3, heavy=True),
        Marker(0, 11, 5),
        Label(left + 3, 11, cut(words.message), strong=True),
        Box(right, 13, bubble, 3),
        Marker(0, 14, 6),
        Label(right + 2, 14, cut(words.after)),
    )
    known = {part.number for part in picture.parts}
    shown = tuple(shape for shape in shapes if not isinstance(shape, Marker) or shape.number in known)
    return Sketch(columns, 17, shown)


def picture_lines(picture: Picture, width: int = _COLUMNS, *, ascii: bool = False) -> tuple[str, ...]:
    """Return the picture as lines of text, without the list of its parts.

    Args:
        picture: what to draw.
        width: columns there are; the picture takes from MIN_COLUMNS to _COLUMNS of them.
        ascii: draw with `+`, `-`, `|`, `#` and `=` instead of line-drawing characters, and the words
            inside with plain letters.
    """
    drawn = sketch(picture, width, ascii=ascii)
    grid = [[" "] * drawn.columns for _ in range(drawn.rows)]
    for shape in drawn.shapes:
        match shape:
            case Box():
                _box(grid, shape)
            case Divider(x, y, across):
                _put(grid, x, y, "├" + "─" * (across - 2) + "┤")
            case Label(x, y, text):
                _put(grid, x, y, text)
            case Marker(x, y, number):
                _put(grid, x, y, f"({number})")
            case Portrait(x, y):
                _put(grid, x - 1, y, "(o)")
    lines = ("".join(row).rstrip() for row in grid)
    return tuple(line.translate(_ASCII) if ascii else line for line in lines)


def _box(grid: list[list[str]], box: Box) -> None:
    top_left, top_right, bottom_left, bottom_right, across, down = _HEAVY if box.heavy else _LIGHT
    middle = across * (box.width - 2)
    _put(grid, box.x, box.y, top_left + middle + top_right)
    for y in range(box.y + 1, box.y + box.height - 1):
        _put(grid, box.x, y, down)
        _put(grid, box.x + box.width - 1, y, down)
    _put(grid, box.x, box.y + box.height - 1, bottom_left + middle + bottom_right)


def _put(grid: list[list[str]], x: int, y: int, text: str) -> None:
    for offset, character in enumerate(text):
        grid[y][x + offset] = character
