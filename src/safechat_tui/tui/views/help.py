"""The keys in words."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui.guide.text import Section
from safechat_tui.handout.passages import headed
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.keys import KEYS, Key, written
from safechat_tui.tui.views.reading import indented, rows_of
from safechat_tui.tui.views.rows import BLANK, Drawing, row


def help_page(
    tr: Translator, keys: Iterable[Key], width: int, *, field: bool = False, tour: Section | None = None
) -> Drawing:
    """Return the keys of a screen in words, then all the others, then the few lines of the first start.

    Args:
        tr: the language.
        keys: the keys that hold on that screen.
        width: cells of a row.
        field: whether a field takes the letters there.
        tour: the lines of the first start, or nothing.
    """
    here = tuple(keys)
    rows: list[Row] = [*wrap([Piece(tr("help.here"), "title")], width - 2)]
    rows += _key_rows(tr, here, width - 2, field)
    others = [key for key in KEYS if key not in here]
    rows += [BLANK, *wrap([Piece(tr("help.elsewhere"), "title")], width - 2)]
    rows += _key_rows(tr, others, width - 2, False)
    if tour is not None:
        rows += [BLANK, *rows_of(headed(tour), width - 2)]
    return Drawing(tuple(indented(rows)))


def _key_rows(tr: Translator, keys: Iterable[Key], width: int, field: bool) -> list[Row]:
    rows: list[Row] = []
    for key in keys:
        if key.label:
            label = f"  {written(tr, key, field=field):<12} "
            rows += wrap([Piece(tr(f"key.{key.id}.help"))], width, first=row(label, "strong"))
    return rows
