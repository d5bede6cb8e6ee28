"""Puts a finished plan into a file: a neutral dated name, and never over another file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError

STEM: Final = "notes"
"""What every file's name begins with, in every language: it says nothing of what is inside."""

SUFFIXES: Final = {"pdf": ".pdf", "text": ".txt", "csv": ".csv"}
"""The end of a file's name for each format."""

MAX_TRIES: Final = 99
"""Files of one day in one folder; past that something is wrong."""


def default_stem(today: date) -> str:
    """Return the beginning of a file's name, such as `notes-2026-11-22`."""
    return f"{STEM}-{today.isoformat()}"


def default_name(today: date, format: str) -> str:
    """Return a file's whole name, such as `notes-2026-11-22.pdf`.

    Raises:
        KeyError: when the format is not one of SUFFIXES.
    """
    return default_stem(today) + SUFFIXES[format]


def export(data: bytes, folder: Path, stem: str, suffix: str) -> Path:
    """Write a new file and return where it is; a name that is taken gets `-2`, `-3` and so on.

    Args:
        data: the finished plan.
        folder: where to put it; it must exist.
        stem: the name before the number and the suffix.
        suffix: `.pdf` or `.txt`.

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
