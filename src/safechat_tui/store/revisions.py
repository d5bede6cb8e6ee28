"""How far each plan was seen, so that an older file put back is noticed. No plan needs it to be opened."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.codes import is_code
from safechat_tui.store.row import MAX_BYTES, MAX_REVISION
from safechat_tui.store.seal import Seal

if TYPE_CHECKING:
    from psycopg import Cursor

STEM: Final = ".seen"
"""Name of the file before the seal's suffix."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """The memory in a file beside the plans.

    It is not forced onto the disk: a power cut then loses a help and no plan.
    """

    path: Path

    def read(self) -> bytes:
        """Return the bytes of the file."""
        return files.read(self.path, MAX_BYTES)

    def write(self, content: bytes) -> None:
        """Write the file, or remove it where there is nothing to write."""
        if content:
            files.replace(self.path, content, lasting=False)
        else:
            files.remove(self.path)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The memory in a row of the database."""

    cursor: Cursor[tuple[object, ...]]

    def read(self) -> bytes:
        """Return what the row holds; nothing where there is none."""
        asked = "select content from safechat.seen where owner = current_user for update"
        found = self.cursor.execute(asked).fetchone()
        return cast("bytes", found[0]) if found else b""

    def write(self, content: bytes) -> None:
        """Write the row."""
        self.cursor.execute(
            "insert into safechat.seen (content) values (%s)"
            " on conflict (owner) do update set content = excluded.content",
            (content,),
        )


class Revisions:
    """The highest revision of each plan that its folder was seen with, sealed like the plans.

    Whoever writes holds the folder's lock. What cannot be read counts as nothing, and no write must succeed.
    """

    def __init__(self, place: SeenFile | SeenRow, seal: Seal) -> None:
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
