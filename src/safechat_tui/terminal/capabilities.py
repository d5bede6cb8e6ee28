"""The nearest letters and looks where a terminal lacks some. A letter keeps its cells: no column moves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final, NamedTuple

from safechat_tui.charset import UTF_8
from safechat_tui.terminal import blank
from safechat_tui.terminal.blank import POOR_TERMINALS
from safechat_tui.terminal.grid import BLANK_CELL, Cell, CellRow, Grid
from safechat_tui.text.letters import one_cell

_SCROLLBACK_KEPT: Final = (
    ("TERM", "rxvt"),
    ("TERM", "Eterm"),
    ("TERM", "mlterm"),
    ("TERM", "screen"),
    ("COLORTERM", "rxvt"),
    ("COLORTERM", "mlterm"),
    ("MLTERM", ""),
    ("STY", ""),
)
"""How a variable begins where a terminal cannot clear its scrollback: rxvt, Eterm, mlterm, GNU screen."""

_CONSOLE: Final = "iso8859-15"
"""The letters that the fonts of the Linux console have."""

_CONSOLE_SIGNS: Final = frozenset("─│┌┐└┘├┤┬┴┼←↑→↓")
"""The other signs that all of its usual fonts have."""


class Capabilities(NamedTuple):
    """What a kind of terminal has."""

    signs: frozenset[str] | None = None
    """What its font is sure to have beside the letters of Western Europe; nothing: whatever there is."""
    moves: bool = True
    """Whether it moves whole rows."""


FULL: Final = Capabilities()
"""A terminal of today."""


def capabilities_of(environ: Mapping[str, str]) -> Capabilities:
    """Return what the terminal has that TERM names."""
    name = environ.get("TERM", "")
    if name.partition("-")[0] == "linux":
        # The fonts of the Linux console hold 256 or 512 signs, and which ones is up to each machine.
        return Capabilities(_CONSOLE_SIGNS)
    return Capabilities(frozenset(), moves=False) if name.startswith(blank.SERIES) else FULL


def clears_scrollback(environ: Mapping[str, str]) -> bool:
    """Return whether a terminal can clear what has scrolled out of sight, as far as its variables tell.

    Inside of tmux, which can, the others are those of the terminal around it.
    """
    values = ((environ.get(name, ""), begins) for name, begins in _SCROLLBACK_KEPT)
    kept = any(value and value.startswith(begins) for value, begins in values)
    return bool(environ.get("TMUX")) or not kept


def may_print(environ: Mapping[str, str], fd: int) -> bool:
    """Return whether a terminal may have a printer of its own: many have, and none says so.

    tmux and GNU screen keep media copy to themselves.
    """
    name = environ.get("TERM", "")
    without = name in POOR_TERMINALS or name.startswith(("linux", "screen", "tmux"))
    return not without and not environ.get("TMUX") and not environ.get("STY") and os.isatty(fd)


def printer_bytes(data: bytes) -> bytes:
    """Return lines of ASCII as they go to the printer of a terminal, the sheet pushed out behind them."""
    lines = bytes(byte for byte in data if byte == ord("\n") or ord(" ") <= byte <= ord("~"))
    # Such a printer takes a line feed as just that.
    return blank.PRINTER_ON + lines.replace(b"\n", b"\r\n") + b"\f" + blank.PRINTER_OFF


def drawable(picture: Grid, charset: str, kind: Capabilities = FULL) -> Grid:
    """Return a picture of the same size in letters that can be sent, and that the terminal has."""
    if charset == UTF_8 and kind.signs is None:
        return picture
    return Grid(tuple(_row(row, charset, kind.signs) for row in picture.rows), picture.cursor)


def _row(row: CellRow, charset: str, signs: frozenset[str] | None) -> CellRow:
    cells: list[Cell] = []
    for cell in row:
        if cell.text:
            cells.append(cell._replace(text=_nearest(cell.text, charset, signs)))
        else:
            # The sign before it was two cells wide and no longer is.
            cells.append(BLANK_CELL._replace(look=cell.look))
    return tuple(cells)


def _nearest(text: str, charset: str, signs: frozenset[str] | None) -> str:
    """Return the sign itself where it can be sent and shown, or else one plain sign."""
    if signs is not None and charset == UTF_8:
        if text in signs:
            return text
        charset = _CONSOLE
    return one_cell(text, charset)
