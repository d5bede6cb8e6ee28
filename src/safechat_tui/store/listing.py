"""Kept plans without opening one: listed, counted, deleted, purged. No passphrase is needed."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError
from safechat_tui.options import MAX_KEEP_DAYS
from safechat_tui.store.folder import Kept, PlanFolder
from safechat_tui.store.memory import Seen
from safechat_tui.store.seal import PLAIN, Seal
from safechat_tui.store.telling import telling

KEEP_DAYS: Final = 30
"""Days a plan is kept after its last change, when nobody says otherwise."""


class Listing:
    """The kept plans of a folder, one file each."""

    def __init__(self, folder: Path, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept; nothing is looked at or made yet.

        Args:
            folder: the folder of the plans; made when the first one is kept.
            keep_days: days after the last change that a plan is kept, from 1 to MAX_KEEP_DAYS.
            seal: closes and opens the files; with LOCKED, plans can be listed, deleted and purged only.

        Raises:
            ValueError: when the number of days is out of its range.
        """
        if not 1 <= keep_days <= MAX_KEEP_DAYS:
            raise ValueError("keep_days")
        self._folder = PlanFolder(folder, keep_days)
        self._keep_days = keep_days
        self._seal = seal
        self._seen = Seen(folder, seal)

    @property
    def plan_folder(self) -> Path:
        """The folder where the plans are, whether it exists or not."""
        return self._folder.path

    @telling("file-failed")
    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first, damaged files at the end. No passphrase is needed.

        Raises:
            SafeChatError: `folder-unsafe`.
        """
        return self._folder.list()

    @telling("file-failed")
    def on_disk(self) -> dict[str, int] | None:
        """Return how many files of plans lie there by kind, or nothing where there is no folder of plans.

        `sealed` and `open` count plans, `left` what a write that was cut short left, and `remembered` whether
        there is the memory that notices an older file put back.

        Raises:
            SafeChatError: `folder-unsafe`, `file-failed`.
        """
        return self._folder.on_disk()

    @telling("not-deleted")
    def delete(self, code: str) -> None:
        """Delete a kept plan, damaged or not; its code is taken as `open` takes it. No passphrase is needed.

        Raises:
            SafeChatError: `no-such-plan`, `not-deleted`, `busy`, `folder-unsafe` or `folder-unfit`.
        """
        self._folder.delete(code)
        self._forget()

    @telling("not-deleted")
    def purge(self, *, sure: bool = False) -> int:
        """Delete the plans whose last day is over, and left-over temporary files. No passphrase is needed.

        Damaged files stay, and so do plans from before CLOCK_FLOOR, whose age nobody knows. What was saved
        before the clock jumped stays until a person asks for a purge; see `overdue`.

        Args:
            sure: whether a person asked for it and so answers for the clock.

        Returns:
            How many plans were deleted.

        Raises:
            SafeChatError: `busy`, `not-deleted`, `folder-unsafe` or `folder-unfit`.
        """
        purged = self._folder.purge(sure=sure)
        if purged:
            self._forget()
        return purged

    def overdue(self) -> int:
        """Return how many plans are past their last day by this clock, and wait for a person to say so.

        Raises:
            SafeChatError: what `list` raises.
        """
        today = clock.today()
        return sum(kept.is_over(today) for kept in self.list())

    def _forget(self) -> None:
        """Forget how far lost plans were seen; without the passphrase that waits for the next save."""
        with contextlib.suppress(SafeChatError, OSError), files.lock(self._folder.lock):
            self._seen.forget(self._folder.codes())
