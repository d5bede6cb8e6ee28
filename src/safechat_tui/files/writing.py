"""Files: written whole or not at all, for their owner's eyes, never through a link."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError
from safechat_tui.files.folders import check_for_export, close, not_saved, opened, sync

FILE_MODE: Final = 0o600
"""Permissions of every file written: its owner reads and writes, nobody else."""

TEMP_NAME: Final = re.compile(r"\.safechat-[0-9a-f]{16}\.tmp")
"""Names of files that are being written, or were when the program was killed."""

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Makes a file that did not exist; a link or FIFO of that name, dangling or not, is refused."""

# Without O_NONBLOCK, opening a planted FIFO would wait for ever.
OLD: Final = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Opens what may exist without following a link."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What a file system without hard links answers, such as a memory stick's."""


def create(path: Path, data: bytes, *, changed: datetime | None = None) -> None:
    """Write a new file, whole or not at all; never over another one, never through a link.

    Args:
        path: the file.
        data: its content.
        changed: the date of the file; the present one when left out.

    Raises:
        SafeChatError: `file-exists` when anything at all has that name, `folder-unsafe` when others could
            take it away, `not-saved` when it cannot be written; then nothing is left of it.
    """
    try:
        with opened(path.parent) as folder:
            check_for_export(folder, path.parent)
            # Looking first saves writing for nothing; the link below is what keeps the promise.
            if _has(folder, path.name):
                raise SafeChatError("file-exists", name=path.name)
            with _temporary(folder, data, changed) as temporary:
                try:
                    # Unlike a rename, a link never takes the place of anything.
                    os.link(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
                except OSError as error:
                    if error.errno not in _NO_LINKS:
                        raise
                    with _written(folder, path.name, data, changed):
                        pass
            try:
                sync(folder)
            except BaseException:
                # Nobody was told of this file, so it must not come to light later.
                _unlink_quietly(folder, path.name)
                raise
    except FileExistsError as error:
        raise SafeChatError("file-exists", name=path.name) from error
    except OSError as error:
        raise not_saved(path) from error


def replace(path: Path, data: bytes, *, changed: datetime | None = None, lasting: bool = True) -> None:
    """Put new content in the place of a file; after a failure the old file is whole.

    When only the last step fails (the folder's sync), the new content is in place, but a power cut could
    still bring the old one back; that too is reported, so that the caller tries again.

    Args:
        path: the file.
        data: its new content.
        changed: the date of the file; the present one when left out.
        lasting: whether to wait until it is on the disk; without, a power cut may leave the file empty.

    Raises:
        SafeChatError: `not-saved`; the system's error is its cause.
    """
    try:
        with opened(path.parent) as folder:
            with _temporary(folder, data, changed, lasting=lasting) as temporary:
                os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            if lasting:
                sync(folder)
    except OSError as error:
        raise not_saved(path) from error


def remove(path: Path) -> None:
    """Delete a file, or a link itself. A file that is gone already is no error.

    Raises:
        SafeChatError: `not-deleted` when it cannot be deleted.
    """
    try:
        with opened(path.parent) as folder:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path.name, dir_fd=folder)
            sync(folder)
    except OSError as error:
        raise SafeChatError("not-deleted", name=path.name) from error


def date(path: Path, changed: datetime) -> None:
    """Give a file its date again where a copy lost it; a file that cannot be dated stays as it is."""
    seconds = int(changed.timestamp())
    with contextlib.suppress(OSError):
        if int(path.lstat().st_mtime) != seconds:
            os.utime(path, (seconds, seconds), follow_symlinks=False)


def read(path: Path, limit: int) -> bytes:
    """Return the content of a regular file, never through a link.

    Args:
        path: the file.
        limit: the most bytes it may hold; not one more is read into memory.

    Raises:
        SafeChatError: `file-missing`, `file-too-large`, or `file-unreadable` for a link, a folder, a FIFO
            and whatever else cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | OLD)
    except FileNotFoundError as error:
        raise SafeChatError("file-missing", name=path.name) from error
    except OSError as error:
        raise SafeChatError("file-unreadable", name=path.name) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise SafeChatError("file-unreadable", name=path.name)
        data = bytearray()
        # The size is not believed: the file may grow while it is read.
        while len(data) <= limit and (part := os.read(handle, min(65536, limit + 1 - len(data)))):
            data += part
    except OSError as error:
        raise SafeChatError("file-unreadable", name=path.name) from error
    finally:
        close(handle)
    if len(data) > limit:
        raise SafeChatError("file-too-large", name=path.name, limit=limit)
    return bytes(data)


@contextlib.contextmanager
def _temporary(folder: int, data: bytes, changed: datetime | None, *, lasting: bool = True) -> Iterator[str]:
    """Write the data to a new temporary file, lend its name, and remove it if it is still there."""
    name = f".safechat-{os.urandom(8).hex()}.tmp"
    with _written(folder, name, data, changed, lasting=lasting):
        try:
            yield name
        finally:
            _unlink_quietly(folder, name)


@contextlib.contextmanager
def _written(
    folder: int, name: str, data: bytes, changed: datetime | None, *, lasting: bool = True
) -> Iterator[None]:
    """Write a file that did not exist, sync it and hold it locked; after a failure nothing is left of it."""
    handle = os.open(name, _NEW, FILE_MODE, dir_fd=folder)
    try:
        # The lock tells `sweep` that this file is being written; a file system without locks does without.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        own(handle)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if changed is not None:
            seconds = int(changed.timestamp())
            os.utime(handle, (seconds, seconds))
        if lasting:
            os.fsync(handle)
        yield
    except BaseException:
        _unlink_quietly(folder, name)
        raise
    finally:
        close(handle)


def own(handle: int) -> None:
    """Give a file its permissions where the umask took some; some file systems have none to give."""
    if stat.S_IMODE(os.fstat(handle).st_mode) != FILE_MODE:
        with contextlib.suppress(OSError):
            os.fchmod(handle, FILE_MODE)


def _has(folder: int, name: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        os.stat(name, dir_fd=folder, follow_symlinks=False)
        return True
    return False


def _unlink_quietly(folder: int, name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)
