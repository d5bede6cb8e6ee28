"""Takes the terminal over and shows the first screen before anything is imported.

The rules this module keeps:

- The quick exit is obeyed from the first instruction on: until the keyboard is read, Ctrl+X is the key by
  which the terminal itself sends a signal.
- Keys that are typed meanwhile wait in the terminal.
- Whoever cannot go on gives the terminal back first (`undo`).
"""

from __future__ import annotations

import os
import sys
import termios

# Built into the interpreter; `signal` itself takes several milliseconds to import.
from _signal import SIGHUP, SIGINT, SIGQUIT, SIGTERM, getsignal, signal  # type: ignore[import-not-found]

from safechat_tui import AGAIN
from safechat_tui.early import blank, rows
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
    from typing import Any, Final

    from safechat_tui.early.rows import Runs

SMALLEST_HEIGHT: Final = 12
"""Rows of the lowest screen that is drawn ahead: on lower ones a dialog moves its choices into sight."""

CTRL_X: Final = b"\x18"
"""What Ctrl+X types."""

NO_KEY: Final = b"\0"
"""The key of a signal that no key sends."""

MOST_TYPED: Final = 1024
"""Bytes read of what was typed before."""

SIGNALS: Final = (SIGTERM, SIGHUP, SIGINT, SIGQUIT)
"""Signals that end the program with a blank screen."""


class Taken:
    """What was taken over and must be given back."""

    settings: list[Any] | None = None
    """Those the terminal had; nothing where it was not taken over."""
    rows: tuple[Runs, ...] = ()
    """What is shown; no row where nothing is."""
    size = (0, 0)
    """Columns and rows of that."""
    rest = b""
    """Bytes of it that the terminal has not taken yet."""
    sent = 0
    """How many it has."""
    typed = b""
    """What was typed before the screen stood, and read."""
    _ours = False
    _handlers: Mapping[int, Any] = {}
    _fd = -1
    _clears_scrollback = False


_held = Taken()


def begin(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Take the terminal over and show the first screen, as far as both are certain; else do nothing.

    Args:
        arguments: the command line without the program's name.
        environ: tells the language, the letters, the terminal, and whether there are settings.
    """
    asked = options(arguments)
    if (
        asked is None
        or AGAIN in environ
        or environ.get("TERM", "") in POOR_TERMINALS
        or not (os.isatty(0) and os.isatty(1))
    ):
        return
    if not _take():
        return
    wishes = settings(environ)
    if wishes is None or wishes.get("plain") or "content_dir" in wishes or not names_utf_8(environ):
        return
    _held._clears_scrollback = wishes.get("clear_scrollback") is not False
    lang = preferred(asked[0], environ.get("SAFECHAT_LANG"), str(wishes.get("lang", "")), environ=environ)
    guide = asked[1] or str(wishes.get("guide", ""))
    show(lang, guide, data_folder(environ, environ["HOME"]), keeps=wishes.get("keep") != "off")


def show(lang: str, guide: str, data: str, *, keeps: bool) -> None:
    """Show the first screen, where it was prepared for this terminal and it is not there yet.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide that is opened, or an empty text where the worker is asked.
        data: the data folder, which knows whether this is the first start.
        keeps: whether plans may be kept.
    """
    utf_8 = sys.stdout is not None and sys.stdout.encoding == "utf-8"
    lacking = lacks_colours(os.environ) or lacks_signs(os.environ) or lacks_moves(os.environ)
    size = blank.size_of(1)
    fits = size[0] in rows.WIDTHS and size[1] >= SMALLEST_HEIGHT
    if not _held._ours or _held.rows or lacking or not utf_8 or not fits:
        return
    kind = rows.LATER
    if not os.path.exists(os.path.join(data, MARK)):
        kind = rows.FIRST
    elif keeps and not guide and has_kept(data):
        kind = rows.KEPT
    parts = rows.prepared(lang, guide, kind, size[0])
    if not parts:
        return
    _held.rows, _held.size = tuple(rows.assembled(parts, size[1])), size
    shown = (blank.MODES_ON + rows.drawn(_held.rows)).encode("utf-8")
    _held.rest = blank.put(_held._fd, shown)
    _held.sent = len(shown) - len(_held.rest)
    _held.typed = _typed()
    if CTRL_X in _held.typed:
        _vanish(SIGQUIT, None)


def hand_over() -> Taken:
    """Return what was taken over, for whoever gives it back from now on."""
    _held._ours = False
    return _held


def undo() -> None:
    """Give the terminal back as it was, if it is still taken over. Never raises."""
    if not _held._ours:
        return
    _held._ours = False
    if _held.rows:
        last = blank.farewell(_held.size[1], clears_scrollback=False)
        blank.leave(0, _held._fd, _held.settings, last)
    else:
        blank.set_back(0, _held.settings)
    for number, before in _held._handlers.items():
        if getsignal(number) is _vanish:
            signal(number, before)


def _take() -> bool:
    """Take keys without showing them, and let Ctrl+X be a signal; return whether that could be done."""
    try:
        if os.tcgetpgrp(0) != os.getpgrp():
            return False
        before = termios.tcgetattr(0)
        now = termios.tcgetattr(0)
        now[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        now[3] |= termios.ISIG
        now[6][termios.VQUIT] = CTRL_X
        now[6][termios.VINTR] = now[6][termios.VSUSP] = NO_KEY
        now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
        _held._fd = blank.own_descriptor(1)
        _held.settings, _held._ours = before, True
        _held._handlers = {number: signal(number, _vanish) for number in SIGNALS}
        termios.tcsetattr(0, termios.TCSANOW, now)
    except (OSError, termios.error):
        undo()
        return False
    return True


def _typed() -> bytes:
    """Return what was typed before Ctrl+X sent a signal."""
    try:
        fd = os.open(os.ttyname(0), os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return os.read(fd, MOST_TYPED)
    except OSError:
        return b""
    finally:
        os.close(fd)


def _vanish(number: int, _: object) -> None:
    """End at once, the screen blank; Ctrl+X comes as SIGQUIT."""
    quick = number == SIGQUIT
    try:
        rows = blank.size_of(_held._fd)[1]
        last = blank.farewell(rows, clears_scrollback=quick and _held._clears_scrollback)
        # Before anything was shown, a signal leaves the shell's own screen alone.
        blank.leave(0, _held._fd, _held.settings, last if quick or _held.rows else b"")
    finally:
        os._exit(0 if quick else 128 + number)
