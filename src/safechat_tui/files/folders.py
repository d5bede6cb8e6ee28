"""Folders: made for their owner alone, and judged before anything is read or written in them."""

from __future__ import annotations

import contextlib
import errno
import grp
import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError

FOLDER_MODE: Final = 0o700
"""Permissions of every folder made."""

UNSUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOTTY}
)
"""What a file system answers when it cannot lock a file or sync a folder."""

OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
"""Permissions that let somebody else than the owner write."""

_ROOT: Final = 0


def private_folder(path: Path) -> Path:
    """Make a folder and its missing parents for their owner alone, whatever the umask, and return it.

    A folder of ours that others may read is closed to them.

    Raises:
        SafeChatError: `folder-unsafe` when it is a link or no folder, belongs to someone else or may be
            written by others, or when one of its parents is such (see `_is_safe_parent`); `not-saved` when
            it cannot be made.
    """
    path = path.absolute()
    try:
        for folder in [*reversed(path.parents), path]:
            # Looking first keeps folders that cannot be written, such as /home, from being an error.
            if not os.path.lexists(folder):
                _make_folder(folder)
            if folder != path and not _is_safe_parent(folder):
                raise SafeChatError("folder-unsafe", folder=str(folder))
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EACCES}:
            raise SafeChatError("folder-unsafe", folder=str(path)) from error
        raise not_saved(path) from error
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid() or found.st_mode & OTHERS_WRITE:
            raise SafeChatError("folder-unsafe", folder=str(path))
        if stat.S_IMODE(found.st_mode) != FOLDER_MODE:
            os.fchmod(handle, FOLDER_MODE)
    except OSError as error:
        raise SafeChatError("folder-unsafe", folder=str(path)) from error
    finally:
        close_handle(handle)
    return path


def _is_safe_parent(folder: Path) -> bool:
    """Return whether nobody but us and root can put another folder in the place of one of ours in this one.

    A folder such as /tmp, where everyone writes but removes only what is theirs, is safe: what is in it is
    judged next. A link is safe directly under the root alone, where only root makes one (as /home may be).
    """
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        if folder.parent != Path("/"):
            return False
        found = folder.stat()
    return stat.S_ISDIR(found.st_mode) and not others_may_change(found, frozenset({_ROOT, os.geteuid()}))


def others_may_change(folder: os.stat_result, owners: frozenset[int]) -> bool:
    """Return whether somebody else could take away what is in a folder, or put something in its place.

    A folder such as /tmp will do, where all may write but remove only what is theirs, and so will one that
    only the user's own group may write.

    Args:
        folder: what is known of the folder.
        owners: the accounts that may own it.
    """
    if folder.st_uid not in owners:
        return True
    if folder.st_mode & stat.S_ISVTX or not folder.st_mode & OTHERS_WRITE:
        return False
    return bool(folder.st_mode & stat.S_IWOTH) or not _is_own_group(folder.st_gid)


def _is_own_group(group: int) -> bool:
    """Return whether a group is this user's alone; where every user has one, folders may be open to it."""
    try:
        user, found = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    return group == user.pw_gid and found.gr_name == user.pw_name and not {*found.gr_mem} - {user.pw_name}


def _make_folder(path: Path) -> None:
    # Another session may make it at the same moment; what matters is checked afterwards.
    with contextlib.suppress(FileExistsError, PermissionError):
        path.mkdir(FOLDER_MODE)
        path.chmod(FOLDER_MODE)
        with opened(path.parent) as folder:
            sync(folder)


def status(path: Path) -> os.stat_result | None:
    """Return what is known of a name without following a link, or nothing when there is none.

    Raises:
        SafeChatError: `file-failed` when nobody can tell: what cannot be read is not nothing.
    """
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SafeChatError("file-failed", name=path.name) from error


def exists(path: Path) -> bool:
    """Return whether anything at all has a name; raises what `status` raises."""
    return status(path) is not None


def names(folder: Path) -> list[str]:
    """Return the names in a folder; none when it does not exist.

    Raises:
        SafeChatError: `file-failed` when they cannot be read.
    """
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SafeChatError("file-failed", name=folder.name) from error


def can_keep(folder: Path) -> None:
    """Check that a folder's file system keeps what it promises: syncing the folder.

    Raises:
        SafeChatError: `folder-unfit` when it does not, `not-saved` when the folder cannot be opened.
    """
    try:
        with opened(folder) as handle:
            os.fsync(handle)
    except OSError as error:
        if error.errno in UNSUPPORTED:
            raise SafeChatError("folder-unfit", folder=str(folder)) from error
        raise not_saved(folder) from error


def check_for_export(handle: int, path: Path) -> os.stat_result:
    """Check that what is put in an open folder stays there: nobody else may take it away or replace it.

    Raises:
        SafeChatError: `export-unsafe` when somebody else could.
    """
    found = os.fstat(handle)
    if others_may_change(found, frozenset({_ROOT, os.geteuid()})):
        raise SafeChatError("export-unsafe", folder=str(path))
    return found


def sharing_group(folder: os.stat_result) -> int | None:
    """Return the group that a folder hands on (setgid) to what is put in it, unless it is the user's own."""
    shares = folder.st_mode & stat.S_ISGID and not _is_own_group(folder.st_gid)
    return folder.st_gid if shares else None


def shared_with(folder: Path) -> str:
    """Return the name of the group that a folder hands on, or nothing."""
    try:
        group = sharing_group(folder.stat())
        return "" if group is None else grp.getgrgid(group).gr_name
    except OSError:
        return ""
    except KeyError:
        return str(group)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a folder once, so that all steps of a write happen in the same one."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        close_handle(handle)


def close_handle(handle: int) -> None:
    """Close a file or folder. What mattered was synced before, so an error here has nothing to tell."""
    with contextlib.suppress(OSError):
        os.close(handle)


def sync(folder: int) -> None:
    """Make a folder's new names last; a file system that cannot do it is taken as it is."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise


def not_saved(path: Path) -> SafeChatError:
    """Return the error that says which name could not be written, and in which folder."""
    folder = path.parent
    # The current folder itself may be gone; its name is no more than a help.
    with contextlib.suppress(OSError):
        folder = folder.absolute()
    return SafeChatError("not-saved", name=path.name, folder=str(folder))
