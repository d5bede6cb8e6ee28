"""Where parent and session find each other, how each knows that the other is the same program, what is asked.

It is imported before anything else, and so imports nothing but what is built into the interpreter.
"""

from __future__ import annotations

import posix
import sys

from safechat_tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Final

NAME: Final = "ready.socket"
"""The name of the socket."""

MOST_BYTES: Final = 65536
"""The longest that what a session asks for may be."""

TAKEN: Final = b"y"
"""The parent's answer when it starts the session."""

REFUSED: Final = b"n"
"""Its answer when the session is of another version; the session starts by itself then."""

_KIND: Final = 0o170000
_SOCKET: Final = 0o140000
_WRITTEN_BY_OTHERS: Final = 0o022


def socket_path(environ: Mapping[str, str]) -> str:
    """Return where the socket of this account is, whether it exists or not; nothing where there is no home.

    Args:
        environ: where XDG_RUNTIME_DIR is looked up, which goes away with the last session of the account,
            and HOME where there is no such folder.
    """
    for name, below in (("XDG_RUNTIME_DIR", "safechat"), ("HOME", ".local/share/safechat")):
        if (folder := environ.get(name, "")).startswith("/"):
            return f"{folder.rstrip('/')}/{below}/{NAME}"
    return ""


def is_ours(path: str) -> bool:
    """Return whether this is a socket of this account, in a folder that nobody else may write to."""
    try:
        found, folder = posix.lstat(path), posix.lstat(path.rpartition("/")[0])
    except OSError:
        return False
    mine = found.st_uid == folder.st_uid == posix.getuid()
    return mine and found.st_mode & _KIND == _SOCKET and not folder.st_mode & _WRITTEN_BY_OTHERS


def identity() -> str:
    """Return what tells this program from every other: its version and its place."""
    here = posix.stat(__file__)
    return f"{__version__} {here.st_dev} {here.st_ino} {here.st_mtime_ns}"


def letters() -> str:
    """Return those in which Python here reads and writes the names of files: a session cannot change them."""
    return sys.getfilesystemencoding()


def asked(arguments: Sequence[str], environ: bytes) -> bytes:
    """Return what a session says to the parent; each part is ended by a zero.

    The parts are identity, letters, folder, count of arguments, these, and the environment.

    Args:
        arguments: the command line without the program's name.
        environ: the environment as the kernel gives it: `name=value`, each ended by a zero.
    """
    words = [identity(), letters(), posix.getcwd(), str(len(arguments)), *arguments]
    return b"\0".join([*(word.encode("utf-8", "surrogateescape") for word in words), environ])


def entries(environ: Iterable[str]) -> dict[str, str]:
    """Return an environment of which each entry is `name=value`."""
    return {name: value for name, _, value in (entry.partition("=") for entry in environ) if name}
