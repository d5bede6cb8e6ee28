"""Kept plans without opening one: listed, counted, deleted, purged. No passphrase, no content, no TinyDB."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError
from safechat_tui.options import MAX_KEEP_DAYS
from safechat_tui.store import codes
from safechat_tui.store.clock_log import EPOCH, Expiring, expired
from safechat_tui.store.reading import read_bytes, read_plan
from safechat_tui.store.revisions import STEM, Revisions, SeenFile
from safechat_tui.store.row import last_day
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, SUFFIXES, Seal, looks_sealed

KEEP_DAYS: Final = 30
"""Days a plan is kept after its last change, when nobody says otherwise."""

LOCK: Final = ".lock"
"""The lock file of all plans: one for each plan would go on telling the codes of deleted ones."""

CLOCK_CEILING: Final = datetime(2400, 1, 1, tzinfo=UTC)
"""No file is dated later, for file systems cannot; a clock that says so is wrong."""


@dataclass(frozen=True, slots=True)
class Kept(Expiring):
    """What a list says of one kept plan, without a word of it."""

    code: str
    """Three words that stand for the plan."""
    changed: datetime | None
    """When it was last saved, in UTC; nothing for a damaged file, as for the next one."""
    expires: date | None
    """The last day it is kept, in local time."""
    size: int
    """Bytes of its file."""
    damaged: bool
    """Whether the file cannot be opened; it stays until somebody deletes it."""
    sealed: bool = False
    """Whether a passphrase is needed to open it; its content was not looked at, so damage may show later."""
    unreadable: bool = False
    """Whether the disk or the rights of this account do not let it be read now; it counts as damaged too."""


class PlanFolder:
    """The files of kept plans, by their codes."""

    def __init__(self, folder: Path, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept; the folder is made when the first one is.

        Args:
            folder: the folder of the plans.
            keep_days: days after the last change that a plan is kept, from 1 to MAX_KEEP_DAYS.
            seal: closes and opens the files; with LOCKED, plans can be listed, deleted and purged only.
        """
        if not 1 <= keep_days <= MAX_KEEP_DAYS:
            raise ValueError("keep_days")
        self.plan_folder = folder
        """The folder where the plans are, whether it exists or not."""
        self._lock = folder / LOCK
        self._keep_days = keep_days
        self._seal = seal
        self._revisions = Revisions(SeenFile(folder / f"{STEM}{seal.suffix}"), seal)

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first, damaged files at the end.

        Raises:
            SafeChatError: `folder-unsafe`, `file-failed`.
        """
        present = self._codes() if self._exists() else ()
        found = [kept for code in present if (kept := self._look(code)) is not None]
        return tuple(sorted(found, key=lambda kept: kept.changed or EPOCH, reverse=True))

    def on_disk(self) -> dict[str, int] | None:
        """Return how many files of plans lie there by kind, or nothing where there is no folder of plans.

        `sealed` and `open` count plans, `left` what a write that was cut short left, and `remembered` whether
        there is the memory that notices an older file put back.

        Raises:
            SafeChatError: `folder-unsafe`, `file-failed`.
        """
        if not self._exists():
            return None
        names = files.names(self.plan_folder)
        suffixes = [Path(name).suffix for name in names if codes.is_code(Path(name).stem)]
        return {
            "sealed": suffixes.count(SEALED_SUFFIX),
            "open": suffixes.count(PLAIN_SUFFIX),
            "left": sum(files.TEMP_NAME.fullmatch(name) is not None for name in names),
            "remembered": names.count(f"{STEM}{SEALED_SUFFIX}"),
        }

    def delete(self, code: str) -> None:
        """Delete a kept plan, damaged or not; its code is taken as `Store.open` takes it.

        Raises:
            SafeChatError: `no-such-plan`, `not-deleted`, `not-sure-deleted`, `busy`, `folder-unsafe` or
                `folder-unfit`.
        """
        paths = self._known(code)
        with files.lock(self._lock):
            for path in paths:
                files.remove(path)
            self._forget()

    def purge(self, *, sure: bool = False) -> int:
        """Delete the plans whose last day is over, and return how many; left-over temporary files too.

        Damaged files stay, and so do plans from before CLOCK_FLOOR, whose age nobody knows. What was saved
        before the clock jumped stays until a person asks for a purge; see `overdue`.

        Args:
            sure: whether a person asked for it and so answers for the clock.

        Raises:
            SafeChatError: `busy`, `not-deleted`, `file-failed`, `folder-unsafe` or `folder-unfit`.
        """
        if not self._exists():
            return 0
        # The lock keeps a plan from being saved by another session between the look and the deletion.
        with files.lock(self._lock):
            files.sweep(self.plan_folder)
            over = expired(self.plan_folder, self.list(), sure=sure)
            for kept in over:
                for path in self._taken(kept.code):
                    files.remove(path)
            if over:
                self._forget()
        return len(over)

    def overdue(self) -> int:
        """Return how many plans are past their last day by this clock, and wait for a person to say so.

        Raises:
            SafeChatError: what `list` raises.
        """
        today = clock.today()
        return sum(kept.is_over(today) for kept in self.list())

    # The steps ---------------------------------------------------------------------------------

    def _exists(self) -> bool:
        """Return whether the folder exists; `folder-unsafe` or `file-failed` where it is none of ours."""
        if not files.exists(self.plan_folder):
            return False
        try:
            files.private_folder(self.plan_folder)
        except SafeChatError as error:
            # Nothing was to be saved.
            kind = "file-failed" if error.code == "not-saved" else error.code
            raise SafeChatError(kind, **{"name": self.plan_folder.name, **error.params}) from error
        return True

    def _codes(self) -> tuple[str, ...]:
        """Return the codes of all files that are named like a plan, whatever they hold, each once."""
        paths = [Path(name) for name in files.names(self.plan_folder)]
        stems = {path.stem for path in paths if path.suffix in SUFFIXES}
        return tuple(sorted(filter(codes.is_code, stems)))

    def _file(self, code: str, suffix: str) -> Path:
        """Return the file of a code, there or not; anything else than a code never becomes a path."""
        if not codes.is_code(code):
            raise codes.no_such_plan(code, self._codes())
        return self.plan_folder / f"{code}{suffix}"

    def _taken(self, code: str) -> tuple[Path, ...]:
        """Return what there is of a code, the sealed file first."""
        return tuple(path for suffix in SUFFIXES if files.exists(path := self._file(code, suffix)))

    def _known(self, code: str) -> tuple[Path, ...]:
        """Return the files of a code as a person gave it, the one that counts first, or `no-such-plan`."""
        folded = codes.normalised(code)
        if self._exists() and codes.is_code(folded) and (paths := self._taken(folded)):
            return paths
        raise codes.no_such_plan(code, self._codes())

    def _open_files(self) -> tuple[Path, ...]:
        """Return the files of plans that are not sealed."""
        return tuple(path for code in self._codes() if files.exists(path := self._file(code, PLAIN_SUFFIX)))

    def _forget(self) -> None:
        """Forget how far lost plans were seen; without the passphrase that waits for the next save."""
        with contextlib.suppress(SafeChatError):
            self._revisions.forget(self._codes())

    def _look(self, code: str) -> Kept | None:
        """Return what a list says of a plan, or nothing when it went away meanwhile."""
        for path in self._taken(code):
            status = files.status(path)
            if status is None:
                continue
            changed, trouble = None, ""
            try:
                changed = self._changed(path, status)
            except SafeChatError as error:
                if error.code == "file-missing":
                    continue
                if error.code not in {"damaged", "unreadable"}:
                    raise
                trouble = error.code
            return Kept(
                code,
                changed,
                last_day(changed, self._keep_days) if changed else None,
                status.st_size,
                damaged=bool(trouble),
                sealed=path.suffix == SEALED_SUFFIX,
                unreadable=trouble == "unreadable",
            )
        return None

    def _changed(self, path: Path, status: os.stat_result) -> datetime:
        """Return when a plan was last saved; of a sealed one, by the date that `files` gave its file then.

        A copy without its date only stays longer; opening the plan gives it its date back.
        """
        if path.suffix == PLAIN_SUFFIX:
            return read_plan(path, PLAIN, self._keep_days).changed
        if not looks_sealed(read_bytes(path)):
            raise SafeChatError("damaged", code=path.stem)
        seconds = min(max(status.st_mtime, 0), CLOCK_CEILING.timestamp())
        return datetime.fromtimestamp(int(seconds), UTC)
