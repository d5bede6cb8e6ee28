"""Where parent and session find each other, and how each knows that the other is the same program."""

from __future__ import annotations

import os
import stat
import sys

from safechat_tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

NAME: Final = "ready.socket"
"""The name of the socket."""

MOST_BYTES: Final = 65536
"""The longest that what a session asks for may be."""

TAKEN: Final = b"y"
"""The parent's answer when it starts the session."""

REFUSED: Final = b"n"
"""Its answer when the session is of another version; the session starts by itself then."""

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def socket_path(environ: Mapping[str, str]) -> str:
    """Return where the socket of this account is, whether it exists or not; nothing where there is no home.

    Args:
        environ: where XDG_RUNTIME_DIR is looked up, which goes away with the last session of the account,
            and HOME where there is no such folder.
    """
    for name, below in (("XDG_RUNTIME_DIR", "safechat"), ("HOME", ".local/share/safechat")):
        if environ.get(name, "").startswith("/"):
            return os.path.join(environ[name], below, NAME)
    return ""


def is_ours(path: str) -> bool:
    """Return whether this is a socket of this account, in a folder that nobody else may write to."""
    try:
        found, folder = os.lstat(path), os.lstat(os.path.dirname(path))
    except OSError:
        return False
    mine = found.st_uid == folder.st_uid == os.getuid()
    return mine and stat.S_ISSOCK(found.st_mode) and not folder.st_mode & 0o022


def identity() -> str:
    """Return what tells this program from every other: its version, place, newest file's time in ns, letters.

    The letters are those the terminal is written in, which a session cannot change. Some 250 files are looked
    at, in about a millisecond.
    """
    newest = 0
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                elif entry.name.endswith(".py"):
                    newest = max(newest, entry.stat().st_mtime_ns)
    letters = sys.stdout.encoding if sys.stdout else ""
    return f"{__version__} {_PACKAGE} {newest} {letters}"
