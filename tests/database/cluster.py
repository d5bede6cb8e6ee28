"""A server of PostgreSQL that tests start, stop and kill."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.terminal.conftest import required
from tests.terminal.harness import lives, until

from safechat_tui.store.connection import Connection, parameters

SCHEMA: Final = Path(__file__).resolve().parents[2] / "packaging" / "server" / "schema.sql"
WORKER, OTHER = "worker_a", "worker_b"


def binary(name: str) -> str:
    """Return a program of PostgreSQL, which Debian keeps off the usual paths."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else required(name)


@dataclass
class Cluster:
    """A server of PostgreSQL: its data and its socket are in one folder."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    opened: list[Connection] = field(default_factory=list)
    """The connections of a test."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *command: str) -> str:
        """Run a program of PostgreSQL, under its own account where this one is root."""
        line = ["runuser", "--user", "postgres", "--", *command] if os.geteuid() == 0 else [*command]
        done = subprocess.run(
            line, capture_output=True, text=True, check=False, cwd="/", stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Start the server; it answers when this returns."""
        settings = [f"unix_socket_directories={self.folder}", "listen_addresses=", "max_connections=200"]
        line = [binary("postgres"), "-D", str(self.data), *(f"--{each}" for each in settings)]
        account = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log, cwd="/", **account)  # type: ignore[call-overload]
        asked = [binary("pg_isready"), "--quiet", "--host", str(self.folder)]
        until(lambda: subprocess.run(asked, check=False).returncode == 0, "the server")

    def stop(self) -> None:
        """Let the server end at once."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def kill(self) -> None:
        """End the server and all its processes, as a machine that loses its power does."""
        assert self.process is not None
        pid = self.process.pid
        # A server that stands still makes no further process.
        os.kill(pid, signal.SIGSTOP)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        for each in (pids := [*map(int, children), pid]):
            os.kill(each, signal.SIGKILL)
        self.process.wait()
        until(lambda: not any(map(lives, pids)), "the end of the server")

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Let the server stand still: it keeps its connections and says nothing."""
        assert self.process is not None
        pid = self.process.pid
        pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split())]
        for each in pids:
            os.kill(each, signal.SIGSTOP)
        yield
        for each in pids:
            os.kill(each, signal.SIGCONT)

    def sql(self, words: str, role: str = "postgres", database: str = "safechat") -> str:
        """Return what the database answers, one row a line."""
        where = f"host={self.folder} dbname={database} user={role}"
        return self.run(binary("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", where, "-c", words).strip()

    def standby(self, folder: Path) -> Cluster:
        """Start a second server that confirms every commit of this one."""
        folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        made = Cluster(folder)
        # A checkpoint that takes its time, as is usual, would take minutes.
        wishes = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self.run(
            binary("pg_basebackup"), "-h", str(self.folder), "-U", "postgres", "-D", str(made.data), *wishes
        )
        made.start()
        self.confirmed_by("*")
        confirms = "select count(*) from pg_stat_replication where sync_state = 'sync'"
        until(lambda: self.sql(confirms) == "1", "the standby")
        return made

    def promote(self) -> None:
        """Let a standby take the place of its primary."""
        self.sql("select pg_promote()")
        self.confirmed_by("")

    def confirmed_by(self, standbys: str) -> None:
        """Let each commit wait for standbys of a name, whether there are any or not."""
        self.sql(f"alter system set synchronous_standby_names = '{standbys}'")
        self.sql("select pg_reload_conf()")
        until(lambda: self.sql("show synchronous_standby_names") == standbys, "the new setting")

    def connection(self, role: str = WORKER, *others: Cluster) -> Connection:
        """Return a connection as a role, to this server or to another that takes its place."""
        hosts = ",".join(str(each.folder) for each in (self, *others))
        made = Connection({**parameters("postgresql:///safechat"), "host": hosts, "user": role})
        self.opened.append(made)
        return made


@contextlib.contextmanager
def started() -> Iterator[Cluster]:
    """Start a server with the packaged tables and two workers; everything of it is gone afterwards."""
    initdb = binary("initdb")
    folder = Path(tempfile.mkdtemp(prefix="safechat-database-", dir="/var/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Cluster(folder)
    try:
        made.run(initdb, "-D", str(made.data), "-A", "trust", "-U", "postgres", "--no-sync")
        made.start()
        try:
            made.sql("create database safechat", database="postgres")
            made.sql(SCHEMA.read_text("utf-8"))
            for role in (WORKER, OTHER):
                made.sql(f"select safechat.admit('{role}')")
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)
