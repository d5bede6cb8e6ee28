"""Reads one settings file, judged first as a shelter's own folder is: who could have written it."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.files.folders import is_own_group

MAX_BYTES: Final = 1 << 14
"""The largest file that is read; one with every setting has a twentieth of it."""

MAX_WIDTH: Final = 1000
"""Letters of the longest line: a line of one value inside a thousand others would take long to read."""

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_OPEN: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read(path: str, owners: frozenset[int]) -> dict[str, Any]:
    """Return what a file says, right or wrong; nothing when it does not exist. It never waits.

    Args:
        path: the file.
        owners: the accounts that may own it and the folders that lead to it.

    Raises:
        SafeChatError: `settings-odd` for a link, a FIFO, a folder, and what is too large; `settings-loose`
            when somebody else could change it; `settings-unreadable`; `settings-toml`, with the place.
    """
    try:
        text = _text(path, owners)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SafeChatError("settings-unreadable", file=clean(path)) from error
    if any(len(line) > MAX_WIDTH for line in text.splitlines()):
        raise SafeChatError("settings-odd", file=clean(path))
    try:
        return tomllib.loads(text)
    # Deep nesting ends in a RecursionError.
    except (ValueError, RecursionError) as error:
        raise SafeChatError("settings-toml", file=clean(path), detail=_place(error)) from error


def _text(path: str, owners: frozenset[int]) -> str:
    if os.path.islink(path):
        raise SafeChatError("settings-odd", file=clean(path))
    handle = os.open(path, _OPEN)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            raise SafeChatError("settings-odd", file=clean(path))
        if found.st_uid not in owners or found.st_mode & _OTHERS_WRITE:
            raise SafeChatError("settings-loose", file=clean(path))
        for folder in _above(path):
            if _is_loose(os.lstat(folder), owners):
                raise SafeChatError("settings-loose", file=clean(folder), leads_to=clean(path))
        # The size is not believed: the file may grow while it is read.
        data = b""
        while len(data) <= MAX_BYTES and (part := os.read(handle, MAX_BYTES + 1 - len(data))):
            data += part
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise SafeChatError("settings-odd", file=clean(path))
    # Some editors begin a file with a mark of their own.
    return data.decode("utf-8-sig")


def _above(path: str) -> Iterator[str]:
    """Yield the folders that lead to a file, without links."""
    folder = os.path.realpath(os.path.dirname(path))
    while True:
        yield folder
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def _is_loose(found: os.stat_result, owners: frozenset[int]) -> bool:
    """Return whether somebody else could put another file into a folder.

    A folder such as /tmp will do, where all may write but remove only what is theirs.
    """
    if found.st_uid not in owners | {0}:
        return True
    if found.st_mode & stat.S_ISVTX or not found.st_mode & _OTHERS_WRITE:
        return False

    return bool(found.st_mode & stat.S_IWOTH) or not is_own_group(found.st_gid)


def _place(error: Exception) -> str:
    """Return the `line:column` that an error of tomllib ends with, or `?`; its words are English only."""
    numbers = [word.strip("),") for word in str(error).split() if word.strip("),").isdigit()]
    return ":".join(numbers[-2:]) or "?"
