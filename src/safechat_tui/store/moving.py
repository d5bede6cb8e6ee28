"""Moves what one worker keeps from her files into the database, or back, without opening anything.

The rules this module keeps:

- Nothing is removed before all of it was written to the other place and read there again, byte for byte.
- Nothing of the other place is written over: another key or plan of the same name stops the move.
- A name that a database gives is no path: what is not the name of a key or a plan is left where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from safechat_tui.errors import SafeChatError
from safechat_tui.store.backend import Backend
from safechat_tui.store.names import SEALED_SEEN, is_key, is_plan
from safechat_tui.store.seal import PLAIN_SUFFIX


class Sealed(NamedTuple):
    """A sealed file, or row, as it lies there."""

    content: bytes
    changed: datetime | None
    """When a plan was last saved."""


class _Way(NamedTuple):
    """From where to where something is moved."""

    source: Backend
    target: Backend
    ours: Callable[[str], bool]
    """Whether a name is of what is moved."""


def ways(keys: Backend, plans: Backend, database: Backend, *, back: bool = False) -> tuple[_Way, ...]:
    """Return the ways from the folders of key and plans into the database, or back.

    The key goes last: without it no plan can be opened.
    """
    own = ((plans, lambda name: is_plan(name) or name == SEALED_SEEN), (keys, is_key))
    return tuple(_Way(database, each, ours) if back else _Way(each, database, ours) for each, ours in own)


def move_everything(*ways: _Way) -> int:
    """Move everything, and return how many plans there were.

    Raises:
        SafeChatError: `move-open` when a plan lies open; `move-other` when the other place holds another key
            or plan of a name; `move-differs` when what was written is not read again as it was; then
            everything is still where it was. Errors of either place.
    """
    moved = [read_all(way.source, way.ours) for way in ways]
    there = [read_all(way.target, way.ours) for way in ways]
    for source, target in zip(moved, there, strict=True):
        for name in source.keys() & target.keys() - {SEALED_SEEN}:
            if source[name].content != target[name].content:
                raise SafeChatError("move-other", name=name)
    for way, source, target in zip(ways, moved, there, strict=True):
        if new := source.keys() - target.keys():
            way.target.prepare()
            with way.target.opened() as contents:
                for name in new:
                    contents.create(name, *source[name])
    for way, source in zip(ways, moved, strict=True):
        written = read_all(way.target, way.ours)
        if any(written[name].content != source[name].content for name in source.keys() - {SEALED_SEEN}):
            raise SafeChatError("move-differs")
    for way, source in zip(ways, moved, strict=True):
        with way.source.opened() as contents:
            for name in source:
                contents.remove(name)
    return sum(is_plan(name) for source in moved for name in source)


def read_all(backend: Backend, ours: Callable[[str], bool]) -> dict[str, Sealed]:
    """Return what lies in a backend, as far as it is of what is moved."""
    with backend.opened() as contents:
        names = contents.names()
        if any(is_plan(name) and name.endswith(PLAIN_SUFFIX) for name in names):
            raise SafeChatError("move-open")
        dates = {stored.name: stored.changed for stored in contents.look(filter(is_plan, names))}
        return {name: Sealed(contents.read(name), dates.get(name)) for name in filter(ours, names)}
