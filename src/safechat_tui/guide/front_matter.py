"""Reads the flat `key: value` lines between two `---` at the top of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import PageValue

_FENCE: Final = "---"
_DASHES: Final = "-\u2013\u2014\u2015_"
_SPACED: Final = _DASHES + " \t\u00a0"
_QUOTED: Final = re.compile(r"""["'\u201c\u00ab][^"\u201c\u201d\u00ab\u00bb]*["'\u201d\u00bb]""")


def lines_of(text: str) -> list[str]:
    """Return the lines of a file; only line feeds part them, as in the editor that shows their numbers."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def front_matter(
    path: Path, lines: Sequence[str], problems: list[Problem]
) -> tuple[dict[str, PageValue], int]:
    """Return the entries by key, and the index of the first line after them.

    A wrong line is left out, and added to the problems.
    """
    entries: dict[str, PageValue] = {}
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip() if lines else ""
    if opening != _FENCE:
        # Word makes one long dash of three hyphens.
        if opening and not opening.strip(_DASHES):
            problems.append(Problem(path, first + 1, "front-matter-fence", {"text": opening}))
            after = (
                n for n, line in enumerate(lines) if n > first and line.strip() and not line.strip(_SPACED)
            )
            return entries, next(after, first) + 1
        return entries, 0
    found: list[Problem] = []
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.strip() == _FENCE:
            problems += found
            return entries, number
        if line.strip() and not line.strip(_SPACED):
            problems += [*found, Problem(path, number, "front-matter-fence", {"text": line.strip()})]
            return entries, number
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = (clean(part).strip() for part in line.partition(":"))
        if not colon or not key or not value:
            name, equals, words = (part.strip() for part in line.partition("="))
            meant = {"text": clean(line), "write": clean(f"{name}: {words}") if equals else ""}
            found.append(Problem(path, number, "front-matter-line", meant))
        elif key in entries:
            found.append(Problem(path, number, "front-matter-twice", {"key": key}))
        else:
            entries[key] = PageValue(value, number, path)
            if _QUOTED.fullmatch(value):
                found.append(Problem(path, number, "quoted", {"text": value, "write": value[1:-1].strip()}))
    # What follows the keys is not one of them: that the block is open is all that is wrong there.
    titles = (number for number, line in enumerate(lines) if number > first and "{#" in line)
    others = (each.line - 1 for each in found if each.code == "front-matter-line")
    at = min(next(titles, len(lines)), next(others, len(lines)))
    problems.append(Problem(path, first + 1, "front-matter-open"))
    return {key: entry for key, entry in entries.items() if entry.line <= at}, at
