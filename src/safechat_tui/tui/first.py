"""The first screen as cells, drawn before Textual is imported: it can be read while the rest starts."""

from __future__ import annotations

from typing import Final

from safechat_tui.config import Config
from safechat_tui.conversation.data_folder import DataFolder
from safechat_tui.guide.joint_pages import joined_pages
from safechat_tui.guide.layers import Layers
from safechat_tui.handout import passages
from safechat_tui.i18n import Translator
from safechat_tui.options import JOINT
from safechat_tui.resources import CONTENT
from safechat_tui.terminal.grid import Grid, cell_row
from safechat_tui.tui.keys import keys_of
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.reading import draw_page
from safechat_tui.tui.views.rows import looks, shown

SMALLEST_WIDTH: Final = 40
"""Columns of the narrowest screen that is drawn ahead."""

SMALLEST_HEIGHT: Final = 12
"""Rows of the lowest screen that is drawn ahead: on lower ones a dialog moves its choices into sight."""

SGR_CODES: Final = {"bold": "1", "underline": "4", "reverse": "7"}
"""What each word of a look is in an SGR sequence."""


def first_screen(config: Config, lang: str, guide: str, size: tuple[int, int]) -> Grid | None:
    """Return the first screen, cell for cell as Textual draws it later; nothing where it takes long to know.

    The guide is the settings', or all of them, where none is named; the size is columns and rows.
    """
    width, height = size
    if width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT or config.content_dir is not None:
        return None
    inner = min(width, chrome.PROSE)
    tr, folder, layers, step = Translator(lang), DataFolder(config), Layers(CONTENT), ""
    names = [name.id for name in layers.names(lang)]
    wanted = (guide or config.guide or "").split(JOINT)
    # A guide that is gone does not stop a call: the conversation opens them all too.
    ids = [id for id in names if id in wanted] if set(wanted) <= set(names) else names
    # A whole guide takes some 15 ms to read.
    pages = joined_pages(layers, lang, ids, ("welcome", "opening"))
    scopes: tuple[str, ...]
    if folder.first_start():
        title, scopes = tr("reader.welcome"), ("reader", "reading")
        body = draw_page(passages.welcome(pages), inner)
    else:
        step, title = "opening", pages["opening"].value("name")
        scopes, body = ("opening", "guides", "step", "reading"), draw_page(passages.opening(pages), inner)
    low = height < chrome.LOW_SCREEN
    top = chrome.header(tr, title, step, width, low=low, reader=config.screen_reader)
    keys = chrome.footer(tr, chrome.leading(keys_of((*scopes, "always")), step), width, low=low)
    inside = height - len(top) - len(chrome.status_rows(tr, "", width, more=False)) - len(keys)
    foot = chrome.status_rows(tr, "", width, more=len(body.rows) > inside)
    blank = [()] * (inside - len(body.rows))
    numbers = {role: ";".join(SGR_CODES[word] for word in look.split()) for role, look in looks().items()}
    rows = [*top, *body.rows[:inside], *blank, *foot, *keys]
    return Grid(
        tuple(cell_row(((shown(piece.text), numbers[piece.role]) for piece in each), width) for each in rows)
    )
