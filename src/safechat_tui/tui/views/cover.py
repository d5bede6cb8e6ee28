"""The page that stands in front of the screens: ordinary notes of an office."""

from __future__ import annotations

from safechat_tui.i18n import Translator
from safechat_tui.text.width import sized

MARGIN = "  "
"""What stands before every line."""


def cover(tr: Translator, width: int, height: int) -> list[str]:
    """Return the rows of the page: notes, and in the last row the keys, as in any editor.

    Args:
        tr: the language.
        width: columns of the terminal.
        height: its rows.
    """
    notes = ["", *tr("cover.notes").split("\n")]
    above = [*notes, *([""] * height)][: max(0, height - 1)]
    return [sized(f"{MARGIN}{words}", width).rstrip() for words in (*above, tr("cover.keys"))]
