"""The plan as it is read on a screen, and the line of options under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.paper import labels, shown
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, pad, row, rule

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


def draw_options(talk: Conversation, width: int) -> Drawing:
    """Return the options of the paper with their keys, under a rule where there is room for one."""
    tr, paper, words_of = talk.tr, shown(talk), labels(talk)
    named = [(f"plan-{name}", paper.words(name, tr, words_of)) for name in paper.choices]
    if talk.config.printer is not None:
        named.append(("print", tr("key.print")))
    letters = {key.id: key.label for key in KEYS}
    pieces: list[Piece] = []
    for id, words in named:
        # No-break spaces keep a key with its value when the row wraps; the parts may be many.
        kept = words if len(words) > width // 2 else words.replace(" ", "\u00a0")
        pieces += [Piece(letters[id], "strong"), Piece(f"\u00a0{kept}\u00a0"), Piece(" ")]
    rows = [pad(line, width) for line in wrap(pieces, width, first=row(" "))]
    return Drawing(tuple([rule(width), *rows] if width >= WIDE else rows))
