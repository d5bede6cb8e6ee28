"""Rows of styled pieces, and wrapping that keeps what belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from safechat_tui.clean import clean
from safechat_tui.resources import STYLES
from safechat_tui.text.wrap import Piece, Row, cells, sized, width_of

ROLES: Final = ("text", "title", "strong", "say", "cursor", "chosen", "note", "warn", "danger", "tab", "rule")
"""Every look a piece may have; styles/looks.txt says how each one looks."""


RULE: Final = "─"
"""The sign of a rule; where a terminal lacks it, the painter sends its nearest plain sign."""


BLANK_ROW: Final[Row] = ()
"""An empty line."""


@cache
def looks() -> Mapping[str, str]:
    """Return for each role its look in words, such as `bold`, from looks.txt; nothing for plain text."""
    lines = (STYLES / "looks.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {role.strip(): look.strip() for role, _, look in pairs}


class Drawing(NamedTuple):
    """What a pane shows: its rows, and those that must be in sight."""

    rows: Sequence[Row]
    focus: tuple[int, int] | None = None
    """First and last row of what the cursor is on."""
    below: Sequence[Row] = ()
    """Rows that stand under the others and are always in sight; the others move above them."""
    cut: Row = BLANK_ROW
    """The row between the two where there is more of the others."""

    def room(self, height: int) -> int:
        """Return how many of the rows that move are in sight in a pane of this height."""
        return max(0, height - len(self.below) - 1) if self.below else height

    def sight(self, height: int, top: int = 0) -> Sequence[Row]:
        """Return the rows in sight in a pane of this height; empty ones at its end are left out.

        Args:
            height: rows of the pane.
            top: the first of the rows that move.
        """
        end = top + self.room(height)
        shown = self.rows[top:end]
        if not self.below:
            return shown
        between = self.cut if end < len(self.rows) else BLANK_ROW
        return (*shown, *[BLANK_ROW] * (self.room(height) - len(shown)), between, *self.below)[:height]


def shown(text: str) -> str:
    """Return a text as it may stand in a row: clean, its spaces as they are."""
    return clean(text, multiline=True).replace("\n", " ")


def row(text: str, role: str = "text") -> Row:
    """Return a row of one piece."""
    return (Piece(text, role),)


def rule(width: int) -> Row:
    """Return a rule of so many cells."""
    return row(RULE * width, "rule")


def pad(pieces: Row, width: int, role: str = "text") -> Row:
    """Return the pieces filled with spaces to the width, or cut to it."""
    used = width_of(pieces)
    if used <= width:
        return (*pieces, Piece(" " * (width - used), role))
    kept: list[Piece] = []
    room = width
    for piece in pieces:
        taken = min(cells(piece.text), room)
        kept.append(Piece(sized(piece.text, taken), piece.role))
        room -= taken
    return tuple(kept)


def spread(left: Row, right: Row, width: int) -> Row:
    """Return two ends of one row with the space between them; the left end is cut if it must be."""
    return (*pad(left, max(0, width - width_of(right))), *right)
