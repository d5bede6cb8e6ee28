"""The first screen as a picture, drawn before Textual is imported: it can be read while the rest starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safechat_tui.conversation import Conversation
from safechat_tui.early.rows import WIDTHS, assembled
from safechat_tui.early.screen import SMALLEST_HEIGHT
from safechat_tui.terminal import Cell, Picture
from safechat_tui.terminal.picture import BLANK
from safechat_tui.tui.cells import add_cells
from safechat_tui.tui.keys import keys_of
from safechat_tui.tui.views import chrome, pages
from safechat_tui.tui.views.asking import draw_ask, which_guide
from safechat_tui.tui.views.looks import looks
from safechat_tui.tui.views.rows import shown

if TYPE_CHECKING:
    from safechat_tui.early.rows import Runs

COLOURS: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The terminal's own colours, in the order of their numbers."""

NUMBERS: Final = {"bold": "1", "underline": "4", "reverse": "7"} | {
    name: str(number) for number, name in enumerate(COLOURS, start=30)
}
"""What each word of a look is in an SGR sequence."""


def first_picture(talk: Conversation, size: tuple[int, int], *, asks_for_guide: bool) -> Picture | None:
    """Return the first screen, or nothing where it takes long to know.

    Args:
        talk: the conversation that begins.
        size: columns and rows.
        asks_for_guide: whether the worker is asked which guide to take, where there are several.
    """
    width, height = size
    if width < WIDTHS[0] or height < SMALLEST_HEIGHT or talk.config.content_dir is not None:
        return None
    first_start = talk.keeping.first_start()
    kept = talk.keeping.has_kept
    parts = first_parts(talk, width, first_start=first_start, asks_for_guide=asks_for_guide, kept=kept)
    return picture_of(assembled(parts, height), width)


def first_parts(
    talk: Conversation, width: int, *, first_start: bool, asks_for_guide: bool, kept: bool
) -> tuple[tuple[Runs, ...], ...]:
    """Return the parts of the first screen, as `early.rows.assembled` puts them together.

    Args:
        talk: the conversation that begins.
        width: columns.
        first_start: whether the program was never started here before.
        asks_for_guide: whether the worker is asked which guide to take, where there are several.
        kept: whether there are kept plans.
    """
    tr, step = talk.tr, ""
    scopes: tuple[str, ...]
    if first_start:
        title, scopes, body = tr("reader.welcome"), ("reader", "reading"), pages.welcome(talk.guide, width)
    elif asks_for_guide and len(talk.guides) > 1:
        ask = which_guide(tr, talk.guides, kept=kept)
        scopes = ("list", "which guide") if kept else ("list",)
        title, body = ask.title, draw_ask(ask, 0, width)
    else:
        step, title = "opening", talk.guide.name
        scopes, body = ("opening", "reading", "step"), pages.opening(talk.guide, width)
    keys = chrome.footer(tr, chrome.leading(keys_of((*scopes, "always")), step), width)
    parts = (
        chrome.header(tr, title, step, width, low=False),
        chrome.header(tr, title, step, width, low=True),
        body.rows,
        (*chrome.status(tr, "", width, more=True), keys),
        (*chrome.status(tr, "", width, more=False), keys),
    )
    numbers = {role: _numbers(look.split()) for role, look in looks().items()}
    return tuple(
        tuple(tuple((numbers[piece.role], shown(piece.text)) for piece in row) for row in part)
        for part in parts
    )


def picture_of(rows: Iterable[Runs], width: int) -> Picture:
    """Return rows as the picture of a screen."""
    made: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for look, text in row:
            add_cells(cells, text, look)
        made.append((*cells[:width], *[BLANK] * (width - len(cells))))
    return Picture(tuple(made))


def _numbers(words: Iterable[str]) -> str:
    return ";".join(NUMBERS[word] for word in words)
