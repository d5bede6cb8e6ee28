"""A shelter's own folder, read once: the files that may be laid over the shipped content."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from safechat_tui import files
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.slips import closed, decoded

_MAX_BYTES: Final = 1 << 16
"""The largest file that is read; the largest shipped one has a quarter of it."""

MAX_LINES: Final = 4000
"""The most lines of a file; reading ten times as many would hold up a call."""

_MAX_MARKS: Final = 1000
"""The most signs of Markdown in a file: reading a hundred times as many would take seconds."""

_MAX_WIDTH: Final = 400
"""The longest line of a file of facts; a line of one key with 60,000 dots would take minutes."""

MAX_TOTAL: Final = 1 << 21
"""Bytes of all the files together."""

MAX_ENTRIES: Final = 1000
"""The most files and folders that are looked at."""

MAX_DEPTH: Final = 4
"""Folders inside one another, as in `fr/messages/strategies/`."""

_MARKS: Final = ("[", "*", "_", "`", "<", "~")
_KINDS: Final = (".md", ".toml", "search.txt")
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini"})
"""Files that a system makes by itself."""
_TO_FILL: Final = re.compile(r"\[\[\s*([^\s\]][^\]]*)\]?\]?|(?<!\[)\[([^\[\]]+)\]\]")
"""What the example of a guide marks as still to be written: `[[what]]`, also where a bracket is gone."""


class Overlay(NamedTuple):
    """What may be used of a shelter's own folder. Made by `read_overlay`."""

    folder: Path | None = None
    """The folder; nothing when the settings name none."""
    files: Mapping[str, str] = {}
    """The text of each usable file, by its name under the folder."""
    problems: tuple[Problem, ...] = ()
    """What cannot be used, and why."""
    unfinished: bool = False
    """Whether a guide is used that is still to be filled in."""
    others: tuple[str, ...] = ()
    """Names of the visible files of another kind, which nothing reads."""

    def path(self, name: str) -> Path | None:
        """Return the path of a usable file of that name, such as `fr/helplines.md`, or nothing."""
        return self.folder / name if self.folder and name in self.files else None

    def name(self, path: Path) -> str:
        """Return the name under the folder of a path inside it, or an empty text."""
        inside = self.folder is not None and path.is_relative_to(self.folder)
        return path.relative_to(self.folder).as_posix() if inside and self.folder else ""

    @property
    def _pages(self) -> dict[str, str]:
        """The texts of its pages; in facts, double brackets begin an entry."""
        return {name: text for name, text in self.files.items() if name.endswith(".md")}

    def to_fill(self) -> Iterator[Problem]:
        """Yield every place that is still to be written."""
        for name, text in self._pages.items():
            for number, line in enumerate(text.split("\n"), start=1):
                for words in map("".join, _TO_FILL.findall(line)):
                    params = {"text": clean(words).strip()}
                    yield Problem((self.folder or Path()) / name, number, "to-fill", params)

    @property
    def drafts(self) -> frozenset[str]:
        """The ids of the guides some of whose pages are still to be written."""
        parts = (name.split("/") for name, text in self._pages.items() if _TO_FILL.search(text))
        return frozenset(part[1] for part in parts if len(part) > 2)

    def without(self, names: frozenset[str]) -> Overlay:
        """Return what is left when some files are set aside."""
        return self._replace(files={name: value for name, value in self.files.items() if name not in names})


NO_OVERLAY: Final = Overlay()
"""No folder of one's own."""


def read_overlay(folder: Path | None, *, unfinished: bool = False) -> Overlay:
    """Return what may be used of a folder; never raises, never follows a link, never waits.

    Args:
        folder: a shelter's own, or nothing.
        unfinished: whether a guide is used that is still to be filled in: to check it, or for a look.

    Advice that someone else could change is not used: the folder, what leads to it and all that is in it
    must belong to this account or to root, and nobody else may write there.
    """
    if folder is None:
        return NO_OVERLAY
    found: dict[str, str] = {}
    total = 0
    problems: list[Problem] = []
    others: list[str] = []
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return Overlay(folder, {}, (Problem(folder, 0, "own-missing"),))
        whole = folder.resolve(strict=True)
        loose = next((part for part in (whole, *whole.parents) if _is_loose(part.lstat(), parent=True)), None)
        if not os.access(folder, os.R_OK | os.X_OK):
            return Overlay(folder, {}, (closed(folder),))
        if loose is not None:
            return Overlay(folder, {}, (Problem(folder, 0, "own-loose", {"folder": str(loose)}),))
        for count, (name, status) in enumerate(_entries(folder, "", MAX_DEPTH)):
            if count >= MAX_ENTRIES:
                return Overlay(folder, {}, (Problem(folder, 0, "own-many", {"most": str(MAX_ENTRIES)}),))
            fault = _fault(folder / name, status)
            if fault:
                problems.append(fault)
            elif stat.S_ISREG(status.st_mode) and not name.endswith(_KINDS):
                others.append(name)
            elif stat.S_ISREG(status.st_mode):
                total += status.st_size
                if total > MAX_TOTAL:
                    return Overlay(folder, {}, (Problem(folder, 0, "own-many", {"most": str(MAX_ENTRIES)}),))
                _read(folder, name, found, problems)
    except (OSError, ValueError, RuntimeError):
        problems.append(Problem(folder, 0, "own-missing"))
        found = {}
    return Overlay(folder, found, tuple(problems), unfinished, tuple(others))


def _read(folder: Path, name: str, found: dict[str, str], problems: list[Problem]) -> None:
    """Read one file, or note why it is not used."""
    path = folder / name
    try:
        text = decoded(path, files.read(path, _MAX_BYTES))
    except SafeChatError:
        text = closed(path)
    if isinstance(text, Problem):
        problems.append(text)
        return
    lines = text.splitlines()
    wide = [number for number, line in enumerate(lines, start=1) if len(line) > _MAX_WIDTH]
    if len(lines) > MAX_LINES:
        problems.append(Problem(path, MAX_LINES, "own-long", {"most": str(MAX_LINES)}))
    elif wide and path.suffix == ".toml":
        problems.append(Problem(path, wide[0], "own-wide", {"most": str(_MAX_WIDTH)}))
    elif path.suffix == ".md" and sum(text.count(mark) for mark in _MARKS) > _MAX_MARKS:
        problems.append(Problem(path, 0, "own-marks", {"most": str(_MAX_MARKS), "marks": " ".join(_MARKS)}))
    else:
        found[name] = text


def _entries(folder: Path, under: str, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    """Yield name and status of all that is in a folder, hidden things left out."""
    if not os.access(folder, os.R_OK | os.X_OK):
        return
    with os.scandir(folder) as entries:
        # Cut before sorting, so that a folder of a million files costs no more than one of a thousand.
        first = [entry for entry, _ in zip(entries, range(MAX_ENTRIES + 1), strict=False)]
    for entry in sorted(first, key=lambda each: each.name):
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _SYSTEM:
            continue
        status = entry.stat(follow_symlinks=False)
        name = f"{under}{entry.name}"
        yield name, status
        if stat.S_ISDIR(status.st_mode) and not _is_loose(status) and depth > 1:
            yield from _entries(folder / entry.name, f"{name}/", depth - 1)


def _fault(path: Path, status: os.stat_result) -> Problem | None:
    """Return what is wrong with a file or folder, or nothing."""
    if stat.S_ISDIR(status.st_mode):
        if _is_loose(status):
            return Problem(path, 0, "own-loose-file")
        return None if os.access(path, os.R_OK | os.X_OK) else closed(path)
    if not stat.S_ISLNK(status.st_mode) and not path.name.endswith(_KINDS):
        return None
    if not stat.S_ISREG(status.st_mode):
        return Problem(path, 0, "own-odd-file")
    if _is_loose(status):
        return Problem(path, 0, "own-loose-file")
    if status.st_size > _MAX_BYTES:
        return Problem(path, 0, "own-large", {"most": str(_MAX_BYTES // 1024)})
    return None


def _is_loose(status: os.stat_result, *, parent: bool = False) -> bool:
    """Return whether someone other than root and this account could change it.

    Args:
        status: of a file or folder.
        parent: whether a folder such as /tmp will do, where all may write but only to what is theirs.
    """
    if status.st_uid not in {0, os.geteuid()}:
        return True
    if not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return False
    return not (parent and status.st_mode & stat.S_ISVTX)
