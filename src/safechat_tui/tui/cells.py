"""Signs as cells of a terminal."""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat

from safechat_tui.terminal.grid import Cell
from safechat_tui.text.width import cells as width_of


@lru_cache(maxsize=4096)
def _cell(sign: str, look: str) -> Cell:
    """Return a cell: a screen has two thousand of them, and hardly a hundred differ."""
    return Cell(sign, look)


def add_cells(cells: list[Cell], text: str, look: str) -> None:
    """Add a text of one look to cells: wide signs take two, accents none of their own."""
    if text.isascii():
        cells += map(_cell, text, repeat(look))
        return
    for sign in text:
        width = width_of(sign)
        if width:
            cells += (_cell(sign, look), *[Cell("", look)] * (width - 1))
        elif cells:
            cells[-1] = Cell(cells[-1].text + sign, cells[-1].look)
