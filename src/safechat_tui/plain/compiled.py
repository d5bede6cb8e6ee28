"""Tells which modules have no bytecode that Python would use, so that each start compiles them anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.util import MAGIC_NUMBER, cache_from_source, find_spec, source_hash
from pathlib import Path
from typing import Final

PACKAGES: Final = (
    "safechat_tui",
    "textual",
    "rich",
    "markdown_it",
    "tinydb",
    "reportlab",
    "cryptography",
)
"""The program, and what takes long to compile of the libraries it uses."""

_BY_HASH, _CHECKED = 0b01, 0b10
"""Flags of a file of bytecode (PEP 552): told by a hash and not by a time; the hash is looked at."""

_HEAD: Final = 16
"""Bytes before the bytecode: magic number, flags, then a hash, or time and size of the source."""


def folders() -> list[Path]:
    """Return where the packages are, each inside the folder from which it is imported."""
    specs = (find_spec(name) for name in PACKAGES)
    return [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]


def compiled_anew(packages: Iterable[Path]) -> list[Path]:
    """Return the modules in some folders that every start compiles anew: they are not compiled, and stay so.

    Args:
        packages: folders of packages.
    """
    modules = (path for folder in packages for path in folder.rglob("*.py"))
    return [path for path in modules if not _used(path) and not _written(path)]


def command(packages: Iterable[Path]) -> str:
    """Return the command that compiles packages and all that is beside them."""
    beside = dict.fromkeys(str(folder.parent) for folder in packages)
    return " ".join([sys.executable, "-m", "compileall", "-q", *beside])


def _used(path: Path) -> bool:
    """Return whether Python takes a module's bytecode instead of its source."""
    try:
        with open(cache_from_source(str(path)), "rb") as stream:
            head = stream.read(_HEAD)
        if head[:4] != MAGIC_NUMBER:
            return False
        flags = int.from_bytes(head[4:8], "little")
        if flags & _BY_HASH:
            return not flags & _CHECKED or head[8:] == source_hash(path.read_bytes())
        status = path.stat()
    except OSError:
        return False
    told = int.from_bytes(head[8:12], "little"), int.from_bytes(head[12:], "little")
    return told == (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)


def _written(path: Path) -> bool:
    """Return whether the next start leaves bytecode behind; what root may write, other accounts may not."""
    cache = Path(cache_from_source(str(path))).parent
    folder = cache if cache.is_dir() else path.parent
    return not sys.dont_write_bytecode and os.geteuid() != 0 and os.access(folder, os.W_OK)
