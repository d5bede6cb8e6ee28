"""The picture of a good screenshot: one geometry, drawn as lines of text here and as vectors in the PDF."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from safechat_tui.handout.blocks import Picture
from safechat_tui.text.letters import to_ascii

PICTURE_COLUMNS: Final = 38
"""Width of the picture in cells where there is room."""

MIN_COLUMNS: Final = 20
"""The narrowest picture that still shows something."""

PICTURE_ROWS: Final = 17
"""Its height in rows."""

_NUMBERED: Final = ((1, 1), (2, 3), (3, 4), (6, 7), (4, 9), (5, 11), (6, 14))
"""The number of each part, and the rows beside which it stands."""

_GUTTER: Final = 4
"""Cells left of the frame, where the parts' numbers stand."""

_LIGHT: Final = "┌┐└┘─│"
_HEAVY: Final = "┏┓┗┛━┃"

_ASCII: Final = str.maketrans("┌┐└┘─│├┤┏┓┗┛━┃", "++++-|++####=#")
"""What stands for each piece of a frame where there are no line-drawing characters."""


class Box(NamedTuple):
    """A frame through the middle of its border cells; one row high, a line from side to side of another."""

    x: int
    y: int
    width: int
    height: int = 1
    heavy: bool = False
    """Drawn thick: the message itself."""


class LabelKind(StrEnum):
    """What a label is."""

    PLAIN = "plain"
    STRONG = "strong"
    NUMBER = "number"
    """The number of a part, in the gutter."""
    PORTRAIT = "portrait"
    """A profile picture: a circle around its middle cell."""


class Label(NamedTuple):
    """Words inside the picture."""

    x: int
    y: int
    text: str
    kind: LabelKind = LabelKind.PLAIN


Shape = Box | Label
"""Anything in the picture; x counts cells from the left and y rows from the top."""


def sketch(picture: Picture, columns: int = PICTURE_COLUMNS, *, ascii: bool = False) -> tuple[Shape, ...]:
    """Return the geometry of the picture, PICTURE_ROWS high; words that do not fit end with an ellipsis."""
    left, frame = _GUTTER, columns - _GUTTER
    bubble = frame - 4
    room = bubble - 4
    words = picture.samples

    def cut(text: str) -> str:
        text, more = (to_ascii(text), "...") if ascii else (text, "…")
        return text if len(text) <= room else text[: room - len(more)].rstrip() + more

    right = left + frame - bubble - 1
    return (
        Box(left, 0, frame, PICTURE_ROWS),
        Label(left + 2, 1, cut(words.address)),
        Box(left, 2, frame),
        Label(left + 2, 3, "(o)", LabelKind.PORTRAIT),
        Label(left + 6, 3, cut(words.name), LabelKind.STRONG),
        Label(left + 6, 4, cut(words.handle)),
        Box(left, 5, frame),
        Box(left + 1, 6, bubble, 3),
        Label(left + 3, 7, cut(words.before)),
        Label(left + 3, 9, cut(words.date)),
        Box(left + 1, 10, bubble, 3, heavy=True),
        Label(left + 3, 11, cut(words.message), LabelKind.STRONG),
        Box(right, 13, bubble, 3),
        Label(right + 2, 14, cut(words.after)),
        *(
            Label(0, y, str(number), LabelKind.NUMBER)
            for number, y in _NUMBERED
            if number <= len(picture.parts)
        ),
    )


def picture_lines(picture: Picture, width: int = PICTURE_COLUMNS, *, ascii: bool = False) -> tuple[str, ...]:
    """Return the picture as lines of text, without the list of its parts.

    Args:
        picture: what to draw.
        width: columns there are; the picture takes from MIN_COLUMNS to PICTURE_COLUMNS of them.
        ascii: draw with `+`, `-`, `|`, `#` and `=` instead of line-drawing characters, and the words
            inside with plain letters.
    """
    columns = max(MIN_COLUMNS, min(PICTURE_COLUMNS, width))
    grid = [[" "] * columns for _ in range(PICTURE_ROWS)]
    for shape in sketch(picture, columns, ascii=ascii):
        if isinstance(shape, Box):
            _box(grid, shape)
        else:
            _put(grid, shape.x, shape.y, f"({shape.text})" if shape.kind is LabelKind.NUMBER else shape.text)
    lines = ("".join(row).rstrip() for row in grid)
    return tuple(line.translate(_ASCII) if ascii else line for line in lines)


def _box(grid: list[list[str]], box: Box) -> None:
    if box.height == 1:
        _put(grid, box.x, box.y, "├" + "─" * (box.width - 2) + "┤")
        return
    top_left, top_right, bottom_left, bottom_right, across, down = _HEAVY if box.heavy else _LIGHT
    middle = across * (box.width - 2)
    _put(grid, box.x, box.y, top_left + middle + top_right)
    for y in range(box.y + 1, box.y + box.height - 1):
        _put(grid, box.x, y, down)
        _put(grid, box.x + box.width - 1, y, down)
    _put(grid, box.x, box.y + box.height - 1, bottom_left + middle + bottom_right)


def _put(grid: list[list[str]], x: int, y: int, text: str) -> None:
    grid[y][x : x + len(text)] = text
