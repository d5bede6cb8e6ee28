"""The one place that writes files: whole or not at all, for their owner's eyes, never through a link."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError

FILE_MODE: Final = 0o600
"""Permissions of every file written: its owner reads and writes, nobody else."""

FOLDER_MODE: Final = 0o700
"""Permissions of every folder made."""

LOCK_WAIT: Final = 2.0
"""Seconds a lock is waited for; a save holds it for some milliseconds."""

_POLL: Final = 0.01
"""Seconds between two tries for a lock."""

_TEMP_NAME: Final = re.compile(r"\.safechat-[0-9a-f]{16}\.tmp")
"""Names of files that are being written, or were when the program was killed."""

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Makes a file that did not exist; a link or FIFO of that name, dangling or not, is refused."""

# Without O_NONBLOCK, opening a planted FIFO would wait for ever.
_OLD: Final = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Opens what may exist without following a link."""

_UNSUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOTTY}
)
"""What a file system answers when it cannot lock a file or sync a folder."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What a file system without hard links answers, such as a memory stick's."""


def private_folder(path: Path) -> Path:
    """Make a folder and its missing parents for their owner alone, whatever the umask, and return it.

    A folder of ours that others may read is closed to them.

    Raises:
        SafeChatError: `folder-unsafe` when it is a link or no folder, belongs to someone else or may be
            written by others; `not-saved` when it cannot be made.
    """
    try:
        for folder in [*reversed(path.parents), path]:
            # Looking first keeps folders that cannot be written, such as /home, from being an error.
            if not os.path.lexists(folder):
                _make_folder(folder)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EACCES}:
            raise SafeChatError("folder-unsafe", folder=str(path)) from error
        raise _not_saved(path) from error
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise SafeChatError("folder-unsafe", folder=str(path))
        if stat.S_IMODE(found.st_mode) != FOLDER_MODE:
            os.fchmod(handle, FOLDER_MODE)
    except OSError as error:
        raise SafeChatError("folder-unsafe", folder=str(path)) from error
    finally:
        os.close(handle)
    return path


def _make_folder(path: Path) -> None:
    # Another session may make it at the same moment; what matters is checked afterwards.
    with contextlib.suppress(FileExistsError, PermissionError):
        path.mkdir(FOLDER_MODE)
        path.chmod(FOLDER_MODE)
        with _folder(path.parent) as folder:
            _sync_folder(folder)


def can_keep(folder: Path) -> None:
    """Check that a folder's file system keeps what it promises: syncing the folder.

    Raises:
        SafeChatError: `folder-unfit` when it does not, `not-saved` when the folder cannot be opened.
    """
    try:
        with _folder(folder) as handle:
            os.fsync(handle)
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            raise SafeChatError("folder-unfit", folder=str(folder)) from error
        raise _not_saved(folder) from error


def create(path: Path, data: bytes, *, changed: datetime | None = None) -> None:
    """Write a new file, whole or not at all; never over another one, never through a link.

    Args:
        path: the file.
        data: its content.
        changed: the date of the file; the present one when left out.

    Raises:
        SafeChatError: `file-exists` when anything at all has that name, `not-saved` when it cannot be
            written; then nothing is left of it.
    """
    try:
        with _folder(path.parent) as folder:
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
                _sync_folder(folder)
            except BaseException:
                # Nobody was told of this file, so it must not come to light later.
                _unlink_quietly(folder, path.name)
                raise
    except FileExistsError as error:
        raise SafeChatError("file-exists", name=path.name) from error
    except OSError as error:
        raise _not_saved(path) from error


def replace(path: Path, data: bytes, *, changed: datetime | None = None) -> None:
    """Put new content in the place of a file; after a failure the old file is whole.

    When only the last step fails (the folder's sync), the new content is in place, but a power cut could
    still bring the old one back; that too is reported, so that the caller tries again.

    Args:
        path: the file.
        data: its new content.
        changed: the date of the file; the present one when left out.

    Raises:
        SafeChatError: `not-saved`; the system's error is its cause.
    """
    try:
        with _folder(path.parent) as folder:
            with _temporary(folder, data, changed) as temporary:
                os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            _sync_folder(folder)
    except OSError as error:
        raise _not_saved(path) from error


def remove(path: Path) -> None:
    """Delete a file, or a link itself. A file that is gone already is no error.

    Raises:
        SafeChatError: `not-deleted` when it cannot be deleted.
    """
    try:
        with _folder(path.parent) as folder:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path.name, dir_fd=folder)
            _sync_folder(folder)
    except OSError as error:
        raise SafeChatError("not-deleted", name=path.name) from error


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
        handle = os.open(path, os.O_RDONLY | _OLD)
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
        os.close(handle)
    if len(data) > limit:
        raise SafeChatError("file-too-large", name=path.name, limit=limit)
    return bytes(data)


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
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _OLD, FILE_MODE)
    except OSError as error:
        unsafe = error.errno in {errno.ELOOP, errno.ENXIO, errno.EISDIR}
        raise SafeChatError(
            "folder-unsafe" if unsafe else "not-saved", folder=str(path.parent), name=path.name
        ) from error
    # Closing the file gives the lock back.
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SafeChatError("folder-unsafe", folder=str(path.parent))
        _own(handle)
        _wait_for(handle, path)
        yield
    finally:
        os.close(handle)


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
    with contextlib.suppress(OSError), _folder(folder) as handle:
        for name in os.listdir(handle):
            if _TEMP_NAME.fullmatch(name) and _is_left_over(handle, name):
                with contextlib.suppress(OSError):
                    os.unlink(name, dir_fd=handle)
                    removed += 1
    return removed


def _is_left_over(folder: int, name: str) -> bool:
    """Return whether nobody is writing this temporary file: a writer holds a lock on it."""
    try:
        handle = os.open(name, os.O_RDONLY | _OLD, dir_fd=folder)
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
        os.close(handle)


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[int]:
    """Open a folder once, so that all steps of a write happen in the same one."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


@contextlib.contextmanager
def _temporary(folder: int, data: bytes, changed: datetime | None) -> Iterator[str]:
    """Write the data to a new temporary file, lend its name, and remove it if it is still there."""
    name = f".safechat-{secrets.token_hex(8)}.tmp"
    with _written(folder, name, data, changed):
        try:
            yield name
        finally:
            _unlink_quietly(folder, name)


@contextlib.contextmanager
def _written(folder: int, name: str, data: bytes, changed: datetime | None) -> Iterator[None]:
    """Write a file that did not exist, sync it and hold it locked; after a failure nothing is left of it."""
    handle = os.open(name, _NEW, FILE_MODE, dir_fd=folder)
    try:
        # The lock tells `sweep` that this file is being written; a file system without locks does without.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _own(handle)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if changed is not None:
            seconds = int(changed.timestamp())
            os.utime(handle, (seconds, seconds))
        os.fsync(handle)
        yield
    except BaseException:
        _unlink_quietly(folder, name)
        raise
    finally:
        os.close(handle)


def _not_saved(path: Path) -> SafeChatError:
    """Return the error that says which name could not be written, and in which folder."""
    folder = path.parent
    # The current folder itself may be gone; its name is no more than a help.
    with contextlib.suppress(OSError):
        folder = folder.absolute()
    return SafeChatError("not-saved", name=path.name, folder=str(folder))


def _own(handle: int) -> None:
    """Give a file its permissions where the umask took some; some file systems have none to give."""
    if stat.S_IMODE(os.fstat(handle).st_mode) != FILE_MODE:
        with contextlib.suppress(OSError):
            os.fchmod(handle, FILE_MODE)


def _sync_folder(folder: int) -> None:
    """Make a folder's new names last; a file system that cannot do it is taken as it is."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _has(folder: int, name: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        os.stat(name, dir_fd=folder, follow_symlinks=False)
        return True
    return False


def _unlink_quietly(folder: int, name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)
