"""The line of options under the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.handout.paper import Paper
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.rows import pad, row, rule

KEYS: Final = {"language": "d", "format": "f", "neutral": "t", "region": "r", "large": "g", "size": "a"}
"""The key that turns each choice to its next value."""


def option_rows(tr: Translator, labels: Mapping[str, str], paper: Paper, width: int) -> list[Row]:
    """Return the options with their keys, under a rule where there is room for one."""
    pieces: list[Piece] = []
    for name in paper.choices:
        words = paper.words(name, tr, labels)
        # No-break spaces keep a key with its value when the row wraps.
        pieces += [
            Piece(KEYS[name], "strong"),
            Piece("\u00a0" + words.replace(" ", "\u00a0") + "\u00a0"),
            Piece(" "),
        ]
    rows = [pad(line, width) for line in wrap(pieces, width, first=row(" "))]
    return [rule(width), *rows] if width >= WIDE else rows
