"""The plan as it is read on a screen, and the line of options under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safechat_tui.handout.paper import Paper
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, pad, row, rule

KEYS: Final = {
    "parts": "x",
    "language": "d",
    "format": "f",
    "neutral": "t",
    "region": "r",
    "large": "g",
    "size": "a",
}
"""The key that turns each choice to its next value."""


PRINT: Final = "y"
"""The key that prints."""

UNDERLINES: Final = {"=": "title", "-": "strong"}
"""How a line looks under which the text file has a row of these signs."""


def preview_rows(lines: Iterable[str]) -> tuple[Row, ...]:
    """Return the lines of the text file: headings as a screen shows them, without the signs under them."""
    rows: list[Row] = []
    heading = 0
    for line in lines:
        if len(rows) > heading and set(line) in ({"="}, {"-"}):
            rows[heading:] = [row(piece.text, UNDERLINES[line[0]]) for (piece,) in rows[heading:]]
        else:
            rows.append(row(line) if line else BLANK)
        # What follows an empty line may be one.
        heading = heading if line else len(rows)
    return tuple(indented(rows))


def option_rows(
    tr: Translator, labels: Mapping[str, str], paper: Paper, width: int, *, prints: bool = False
) -> list[Row]:
    """Return the options with their keys, under a rule where there is room for one.

    Args:
        tr: the interface's words.
        labels: those of the guide.
        paper: what is chosen, its parts among it.
        width: columns there are.
        prints: whether the settings name a printer.
    """
    pieces: list[Piece] = []
    named = [(KEYS[name], paper.words(name, tr, labels)) for name in paper.choices]
    if prints:
        named.append((PRINT, tr("key.print")))
    for key, words in named:
        # No-break spaces keep a key with its value when the row wraps; the parts may be many.
        kept = words if len(words) > width // 2 else words.replace(" ", "\u00a0")
        pieces += [Piece(key, "strong"), Piece(f"\u00a0{kept}\u00a0"), Piece(" ")]
    rows = [pad(line, width) for line in wrap(pieces, width, first=row(" "))]
    return [rule(width), *rows] if width >= WIDE else rows
