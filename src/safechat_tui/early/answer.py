"""Answers `safechat guide` before anything is imported, where nothing but the usual guide is asked for."""

from __future__ import annotations

import os
import sys
import time

from safechat_tui.early import state
from safechat_tui.early.settings import ALL_REGIONS, USUAL_GUIDE, settings
from safechat_tui.early.surroundings import LANGUAGES, names_utf_8, preferred

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
    lang = preferred(asked[0], environ.get("SAFECHAT_LANG"), environ=environ)
    found = lines(lang, width)
    return None if found is None else _write(found.encode("utf-8"))


def lines(lang: str, width: int, region: str = ALL_REGIONS) -> str | None:
    """Return the usual guide as lines; nothing where they were not prepared, or do not hold any more.

    Args:
        lang: `fr` or `en`.
        width: columns a line may fill.
        region: whose helplines there are besides Canada's; `ca` for every region's.
    """
    if width not in WIDTHS:
        return None
    found = state.prepared(name_of(lang, width), lang, USUAL_GUIDE) or ""
    until, _, text = found.partition("\n")
    # From some day on, facts must be verified anew, and the lines say so.
    if time.strftime("%Y-%m-%d") > until:
        return None
    before, *between, after = text.split("\f")
    here = [words for name, _, words in (part.partition("\n") for part in between) if name == region]
    return f"{before}{here[0]}{after}" if here else None


def as_text(until: str, texts: Mapping[str, str]) -> str:
    """Return the guide as lines in the form that `lines` reads: what all regions have alike comes once.

    Args:
        until: the last day on which they hold, as YYYY-MM-DD.
        texts: the lines by region.
    """
    first, last = min(texts.values()), max(texts.values())
    before = _alike(first, last)
    after = min(_alike(first[::-1], text[before:][::-1]) for text in texts.values())
    between = [f"{name}\n{text[before : len(text) - after]}" for name, text in texts.items()]
    return "\f".join([f"{until}\n{first[:before]}", *between, first[len(first) - after :]])


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike; of many, the first and last in order say it."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


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
