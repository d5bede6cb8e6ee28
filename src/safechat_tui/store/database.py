"""Kept plans in PostgreSQL, for several servers: what Store does with files, with the rows of one role.

The database holds sealed bytes, sizes, days, codes and the role. Row-level security shows each role its own
rows; `packaging/server/schema.sql` says so to the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import codes
from safechat_tui.store.connection import Connection
from safechat_tui.store.folder import Kept
from safechat_tui.store.reading import plan_in, row_in
from safechat_tui.store.revisions import Revisions, SeenRow
from safechat_tui.store.row import KeptPlan, PlanRow, checked, encode, last_day
from safechat_tui.store.seal import Seal, looks_sealed
from safechat_tui.store.store import MAX_DRAWS, moment, next_save

if TYPE_CHECKING:
    from psycopg import Cursor

LIST: Final = """
    select code, changed, octet_length(content), substring(content for 30)
    from safechat.plans where owner = current_user order by changed desc
"""
"""What a list says of the plans; their first bytes show whether they are sealed."""


class DatabaseStore:
    """Kept plans in a database. What is not said of its methods is as Store says it."""

    def __init__(self, connection: Connection, *, keep_days: int, seal: Seal) -> None:
        """Say where plans are kept, as PlanFolder takes it; nothing is connected yet."""
        self._connection = connection
        self._keep_days = keep_days
        self._seal = seal
        self._unsure: dict[str, list[PlanRow]] = {}
        """By code, what saves tried to write since the last one that went well."""

    def keep(self, plan: Plan, *, lang: str, words: Sequence[str]) -> KeptPlan:
        """Keep a plan for the first time, under a new random code.

        Raises:
            SafeChatError: `database-away`, `database-not-sure`, `database-refuses`, `locked`, `no-code-left`.
        """
        now = moment()
        tried = None
        try:
            with self._connection.transaction() as cursor:
                for _ in range(MAX_DRAWS):
                    fresh = KeptPlan(codes.new_code(words), plan, lang, now, now, now.date(), 1)
                    row, tried = checked(fresh, self._keep_days)
                    cursor.execute(
                        "insert into safechat.plans (code, content, changed, last_day)"
                        " values (%s, %s, %s, %s) on conflict do nothing",
                        (tried.code, self._seal.seal(encode(row)), tried.changed, tried.expires),
                    )
                    if cursor.rowcount == 1:
                        self._note(cursor, tried)
                        return tried
        except SafeChatError as error:
            # Whether the commit arrived is seen in the database; asking again must not keep the plan twice.
            if error.code == "database-not-sure" and tried is not None and self._has(tried.code):
                return tried
            raise
        raise SafeChatError("no-code-left")

    def save(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """Save a changed plan in the place of what was kept, and return it with its new revision.

        Raises:
            SafeChatError: `changed-elsewhere`, `deleted-elsewhere`, `damaged`; `database-away` and
                `database-not-sure`, after which the same call may be made again.
        """
        tried = self._unsure.setdefault(kept.code, [])
        with self._connection.transaction() as cursor:
            found = cursor.execute(
                "select content, version from safechat.plans"
                " where owner = current_user and code = %s for update",
                (kept.code,),
            ).fetchone()
            if found is None:
                raise SafeChatError("deleted-elsewhere", code=kept.code)
            before = row_in(_bytes(found[0]), kept.code, self._seal)
            row, saved = next_save(before, kept, plan, tried, self._keep_days)
            cursor.execute(
                "update safechat.plans set content = %s, changed = %s, last_day = %s, version = version + 1"
                " where owner = current_user and code = %s and version = %s",
                (self._seal.seal(encode(row)), saved.changed, saved.expires, kept.code, found[1]),
            )
            if cursor.rowcount != 1:
                raise SafeChatError("changed-elsewhere", code=kept.code)
            self._note(cursor, saved)
        del self._unsure[kept.code]
        return saved

    def open(self, code: str) -> KeptPlan:
        """Return the kept plan of a code."""
        folded = codes.normalised(code)
        with self._connection.transaction() as cursor:
            found = cursor.execute(
                "select content from safechat.plans where owner = current_user and code = %s", (folded,)
            ).fetchone()
            if found is None:
                raise codes.no_such_plan(code, _codes(cursor))
            kept = plan_in(row_in(_bytes(found[0]), folded, self._seal), folded, self._keep_days)
            seen = self._revisions(cursor).highest(kept.code)
            if seen < kept.revision:
                self._note(cursor, kept)
        return replace(kept, rolled_back=seen > kept.revision, unknown=not seen)

    def look_into(self, code: str) -> KeptPlan:
        """Raise `no-such-plan`: no plan lies open in a database."""
        with self._connection.transaction() as cursor:
            raise codes.no_such_plan(code, _codes(cursor))

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first."""
        with self._connection.transaction() as cursor:
            rows = cast("list[tuple[str, datetime, int, bytes]]", cursor.execute(LIST).fetchall())
        days = self._keep_days
        return tuple(
            Kept(code, changed, last_day(changed, days), size, not looks_sealed(start), sealed=True)
            for code, changed, size, start in rows
            if codes.is_code(code)
        )

    def on_disk(self) -> dict[str, int] | None:
        """Return how many plans there are, as `PlanFolder.on_disk` does."""
        with self._connection.transaction() as cursor:
            cursor.execute("select 1 from safechat.seen where owner = current_user")
            remembered = cursor.rowcount
        return {"sealed": len(self.list()), "open": 0, "left": 0, "remembered": remembered}

    def delete(self, code: str) -> None:
        """Delete a kept plan, damaged or not."""
        with self._connection.transaction() as cursor:
            cursor.execute(
                "delete from safechat.plans where owner = current_user and code = %s",
                (codes.normalised(code),),
            )
            if cursor.rowcount != 1:
                raise codes.no_such_plan(code, _codes(cursor))
            self._revisions(cursor).forget(_codes(cursor))

    def purge(self, *, sure: bool = False) -> int:
        """Delete the plans whose last day is over by the database's clock, which no worker can set."""
        with self._connection.transaction() as cursor:
            purged = cursor.execute(
                "delete from safechat.plans where owner = current_user"
                " and changed < now() - make_interval(days => %s)",
                (self._keep_days + 1,),
            ).rowcount
            if purged:
                self._revisions(cursor).forget(_codes(cursor))
        return purged

    def overdue(self) -> int:
        """Return how many plans wait for a person before they are deleted: here, none."""
        return 0

    def seal_plain(self) -> int:
        """Seal the plans that lie open: here, none."""
        return 0

    # The steps ---------------------------------------------------------------------------------

    def _has(self, code: str) -> bool:
        """Return whether there is a plan of a code now."""
        with self._connection.transaction() as cursor:
            return code in _codes(cursor)

    def _revisions(self, cursor: Cursor[tuple[object, ...]]) -> Revisions:
        return Revisions(SeenRow(cursor), self._seal)

    def _note(self, cursor: Cursor[tuple[object, ...]], kept: KeptPlan) -> None:
        self._revisions(cursor).note(kept.code, kept.revision, _codes(cursor))


def _codes(cursor: Cursor[tuple[object, ...]]) -> tuple[str, ...]:
    asked = "select code from safechat.plans where owner = current_user order by code"
    found = (str(code) for (code,) in cursor.execute(asked).fetchall())
    # Who owns the database may have put anything there, and codes are shown.
    return tuple(filter(codes.is_code, found))


def _bytes(value: object) -> bytes:
    return bytes(cast("bytes", value))
