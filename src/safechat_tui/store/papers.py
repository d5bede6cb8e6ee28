"""Papers that were written for somebody to hold: known again, listed, deleted, expired like kept plans.

The rules this module keeps:

- A name proves nothing: whoever writes notes of her own may give them the same. A paper is one of ours while
  it is the file that was written, by folder, name, size and date, and this account's own; a link never is.
- It is remembered before it is written, so that no paper is left that nobody lists. What is remembered is in
  clear, like the papers themselves, and no longer than they last.
- What somebody changed or renamed is hers from then on: neither listed nor deleted.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from safechat_tui import clock, files
from safechat_tui.clean import clean
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.store.clock_log import Expiring, expired, moment
from safechat_tui.store.row import last_day

LIST_FILE: Final = "papers.json"
"""The file in the data folder that says which papers were written."""

LOCK: Final = ".papers"
"""The lock file beside it."""

SEALED: Final = ".age"
"""What the name of a sealed paper ends with, after that of its format."""

NEUTRAL: Final = "notes"
"""The kind of a paper whose name must say nothing of what is inside."""

KINDS: Final = ("plan", "log", "capture-card", "helplines", NEUTRAL)
"""What a paper is; its file is named `file.<kind>` in the language of the paper, and the date."""

LARGEST: Final = 1 << 25
"""The largest paper that is read again, in bytes; a plan has a hundredth of it."""

MAX_TRIES: Final = 99
"""Files of one kind and day in one folder; past that something is wrong."""

_MINUTE: Final = timedelta(minutes=1)
"""In which a paper that is remembered is written, however slow the disk."""


def stem(kind: str, tr: Translator) -> str:
    """Return the beginning of the name of a paper of today, such as `plan-2026-11-22`; `kind` is of KINDS."""
    return f"{tr(f'file.{kind}')}-{clock.today().isoformat()}"


def create_numbered(
    data: bytes,
    folder: Path,
    stem: str,
    suffix: str,
    before: Callable[[Path], object] = lambda path: None,
    **how: Any,
) -> Path:
    """Write a new file and return where it is; a name that is taken gets `-2`, `-3` and so on.

    Args:
        data: the finished paper.
        folder: where to put it; it must exist.
        stem: the name before the number and the suffix.
        suffix: what the name ends with.
        before: is told each path that is tried.
        how: what `files.create` takes besides.

    Raises:
        SafeChatError: `file-exists` when MAX_TRIES names are taken, or what `files.create` raises.
    """
    for number in range(1, MAX_TRIES + 1):
        path = folder / (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}")
        if os.path.lexists(path):
            continue
        before(path)
        try:
            files.create(path, data, **how)
        except SafeChatError as error:
            # Another program was faster.
            if error.code != "file-exists":
                raise
            continue
        return path
    raise SafeChatError("file-exists", name=stem + suffix)


@dataclass(frozen=True, slots=True)
class Written(Expiring):
    """A paper as it was written."""

    path: Path
    kind: str
    """One of KINDS."""
    size: int
    """Bytes of the file."""
    changed: datetime
    """When it was written, in UTC; the date of its file."""
    expires: date | None
    """The last day it is kept, in local time; nothing for one that could not be remembered."""

    def judge(self, status: os.stat_result) -> None:
        """Do nothing for what is known of the file that was written.

        Raises:
            SafeChatError: `no-such-export` for any other.
        """
        late = int(status.st_mtime) - int(self.changed.timestamp())
        # Where a disk gives a file its name at once, a kill may leave half of it, or all, without its date.
        half = status.st_size <= self.size and 0 <= late < _MINUTE.total_seconds()
        same = half or (status.st_size, late) == (self.size, 0)
        if not (same and stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()):
            raise SafeChatError("no-such-export", name=self.path.name)

    def is_there(self, *, unknown: bool) -> bool:
        """Return whether the file that was written is there, or `unknown` where its folder is not either."""
        try:
            self.judge(self.path.lstat())
        except SafeChatError:
            return False
        except FileNotFoundError:
            return unknown and not self.path.parent.is_dir()
        except OSError:
            return unknown
        return True


class Papers:
    """The papers that this account wrote into the folder of the settings."""

    def __init__(self, config: Config) -> None:
        """Take the settings; the disk is not touched yet."""
        self.folder = config.export_folder
        """Where papers are written; it must exist."""
        # A home folder is nobody else's to read, whatever it hands on.
        self._shared = config.exports is not None
        self._data = config.data_folder
        self._keep_days = config.keep_days

    @property
    def readers(self) -> str:
        """The group that can read what is written, where a house shares the folder; or nothing."""
        return clean(files.shared_with(self.folder)) if self._shared else ""

    def write(self, data: bytes, kind: str, stem: str, suffix: str) -> Written:
        """Write a paper as `create_numbered` does, and return what is known of it.

        Where it cannot be remembered, it is written all the same.
        """
        # Some disks know every second second only.
        changed = datetime.fromtimestamp(int(moment().timestamp()) // 2 * 2, UTC)
        paper = Written(self.folder, kind, len(data), changed, None)

        def remember(path: Path) -> None:
            nonlocal paper
            paper = replace(paper, path=path, expires=last_day(paper.changed, self._keep_days))
            try:
                with self._locked() as known:
                    self._remember([*known, paper])
            except SafeChatError:
                paper = replace(paper, expires=None)

        create_numbered(data, self.folder, stem, suffix, remember, changed=paper.changed, shared=self._shared)
        return paper

    def list(self) -> tuple[Written, ...]:
        """Return the papers that are there, the last one first."""
        return tuple(paper for paper in reversed(self._read()) if paper.is_there(unknown=False))

    def shown(self, paper: Written) -> str:
        """Return what a paper is called: its name, or its path where the settings named another folder."""
        return clean(paper.path.name if paper.path.parent == self.folder else str(paper.path))

    def find(self, name: str) -> Written:
        """Return a paper by what it is called.

        Raises:
            SafeChatError: `no-such-export`.
        """
        for paper in self.list():
            if self.shown(paper) == name:
                return paper
        raise SafeChatError("no-such-export", name=clean(name)[:80])

    @staticmethod
    def read(paper: Written) -> bytes:
        """Return what a paper holds.

        Raises:
            SafeChatError: `no-such-export` when it is another file by now, or what `files.read` raises.
        """
        return files.read(paper.path, LARGEST, paper.judge)

    def delete(self, paper: Written) -> None:
        """Delete a paper, and forget it. The freed blocks of the disk are not shredded.

        Raises:
            SafeChatError: `no-such-export` when it is another file by now; `not-deleted`, `not-sure-deleted`.
        """
        if not paper.is_there(unknown=False):
            raise SafeChatError("no-such-export", name=paper.path.name)
        files.remove(paper.path)
        with contextlib.suppress(SafeChatError), self._locked() as known:
            self._remember(each for each in known if each != paper)

    def purge(self, *, sure: bool = False) -> int:
        """Delete the papers whose last day is over, and return how many; the clock is believed as for plans.

        Args:
            sure: whether a person asked for it and so answers for the clock.

        Raises:
            SafeChatError: `busy`, `not-deleted`, `folder-unsafe` or `not-saved`.
        """
        if not self._read():
            return 0
        with self._locked() as known:
            over = expired(self._data, known, sure=sure)
            there = [paper for paper in over if paper.is_there(unknown=False)]
            for paper in there:
                files.remove(paper.path)
            left = tuple(paper for paper in known if paper not in over)
            if left != self._read():
                self._remember(left)
        return len(there)

    def overdue(self) -> int:
        """Return how many papers are past their last day by this clock, and wait for a person to say so."""
        return sum(paper.is_over(clock.today()) for paper in self.list())

    # The steps ---------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _locked(self) -> Iterator[tuple[Written, ...]]:
        """Lend what is remembered of papers that may be there; no other session changes it meanwhile."""
        files.private_folder(self._data)
        with files.lock(self._data / LOCK):
            files.sweep(self._data)
            now = clock.now()
            # Another session may have remembered one that it is just writing.
            yield tuple(
                paper
                for paper in self._read()
                if paper.is_there(unknown=True) or timedelta() <= now - paper.changed < _MINUTE
            )

    def _read(self) -> tuple[Written, ...]:
        """Return what is remembered, the first written first; nothing where that cannot be understood."""
        try:
            rows = json.loads(files.read(self._data / LIST_FILE, LARGEST))
            return tuple(self._from_row(*row) for row in rows)
        except (SafeChatError, ValueError, TypeError, OverflowError, RecursionError):
            return ()

    def _from_row(self, path: str, kind: str, size: int, seconds: int) -> Written:
        # Whatever else somebody wrote into that file is neither read nor deleted as a paper.
        ending = "".join(Path(path).suffixes).removesuffix(SEALED)
        if not path.startswith("/") or b"\0" in os.fsencode(path) or ending not in {".pdf", ".txt", ".csv"}:
            raise ValueError(path)
        changed = datetime.fromtimestamp(seconds, UTC)
        known = kind if kind in KINDS else NEUTRAL
        return Written(Path(path), known, int(size), changed, last_day(changed, self._keep_days))

    def _remember(self, papers: Iterable[Written]) -> None:
        rows = [(str(paper.path), paper.kind, paper.size, int(paper.changed.timestamp())) for paper in papers]
        files.replace(self._data / LIST_FILE, json.dumps(rows).encode("ascii"))
