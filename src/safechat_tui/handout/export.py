"""Puts a finished plan into a file: a neutral dated name, and never over another file."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError

STEM: Final = "notes"
"""What every file's name begins with, in every language: it says nothing of what is inside."""

SEALED: Final = ".age"
"""What the name of a sealed plan ends with, after that of its format."""

_NAME: Final = re.compile(rf"{STEM}-\d{{4}}-\d\d-\d\d(?:-\d+)?(?:\.pdf|\.txt|\.csv)(?:\.age)?", re.ASCII)

_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC).timestamp()

MAX_TRIES: Final = 99
"""Files of one day in one folder; past that something is wrong."""


def default_stem(today: date) -> str:
    """Return the beginning of a file's name, such as `notes-2026-11-22`."""
    return f"{STEM}-{today.isoformat()}"


def export(data: bytes, folder: Path, stem: str, suffix: str) -> Path:
    """Write a new file and return where it is; a name that is taken gets `-2`, `-3` and so on.

    Args:
        data: the finished plan.
        folder: where to put it; it must exist.
        stem: the name before the number and the suffix.
        suffix: `.pdf` or `.txt`, and SEALED after it for a sealed plan.

    Raises:
        SafeChatError: `file-exists` when MAX_TRIES names are taken, or what `files.create` raises.
    """
    for number in range(1, MAX_TRIES + 1):
        path = folder / (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}")
        try:
            files.create(path, data)
        except SafeChatError as error:
            if error.code != "file-exists" or number == MAX_TRIES:
                raise
        else:
            return path
    raise SafeChatError("file-exists", name=stem + suffix)


@dataclass(frozen=True, slots=True)
class Export:
    """A plan that was written into a folder of the worker's."""

    path: Path
    changed: datetime
    """When it was written, in UTC, by the date of its file."""
    size: int
    """Bytes of the file."""
    sealed: bool
    """Whether a key or a passphrase is needed to open it."""


def exports_in(folder: Path) -> tuple[Export, ...]:
    """Return the written plans of a folder, the last one first: our own files with the names that we give.

    What an earlier version left when it was killed is among them, under the hidden name it had.

    Nothing remembers what was written elsewhere or under another name; such a memory would be a trace itself.

    Raises:
        SafeChatError: `file-unreadable` when the folder cannot be read.
    """
    try:
        found = [export for path in folder.iterdir() if (export := _export(path)) is not None]
    except OSError as error:
        raise SafeChatError("file-unreadable", name=folder.name) from error
    return tuple(sorted(found, key=lambda export: (export.changed, export.path.name), reverse=True))


def find_export(folder: Path, name: str) -> Export:
    """Return a written plan by the name of its file.

    Raises:
        SafeChatError: `no-such-export`.
    """
    for export in exports_in(folder):
        if export.path.name == name:
            return export
    raise SafeChatError("no-such-export", name=clean(name)[:80])


def remove_export(export: Export) -> None:
    """Delete a written plan. The freed blocks of the disk are not shredded.

    Raises:
        SafeChatError: `not-deleted`.
    """
    files.remove(export.path)


def _export(path: Path) -> Export | None:
    """Return what is said of a file, or nothing when it is none of ours."""
    if not _NAME.fullmatch(path.name) and not files.TEMP_NAME.fullmatch(path.name):
        return None
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
        return None
    changed = datetime.fromtimestamp(min(max(found.st_mtime, 0), _LATEST), UTC)
    return Export(path, changed, found.st_size, path.name.endswith(SEALED))
