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


EVERY: Final = "*"
"""Stands for every guide of a language."""

NAMED_IN: Final = "opening.md"
"""The file of a guide that says what it is called."""


def folder(name: str) -> str:
    """Return the shipped folder of that name, `content` or `styles`.

    An installed wheel carries it inside the package; a working copy has it two levels up, beside src/.
    """
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), name)


def content_state(root: str, lang: str, guide: str) -> int:
    """Return a number that any change of any file changes that what was prepared is made from.

    Args:
        root: the content.
        lang: the language in which it is read.
        guide: the guide that is read, or EVERY; of every other one only its name counts. An empty text stands
            for what the choice of a guide is made from.

    Raises:
        OSError: when a file cannot be read.
    """
    number = 0
    folders = [f"{root}/facts", f"{root}/{lang}"]
    guides = _folders(folders[-1]) if guide != EVERY else set()
    one = "" if guide == EVERY else guide
    while folders:
        at = folders.pop()
        with os.scandir(at) as entries:
            for entry in sorted(entries, key=_name):
                if entry.is_dir():
                    if not (one and at == f"{root}/{lang}" and entry.name != one):
                        folders.append(entry.path)
                        continue
                elif not _counts(entry.name, at[len(root) + 1 :], lang, guide, guides):
                    continue
                number = zlib.crc32(entry.path[len(root) :].encode(), number)
                if entry.is_file():
                    number = _file_state(entry.path, number)
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


def _folders(path: str) -> set[str]:
    with os.scandir(path) as entries:
        return {entry.name for entry in entries if entry.is_dir()}


def _counts(name: str, place: str, lang: str, guide: str, guides: set[str]) -> bool:
    """Return whether a file is read for a guide, or for the choice of one where there is none."""
    if place == "facts":
        return name.partition(".")[0] not in guides - {guide}
    return bool(guide) or place == lang or name == NAMED_IN


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


def head(lang: str, guide: str) -> str:
    """Return the first line of what depends on the program and, as `content_state` says, on the content."""
    return f"{content_state(folder('content'), lang, guide)} {program_state()}"


def prepared(name: str, lang: str, guide: str) -> str | None:
    """Return what was prepared under a name, without its head; nothing where it does not hold any more.

    Args:
        name: of the file.
        lang: the language it is made from.
        guide: the guide it is made from; see `content_state`.
    """
    found = prepared_bytes(name, lang, guide)
    try:
        return None if found is None else found.decode("utf-8")
    except ValueError:
        return None


def prepared_bytes(name: str, lang: str, guide: str) -> bytes | None:
    """Return what `prepared` does, as it is in the file."""
    try:
        with open(os.path.join(PREPARED, name), "rb", buffering=0) as stream:
            first, _, data = stream.readall().partition(b"\n")
        return data if first == head(lang, guide).encode("ascii") else None
    except (OSError, ValueError):
        return None
