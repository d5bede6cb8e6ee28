"""TinyDB's Storage over one sealed plan, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from tinydb.storages import Storage

from safechat_tui.store.backend import Contents
from safechat_tui.store.reading import told_of
from safechat_tui.store.row import ROW_ID, TABLE, PlanRow, decode, encode, read_moment
from safechat_tui.store.seal import Seal

Tables = dict[str, dict[str, PlanRow]]
"""What TinyDB hands to its Storage: rows by number in tables by name."""


class PlanStorage(Storage):
    """Keeps the one row of a plan under one name. Whoever writes is alone from the read on."""

    def __init__(self, contents: Contents, name: str, *, seal: Seal, new: bool = False) -> None:
        """Say where the plan is, and whether it must not be there yet; nothing is read or made."""
        self._contents = contents
        self._name = name
        self._seal = seal
        self._new = new

    def read(self) -> Tables | None:
        """Return the tables, or nothing when the plan is still to be made.

        Raises:
            SafeChatError: what `told_of` raises.
        """
        if self._new:
            return None
        with told_of(Path(self._name).stem):
            return {TABLE: {ROW_ID: decode(self._seal.open(self._contents.read(self._name)))}}

    def write(self, data: Tables) -> None:
        """Seal the row and put it in the place of what was read.

        Raises:
            SafeChatError: `file-exists` for a new plan when there is one; `not-saved` or `not-sure` when it
                cannot be written; what the seal raises.
        """
        row = data[TABLE][ROW_ID]
        encoded = encode(row)
        # The date is what a list goes by when nobody gave the passphrase.
        changed = read_moment(row["changed"])
        write = self._contents.create if self._new else self._contents.replace
        write(self._name, self._seal.seal(encoded), changed)
