"""The line of options under the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.handout.paper import Paper
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.rows import pad, row, rule

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
