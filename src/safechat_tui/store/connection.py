"""The connection to the database that the administrator named, where plans are kept for several servers.

The rules this module keeps:

- Nothing of the environment says where it goes or as whom: the role is the account's own name.
- Another machine is spoken to only where its certificate and its name were checked; no password is ever here.
- What is written counts as kept after the commit alone. An error quotes nothing of what was sent.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pwd
import socket
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError

if TYPE_CHECKING:
    from psycopg import Connection as Psycopg
    from psycopg import Cursor

SOCKETS: Final = "/run/postgresql"
"""The folder of a local server's socket, where the URL names no machine."""

AUTHORITY: Final = Path("/etc/safechat/database.pem")
"""The certificate that signed the servers'.

Without it libpq looks for authorities of the system, and the one in psycopg's binary finds none: no other
machine is believed then.
"""

PATIENCE: Final = 5
"""Seconds for a connection, and for one statement: a call must not wait longer."""

WISHES: Final = f"""
    set statement_timeout = '{PATIENCE}s';
    set idle_in_transaction_session_timeout = '{2 * PATIENCE}s';
    set datestyle = 'ISO';
    set search_path = pg_catalog
"""
"""Said once connected, as a pooler takes no wishes before; those of a database or a role do not count."""

REST: Final = 15
"""Seconds in which a database that let somebody wait is not asked again: a start asks more than once."""

DatabaseRow = tuple[object, ...]
"""A row of a table."""


class Connection:
    """One connection, made when it is first used, and anew after it was lost."""

    def __init__(self, where: Mapping[str, str]) -> None:
        """Take what `parameters` returns; nothing is connected yet."""
        self._where = where
        # A flow's work is done in a thread of its own, and two transactions must not become one.
        self._alone = threading.Lock()
        self._open: Psycopg[DatabaseRow] | None = None
        self._silent_until = 0.0
        # What psycopg logs names accounts and tables, and would be written over what is shown.
        logging.disable()
        self.trouble = ""
        """Why the database could not be used last, in its words or libpq's, for an administrator."""

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Cursor[DatabaseRow]]:
        """Do something whole or not at all: it is committed when the block ends, and undone if it raises.

        Raises:
            SafeChatError: `database-away` when nothing was done; `database-not-sure` when the connection was
                lost in the commit; `database-refuses` when the database does not let this account.
        """
        import psycopg

        with self._alone:
            opened, committing = self._connected(), False
            began = clock.running()
            try:
                with _hung_up(opened), opened.cursor() as cursor:
                    yield cursor
                    committing = True
                    opened.commit()
            except psycopg.Error as error:
                self.close()
                # The details of an error could quote what was sent; its first line names tables and rights.
                self._note_trouble(error.diag.message_primary or str(error), began)
                lost = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
                code = "database-not-sure" if committing else "database-away" if lost else "database-refuses"
                raise SafeChatError(code) from None
            except BaseException:
                with contextlib.suppress(psycopg.Error), _hung_up(opened):
                    opened.rollback()
                raise

    def close(self) -> None:
        """End the connection; the next use makes another one."""
        opened, self._open = self._open, None
        if opened is not None:
            opened.close()

    def _connected(self) -> Psycopg[DatabaseRow]:
        """Return a connection that answers."""
        import psycopg

        began = clock.running()
        if self._open is not None:
            try:
                with _hung_up(self._open):
                    self._open.execute("select 1")
            except psycopg.Error as error:
                # The server was started anew, or another one has taken its place.
                self.close()
                self._note_trouble(str(error), began)
            else:
                return self._open
        if began < self._silent_until:
            raise SafeChatError("database-away")
        try:
            where = psycopg.conninfo.make_conninfo("", **self._where)
            self._open = psycopg.connect(where)
            with _hung_up(self._open):
                self._open.execute(WISHES)
                self._open.commit()
        except psycopg.OperationalError as error:
            self._note_trouble(str(error), began)
            raise SafeChatError("database-away") from None
        return self._open

    def _note_trouble(self, words: str, began: float) -> None:
        self.trouble = clean(words)
        # Who has waited once is not made to wait again at once.
        if (over := clock.running()) - began > 1:
            self._silent_until = over + REST


@contextlib.contextmanager
def _hung_up(opened: Psycopg[DatabaseRow]) -> Iterator[None]:
    """Hang a connection up whose server says nothing for too long: libpq itself would wait for ever."""
    import psycopg

    def hang_up() -> None:
        # It may have ended by itself in this moment.
        with (
            contextlib.suppress(OSError, psycopg.Error),
            socket.socket(fileno=os.dup(opened.fileno())) as line,
        ):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(PATIENCE, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def parameters(url: str) -> dict[str, str]:
    """Return the parameters of a connection, each of them named so that no variable of libpq is asked.

    Args:
        url: `postgresql://HOST[:PORT][,HOST…]/DATABASE`, or `postgresql:///DATABASE` on this machine.
    """
    hosts, _, name = url.removeprefix("postgresql://").partition("/")
    pairs = [each.partition(":")[::2] for each in hosts.split(",")]
    trusted = str(AUTHORITY) if AUTHORITY.is_file() else "system"
    return {
        "host": ",".join(host for host, _ in pairs) if hosts else SOCKETS,
        "port": ",".join(port or "5432" for _, port in pairs),
        "dbname": name,
        "user": pwd.getpwuid(os.geteuid()).pw_name,
        "sslmode": "verify-full" if hosts else "disable",
        **({"sslrootcert": trusted} if hosts else {}),
        "gssencmode": "disable",
        # After a standby has taken over, the old primary may still answer.
        "target_session_attrs": "read-write",
        # For each machine; libpq takes no less than two seconds.
        "connect_timeout": str(max(2, PATIENCE // len(pairs))),
        "tcp_user_timeout": str(PATIENCE * 1000),
        "application_name": "safechat",
        "client_encoding": "utf8",
    }


@lru_cache
def connection_to(url: str) -> Connection:
    """Return the one connection of this process to a database."""
    return Connection(parameters(url))
