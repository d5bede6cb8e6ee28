"""A folder of files as a backend: judged whenever it is opened, changed by one session at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.clock_log import CLOCK_CEILING, expired
from safechat_tui.store.names import Kept, Stored
from safechat_tui.store.row import MAX_BYTES

_LOCK: Final = ".lock"
"""The lock file of all plans: one for each plan would go on telling the codes of deleted ones."""


class Folder:
    """The folder of the plans, or that of the key: a Backend and its Contents."""

    def __init__(self, path: Path) -> None:
        """Say where it is; it is made by `prepare`."""
        self.path = path
        self._fit = False

    def prepare(self) -> None:
        """Make the folder and its missing parents, as `files.private_folder` does."""
        files.private_folder(self.path)

    def exists(self, name: str) -> bool:
        """Return whether there is anything of a name."""
        return files.exists(self.path / name)

    @contextlib.contextmanager
    def opened(self, *, alone: bool = False) -> Iterator[Folder]:
        """Lend the folder; one that is not there is empty, and there is nothing to be alone with.

        Raises:
            SafeChatError: `folder-unsafe`, `file-failed`; `busy` or `folder-unfit` where it cannot be locked.
        """
        there = files.exists(self.path)
        if there:
            try:
                files.private_folder(self.path)
            except SafeChatError as error:
                # Nothing was to be saved.
                kind = "file-failed" if error.code == "not-saved" else error.code
                raise SafeChatError(kind, **{"name": self.path.name, **error.params}) from error
        with files.lock(self.path / _LOCK) if there and alone else contextlib.nullcontext():
            try:
                yield self
            except OSError as error:
                # Such as a system that gives no random numbers.
                raise files.not_saved(self.path) from error

    def names(self) -> list[str]:
        """Return the names of all files."""
        return files.names(self.path)

    def look(self, names: Iterable[str]) -> Iterator[Stored]:
        """Yield what is seen of plans; the date of a file is that of its last save.

        A copy without its date only stays longer; opening the plan gives it its date back.
        """
        for name in names:
            status = files.status(self.path / name)
            if status is None:
                continue
            content, trouble = b"", ""
            try:
                content = self.read(name)
            except SafeChatError as error:
                if error.code == "file-missing":
                    continue
                trouble = error.code
            seconds = int(min(max(status.st_mtime, 0), CLOCK_CEILING.timestamp()))
            yield Stored(name, status.st_size, datetime.fromtimestamp(seconds, UTC), content, trouble)

    def read(self, name: str) -> bytes:
        """Return what a file holds, as `files.read` does."""
        return files.read(self.path / name, MAX_BYTES)

    def create(self, name: str, content: bytes, changed: datetime | None = None) -> None:
        """Write a new file, as `files.create` does."""
        self._check_disk()
        files.create(self.path / name, content, changed=changed)

    def replace(
        self, name: str, content: bytes, changed: datetime | None = None, *, lasting: bool = True
    ) -> None:
        """Write a file in the place of the one that is there, as `files.replace` does."""
        if lasting:
            self._check_disk()
        files.replace(self.path / name, content, changed=changed, lasting=lasting)

    def remove(self, name: str) -> None:
        """Remove a file, as `files.remove` does."""
        files.remove(self.path / name)

    def set_date(self, name: str, changed: datetime) -> None:
        """Give a file its date again."""
        files.date(self.path / name, changed)

    def today(self) -> date:
        """Return today's date by this machine's clock."""
        return clock.today()

    def over(self, kept: Iterable[Kept], *, sure: bool) -> list[Kept]:
        """Return what `expired` does, and remove what writes that were killed left."""
        files.sweep(self.path)
        return expired(self.path, kept, sure=sure)

    def _check_disk(self) -> None:
        """Check, once in a session, that the folder's disk keeps what it promises."""
        if not self._fit:
            files.can_keep(self.path)
            self._fit = True
