"""Every text of a document, to be read or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar, cast

T = TypeVar("T")


def texts(thing: object) -> Iterator[str]:
    """Yield every text of a document, or of any part of it, in order."""
    if isinstance(thing, StrEnum):
        return
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))


def mapped(thing: T, change: Callable[[str], str]) -> T:
    """Return a document, or any part of it, with every text changed."""
    new: Any = thing
    if isinstance(thing, str) and not isinstance(thing, StrEnum):
        new = change(thing)
    elif isinstance(thing, tuple):
        new = tuple(mapped(part, change) for part in thing)
    elif is_dataclass(thing):
        new = replace(new, **{f.name: mapped(getattr(thing, f.name), change) for f in fields(thing)})
    return cast("T", new)
