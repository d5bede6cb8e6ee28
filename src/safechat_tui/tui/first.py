"""The first screen as a picture, drawn before Textual is imported: it can be read while the rest starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui.conversation import Conversation
from safechat_tui.terminal.grid import BLANK, Cell, Grid
from safechat_tui.text.wrap import Row
from safechat_tui.tui.cells import add_cells
from safechat_tui.tui.keys import keys_of
from safechat_tui.tui.views import chrome, pages
from safechat_tui.tui.views.asking import draw_ask, which_guide
from safechat_tui.tui.views.looks import looks
from safechat_tui.tui.views.rows import shown

SMALLEST_WIDTH: Final = 40
"""Columns of the narrowest screen that is drawn ahead."""

SMALLEST_HEIGHT: Final = 12
"""Rows of the lowest screen that is drawn ahead: on lower ones a dialog moves its choices into sight."""

COLOURS: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The terminal's own colours, in the order of their numbers."""

NUMBERS: Final = {"bold": "1", "underline": "4", "reverse": "7"} | {
    name: str(number) for number, name in enumerate(COLOURS, start=30)
}
"""What each word of a look is in an SGR sequence."""


def first_screen(talk: Conversation, size: tuple[int, int], *, asks_for_guide: bool) -> Grid | None:
    """Return the first screen, cell for cell as Textual draws it later; nothing where it takes long to know.

    Args:
        talk: the conversation that begins.
        size: columns and rows.
        asks_for_guide: whether the worker is asked which guide to take, where there are several.
    """
    width, height = size
    if width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT or talk.config.content_dir is not None:
        return None
    tr, step = talk.tr, ""
    scopes: tuple[str, ...]
    if talk.keeping.first_start():
        title, scopes, body = tr("reader.welcome"), ("reader", "reading"), pages.welcome(talk.guide, width)
    elif asks_for_guide and len(talk.guides) > 1:
        kept = talk.keeping.has_kept
        ask = which_guide(tr, talk.guides, kept=kept)
        scopes = ("list", "which guide") if kept else ("list",)
        title, body = ask.title, draw_ask(ask, 0, width)
    else:
        step, title = "opening", talk.guide.name
        scopes, body = ("opening", "reading", "step"), pages.opening(talk.guide, width)
    top = chrome.header(tr, title, step, width, low=height < chrome.LOW)
    keys = chrome.footer(tr, chrome.leading(keys_of((*scopes, "always")), step), width)
    inside = height - len(top) - len(chrome.status(tr, "", width, more=False)) - 1
    foot = chrome.status(tr, "", width, more=len(body.rows) > inside)
    blank = [()] * (inside - len(body.rows))
    return _picture([*top, *body.rows[:inside], *blank, *foot, keys], width)


def _picture(rows: Iterable[Row], width: int) -> Grid:
    """Return rows as the picture of a screen."""
    numbers = {role: _numbers(look.split()) for role, look in looks().items()}
    made: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for piece in row:
            add_cells(cells, shown(piece.text), numbers[piece.role])
        made.append((*cells[:width], *[BLANK] * (width - len(cells))))
    return Grid(tuple(made))


def _numbers(words: Iterable[str]) -> str:
    return ";".join(NUMBERS[word] for word in words)
