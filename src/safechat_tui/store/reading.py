"""Reads one kept plan's file. Without TinyDB, so that listing and purging at the start stay light."""

from __future__ import annotations

from pathlib import Path

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store import records
from safechat_tui.store.codes import plan_error
from safechat_tui.store.seal import Seal


def read_sealed(path: Path) -> bytes:
    """Return the bytes of a plan's file as they lie on the disk.

    Raises:
        SafeChatError: `file-missing`; `damaged` for a link, a FIFO, a file too large; `unreadable` when the
            disk or the rights of this account do not let it be read.
    """
    try:
        return files.read(path, records.MAX_BYTES)
    except SafeChatError as error:
        if error.code == "file-missing":
            raise
        kind = "unreadable" if error.code == "file-failed" else "damaged"
        raise plan_error(kind, path.stem) from error


def open_sealed(sealed: bytes, path: Path, seal: Seal) -> records.Tables:
    """Return what the bytes of a plan's file hold.

    Raises:
        SafeChatError: `damaged` when it is not, or no longer, what the program wrote; `locked`,
            `other-key`.
    """
    try:
        return records.decode(seal.open(sealed), path.stem)
    except ValueError as error:
        raise plan_error("damaged", path.stem) from error
    except SafeChatError as error:
        raise plan_error(error.code, path.stem) from error


def read_row(path: Path, seal: Seal) -> records.Row:
    """Return the row of a plan's file.

    Raises:
        SafeChatError: `file-missing` or `damaged`.
    """
    row: records.Row = open_sealed(read_sealed(path), path, seal)[records.TABLE][records.ROW]
    return row
