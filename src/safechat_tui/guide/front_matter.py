"""Reads the flat `key: value` lines between two `---` at the top of a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Value

_FENCE: Final = "---"


def lines_of(text: str) -> list[str]:
    """Return the lines of a file; only line feeds part them, as in the editor that shows their numbers."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def front_matter(path: Path, lines: Sequence[str], problems: list[Problem]) -> tuple[dict[str, Value], int]:
    """Return the entries by key, and the index of the first line after them.

    Args:
        path: the file.
        lines: all of its lines.
        problems: where what is wrong is added; a wrong line is left out.
    """
    entries: dict[str, Value] = {}
    if not lines or lines[0].strip() != _FENCE:
        return entries, 0
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == _FENCE:
            return entries, number
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = clean(key)
        if not colon or not key or not clean(value):
            problems.append(Problem(path, number, "front-matter-line", {"text": clean(line)}))
        elif key in entries:
            problems.append(Problem(path, number, "front-matter-twice", {"key": key}))
        else:
            entries[key] = Value(clean(value), number, path)
    problems.append(Problem(path, 1, "front-matter-open"))
    return entries, len(lines)
