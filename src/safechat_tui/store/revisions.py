"""How far each plan was seen, so that an older file put back is noticed. No plan needs it to be opened."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.codes import is_code
from safechat_tui.store.row import MAX_BYTES, MAX_REVISION
from safechat_tui.store.seal import Seal

STEM: Final = ".seen"
"""Name of the file before the seal's suffix."""


class Place(Protocol):
    """Where the sealed memory lies."""

    def read(self) -> bytes:
        """Return what was written last; nothing where there is nothing.

        Raises:
            SafeChatError: when it cannot be read.
        """
        ...

    def write(self, content: bytes) -> None:
        """Write it, or take it away where there is nothing to write.

        Raises:
            SafeChatError: when it cannot be written.
        """
        ...


class SeenFile:
    """The memory in a file beside the plans.

    It is not forced onto the disk: a power cut then loses a help and no plan.
    """

    def __init__(self, path: Path) -> None:
        """Say where it is; nothing is read yet."""
        self._path = path

    def read(self) -> bytes:
        """Return the bytes of the file."""
        return files.read(self._path, MAX_BYTES)

    def write(self, content: bytes) -> None:
        """Write the file, or remove it."""
        if content:
            files.replace(self._path, content, lasting=False)
        else:
            files.remove(self._path)


class Revisions:
    """The highest revision of each plan that its folder was seen with, sealed like the plans.

    Whoever writes holds the folder's lock. What cannot be read counts as nothing, and no write must succeed.
    """

    def __init__(self, place: Place, seal: Seal) -> None:
        """Say where they are; nothing is read yet."""
        self._place = place
        self._seal = seal

    def highest(self, code: str) -> int:
        """Return the highest revision seen of a plan, or 0."""
        return self._read().get(code, 0)

    def note(self, code: str, revision: int, present: Iterable[str]) -> None:
        """Remember a plan's revision, and forget the plans that are no longer there."""
        there = set(present)
        self._write({old: seen for old, seen in self._read().items() if old in there} | {code: revision})

    def forget(self, present: Iterable[str]) -> None:
        """Forget the plans that are no longer there, if the file can be opened now."""
        there, before = set(present), self._read()
        kept = {code: revision for code, revision in before.items() if code in there}
        if kept != before:
            self._write(kept)

    def _write(self, seen: dict[str, int]) -> None:
        with contextlib.suppress(SafeChatError, OSError):
            self._place.write(self._seal.seal(json.dumps(seen).encode()) if seen else b"")

    def _read(self) -> dict[str, int]:
        try:
            found = json.loads(self._seal.open(self._place.read()))
        except (SafeChatError, ValueError, RecursionError, OSError):
            return {}
        whole = isinstance(found, dict) and all(
            is_code(code) and type(revision) is int and 1 <= revision <= MAX_REVISION
            for code, revision in found.items()
        )
        return found if whole else {}
