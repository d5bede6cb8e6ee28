"""The shipped guides in a form that is read at once, used only while it says what content/ says.

Reading the Markdown anew would take most of the time of a start. The prepared form is written beside the
program when it is built. It is JSON, so that loading it can do nothing but give data.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from safechat_tui.guide import known, model, text
from safechat_tui.guide.model import Guide, GuideName
from safechat_tui.options import FIRST_GUIDE
from safechat_tui.resources import CONTENT, PACKAGE

FOLDER: Final = PACKAGE / "prepared"
"""Where the prepared guides are: <guide>.<language>.json."""

NAMES: Final = "names"
"""Under what the names of the guides are prepared; no guide may be called so."""

CLASSES: Final[tuple[Any, ...]] = (
    text.Span, text.Block, text.Section, text.Entry, text.Page, model.Question, model.Strategy,
    model.SearchWords, model.Guide, model.GuideName, known.Fact, known.FeatureName, known.Action,
    known.Platform, known.Helpline, text.Kind, model.Stage,
)  # fmt: skip
"""What a guide is made of; a prepared list begins with the place of its class here."""

TUPLE: Final = -1
"""Begins a prepared list that is a list."""

PATH: Final = -2
"""Begins one that is the path of a file of the content."""

DAY: Final = -3
"""Begins one that is a day."""


def form() -> str:
    """Return what a prepared guide looks like: another release of the program may have other fields."""
    return repr([(kind.__name__, getattr(kind, "__slots__", ())) for kind in CLASSES])


def read_guide(
    lang: str, *, guide: str = FIRST_GUIDE, root: Path = CONTENT, over: Path | None = None
) -> Guide:
    """Return a guide in one language, prepared or read anew; see `safechat_tui.guide.reader.read_guide`.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide.
        root: the shipped content.
        over: a shelter's own folder laid over it; a guide with one is always read anew.

    Raises:
        SafeChatError: `no-such-guide` when there is none of that id, or none that can be used.
        ContentError: when the shipped content has a problem.
    """
    if root is CONTENT and over is None:
        found = load(lang, guide)
        if isinstance(found, Guide):
            return found
    from safechat_tui.guide import reader

    return reader.read_guide(lang, guide=guide, root=root, over=over)


def guides(lang: str, *, root: Path = CONTENT, over: Path | None = None) -> tuple[GuideName, ...]:
    """Return the guides there are in a language; see `safechat_tui.guide.reader.guides`.

    Args:
        lang: `fr` or `en`.
        root: the shipped content.
        over: a shelter's own folder laid over it.
    """
    if root is CONTENT and over is None:
        return _shipped(lang)
    from safechat_tui.guide import reader

    return reader.guides(lang, root=root, over=over)


@cache
def _shipped(lang: str) -> tuple[GuideName, ...]:
    """Return the names of the shipped guides, asked for again and again by one screen."""
    found = load(lang, NAMES)
    if isinstance(found, tuple):
        return found
    from safechat_tui.guide import reader

    return reader.guides(lang)


def load(lang: str, name: str, *, root: Path = CONTENT, folder: Path = FOLDER) -> object:
    """Return what was prepared under a name; nothing where the content says another thing."""
    try:
        text = (folder / f"{name}.{lang}.json").read_text("utf-8")
        head, _, rest = text.partition("\n")
        return _made(json.loads(rest), root) if head == head_of(root, lang) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def head_of(root: Path, lang: str) -> str:
    """Return the first line of a prepared file: the state of the content and of the guide's classes."""
    return f"{content_state(root, lang)} {zlib.crc32(form().encode())}"


def content_state(root: Path, lang: str) -> int:
    """Return a checksum over the names and bytes of all files that guides in a language are read from.

    Raises:
        OSError: when a file cannot be read.
    """
    number = 0
    for top in (root / "facts", root / lang):
        for folder, folders, files in os.walk(top):
            folders.sort()
            for name in sorted(files):
                path = os.path.join(folder, name)
                number = zlib.crc32(os.path.relpath(path, root).encode(), number)
                with open(path, "rb") as stream:
                    number = zlib.crc32(stream.read(), number)
    return number


def _made(value: Any, root: Path) -> Any:
    """Return what a plain value stands for."""
    paths: dict[str, Path] = {}
    names = [[part.name for part in fields(kind)] if is_dataclass(kind) else [] for kind in CLASSES]

    def make(value: Any) -> Any:
        if type(value) is list:
            tag = value[0]
            if tag == TUPLE:
                return tuple([make(part) if type(part) in _NESTED else part for part in value[1:]])
            if tag >= 0:
                parts = [make(part) if type(part) in _NESTED else part for part in value[1:]]
                if not names[tag]:
                    return CLASSES[tag](*parts)
                return CLASSES[tag](**dict(zip(names[tag], parts, strict=True)))
            if tag == DAY:
                return date.fromisoformat(value[1])
            if value[1] not in paths:
                paths[value[1]] = root / value[1]
            return paths[value[1]]
        return {key: make(part) if type(part) in _NESTED else part for key, part in value.items()}

    return make(value)


_NESTED: Final = (list, dict)
