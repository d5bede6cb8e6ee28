"""The line of options under the plan."""

from __future__ import annotations

from collections.abc import Mapping

from safechat_tui.handout.paper import Paper
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.rows import pad, row, rule


def option_rows(tr: Translator, labels: Mapping[str, str], paper: Paper, width: int) -> list[Row]:
    """Return the options with their keys, under a rule where there is room for one."""
    shown = [
        ("d", tr(f"language.{paper.language}")),
        ("f", tr(f"option.format.{paper.format}")),
        ("t", tr(f"option.neutral.{'on' if paper.neutral else 'off'}")),
        ("r", labels.get(f"region.{paper.region}", paper.region)),
    ]
    if paper.format == "pdf":
        shown += [
            ("g", tr(f"option.large.{'on' if paper.large else 'off'}")),
            ("a", tr(f"option.paper.{paper.size}")),
        ]
    pieces: list[Piece] = []
    for key, words in shown:
        # No-break spaces keep a key with its value when the row wraps.
        pieces += [
            Piece(key, "strong"),
            Piece("\u00a0" + words.replace(" ", "\u00a0") + "\u00a0"),
            Piece(" "),
        ]
    rows = [pad(line, width) for line in wrap(pieces, width, first=row(" "))]
    return [rule(width), *rows] if width >= WIDE else rows
