"""Kept plans: kept, saved, opened, sealed; and what Listing does without opening any."""

from __future__ import annotations

import contextlib
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import codes
from safechat_tui.store.backend import Backend, Contents, plans_in
from safechat_tui.store.clock_log import moment
from safechat_tui.store.listing import KEEP_DAYS, Listing
from safechat_tui.store.names import SEEN
from safechat_tui.store.reading import read_plan, told_of
from safechat_tui.store.revisions import Revisions
from safechat_tui.store.row import TABLE, KeptPlan, PlanRow, checked_row, from_row, to_row
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, Seal

if TYPE_CHECKING:
    from tinydb.table import Table

MAX_DRAWS: Final = 100
"""New codes drawn before giving up; 128 words make two million codes."""


class Store(Listing):
    """Kept plans, each under a code of its own.

    One Store serves a whole session: it remembers the saves that failed, so that they can be tried again.
    """

    def __init__(self, backend: Backend, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept, as Listing takes it."""
        super().__init__(backend, keep_days=keep_days, seal=seal)
        self._unsure: dict[str, list[PlanRow]] = {}
        """By code, what saves tried to write since the last one that went well."""

    def keep(self, plan: Plan, *, lang: str, words: Sequence[str]) -> KeptPlan:
        """Keep a plan for the first time, under a new random code.

        Args:
            plan: what is kept.
            lang: language of the conversation, `fr` or `en`.
            words: neutral words that codes are made of, such as `Guide.code_words`.

        Raises:
            SafeChatError: `not-saved`, `not-sure`, `locked` or `no-code-left`; then nothing is kept.
            ValueError: when a value of the plan is none that the guide could give.
        """
        self.backend.prepare()
        now, kept = moment(), None
        try:
            with self.backend.opened(alone=True) as contents:
                code = self._free_code(contents, words)
                row, kept = checked_row(KeptPlan(code, plan, lang, now, now, now.date(), 1), self._keep_days)
                self._table(contents, f"{code}{self._seal.suffix}", new=True).insert(row)
                self._note(contents, kept)
        except SafeChatError as error:
            # Whether the commit arrived is seen in the database; asking again must not keep the plan twice.
            if error.code != "database-not-sure" or kept is None:
                raise
            if kept.code not in {each.code for each in self.list()}:
                raise
        return kept

    def save(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """Save a changed plan in the place of what was kept, and return it with its new revision.

        Raises:
            SafeChatError: `changed-elsewhere` when another session saved it since, `deleted-elsewhere`
                when one deleted it, `sealed-elsewhere` when one sealed it, `damaged` when the file was
                damaged; then the file stays as it is.
                `not-saved`, `not-sure` or another when it cannot be written; then the same call may be made
                again.
            ValueError: when a value of the plan is none that the guide could give.
        """
        saved, tried = kept, self._unsure.setdefault(kept.code, [])

        def change(row: MutableMapping[Any, Any]) -> None:
            nonlocal saved
            with told_of(kept.code):
                old = from_row(dict(row), kept.code, keep_days=self._keep_days)
            # An earlier try of ours may have landed although it was reported as not saved.
            if old.revision != kept.revision and row not in tried:
                raise SafeChatError("changed-elsewhere", code=kept.code)
            # A clock that was set back must not bring the day of expiry nearer.
            changed, revision = max(moment(), old.changed), old.revision + 1
            fresh = old._replace(plan=plan, lang=kept.lang, changed=changed, revision=revision)
            written, saved = checked_row(fresh, self._keep_days)
            tried.append(written)
            row.clear()
            row.update(written)

        try:
            with self.backend.opened(alone=True) as contents:
                name = self._under_seal(contents, self._known(contents, kept.code)[0])
                self._table(contents, name).update(change)
                self._note(contents, saved)
        except SafeChatError as error:
            if error.code in {"no-such-plan", "file-missing"}:
                raise SafeChatError("deleted-elsewhere", code=kept.code) from error
            raise
        del self._unsure[kept.code]
        return saved

    def open(self, code: str) -> KeptPlan:
        """Return the kept plan of a code.

        `rolled_back` tells that it is older than one seen before; `unknown`, that nothing remembers how far
        it was seen. With a seal, a plan that lies open is sealed first.

        Args:
            code: as a person gives it: case, accents and what stands between the words do not matter.

        Raises:
            SafeChatError: `no-such-plan`, with the nearest code as `meant`; `damaged`; `unreadable`; `locked`
                before the passphrase was given; `other-key`.
        """
        with self.backend.opened() as contents:
            known = self._codes(contents)
            name = self._known(contents, code)[0]
        try:
            if Path(name).suffix != self._seal.suffix:
                with self.backend.opened(alone=True) as contents:
                    name = self._under_seal(contents, name)
            with self.backend.opened() as contents:
                kept = read_plan(contents, name, self._seal, self._keep_days)
                if name.endswith(SEALED_SUFFIX):
                    contents.set_date(name, kept.changed)
                seen = Revisions(contents, self._seal).highest(kept.code)
        except SafeChatError as error:
            if error.code == "file-missing":
                raise codes.no_such_plan(code, known) from error
            raise
        if seen < kept.revision:
            # What cannot be written is no reason not to open what is in it.
            with contextlib.suppress(SafeChatError), self.backend.opened(alone=True) as contents:
                self._note(contents, kept)
        return kept._replace(rolled_back=seen > kept.revision, unknown=not seen)

    def look_into(self, code: str) -> KeptPlan:
        """Return a plan that lies open as its file is, and write nothing.

        Raises:
            SafeChatError: what `open` raises; `no-such-plan` for a sealed one.
        """
        with self.backend.opened() as contents:
            for name in self._known(contents, code):
                if name.endswith(PLAIN_SUFFIX):
                    return read_plan(contents, name, PLAIN, self._keep_days)
            raise codes.no_such_plan(code, self._codes(contents))

    def seal_plain(self) -> int:
        """Seal the plans that lie there without a seal, and return how many.

        For the change from `plain` to `sealed`: each is sealed whole before its open file is deleted, under
        the same code and date. Damaged files stay. Deleted blocks of a disk are not shredded.

        Raises:
            SafeChatError: `locked`, or what `save` and `delete` raise; what was not sealed is still there.
        """
        if self._seal.suffix != SEALED_SUFFIX:
            return 0
        # A session that began to write an open plan before there was a key has ended that first.
        with self.backend.opened(alone=True) as contents:
            found = [name for name in plans_in(contents) if name.endswith(PLAIN_SUFFIX)]
            sealed = 0
            for name in found:
                try:
                    sealed += self._seal_one(contents, name)
                except SafeChatError as error:
                    if error.code not in {"damaged", "unreadable", "other-key"}:
                        raise
            if sealed == len(found) > 0:
                contents.remove(f"{SEEN}{PLAIN_SUFFIX}")
        return sealed

    # The steps ---------------------------------------------------------------------------------

    def _free_code(self, contents: Contents, words: Sequence[str]) -> str:
        """Return a new code that no plan has."""
        taken = self._codes(contents)
        for _ in range(MAX_DRAWS):
            if (code := codes.new_code(words)) not in taken:
                return code
        raise SafeChatError("no-code-left")

    def _under_seal(self, contents: Contents, name: str) -> str:
        """Return the name of a plan; one that lies open is sealed first where there is a seal.

        This is the one place that decides so: with a seal, no plan is written in clear.
        """
        code, suffix = Path(name).stem, Path(name).suffix
        if suffix != self._seal.suffix:
            if self._seal.suffix != SEALED_SUFFIX:
                raise SafeChatError("sealed-elsewhere", code=code)
            self._seal_one(contents, name)
        return f"{code}{self._seal.suffix}"

    def _seal_one(self, contents: Contents, name: str) -> bool:
        """Seal a plan that lies open, and return whether its open file is gone."""
        kept = read_plan(contents, name, PLAIN, self._keep_days)
        sealed = f"{kept.code}{SEALED_SUFFIX}"
        if sealed in contents.names():
            # Cut short after the first half: the sealed one is whole, or `damaged` leaves both.
            if read_plan(contents, sealed, self._seal, self._keep_days).revision < kept.revision:
                return False
        else:
            self._table(contents, sealed, new=True).insert(to_row(kept))
        self._note(contents, kept)
        contents.remove(name)
        return True

    def _note(self, contents: Contents, kept: KeptPlan) -> None:
        """Remember how far a plan was seen. The plan is kept by then, so nothing here may fail."""
        with contextlib.suppress(SafeChatError):
            Revisions(contents, self._seal).note(kept.code, kept.revision, self._codes(contents))

    def _table(self, contents: Contents, name: str, *, new: bool = False) -> Table:
        """Return the one table of a plan."""
        # TinyDB costs some 4 ms to import, so listing, purging and the guide itself do without it.
        from tinydb import TinyDB

        from safechat_tui.store.storage import PlanStorage

        database = TinyDB(contents, name, seal=self._seal, new=new, storage=PlanStorage)
        return database.table(TABLE, cache_size=0)
