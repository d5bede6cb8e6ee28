"""The nearest letters and looks where a terminal lacks some. A letter keeps its cells: no column moves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from safechat_tui.charset import UTF_8
from safechat_tui.terminal.grid import BLANK, Cell, CellRow, Grid
from safechat_tui.text.letters import one_cell

POOR_TERMINALS: Final = frozenset({"", "dumb", "unknown"})
"""Values of TERM that promise nothing: no screen, and no way to erase a line."""

_CONSOLE: Final = "iso8859-15"
"""The letters that the fonts of the Linux console have."""

_CONSOLE_SIGNS: Final = frozenset("─│┌┐└┘├┤┬┴┼←↑→↓")
"""The other signs that all of its usual fonts have."""

_FIRST_COLOUR: Final = 30
"""All numbers of an SGR sequence from here on are colours."""

_EXTENDED: Final = ("38", "48")
"""Numbers of colours that have parts."""


class Capabilities(NamedTuple):
    """What a kind of terminal has."""

    colours: bool = True
    """Whether it has colours, and the person wants them."""
    signs: bool = True
    """Whether its font is sure to have more than the letters of Western Europe, light rules and arrows."""
    moves: bool = True
    """Whether it moves whole rows."""


FULL: Final = Capabilities()
"""A terminal of today."""


def capabilities_of(environ: Mapping[str, str]) -> Capabilities:
    """Return what the terminal has.

    Args:
        environ: where TERM and NO_COLOR are looked up.
    """
    return Capabilities(
        colours=not lacks_colours(environ), signs=not lacks_signs(environ), moves=not lacks_moves(environ)
    )


def fitted(picture: Grid, charset: str, kind: Capabilities = FULL) -> Grid:
    """Return a picture of the same size in letters and looks that a terminal has.

    Args:
        picture: what is to be shown.
        charset: the letters that can be sent.
        kind: what the terminal has.
    """
    if charset != UTF_8 or not kind.signs:
        picture = Grid(tuple(_row(row, charset, kind.signs) for row in picture.rows), picture.cursor)
    if not kind.colours:
        picture = Grid(tuple(map(_colourless, picture.rows)), picture.cursor)
    return picture


def _row(row: CellRow, charset: str, signs: bool) -> CellRow:
    cells: list[Cell] = []
    for cell in row:
        if cell.text:
            cells.append(cell._replace(text=_nearest(cell.text, charset, signs)))
        else:
            # The sign before it was two cells wide and no longer is.
            cells.append(BLANK._replace(look=cell.look))
    return tuple(cells)


def _colourless(row: CellRow) -> CellRow:
    return tuple(cell._replace(look=_without_colour(cell.look)) if cell.look else cell for cell in row)


@lru_cache(maxsize=256)
def _without_colour(look: str) -> str:
    """Return what of a look is no colour: bold, underline, reverse."""
    kept: list[str] = []
    numbers = iter(look.split(";"))
    for number in numbers:
        if number in _EXTENDED:
            # Its parts: 5 and one number, or 2 and three.
            for _ in range(1 if next(numbers, "") == "5" else 3):
                next(numbers, "")
        elif int(number) < _FIRST_COLOUR:
            kept.append(number)
    return ";".join(kept)


def _nearest(text: str, charset: str, signs: bool) -> str:
    """Return the sign itself where it can be sent and shown, or else one plain sign."""
    if not signs and charset == UTF_8:
        if text in _CONSOLE_SIGNS:
            return text
        charset = _CONSOLE
    return one_cell(text, charset)


def lacks_colours(environ: Mapping[str, str]) -> bool:
    """Return whether no colour may be sent: none is wanted (https://no-color.org), or there is none."""
    name = environ.get("TERM", "")
    monochrome = name.startswith("ansi-m") or name.endswith(("-m", "-mono"))
    return bool(environ.get("NO_COLOR")) or monochrome or _is_old(name)


def lacks_signs(environ: Mapping[str, str]) -> bool:
    """Return whether only letters of Western Europe, light rules and arrows are sure to be shown.

    The fonts of the Linux console hold 256 or 512 signs, and which ones is up to each machine.
    """
    return environ.get("TERM", "").partition("-")[0] == "linux"


def lacks_moves(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal knows no other way to move than to a cell and along a row."""
    return _is_old(environ.get("TERM", ""))


def _is_old(name: str) -> bool:
    """Return whether it is one of DEC's first four series, from the VT100 on."""
    return name[:2] == "vt" and name[2:3] in {"1", "2", "3", "4"} and name[3:5].isdigit()
