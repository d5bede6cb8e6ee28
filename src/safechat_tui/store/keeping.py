"""Keeping plans: keep, save, open; and what `Listing` does without opening anything."""

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
from safechat_tui.store import codes, records
from safechat_tui.store.folder import CLOCK_CEILING, EPOCH, plain_codes
from safechat_tui.store.listing import KEEP_DAYS, Listing
from safechat_tui.store.memory import SEEN_STEM
from safechat_tui.store.reading import read_row
from safechat_tui.store.records import KeptPlan
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, Seal
from safechat_tui.store.telling import telling

if TYPE_CHECKING:
    from tinydb.table import Table

_TRIES: Final = 100
"""New codes tried before giving up; 128 words make two million codes."""


class Store(Listing):
    """Kept plans in a folder of their own, one file each.

    One Store serves a whole session: it remembers the saves that failed, so that they can be tried again.
    """

    def __init__(self, folder: Path, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept, as `Listing` takes it."""
        super().__init__(folder, keep_days=keep_days, seal=seal)
        self._fit = False
        self._unsure: dict[str, list[records.Row]] = {}

    @telling("not-saved")
    def keep(self, plan: Plan, *, lang: str, words: Sequence[str]) -> KeptPlan:
        """Keep a plan for the first time, under a new random code.

        Args:
            plan: the plan.
            lang: language of the conversation, `fr` or `en`.
            words: neutral words that codes are made of, such as `Guide.code_words`.

        Raises:
            SafeChatError: `not-saved`, `busy`, `folder-unsafe`, `folder-unfit` or `locked`; then nothing
                is kept.
            ValueError: when a value of the plan is none that the guide could give.
        """
        self._check_fit()
        now = _now()
        for _ in range(_TRIES):
            code = codes.new_code(words)
            row = records.to_row(KeptPlan(code, plan, lang, now, now, now.date(), 1))
            try:
                if not self._folder.taken(code):
                    self._table(self._folder.file(code, self._seal.suffix), new=True).insert(row)
                    self._note(row)
                    return self._kept(row)
            except SafeChatError as error:
                if error.code != "file-exists":
                    raise
        raise SafeChatError("no-code-left")

    @telling("not-saved")
    def save(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """Save a changed plan in the place of what was kept, and return it with its new revision.

        Raises:
            SafeChatError: `changed-elsewhere` when another session saved it since, `deleted-elsewhere`
                when one deleted it, `sealed-elsewhere` when one sealed it, `damaged` when the file was
                damaged; then the file stays as it is.
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
            paths = self._folder.taken(kept.code) if self._folder.exists() else ()
            if not paths:
                raise SafeChatError("file-missing", name=kept.code)
            self._check_fit()
            self._table(self._under_seal(paths[0])).update(change)
        except SafeChatError as error:
            if error.code == "file-missing":
                raise codes.plan_error("deleted-elsewhere", kept.code) from error
            raise
        self._unsure.pop(kept.code, None)
        self._note(written)
        return self._kept(written)

    @telling("file-failed")
    def open(self, code: str) -> KeptPlan:
        """Return the kept plan of a code.

        `rolled_back` tells that its file is older than one seen before; `unknown`, that nothing remembers how
        far it was seen. With a seal, a plan that lies open is sealed first.

        Args:
            code: as a person gives it: case, accents and what stands between the words do not matter.

        Raises:
            SafeChatError: `no-such-plan`, with the nearest code as `meant`; `damaged`; `folder-unsafe`;
                `locked` before the passphrase was given; `other-key`.
        """
        path = self._folder.known(code)[0]
        try:
            path = self._under_seal(path)
            rows = self._table(path).all()
        except SafeChatError as error:
            if error.code == "file-missing":
                raise self._folder.no_such_plan(code) from error
            raise
        kept = self._kept(dict(rows[0]))
        if path.suffix == SEALED_SUFFIX:
            files.date(path, kept.changed)
        seen = self._seen.highest(kept.code)
        if seen < kept.revision:
            self._note(dict(rows[0]))
        return replace(kept, rolled_back=seen > kept.revision, unknown=not seen)

    @telling("file-failed")
    def look_into(self, code: str) -> KeptPlan:
        """Return a plan that lies open as its file is, and write nothing.

        Raises:
            SafeChatError: what `open` raises; `no-such-plan` for a sealed one.
        """
        for path in self._folder.known(code):
            if path.suffix == PLAIN_SUFFIX:
                return self._kept(read_row(path, PLAIN))
        raise self._folder.no_such_plan(code)

    @telling("not-saved")
    def seal_plain(self) -> int:
        """Seal the plans that lie there without a seal, and return how many.

        For the change from `plain` to `sealed`: each is sealed whole before its open file is deleted, under
        the same code and date. Damaged files stay. Deleted blocks of a disk are not shredded.

        Raises:
            SafeChatError: `locked`, or what `save` and `delete` raise; what was not sealed is still there.
        """
        if self._seal.suffix != SEALED_SUFFIX or not self._folder.exists():
            return 0
        # A session that began to write an open plan before there was a key has ended that first.
        with files.lock(self._folder.lock):
            found = tuple(plain_codes(self._folder))
        count = 0
        for code in found:
            try:
                count += self._seal_one(code)
            except SafeChatError as error:
                if error.code not in {"damaged", "unreadable", "other-key", "file-missing", "file-exists"}:
                    raise
        if count and not any(plain_codes(self._folder)):
            files.remove(self.plan_folder / f"{SEEN_STEM}{PLAIN_SUFFIX}")
        return count

    def _seal_one(self, code: str) -> bool:
        """Seal a plan that lies open, and return whether its open file is gone."""
        plain, sealed = (self._folder.file(code, suffix) for suffix in (PLAIN_SUFFIX, SEALED_SUFFIX))
        row = read_row(plain, PLAIN)
        if sealed in self._folder.taken(code):
            # Cut short after the first half: the sealed one is whole, or `damaged` leaves both.
            if read_row(sealed, self._seal)["revision"] < row["revision"]:
                return False
        else:
            self._table(sealed, new=True).insert(row)
        self._note(row)
        with files.lock(self._folder.lock):
            # Another session may have saved the open file since it was read.
            if read_row(plain, PLAIN) != row:
                return False
            files.remove(plain)
            return True

    def _under_seal(self, path: Path) -> Path:
        """Return the file of a plan; one that lies open is sealed first where there is a seal.

        This is the one place that decides so: with a seal, no plan is written in clear.

        Raises:
            SafeChatError: `locked` before the passphrase was given; `sealed-elsewhere` for a sealed plan
                where this session knows no seal.
        """
        if path.suffix == self._seal.suffix:
            return path
        if self._seal.suffix != SEALED_SUFFIX:
            raise codes.plan_error("sealed-elsewhere", path.stem)
        self._seal_one(path.stem)
        return path.with_suffix(SEALED_SUFFIX)

    def _check_fit(self) -> None:
        """Check, once in a session, that the folder is ours and its disk keeps what it promises."""
        files.private_folder(self.plan_folder)
        if not self._fit:
            files.can_keep(self.plan_folder)
            self._fit = True

    def _note(self, row: records.Row) -> None:
        """Remember how far a plan was seen; the plan is on the disk by then, so nothing here may fail."""
        with contextlib.suppress(SafeChatError, OSError), files.lock(self._folder.lock):
            self._seen.note(row["code"], row["revision"], self._folder.codes())

    def _kept(self, row: records.Row) -> KeptPlan:
        return records.from_row(row, keep_days=self._keep_days)

    def _table(self, path: Path, *, new: bool = False) -> Table:
        """Return the one table of a plan's file."""
        # TinyDB costs some 4 ms to import, so listing, purging and the guide itself do without it.
        from tinydb import TinyDB

        from safechat_tui.store.storage import PlanStorage

        database = TinyDB(path, lock=self._folder.lock, seal=self._seal, new=new, storage=PlanStorage)
        return database.table(records.TABLE, cache_size=0)


def _now() -> datetime:
    return min(max(clock.now().replace(microsecond=0), EPOCH), CLOCK_CEILING)
