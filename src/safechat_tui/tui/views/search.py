"""What a search found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safechat_tui.guide.search.entries import Entry
from safechat_tui.guide.search.finder import Finder
from safechat_tui.guide.search.index import Found, Results, nothing_found
from safechat_tui.guide.text import Span
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, width_of, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import Drawing, row, spread

MARGIN: Final = 4
"""Cells by which the words of a place stand in."""


def draw_results(
    results: Results, asked: str, cursor: int, tr: Translator, finder: Finder, width: int
) -> Drawing:
    """Return the places that were found, or what to do when there is none.

    Args:
        results: what was found.
        asked: what was typed.
        cursor: index of the place the cursor is on.
        tr: the language.
        finder: what found them.
        width: cells of a row.
    """
    if not asked.strip():
        return Drawing(tuple(indented(wrap([Piece(tr("search.about"))], width - 2))))
    if not results.found:
        words = nothing_found(asked, results, tr, "field")
        return Drawing(tuple(indented(wrap([Piece(words, "warn")], width - 2))))
    rows: list[Row] = []
    focus = (0, 0)
    for index, found in enumerate(results.found):
        first = len(rows)
        rows += _place(found, _where(found.entry, finder), width, here=index == cursor)
        if index == cursor:
            focus = (first, len(rows) - 1)
    return Drawing(tuple(rows), focus)


def _where(entry: Entry, finder: Finder) -> tuple[str, ...]:
    """Return where a place stands, then what is said of it at least: that it is in another guide."""
    other = finder.other_guide(entry.place)
    return (finder.where(entry), other.name) if other else (finder.where(entry),)


def _place(found: Found, wheres: tuple[str, ...], width: int, *, here: bool) -> list[Row]:
    """Return one place: its title, where it stands, and the words that were matched."""
    mark = row(" ► " if here else "   ", "strong")
    title = [Piece(found.entry.shown, "cursor")] if here else _pieces(found.title)
    rows = wrap(title, width - 1, first=mark)
    places = [(Piece(f" {where} ", "note"),) for where in wheres]
    fitting = [place for place in places if width_of(rows[0]) + width_of(place) <= width]
    if fitting and len(rows) == 1 and width >= WIDE:
        rows = [spread(rows[0], fitting[0], width)]
    elif here or len(wheres) > 1:
        rows += wrap([Piece(wheres[0], "note")], width - 1, first=row(" " * MARGIN))
    excerpt = found.excerpt(width - MARGIN - 1)
    if excerpt and "".join(part.text for part in excerpt) != found.entry.title:
        rows.append((Piece(" " * MARGIN), *_pieces(excerpt)))
    return rows


def _pieces(parts: Sequence[Span]) -> list[Piece]:
    return [Piece(part.text, "strong" if part.strong else "text") for part in parts]
