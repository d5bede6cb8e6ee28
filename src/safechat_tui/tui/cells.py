"""Signs as cells of a terminal."""

from __future__ import annotations

from functools import cache
from typing import Final

from safechat_tui.terminal.grid import Cell

NARROW: Final = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))} - {"\xad"}
    | set("’‘“”–—…•·›←→↑↓►☐☑─│├└┌┐┘\u202f")
)
"""Signs that take one cell, as nearly all of the guide's do; the tables of the others take 15 ms to load."""


def cell_len(text: str) -> int:
    """Return how many cells a text takes."""
    if NARROW.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def set_cell_size(text: str, total: int) -> str:
    """Return a text cut, or filled with spaces, to take so many cells."""
    if NARROW.issuperset(text):
        return text[:total].ljust(total)
    from rich.cells import set_cell_size

    return set_cell_size(text, total)


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
    if NARROW.issuperset(text):
        cells += map(_signs(look).__getitem__, text)
        return
    for sign in text:
        wide = cell_len(sign)
        if wide:
            cells += [Cell(sign, look), *[Cell("", look)] * (wide - 1)]
        elif cells:
            cells[-1] = Cell(cells[-1].text + sign, cells[-1].look)
