"""Tells whether what was prepared when the program was built is still what the program would say."""

from __future__ import annotations

import os
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
"""The folder of the program."""

PREPARED: Final = os.path.join(PACKAGE, "prepared")
"""Where everything is that was prepared."""

NOT_PROGRAM: Final = frozenset({"__pycache__", "content", "prepared", "styles"})
"""Folders in it of which `program_state` takes no notice; the styles come by themselves."""


def folder(name: str) -> str:
    """Return the shipped folder of that name, `content` or `styles`.

    An installed wheel carries it inside the package; a working copy has it two levels up, beside src/.
    """
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), name)


def content_state(root: str) -> int:
    """Return a number that any change of any file of the content changes.

    Raises:
        OSError: when a file cannot be read.
    """
    number = 0
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=_name):
                if entry.is_dir():
                    folders.append(entry.path)
                    continue
                number = _file_state(entry.path, zlib.crc32(entry.path[len(root) :].encode(), number))
    return number


def _file_state(path: str, number: int) -> int:
    """Return a number that any change of a file changes; `open` would take half as long again."""
    file = os.open(path, os.O_RDONLY)
    try:
        while data := os.read(file, 65536):
            number = zlib.crc32(data, number)
    finally:
        os.close(file)
    return number


def program_state() -> int:
    """Return a number that changes when a file of the program comes, goes or gets another length.

    Raises:
        OSError: when a folder cannot be read.
    """
    number = 0
    folders = [PACKAGE, folder("styles")]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=_name):
                if entry.name.endswith((".py", ".mo", ".txt", ".tcss")):
                    number = zlib.crc32(f"{entry.name} {entry.stat().st_size}".encode(), number)
                elif "." not in entry.name and entry.name not in NOT_PROGRAM and entry.is_dir():
                    folders.append(entry.path)
    return number


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


class _Held:
    """What was looked at for processes that are forked from this one."""

    head = ""


def hold() -> None:
    """Look at content and program now, for processes that are forked from this one while both stay so."""
    _Held.head = head()


def head() -> str:
    """Return the first line of whatever depends on the content and the program alike."""
    return _Held.head or f"{content_state(folder('content'))} {program_state()}"


def prepared(name: str) -> str | None:
    """Return what was prepared under a name, without its head; nothing where it does not hold any more."""
    try:
        with open(os.path.join(PREPARED, name), "rb", buffering=0) as stream:
            first, _, text = stream.readall().partition(b"\n")
        return text.decode("utf-8") if first == head().encode("ascii") else None
    except (OSError, ValueError):
        return None
