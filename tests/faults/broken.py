"""Writers that promise too much, to show that the faults would find them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from safechat_tui import files
from safechat_tui.files import writing


def break_writer(how: str) -> None:
    """Make the writer worse: `unsynced`, `in place` or `no folder sync`."""
    match how:
        case "unsynced":
            writing.os.fsync = lambda _: None  # type: ignore[attr-defined]
        case "in place":
            files.replace = _in_place
        case "no folder sync":
            setattr(writing, "sync", lambda _: None)  # noqa: B010 - a name of another module's


def _in_place(path: Path, data: bytes, *, changed: datetime | None = None, lasting: bool = True) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
