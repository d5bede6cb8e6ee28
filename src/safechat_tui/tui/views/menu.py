"""Draws a menu: words, and what can be chosen under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph, Value
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, pad, row

MARK: Final = 2
"""Cells of the mark that says that there are more items above or below."""


def draw_menu(
    menu: Menu[Value], cursor: int, width: int, height: int | None = None, cut: Row = BLANK
) -> Drawing:
    """Return the question and the items, the one at the cursor with what to mind.

    Where an item would be out of sight when the words are in it, the items stay under words that can be
    paged through: nobody is to take what cannot be seen.

    Args:
        menu: the menu.
        cursor: index of the item the cursor is on.
        width: cells of a row.
        height: rows of the pane; enough for everything when left out.
        cut: what stands between words and items where there are more words.
    """
    words = [line for paragraph in menu.words for line in (*wrap(_row(paragraph), width - 2), BLANK)]
    labels = _labels(menu, cursor, width - 2)
    notes = [_note(item, width - 2) for item in menu.items]
    highest = max(len(label) + len(note) for label, note in zip(labels, notes, strict=True))
    if height is not None and len(words) + highest > height:
        moving = [*words, *notes[cursor]] if notes[cursor] else words[:-1]
        # Items take half of the pane, and more where the words leave it.
        below = _window(menu, cursor, width, max(height // 2, height - 1 - len(moving)))
        focus = (len(words), len(moving) - 1) if notes[cursor] and cursor else None
        return Drawing(tuple(indented(moving)), focus, tuple(indented(below)), cut)
    above = [*words, *_joined(labels[:cursor])]
    here = [*labels[cursor], *notes[cursor]]
    focus = (0 if cursor == 0 else len(above), len(above) + len(here) - 1)
    return Drawing(tuple(indented([*above, *here, *_joined(labels[cursor + 1 :])])), focus)


def _window(menu: Menu[Value], cursor: int, width: int, room: int) -> list[Row]:
    """Return as many rows of items as there is room for, the one at the cursor whole among them."""
    labels = _labels(menu, cursor, width - 2 - MARK)
    items = _joined(labels)
    first, count = len(_joined(labels[:cursor])), len(labels[cursor])
    room = max(count, room)
    top = max(0, min(first - (room - count) // 2, len(items) - room))
    shown = items[top : top + room]
    inner = width - 2 - MARK
    if top > 0:
        shown[0] = (*pad(shown[0], inner), Piece(" ↑", "rule"))
    if top + room < len(items):
        shown[-1] = (*pad(shown[-1], inner), Piece(" ↓", "rule"))
    return shown


def _row(paragraph: Paragraph) -> Row:
    if paragraph.kind == "caution":
        return row(f"! {paragraph.text}", "warn")
    return row(paragraph.text, "text" if paragraph.kind == "keys" else paragraph.kind)


def _labels(menu: Menu[Value], cursor: int, width: int) -> list[list[Row]]:
    return [_label(item, width, here=at == cursor) for at, item in enumerate(menu.items)]


def _joined(parts: Iterable[Iterable[Row]]) -> list[Row]:
    return [line for part in parts for line in part]


def _label(item: MenuItem[Value], width: int, *, here: bool) -> list[Row]:
    mark = row("► " if here else "  ", "strong")
    return wrap([Piece(item.label, "cursor" if here else "text")], width, first=mark)


def _note(item: MenuItem[Value], width: int) -> list[Row]:
    return wrap([Piece(item.note)], width, first=row("    ")) if item.note else []
