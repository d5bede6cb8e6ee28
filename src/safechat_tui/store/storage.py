"""TinyDB's Storage over one sealed file, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from tinydb.storages import Storage

from safechat_tui import files
from safechat_tui.store.reading import read_bytes, row_in
from safechat_tui.store.row import ROW, TABLE, PlanRow, encode, read_moment
from safechat_tui.store.seal import Seal

Tables = dict[str, dict[str, PlanRow]]
"""What TinyDB hands to its Storage: rows by number in tables by name."""


class PlanStorage(Storage):
    """Keeps the one row of a plan in one file. Whoever writes holds the folder's lock from the read on."""

    def __init__(self, path: Path, *, seal: Seal, new: bool = False) -> None:
        """Say where the file is, and whether it must not exist yet; nothing is read or made."""
        self._path = path
        self._seal = seal
        self._new = new

    def read(self) -> Tables | None:
        """Return the tables, or nothing when the file is still to be made.

        Raises:
            SafeChatError: `file-missing`, `damaged`, `unreadable`, `locked` or `other-key`.
        """
        if self._new:
            return None
        return {TABLE: {ROW: row_in(read_bytes(self._path), self._path.stem, self._seal)}}

    def write(self, data: Tables) -> None:
        """Seal the row and put it in the place of what was read.

        Raises:
            SafeChatError: `file-exists` for a new file when there is one; `not-saved` or `not-sure` when it
                cannot be written; what the seal raises.
        """
        row = data[TABLE][ROW]
        encoded = encode(row)
        # The file's own date is what a list goes by when nobody gave the passphrase.
        changed = read_moment(row["changed"])
        try:
            sealed = self._seal.seal(encoded)
        except OSError as error:
            raise files.not_saved(self._path) from error
        if self._new:
            files.create(self._path, sealed, changed=changed)
        else:
            files.replace(self._path, sealed, changed=changed)
