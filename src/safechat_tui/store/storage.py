"""TinyDB's Storage over one sealed file, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from tinydb.storages import Storage

from safechat_tui import files
from safechat_tui.store import records
from safechat_tui.store.codes import plan_error
from safechat_tui.store.reading import open_sealed, read_sealed
from safechat_tui.store.seal import Seal


class PlanStorage(Storage):
    """Keeps TinyDB's tables in one file and never writes over what it has not read."""

    def __init__(self, path: Path, *, lock: Path, seal: Seal, new: bool = False) -> None:
        """Say where the file is; nothing is read or made yet.

        Args:
            path: the plan's file, `<code>.age` or `<code>.json`.
            lock: the lock file that every writer of the folder takes.
            seal: closes and opens the bytes.
            new: whether the file must not exist yet.
        """
        self._path = path
        self._lock = lock
        self._seal = seal
        self._new = new
        self._seen = b""

    def read(self) -> records.Tables | None:
        """Return the tables, or nothing when the file is still to be made.

        Raises:
            SafeChatError: `file-missing` or `damaged`.
        """
        if self._new:
            return None
        self._seen = read_sealed(self._path)
        return open_sealed(self._seen, self._path, self._seal)

    def write(self, data: records.Tables) -> None:
        """Write the tables: lock, seal, and replace what was read.

        Sealing is inside the lock, so that no other session seals plans while an open one is written.

        Raises:
            SafeChatError: `file-exists` for a new file when there is one; `file-missing`,
                `changed-elsewhere` or `damaged` when the file is no longer what was read; `not-saved`,
                `busy`, `folder-unsafe` or `folder-unfit` when it cannot be written.
        """
        encoded = records.encode(data)
        # The file's own date is what a list goes by when nobody gave the passphrase.
        changed = records.changed_in(data)
        with files.lock(self._lock):
            sealed = self._seal.seal(encoded)
            if self._new:
                files.create(self._path, sealed, changed=changed)
                self._new = False
            elif read_sealed(self._path) != self._seen:
                raise plan_error("changed-elsewhere", self._path.stem)
            else:
                files.replace(self._path, sealed, changed=changed)
        self._seen = sealed
