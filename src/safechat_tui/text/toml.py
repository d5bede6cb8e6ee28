"""TOML as a person reads and writes it: a value as its file has it, and the line on which a key stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from safechat_tui.clean import clean


def in_toml(value: object, none: str = "\u2013") -> str:
    """Return a value as a file has it; `none` is said of none."""
    match value:
        case None:
            return none
        case bool():
            return str(value).lower()
        case str() | PurePath():
            return f'"{clean(str(value))}"'
        case list() | tuple():
            return f"[{', '.join(map(in_toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{clean(key)} = {in_toml(each)}' for key, each in value.items())} }}"
        case _:
            return clean(str(value))


def line_of_key(lines: Sequence[str], key: str, first: int = 0, last: int | None = None) -> int:
    """Return the line where a key or table is named, after the line `first` and up to `last`; 0 for none."""
    named = re.compile(rf"""\s*\[{{0,2}}\s*["']?{re.escape(key)}["']?\s*(=|\])""")
    found = enumerate(lines[first:last], start=first + 1)
    return next((number for number, line in found if named.match(line)), 0)
