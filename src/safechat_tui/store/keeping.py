"""The folder of kept plans: keep, save, open, list, delete, purge."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from safechat_tui import clock, files
from safechat_tui.config import MAX_KEEP_DAYS
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.problems import near
from safechat_tui.plan import Plan
from safechat_tui.store import codes, records
from safechat_tui.store.reading import read_row
from safechat_tui.store.records import KeptPlan
from safechat_tui.store.seal import PLAIN, Seal

if TYPE_CHECKING:
    from tinydb.table import Table

KEEP_DAYS: Final = 30
"""Days a plan is kept after its last change, when nobody says otherwise."""

SUFFIX: Final = ".json"
"""What the name of a plan's file ends with, after its code."""

LOCK_NAME: Final = ".lock"
"""The lock file of all plans: one for each plan would go on telling the codes of deleted ones."""

CLOCK_FLOOR: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the first version nothing was kept: an earlier date comes from a clock that was wrong."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TRIES: Final = 100
"""New codes tried before giving up; 128 words make two million codes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list says of one kept plan, without a word of it."""

    code: str
    """Three words that stand for the plan."""
    created: datetime | None
    """When it was first kept, in UTC; nothing for a damaged file, as for the next two."""
    changed: datetime | None
    """When it was last saved, in UTC."""
    expires: date | None
    """The last day it is kept, in local time."""
    size: int
    """Bytes of its file."""
    damaged: bool
    """Whether the file cannot be opened; it stays until somebody deletes it."""


class Store:
    """Kept plans in a folder of their own, one file each.

    One Store serves a whole session: it remembers the saves that failed, so that they can be tried again.
    """

    def __init__(self, folder: Path, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept; nothing is looked at or made yet.

        Args:
            folder: the folder of the plans; made when the first one is kept.
            keep_days: days after the last change that a plan is kept, from 1 to MAX_KEEP_DAYS.
            seal: closes and opens the files.

        Raises:
            ValueError: when the number of days is out of its range.
        """
        if not 1 <= keep_days <= MAX_KEEP_DAYS:
            raise ValueError("keep_days")
        self._folder = folder
        self._keep_days = keep_days
        self._seal = seal
        self._fit = False
        self._unsure: dict[str, list[records.Row]] = {}

    @property
    def plan_folder(self) -> Path:
        """The folder where the plans are, whether it exists or not."""
        return self._folder

    def keep(self, plan: Plan, *, lang: str, words: Sequence[str]) -> KeptPlan:
        """Keep a plan for the first time, under a new random code.

        Args:
            plan: the plan.
            lang: language of the conversation, `fr` or `en`.
            words: neutral words that codes are made of, such as `Guide.code_words`.

        Raises:
            SafeChatError: `not-saved`, `busy`, `folder-unsafe` or `folder-unfit`; then nothing is kept.
            ValueError: when a value of the plan is none that the guide could give.
        """
        files.private_folder(self._folder)
        if not self._fit:
            files.can_keep(self._folder)
            self._fit = True
        now = _now()
        for _ in range(_TRIES):
            code = codes.new_code(words)
            row = records.to_row(KeptPlan(code, plan, lang, now, now, now.date(), 1))
            try:
                self._table(self._path(code), new=True).insert(row)
            except SafeChatError as error:
                if error.code != "file-exists":
                    raise
            else:
                return self._kept(row)
        raise SafeChatError("no-code-left")

    def save(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """Save a changed plan in the place of what was kept, and return it with its new revision.

        Raises:
            SafeChatError: `changed-elsewhere` when another session saved it since, `deleted-elsewhere`
                when one deleted it, `damaged` when the file was damaged; then the file stays as it is.
                `not-saved`, `busy`, `folder-unsafe` or `folder-unfit` when it cannot be written; then the
                same call may be made again.
            ValueError: when a value of the plan is none that the guide could give.
        """
        written: records.Row = {}

        def change(row: MutableMapping[Any, Any]) -> None:
            # An earlier try of ours may have landed although it was reported as not saved.
            landed = [tried for tried in self._unsure.get(kept.code, []) if tried == row]
            if row["revision"] != kept.revision and not landed:
                raise codes.plan_error("changed-elsewhere", kept.code)
            old = self._kept(dict(row))
            # A clock that was set back must not bring the day of expiry nearer.
            changed = max(_now(), old.changed)
            fresh = replace(old, plan=plan, lang=kept.lang, changed=changed, revision=old.revision + 1)
            written.update(records.to_row(fresh))
            self._unsure[kept.code] = [*landed, written]
            row.clear()
            row.update(written)

        try:
            if not self._exists():
                raise SafeChatError("file-missing", name=kept.code)
            self._table(self._path(kept.code)).update(change)
        except SafeChatError as error:
            if error.code == "file-missing":
                raise codes.plan_error("deleted-elsewhere", kept.code) from error
            raise
        self._unsure.pop(kept.code, None)
        return self._kept(written)

    def open(self, code: str) -> KeptPlan:
        """Return the kept plan of a code.

        Args:
            code: as a person gives it: case, accents and what stands between the words do not matter.

        Raises:
            SafeChatError: `no-such-plan`, with the nearest code as `meant`; `damaged`; `folder-unsafe`.
        """
        path = self._known(code)
        try:
            rows = self._table(path).all()
        except SafeChatError as error:
            if error.code == "file-missing":
                raise self._no_such_plan(code) from error
            raise
        return self._kept(dict(rows[0]))

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first, damaged files at the end.

        Raises:
            SafeChatError: `folder-unsafe`.
        """
        found = [kept for code in self._codes() if (kept := self._look(code)) is not None]
        found.sort(key=lambda kept: kept.code)
        return tuple(sorted(found, key=lambda kept: kept.changed or _EPOCH, reverse=True))

    def delete(self, code: str) -> None:
        """Delete a kept plan, damaged or not; its code is taken as `open` takes it.

        Raises:
            SafeChatError: `no-such-plan`, `not-deleted`, `busy`, `folder-unsafe` or `folder-unfit`.
        """
        path = self._known(code)
        with files.lock(self._folder / LOCK_NAME):
            files.remove(path)

    def purge(self) -> int:
        """Delete the plans whose last day is over, and left-over temporary files.

        Damaged files stay, and so do plans from before CLOCK_FLOOR, whose age nobody knows.

        Returns:
            How many plans were deleted.

        Raises:
            SafeChatError: `busy`, `not-deleted`, `folder-unsafe` or `folder-unfit`.
        """
        if not self._exists():
            return 0
        today = clock.today()
        purged = 0
        # The lock keeps a plan from being saved by another session between the look and the deletion.
        with files.lock(self._folder / LOCK_NAME):
            files.sweep(self._folder)
            for code in self._codes():
                kept = self._look(code)
                if kept is None or kept.changed is None or kept.expires is None:
                    continue
                if kept.changed >= CLOCK_FLOOR and kept.expires < today:
                    files.remove(self._path(code))
                    purged += 1
        return purged

    def _exists(self) -> bool:
        """Return whether the folder exists, and refuse one that is not private."""
        if not os.path.lexists(self._folder):
            return False
        files.private_folder(self._folder)
        return True

    def _codes(self) -> Iterator[str]:
        """Yield the codes of all files that are named like a plan, whatever they hold."""
        if self._exists():
            for name in sorted(os.listdir(self._folder)):
                if name.endswith(SUFFIX) and codes.is_code(name.removesuffix(SUFFIX)):
                    yield name.removesuffix(SUFFIX)

    def _look(self, code: str) -> Kept | None:
        """Return what a list says of a plan, or nothing when it went away meanwhile."""
        path = self._path(code)
        try:
            size = path.lstat().st_size
            kept = self._kept(read_row(path, self._seal))
        except FileNotFoundError:
            return None
        except SafeChatError as error:
            if error.code == "file-missing":
                return None
            if error.code == "damaged":
                return Kept(code, None, None, None, size, damaged=True)
            raise
        return Kept(code, kept.created, kept.changed, kept.expires, size, damaged=False)

    def _kept(self, row: records.Row) -> KeptPlan:
        return records.from_row(row, keep_days=self._keep_days)

    def _path(self, code: str) -> Path:
        """Return the file of a code; anything else than a code never becomes a path."""
        if not codes.is_code(code):
            raise self._no_such_plan(code)
        return self._folder / f"{code}{SUFFIX}"

    def _known(self, code: str) -> Path:
        """Return the file of a code as a person gave it, which must exist."""
        folded = codes.normalised(code)
        if codes.is_code(folded) and self._exists() and os.path.lexists(self._path(folded)):
            return self._path(folded)
        raise self._no_such_plan(code)

    def _no_such_plan(self, code: str) -> SafeChatError:
        nearest = near(codes.normalised(code), self._codes())
        return codes.plan_error("no-such-plan", codes.shown(code), meant=nearest)

    def _table(self, path: Path, *, new: bool = False) -> Table:
        """Return the one table of a plan's file."""
        # TinyDB costs some 4 ms to import, so listing, purging and the guide itself do without it.
        from tinydb import TinyDB

        from safechat_tui.store.storage import PlanStorage

        lock = self._folder / LOCK_NAME
        database = TinyDB(path, lock=lock, seal=self._seal, new=new, storage=PlanStorage)
        return database.table(records.TABLE, cache_size=0)


def _now() -> datetime:
    return max(clock.now().replace(microsecond=0), _EPOCH)
