"""Shows the first screen before anything is imported."""

from __future__ import annotations

import os
import sys

from safechat_tui import AGAIN
from safechat_tui.early import blank, rows, taking
from safechat_tui.early.answer import options
from safechat_tui.early.settings import settings
from safechat_tui.early.surroundings import (
    MARK,
    POOR_TERMINALS,
    data_folder,
    has_kept,
    lacks_colours,
    lacks_moves,
    lacks_signs,
    names_utf_8,
    preferred,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Final

SMALLEST_HEIGHT: Final = 12
"""Rows of the lowest screen that is drawn ahead: on lower ones a dialog moves its choices into sight."""


def begin(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Take the terminal over and show the first screen, as far as both are certain; else do nothing.

    Args:
        arguments: the command line without the program's name.
        environ: tells the language, the letters, the terminal, and whether there are settings.
    """
    if not (os.isatty(0) and os.isatty(1) and taking.in_front()):
        return
    taking.hear()
    held = taking.held()
    _begin(held, arguments, environ)
    if held.rows:
        taking.look_for_exit()
    elif not held.ours:
        taking.deafen()


def _begin(held: taking.Taken, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    asked = options(arguments)
    if asked is None or AGAIN in environ or environ.get("TERM", "") in POOR_TERMINALS:
        return
    held.take()
    wishes = settings(environ) if held.ours else None
    if wishes is None or wishes.get("plain") or "content_dir" in wishes or not names_utf_8(environ):
        return
    held.clears_scrollback = wishes.get("clear_scrollback") is not False
    lang = preferred(asked[0], environ.get("SAFECHAT_LANG"), str(wishes.get("lang", "")), environ=environ)
    guide = asked[1] or str(wishes.get("guide", ""))
    data = data_folder(environ, environ["HOME"])
    _show(held, lang, guide, data, environ, keeps=wishes.get("keep") != "off")


def show(lang: str, guide: str, data: str, *, keeps: bool) -> None:
    """Show the first screen, where it was prepared for this terminal and it is not there yet.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide that is opened, or an empty text where the worker is asked.
        data: the data folder, which knows whether this is the first start.
        keeps: whether plans may be kept.
    """
    held = taking.held()
    if held.ours and not held.rows:
        _show(held, lang, guide, data, os.environ, keeps=keeps)
        if held.rows:
            taking.look_for_exit()


def _show(
    held: taking.Taken, lang: str, guide: str, data: str, environ: Mapping[str, str], *, keeps: bool
) -> None:
    utf_8 = sys.stdout is not None and sys.stdout.encoding == "utf-8"
    lacking = lacks_colours(environ) or lacks_signs(environ) or lacks_moves(environ)
    size = held.window()
    if lacking or not utf_8 or size[0] not in rows.WIDTHS or size[1] < SMALLEST_HEIGHT:
        return
    kind = rows.LATER
    if not os.path.exists(os.path.join(data, MARK)):
        kind = rows.FIRST
    elif keeps and not guide and has_kept(data):
        kind = rows.KEPT
    if parts := rows.prepared(lang, guide, kind, size[0]):
        here = tuple(rows.assembled(parts, size[1]))
        held.show(here, size, (blank.MODES_ON + rows.drawn(here)).encode("utf-8"))
