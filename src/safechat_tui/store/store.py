"""Kept plans: kept, saved, opened, sealed; and what PlanFolder does without opening any."""

from __future__ import annotations

import contextlib
from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import codes
from safechat_tui.store.clock_log import EPOCH
from safechat_tui.store.folder import CLOCK_CEILING, KEEP_DAYS, PlanFolder
from safechat_tui.store.reading import plan_in, read_plan
from safechat_tui.store.revisions import STEM
from safechat_tui.store.row import TABLE, KeptPlan, PlanRow, checked, to_row
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, Seal

if TYPE_CHECKING:
    from tinydb.table import Table

MAX_DRAWS: Final = 100
"""New codes drawn before giving up; 128 words make two million codes."""


class Store(PlanFolder):
    """Kept plans in a folder of their own, one file each.

    One Store serves a whole session: it remembers the saves that failed, so that they can be tried again.
    """

    def __init__(self, folder: Path, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept, as PlanFolder takes it."""
        super().__init__(folder, keep_days=keep_days, seal=seal)
        self._fit = False
        self._unsure: dict[str, list[PlanRow]] = {}
        """By code, what saves tried to write since the last one that went well."""

    def keep(self, plan: Plan, *, lang: str, words: Sequence[str]) -> KeptPlan:
        """Keep a plan for the first time, under a new random code.

        Args:
            plan: what is kept.
            lang: language of the conversation, `fr` or `en`.
            words: neutral words that codes are made of, such as `Guide.code_words`.

        Raises:
            SafeChatError: `not-saved`, `not-sure`, `busy`, `folder-unsafe`, `folder-unfit`, `locked` or
                `no-code-left`; then nothing is kept.
            ValueError: when a value of the plan is none that the guide could give.
        """
        files.private_folder(self.plan_folder)
        self._check_disk()
        now = moment()
        with files.lock(self._lock):
            code = self._free_code(words)
            row, kept = checked(KeptPlan(code, plan, lang, now, now, now.date(), 1), self._keep_days)
            self._table(self._file(code, self._seal.suffix), new=True).insert(row)
            self._note(kept)
        return kept

    def save(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """Save a changed plan in the place of what was kept, and return it with its new revision.

        Raises:
            SafeChatError: `changed-elsewhere` when another session saved it since, `deleted-elsewhere`
                when one deleted it, `sealed-elsewhere` when one sealed it, `damaged` when the file was
                damaged; then the file stays as it is.
                `not-saved`, `not-sure`, `busy`, `folder-unsafe` or `folder-unfit` when it cannot be written;
                then the same call may be made again.
            ValueError: when a value of the plan is none that the guide could give.
        """
        path = self._file_to_save(kept.code)
        saved, tried = kept, self._unsure.setdefault(kept.code, [])

        def change(row: MutableMapping[Any, Any]) -> None:
            nonlocal saved
            written, saved = next_save(dict(row), kept, plan, tried, self._keep_days)
            row.clear()
            row.update(written)

        try:
            with files.lock(self._lock):
                self._table(path).update(change)
                del self._unsure[kept.code]
                self._note(saved)
        except SafeChatError as error:
            if error.code == "file-missing":
                raise SafeChatError("deleted-elsewhere", code=kept.code) from error
            raise
        return saved

    def open(self, code: str) -> KeptPlan:
        """Return the kept plan of a code.

        `rolled_back` tells that its file is older than one seen before; `unknown`, that nothing remembers how
        far it was seen. With a seal, a plan that lies open is sealed first.

        Args:
            code: as a person gives it: case, accents and what stands between the words do not matter.

        Raises:
            SafeChatError: `no-such-plan`, with the nearest code as `meant`; `damaged`; `unreadable`;
                `folder-unsafe`; `locked` before the passphrase was given; `other-key`.
        """
        path = self._known(code)[0]
        try:
            path = self._under_seal(path)
            rows = self._table(path).all()
        except SafeChatError as error:
            if error.code == "file-missing":
                raise codes.no_such_plan(code, self._codes()) from error
            raise
        kept = plan_in(dict(rows[0]), path.stem, self._keep_days)
        if path.suffix == SEALED_SUFFIX:
            files.date(path, kept.changed)
        seen = self._revisions.highest(kept.code)
        if seen < kept.revision:
            # A folder that cannot be written is no reason not to open what is in it.
            with contextlib.suppress(SafeChatError), files.lock(self._lock):
                self._note(kept)
        return replace(kept, rolled_back=seen > kept.revision, unknown=not seen)

    def look_into(self, code: str) -> KeptPlan:
        """Return a plan that lies open as its file is, and write nothing.

        Raises:
            SafeChatError: what `open` raises; `no-such-plan` for a sealed one.
        """
        for path in self._known(code):
            if path.suffix == PLAIN_SUFFIX:
                return read_plan(path, PLAIN, self._keep_days)
        raise codes.no_such_plan(code, self._codes())

    def seal_plain(self) -> int:
        """Seal the plans that lie there without a seal, and return how many.

        For the change from `plain` to `sealed`: each is sealed whole before its open file is deleted, under
        the same code and date. Damaged files stay. Deleted blocks of a disk are not shredded.

        Raises:
            SafeChatError: `locked`, or what `save` and `delete` raise; what was not sealed is still there.
        """
        if self._seal.suffix != SEALED_SUFFIX or not self._exists():
            return 0
        # A session that began to write an open plan before there was a key has ended that first.
        with files.lock(self._lock):
            found = self._open_files()
        count = 0
        for path in found:
            try:
                count += self._seal_one(path)
            except SafeChatError as error:
                if error.code not in {"damaged", "unreadable", "other-key", "file-missing", "file-exists"}:
                    raise
        if count and not self._open_files():
            files.remove(self.plan_folder / f"{STEM}{PLAIN_SUFFIX}")
        return count

    # The steps ---------------------------------------------------------------------------------

    def _free_code(self, words: Sequence[str]) -> str:
        """Return a new code that no file has; `not-saved` when the system gives no random numbers."""
        try:
            for _ in range(MAX_DRAWS):
                if not self._taken(code := codes.new_code(words)):
                    return code
        except OSError as error:
            raise files.not_saved(self.plan_folder) from error
        raise SafeChatError("no-code-left")

    def _check_disk(self) -> None:
        """Check, once in a session, that the folder's disk keeps what it promises."""
        if not self._fit:
            files.can_keep(self.plan_folder)
            self._fit = True

    def _file_to_save(self, code: str) -> Path:
        """Return the file of a plan that was kept, sealed by now where there is a seal."""
        paths = self._taken(code) if self._exists() else ()
        if not paths:
            raise SafeChatError("deleted-elsewhere", code=code)
        self._check_disk()
        return self._under_seal(paths[0])

    def _under_seal(self, path: Path) -> Path:
        """Return the file of a plan; one that lies open is sealed first where there is a seal.

        This is the one place that decides so: with a seal, no plan is written in clear.
        """
        if path.suffix == self._seal.suffix:
            return path
        if self._seal.suffix != SEALED_SUFFIX:
            raise SafeChatError("sealed-elsewhere", code=path.stem)
        self._seal_one(path)
        return path.with_suffix(SEALED_SUFFIX)

    def _seal_one(self, path: Path) -> bool:
        """Seal a plan that lies open, and return whether its open file is gone."""
        with files.lock(self._lock):
            kept = read_plan(path, PLAIN, self._keep_days)
            sealed = path.with_suffix(SEALED_SUFFIX)
            if files.exists(sealed):
                # Cut short after the first half: the sealed one is whole, or `damaged` leaves both.
                if read_plan(sealed, self._seal, self._keep_days).revision < kept.revision:
                    return False
            else:
                self._table(sealed, new=True).insert(to_row(kept))
            self._note(kept)
            files.remove(path)
        return True

    def _note(self, kept: KeptPlan) -> None:
        """Remember how far a plan was seen. The plan is on the disk by then, so nothing here may fail."""
        with contextlib.suppress(SafeChatError):
            self._revisions.note(kept.code, kept.revision, self._codes())

    def _table(self, path: Path, *, new: bool = False) -> Table:
        """Return the one table of a plan's file."""
        # TinyDB costs some 4 ms to import, so listing, purging and the guide itself do without it.
        from tinydb import TinyDB

        from safechat_tui.store.storage import PlanStorage

        database = TinyDB(path, seal=self._seal, new=new, storage=PlanStorage)
        return database.table(TABLE, cache_size=0)


def next_save(
    row: PlanRow, kept: KeptPlan, plan: Plan, tried: list[PlanRow], keep_days: int
) -> tuple[PlanRow, KeptPlan]:
    """Return what a save writes in the place of a row, and the plan as it will be read again.

    Args:
        row: what was read just now.
        kept: the plan that the session has open.
        plan: the plan as it is to be.
        tried: what saves tried to write before; what is written now is added.
        keep_days: days after its last change that a plan is kept.

    Raises:
        SafeChatError: `damaged`; `changed-elsewhere` when another session saved it since.
    """
    old = plan_in(row, kept.code, keep_days)
    # An earlier try of ours may have landed although it was reported as not saved.
    if old.revision != kept.revision and row not in tried:
        raise SafeChatError("changed-elsewhere", code=kept.code)
    # A clock that was set back must not bring the day of expiry nearer.
    changed = max(moment(), old.changed)
    fresh = replace(old, plan=plan, lang=kept.lang, changed=changed, revision=old.revision + 1)
    written, saved = checked(fresh, keep_days)
    tried.append(written)
    return written, saved


def moment() -> datetime:
    """Return the present moment as a plan is dated by it: to the second, and never an impossible one."""
    return min(max(clock.now().replace(microsecond=0), EPOCH), CLOCK_CEILING)
