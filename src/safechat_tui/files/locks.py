"""Locks between sessions, and the temporary files that killed ones left."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError
from safechat_tui.files.folders import close_handle, not_saved, opened
from safechat_tui.files.writing import FILE_MODE, OLD, TEMP_NAME, own

LOCK_WAIT: Final = 2.0
"""Seconds a lock is waited for; a save holds it for some milliseconds."""

_POLL: Final = 0.01
"""Seconds between two tries for a lock."""


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock file while the block runs. The file stays; the lock of a dead process is none.

    Args:
        path: the lock file, made when it is missing. It must not be the file that is written: that one
            is replaced, and a lock would stay on the old one.

    Raises:
        SafeChatError: `busy` after LOCK_WAIT seconds, `folder-unsafe` when it is a link or no file,
            `folder-unfit` when the file system cannot lock, `not-saved` when it cannot be made.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | OLD, FILE_MODE)
    except OSError as error:
        unsafe = error.errno in {errno.ELOOP, errno.ENXIO, errno.EISDIR}
        raise SafeChatError(
            "folder-unsafe" if unsafe else "not-saved", folder=str(path.parent), name=path.name
        ) from error
    # Closing the file gives the lock back.
    try:
        try:
            is_file = stat.S_ISREG(os.fstat(handle).st_mode)
            own(handle)
        except OSError as error:
            raise not_saved(path) from error
        if not is_file:
            raise SafeChatError("folder-unsafe", folder=str(path.parent))
        _wait_for(handle, path)
        yield
    finally:
        close_handle(handle)


def _wait_for(handle: int, path: Path) -> None:
    end = time.monotonic() + LOCK_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise SafeChatError("busy") from error
            time.sleep(_POLL)
        except OSError as error:
            raise SafeChatError("folder-unfit", folder=str(path.parent)) from error
        else:
            return


def sweep(folder: Path) -> int:
    """Remove the temporary files that killed programs left in a folder, and return how many.

    Only regular files of ours that no living program is writing are touched; what cannot be looked at or
    removed stays.
    """
    removed = 0
    with contextlib.suppress(OSError), opened(folder) as handle:
        for name in os.listdir(handle):
            if TEMP_NAME.fullmatch(name) and _is_left_over(handle, name):
                with contextlib.suppress(OSError):
                    os.unlink(name, dir_fd=handle)
                    removed += 1
    return removed


def _is_left_over(folder: int, name: str) -> bool:
    """Return whether nobody is writing this temporary file: a writer holds a lock on it."""
    try:
        handle = os.open(name, os.O_RDONLY | OLD, dir_fd=folder)
    except OSError:
        return False
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            return False
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        close_handle(handle)
