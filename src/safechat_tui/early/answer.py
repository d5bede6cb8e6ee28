"""Answers `safechat guide` before anything is imported, where nothing but the usual guide is asked for."""

from __future__ import annotations

import os
import sys
import time

from safechat_tui.early import state
from safechat_tui.early.surroundings import LANGUAGES, names_utf_8, preferred, settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Final

WIDTHS: Final = (72, 80)
"""Columns for which the guide is prepared: where there is no terminal, and the usual one."""

PIPE_CLOSED: Final = 141
"""Exit code when nobody reads the output any more, as a shell gives it."""


def name_of(lang: str, width: int) -> str:
    """Return the name under which the guide as lines is prepared."""
    return f"lines.{lang}.{width}.txt"


def options(arguments: Sequence[str]) -> tuple[str, str] | None:
    """Return the language and the guide that are asked for, empty texts by default; nothing where more is."""
    found = {"--lang": "", "--guide": ""}
    parts = iter([part for word in arguments for part in word.split("=", 1)])
    for name in parts:
        value = next(parts, "")
        if name not in found or not value or (name == "--lang" and value not in LANGUAGES):
            return None
        found[name] = value
    return found["--lang"], found["--guide"]


def guide(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int | None:
    """Write the guide as lines and return the exit code; nothing where the rest of the program must do it.

    Args:
        arguments: the command line without the program's name.
        environ: tells the language, the letters, and whether there are settings.
    """
    if "guide" not in arguments:
        return None
    rest = list(arguments)
    rest.remove("guide")
    asked = options(rest)
    if asked is None or asked[1] or settings(environ) != {}:
        return None
    if sys.stdout is None or sys.stdout.encoding != "utf-8":
        return None
    width = WIDTHS[0]
    if os.isatty(1):
        if not names_utf_8(environ):
            return None
        width = os.get_terminal_size(1).columns or width
    if width not in WIDTHS:
        return None
    found = state.prepared(name_of(preferred(asked[0], environ.get("SAFECHAT_LANG"), environ=environ), width))
    until, _, text = (found or "").partition("\n")
    # From some day on, facts must be verified anew, and the lines say so.
    if time.strftime("%Y-%m-%d") > until:
        return None
    return _write(text.encode("utf-8"))


def _write(data: bytes) -> int | None:
    try:
        while data:
            data = data[os.write(1, data) :]
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError:
        # The rest of the program meets the same trouble, and has the words for it.
        return None
    return 0
