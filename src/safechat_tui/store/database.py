"""PostgreSQL as a backend, for several servers: the rows of one role, under the names that files would have.

The database holds sealed bytes, sizes, days, codes and the role. Row-level security shows each role its own
rows; `packaging/server/schema.sql` says so to the database.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from safechat_tui import clock
from safechat_tui.errors import SafeChatError
from safechat_tui.store.connection import Connection, DatabaseRow
from safechat_tui.store.names import SEALED_SEEN, Kept, Stored, is_key
from safechat_tui.store.row import last_day

if TYPE_CHECKING:
    from psycopg import Cursor

NAMED: Final = {"plans": "code || '.age'", "keys": "name", "seen": f"'{SEALED_SEEN}'"}
"""The tables, and what the name of a row is."""

START: Final = 30
"""Bytes with which a list is told whether a plan is sealed."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The Contents of a database: her own rows, in one transaction."""

    cursor: Cursor[DatabaseRow]
    keep_days: int
    """Days after which a plan ends; the database is told its last day."""

    def _do(self, words: str, *values: object) -> Cursor[DatabaseRow]:
        # The words are ours; whatever comes from outside is a value.
        return self.cursor.execute(cast("Any", words), values)

    def names(self) -> list[str]:
        """Return the names of her rows."""
        asked = [f"select {NAMED[table]} from safechat.{table} where owner = current_user" for table in NAMED]  # noqa: S608
        return [str(name) for (name,) in self._do(" union all ".join(asked)).fetchall()]

    def look(self, names: Iterable[str]) -> Iterator[Stored]:
        """Yield what is seen of plans."""
        if wanted := list(names):
            found = self._do(
                f"select {NAMED['plans']}, octet_length(content), changed, substring(content for {START})"  # noqa: S608
                f" from safechat.plans where owner = current_user and {NAMED['plans']} = any(%s)",
                wanted,
            )
            for each in cast("list[tuple[str, int, datetime, bytes]]", found.fetchall()):
                yield Stored(*each)

    def read(self, name: str) -> bytes:
        """Return what a row holds; nobody else changes it before the transaction ends."""
        found = self._do(f"select content {_row(name)} for update", name).fetchone()
        if found is None:
            raise SafeChatError("file-missing", name=name)
        return bytes(cast("bytes", found[0]))

    def create(self, name: str, content: bytes, changed: datetime | None = None) -> None:
        """Insert a row."""
        self._insert(name, content, changed, replaces=False)
        if self.cursor.rowcount != 1:
            raise SafeChatError("file-exists", name=name)

    def replace(
        self, name: str, content: bytes, changed: datetime | None = None, *, lasting: bool = True
    ) -> None:
        """Change a row, or insert it where there is none; all of it lasts."""
        self._insert(name, content, changed, replaces=True)

    def _insert(self, name: str, content: bytes, changed: datetime | None, *, replaces: bool) -> None:
        table, columns = _table(name), dict[str, object](content=content)
        if table == "keys":
            columns["name"] = name
        if changed is not None:
            last = last_day(changed, self.keep_days)
            columns |= {"code": Path(name).stem, "changed": changed, "last_day": last}
        values = ", ".join(["%s"] * len(columns))
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
        self._do(
            f"insert into safechat.{table} ({', '.join(columns)}) values ({values})"  # noqa: S608
            f" on conflict on constraint {table}_pkey do"
            f" {f'update set {changes}' if replaces else 'nothing'}",
            *columns.values(),
        )

    def remove(self, name: str) -> None:
        """Delete a row."""
        self._do(f"delete {_row(name)}", name)

    def set_date(self, name: str, changed: datetime) -> None:
        """Do nothing: no row loses its date."""

    def today(self) -> date:
        """Return today's date by the database's clock, which no worker can set."""
        ((now,),) = cast("list[tuple[datetime]]", self._do("select now()").fetchall())
        return clock.day_of(now)

    def over(self, kept: Iterable[Kept], *, sure: bool) -> list[Kept]:
        """Return the plans whose last day is over."""
        today = self.today()
        return [each for each in kept if each.is_over(today)]


def _table(name: str) -> str:
    return "keys" if is_key(name) else "seen" if name == SEALED_SEEN else "plans"


def _row(name: str) -> str:
    table = _table(name)
    return f"from safechat.{table} where owner = current_user and {NAMED[table]} = %s"


class Database:
    """A Backend: one connection, whose every use is a transaction."""

    def __init__(self, connection: Connection, keep_days: int) -> None:
        """Say where it is; nothing is connected yet."""
        self._connection = connection
        self._keep_days = keep_days

    def prepare(self) -> None:
        """Do nothing: the administrator has made the tables."""

    def exists(self, name: str) -> bool:
        """Return whether there is a row of a name."""
        with self.opened() as rows:
            return name in rows.names()

    @contextlib.contextmanager
    def opened(self, *, alone: bool = False) -> Iterator[Rows]:
        """Lend her rows; a change is whole or not at all, and what was read for it is hers alone."""
        with self._connection.transaction() as cursor:
            yield Rows(cursor, self._keep_days)
