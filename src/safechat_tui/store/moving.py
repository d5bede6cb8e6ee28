"""Moves what one worker keeps from her files into the database, or back, without opening anything.

The rules this module keeps:

- Nothing is removed before all of it was written to the other place and read there again, byte for byte.
- Nothing of the other place is written over: another key or plan of the same name stops the move.
- A name that a database gives is no path: what is not the name of a key or a plan is left where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store import codes
from safechat_tui.store.connection import Connection
from safechat_tui.store.key_place import ASIDE, NAME
from safechat_tui.store.revisions import STEM
from safechat_tui.store.row import MAX_BYTES, last_day
from safechat_tui.store.seal import PLAIN_SUFFIX, SEALED_SUFFIX

SEEN = f"{STEM}{SEALED_SUFFIX}"
"""The name of the memory of revisions."""


class Sealed(NamedTuple):
    """A sealed file, or row, as it lies there."""

    content: bytes
    changed: datetime
    """When a plan was last saved; for a key it means nothing."""


def move(source: InFiles | InDatabase, target: InFiles | InDatabase) -> int:
    """Move everything, and return how many plans there were.

    Raises:
        SafeChatError: `move-open` when a plan lies open; `move-other` when the other place holds another key
            or plan of a name; `move-differs` when what was written is not read again as it was; then
            everything is still where it was. Errors of either place.
    """
    held, there = source.held(), target.held()
    for name, sealed in held.items():
        if name in there and name != SEEN and there[name].content != sealed.content:
            raise SafeChatError("move-other", name=name)
    target.write({name: sealed for name, sealed in held.items() if name not in there})
    read = target.held()
    if any(name != SEEN and read[name].content != held[name].content for name in held):
        raise SafeChatError("move-differs")
    # The key goes last: without it no plan can be opened.
    source.clear(sorted(held, key=_is_key))
    return sum(codes.is_code(Path(name).stem) for name in held)


def _is_key(name: str) -> bool:
    return name == NAME or ASIDE.fullmatch(name) is not None


def _is_ours(name: str) -> bool:
    plan = name.endswith(SEALED_SUFFIX) and codes.is_code(name.removesuffix(SEALED_SUFFIX))
    return plan or _is_key(name) or name == SEEN


@dataclass(frozen=True, slots=True)
class InFiles:
    """The worker's own files: the folder of the key, and that of the plans."""

    folder: Path
    plans: Path

    def _path(self, name: str) -> Path:
        return (self.folder if _is_key(name) else self.plans) / name

    def held(self) -> Mapping[str, Sealed]:
        """Return the sealed files."""
        names: list[str] = []
        for folder in (self.folder, self.plans):
            if files.exists(folder):
                files.private_folder(folder)
                names += files.names(folder)
        if any(codes.is_code(Path(name).stem) and name.endswith(PLAIN_SUFFIX) for name in names):
            raise SafeChatError("move-open")
        return {name: self._read(self._path(name)) for name in filter(_is_ours, names)}

    @staticmethod
    def _read(path: Path) -> Sealed:
        status = files.status(path)
        when = datetime.fromtimestamp(int(status.st_mtime) if status else 0, UTC)
        return Sealed(files.read(path, MAX_BYTES), when)

    def write(self, sealed: Mapping[str, Sealed]) -> None:
        """Write new files, the plans with their own dates."""
        for folder in (self.folder, self.plans):
            files.private_folder(folder)
        for name, each in sealed.items():
            files.create(self._path(name), each.content, changed=each.changed)

    def clear(self, names: list[str]) -> None:
        """Remove the files."""
        for name in names:
            files.remove(self._path(name))


@dataclass(frozen=True, slots=True)
class InDatabase:
    """The rows of the worker's role."""

    connection: Connection
    keep_days: int

    def held(self) -> Mapping[str, Sealed]:
        """Return the sealed rows."""
        asked = """
            select code || '.age', content, changed from safechat.plans where owner = current_user
            union all select name, content, now() from safechat.keys where owner = current_user
            union all select '.seen.age', content, now() from safechat.seen where owner = current_user
        """
        with self.connection.transaction() as cursor:
            rows = cursor.execute(asked).fetchall()
        return {str(name): Sealed(content, changed) for name, content, changed in rows if _is_ours(str(name))}  # type: ignore[arg-type]

    def write(self, sealed: Mapping[str, Sealed]) -> None:
        """Insert rows, all or none."""
        with self.connection.transaction() as cursor:
            for name, (content, changed) in sealed.items():
                if _is_key(name):
                    cursor.execute(
                        "insert into safechat.keys (name, content) values (%s, %s)", (name, content)
                    )
                elif name == SEEN:
                    cursor.execute("insert into safechat.seen (content) values (%s)", (content,))
                else:
                    code, last = Path(name).stem, last_day(changed, self.keep_days)
                    cursor.execute(
                        "insert into safechat.plans (code, content, changed, last_day)"
                        " values (%s, %s, %s, %s)",
                        (code, content, changed, last),
                    )

    def clear(self, names: list[str]) -> None:
        """Delete the rows, all or none."""
        with self.connection.transaction() as cursor:
            codes_there = [Path(name).stem for name in names if not _is_key(name) and name != SEEN]
            own = "owner = current_user"
            cursor.execute(f"delete from safechat.plans where {own} and code = any(%s)", (codes_there,))  # noqa: S608
            cursor.execute(f"delete from safechat.keys where {own} and name = any(%s)", (names,))  # noqa: S608
            if SEEN in names:
                cursor.execute("delete from safechat.seen where owner = current_user")
