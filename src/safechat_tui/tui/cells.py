"""Signs as cells of a terminal."""

from __future__ import annotations

from functools import cache

from safechat_tui.terminal.grid import Cell
from safechat_tui.text.width import cells as width_of


class _Signs(dict[str, Cell]):
    """The cells of one look: a screen has two thousand of them, and hardly a hundred differ."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, sign: str) -> Cell:
        self[sign] = cell = Cell(sign, self._look)
        return cell


@cache
def _signs(look: str) -> _Signs:
    return _Signs(look)


def add_cells(cells: list[Cell], text: str, look: str) -> None:
    """Add a text of one look to cells: wide signs take two, accents none of their own."""
    if text.isascii():
        cells += map(_signs(look).__getitem__, text)
        return
    for sign in text:
        width = width_of(sign)
        if width:
            cells.append(_signs(look)[sign])
            cells += [Cell("", look)] * (width - 1)
        elif cells:
            cells[-1] = Cell(cells[-1].text + sign, cells[-1].look)
