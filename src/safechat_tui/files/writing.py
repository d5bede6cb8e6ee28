"""Files: written whole or not at all, for their owner's eyes, never through a link."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError
from safechat_tui.files.folders import check_for_export, close_handle, not_saved, opened, sharing_group, sync

FILE_MODE: Final = 0o600
"""Permissions of every file written: its owner reads and writes, nobody else."""

SHARED_MODE: Final = 0o640
"""Permissions of a paper in a folder that a house shares: its group reads it, too."""

TEMP_NAME: Final = re.compile(r"\.safechat-[0-9a-f]{16}\.tmp")
"""Names of files that are being written, or were when the program was killed."""

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Makes a file that did not exist; a link or FIFO of that name, dangling or not, is refused."""

# Without O_NONBLOCK, opening a planted FIFO would wait for ever.
OLD: Final = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Opens what may exist without following a link."""

_UNNAMED: Final = getattr(os, "O_TMPFILE", 0)
"""Makes a file that no folder names (Linux only)."""

_NO_UNNAMED: Final = frozenset(
    {errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EISDIR, errno.ENOENT}
)
"""What a file system answers that knows no such files, such as a memory stick's or a network's."""

_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOENT, errno.EXDEV}
)
"""What is answered where a file cannot be named later: no hard links, or no list of open files."""


def create(path: Path, data: bytes, *, changed: datetime | None = None, shared: bool = False) -> None:
    """Write a new file, whole or not at all; never over another one, never through a link.

    It has no name before it is whole, so that a program that is killed leaves nothing. Where the file system
    knows no files without a name, it is written under its own: what is left then is never hidden.

    Args:
        path: the file.
        data: its content.
        changed: the date of the file; the present one when left out.
        shared: whether the group of a folder that hands it on (setgid) may read the file.

    Raises:
        SafeChatError: `file-exists` when anything at all has that name, `export-unsafe` when others could
            take it away, `not-saved` when it cannot be written; then nothing is left of it. `not-sure` when
            the disk failed so that it may be there, or may not last.
    """
    try:
        with opened(path.parent) as folder:
            found = check_for_export(folder, path.parent)
            group = sharing_group(found) if shared else None
            # Looking first saves writing for nothing; that nothing is ever replaced keeps the promise.
            if _has(folder, path.name, unknown=False):
                raise SafeChatError("file-exists", name=path.name)
            try:
                with _named(folder, path.name, data, changed, group=group):
                    sync(folder)
            except FileExistsError:
                raise
            except OSError as error:
                if _has(folder, path.name, unknown=True):
                    raise _not_sure(path) from error
                raise
    except FileExistsError as error:
        raise SafeChatError("file-exists", name=path.name) from error
    except OSError as error:
        raise not_saved(path) from error


def replace(path: Path, data: bytes, *, changed: datetime | None = None, lasting: bool = True) -> None:
    """Put new content in the place of a file; after a failure the old file is whole.

    Args:
        path: the file.
        data: its new content.
        changed: the date of the file; the present one when left out.
        lasting: whether to wait until it is on the disk; without, a power cut may leave the file empty.

    Raises:
        SafeChatError: `not-saved` when the old file is in its place; `not-sure` when the new one may be, and
            may not last. The system's error is the cause of both; the caller may try again.
    """
    try:
        temporary = f".safechat-{os.urandom(8).hex()}.tmp"
        with (
            opened(path.parent) as folder,
            _named(folder, temporary, data, changed, lasting=lasting) as handle,
        ):
            try:
                os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
                if lasting:
                    sync(folder)
            except OSError as error:
                if _may_be(folder, path.name, handle):
                    raise _not_sure(path) from error
                raise
    except OSError as error:
        raise not_saved(path) from error


def remove(path: Path) -> None:
    """Delete a file, or a link itself. A file that is gone already is no error.

    Raises:
        SafeChatError: `not-deleted` when it is still there; `not-sure-deleted` when it is gone but may come
            back, or nobody can tell.
    """
    try:
        with opened(path.parent) as folder:
            try:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path.name, dir_fd=folder)
                sync(folder)
            except OSError as error:
                if _has(folder, path.name, unknown=False):
                    raise
                raise SafeChatError("not-sure-deleted", name=path.name) from error
    except OSError as error:
        raise SafeChatError("not-deleted", name=path.name) from error


def date(path: Path, changed: datetime) -> None:
    """Give a file its date again where a copy lost it; a file that cannot be dated stays as it is."""
    seconds = int(changed.timestamp())
    with contextlib.suppress(OSError):
        if int(path.lstat().st_mtime) != seconds:
            os.utime(path, (seconds, seconds), follow_symlinks=False)


def read(path: Path, limit: int, judge: Callable[[os.stat_result], None] = lambda status: None) -> bytes:
    """Return the content of a regular file, never through a link. It never waits.

    Args:
        path: the file.
        limit: the most bytes it may hold; not one more is read into memory.
        judge: raises when the open file, by its owner and rights, is not to be read.

    Raises:
        SafeChatError: `file-missing`, `file-too-large`, `file-unreadable` for a link, a folder, a FIFO;
            `file-failed` when the disk fails, or this account may not read it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | OLD)
    except FileNotFoundError as error:
        raise SafeChatError("file-missing", name=path.name) from error
    except OSError as error:
        odd = error.errno in {errno.ELOOP, errno.ENXIO, errno.ENODEV}
        raise SafeChatError("file-unreadable" if odd else "file-failed", name=path.name) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise SafeChatError("file-unreadable", name=path.name)
        judge(found)
        data = bytearray()
        # The size is not believed: the file may grow while it is read.
        while len(data) <= limit and (part := os.read(handle, min(65536, limit + 1 - len(data)))):
            data += part
    except OSError as error:
        raise SafeChatError("file-failed", name=path.name) from error
    finally:
        close_handle(handle)
    if len(data) > limit:
        raise SafeChatError("file-too-large", name=path.name, limit=limit)
    return bytes(data)


@contextlib.contextmanager
def _named(
    folder: int,
    name: str,
    data: bytes,
    changed: datetime | None,
    *,
    lasting: bool = True,
    group: int | None = None,
) -> Iterator[int]:
    """Write a file that did not exist, name it when it is whole, and lend it, locked for `sweep`.

    After a failure, in the block too, nothing is left under that name.
    """
    handle = _unnamed(folder)
    try:
        if handle is not None:
            _fill(handle, data, changed, lasting=lasting, group=group)
            if not _name(handle, folder, name):
                close_handle(handle)
                handle = None
        if handle is None:
            # In one write, so that half a file can hardly be.
            handle = os.open(name, _NEW, FILE_MODE, dir_fd=folder)
            _fill(handle, data, changed, lasting=lasting, group=group)
        yield handle
    except BaseException:
        # Another program may have taken the name, and its file is not ours to remove.
        if handle is not None and _may_be(folder, name, handle):
            _unlink_quietly(folder, name)
        raise
    finally:
        if handle is not None:
            close_handle(handle)


def _unnamed(folder: int) -> int | None:
    """Open a new file that no folder names, or nothing where the file system knows none."""
    if not _UNNAMED:
        return None
    try:
        return os.open(".", os.O_WRONLY | os.O_CLOEXEC | _UNNAMED, FILE_MODE, dir_fd=folder)
    except OSError as error:
        if error.errno not in _NO_UNNAMED:
            raise
        return None


def _name(handle: int, folder: int, name: str) -> bool:
    """Give a file its name, never in the place of anything; return False where that cannot be done."""
    try:
        # The kernel's own list of open files is the one way to name one without rights of root.
        os.link(f"/proc/self/fd/{handle}", name, dst_dir_fd=folder, follow_symlinks=True)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True


def _fill(handle: int, data: bytes, changed: datetime | None, *, lasting: bool, group: int | None) -> None:
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
    if group is not None and os.fstat(handle).st_gid == group:
        own(handle, SHARED_MODE)
    if lasting:
        os.fsync(handle)


def own(handle: int, mode: int = FILE_MODE) -> None:
    """Give a file its permissions where the umask took some; some file systems have none to give."""
    if stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        with contextlib.suppress(OSError):
            os.fchmod(handle, mode)


def _has(folder: int, name: str, *, unknown: bool) -> bool:
    """Return whether a folder has a name, or `unknown` when it cannot tell."""
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError:
        return unknown
    return True


def _may_be(folder: int, name: str, handle: int) -> bool:
    """Return whether the name is that of this open file, or nobody can tell."""
    try:
        return os.path.samestat(os.stat(name, dir_fd=folder, follow_symlinks=False), os.fstat(handle))
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _not_sure(path: Path) -> SafeChatError:
    return SafeChatError("not-sure", **not_saved(path).params)


def _unlink_quietly(folder: int, name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)
