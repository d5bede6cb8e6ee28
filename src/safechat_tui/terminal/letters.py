"""The nearest letters where a terminal lacks some. A letter keeps its cells, so that no column moves."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from safechat_tui.terminal.picture import BLANK, Cell, Picture, Row

_LIKE: Final = str.maketrans(
    {
        **dict.fromkeys("«»“”„", '"'), **dict.fromkeys("‘’‚´", "'"), **dict.fromkeys("–—‐‑−─━", "-"),
        **dict.fromkeys("│┃", "|"), **dict.fromkeys("┌┏┐┓└┗┘┛├┤┬┴┼", "+"), **dict.fromkeys("▸›→", ">"),
        "•": "*", "·": "-", "…": ".", "‹": "<", "←": "<", "↑": "^", "↓": "v", "☐": "o", "☑": "x", "×": "x",
        "œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "s",
    }
)  # fmt: skip
"""For a sign that has no plain form of its own, the plain sign that looks most like it."""


def fitted(picture: Picture, charset: str) -> Picture:
    """Return a picture of the same size in letters that a charset has."""
    return Picture(tuple(_row(row, charset) for row in picture.rows), picture.cursor)


def _row(row: Row, charset: str) -> Row:
    cells: list[Cell] = []
    for cell in row:
        if cell.text:
            cells.append(cell._replace(text=_nearest(cell.text, charset)))
        else:
            # The sign before it was two cells wide and no longer is.
            cells.append(BLANK._replace(look=cell.look))
    return tuple(cells)


@lru_cache(maxsize=4096)
def _nearest(text: str, charset: str) -> str:
    """Return the sign itself where the charset has it, or else one plain sign."""
    composed = unicodedata.normalize("NFC", text)
    try:
        composed.encode(charset)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", composed.translate(_LIKE))
        return next((letter for letter in plain if letter.isascii() and letter.isprintable()), "?")
    return composed
