"""Reads one kept plan's file. Without TinyDB, so that listing and purging at the start stay light."""

from __future__ import annotations

from pathlib import Path

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.row import MAX_BYTES, KeptPlan, PlanRow, decode, from_row
from safechat_tui.store.seal import Seal


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plan's file as they lie on the disk.

    Raises:
        SafeChatError: `file-missing`; `damaged` for a link, a FIFO, a file too large; `unreadable` when the
            disk or the rights of this account do not let it be read.
    """
    try:
        return files.read(path, MAX_BYTES)
    except SafeChatError as error:
        if error.code == "file-missing":
            raise
        kind = "unreadable" if error.code == "file-failed" else "damaged"
        raise SafeChatError(kind, code=path.stem) from error


def row_in(data: bytes, code: str, seal: Seal) -> PlanRow:
    """Return the row that the bytes of a plan's file hold, not yet judged.

    Raises:
        SafeChatError: `damaged` when the seal or the form is broken; `locked`; `other-key`.
    """
    try:
        return decode(seal.open(data))
    except ValueError as error:
        raise SafeChatError("damaged", code=code) from error
    except OSError as error:
        raise SafeChatError("unreadable", code=code) from error
    except SafeChatError as error:
        raise SafeChatError(error.code, code=code) from error


def plan_in(row: PlanRow, code: str, keep_days: int) -> KeptPlan:
    """Return the plan of a row that was read from a plan's file.

    Raises:
        SafeChatError: `damaged` when it is not what the program wrote under this code.
    """
    try:
        return from_row(row, code, keep_days=keep_days)
    except ValueError as error:
        raise SafeChatError("damaged", code=code) from error


def read_plan(path: Path, seal: Seal, keep_days: int) -> KeptPlan:
    """Return the plan in a file.

    Raises:
        SafeChatError: what `read_bytes`, `row_in` and `plan_in` raise.
    """
    return plan_in(row_in(read_bytes(path), path.stem, seal), path.stem, keep_days)
