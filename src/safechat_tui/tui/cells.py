"""Signs as cells of a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from safechat_tui.terminal import Cell


def add_cells(cells: list[Cell], text: str, look: str) -> None:
    """Add a text of one look to cells: wide signs take two, accents none of their own."""
    if text.isascii():
        cells += [Cell(sign, look) for sign in text]
        return
    for sign in text:
        wide = cell_len(sign)
        if wide:
            cells += [Cell(sign, look), *[Cell("", look)] * (wide - 1)]
        elif cells:
            cells[-1] = Cell(cells[-1].text + sign, cells[-1].look)
