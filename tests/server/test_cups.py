"""A real CUPS, set as docs/server.md says, with a printer on loopback: it prints a plan and keeps nothing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.conftest import required
from tests.terminal.harness import until

from safechat_tui.errors import SafeChatError
from safechat_tui.printer import LP, LPSTAT, is_queue, print_to_queue

PLAN: Final = "Numéro 1 : respirer.\n".encode() * 4000
QUEUE: Final = "desk"

CONFIGURATION: Final = """Listen {folder}/socket
DefaultAuthType None
Browsing No
PreserveJobFiles No
PreserveJobHistory No
PageLogFormat
<Policy default>
<Limit All>
Order allow,deny
</Limit>
</Policy>
"""
"""Its second part is what docs/server.md says."""

FILES: Final = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temp
AccessLog /dev/null
ErrorLog {folder}/errors
PageLog {folder}/pages
"""


class Printer:
    """A printer that takes what comes, from one computer after the other."""

    def __init__(self) -> None:
        self.printed = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"socket://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            with connection:
                while data := connection.recv(65536):
                    self.printed += data


class Cups:
    """A print server of one's own, and its command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printer = Printer()
        self.environment = {**os.environ, "CUPS_SERVER": f"{folder}/socket"}

    def command(self, real: Path = LP, account: str = "root") -> Path:
        """Return a command that runs a real one under an account, for this print server."""
        path = self.folder / f"{real.name}-{account}"
        command = (
            f'exec {required("runuser")} -u {account} -- env CUPS_SERVER={self.folder}/socket {real} "$@"'
        )
        path.write_text(f"#!/bin/sh\n{command}\n", "ascii")
        path.chmod(0o755)
        return path

    def jobs(self) -> str:
        """Return what it remembers of jobs, done or not."""
        command = [required("lpstat"), "-W", "all", "-o"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def files(self) -> str:
        """Return the names and contents of all that it holds."""
        paths = [path for path in self.folder.rglob("*") if path.is_file() and path.name[:2] != "lp"]
        return "\n".join(f"{path.name}: {path.read_bytes()!r}" for path in paths)


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """A print server with a queue, and nothing of the computer's own."""
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("only root may start a print server")
    server, admin = required("cupsd"), required("lpadmin")
    folder = Path(tempfile.mkdtemp(prefix="safechat-cups-", dir="/var/tmp"))
    folder.chmod(0o755)
    for name in ("root", "spool", "cache", "state", "temp"):
        (folder / name).mkdir()
    (folder / "cupsd.conf").write_text(CONFIGURATION.format(folder=folder), "ascii")
    (folder / "files.conf").write_text(FILES.format(folder=folder), "ascii")
    made = Cups(folder)
    command = [server, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]
    try:
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            until((folder / "socket").exists, "the print server")
            queue = [admin, "-p", QUEUE, "-v", made.printer.address, "-m", "raw", "-E"]
            subprocess.run(queue, env=made.environment, capture_output=True, check=True)
            yield made
            process.terminate()
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("account", ["root", "nobody"])
def test_a_plan_comes_out_whole_for_every_account(cups: Cups, account: str) -> None:
    cups.printer.printed = b""
    print_to_queue(QUEUE, PLAN, cups.command(account=account))
    until(lambda: cups.printer.printed == PLAN, "the plan on paper")


def test_nothing_is_kept_of_what_was_printed(cups: Cups) -> None:
    cups.printer.printed = b""
    print_to_queue(QUEUE, PLAN, cups.command())
    until(lambda: cups.printer.printed == PLAN, "the plan on paper")
    until(lambda: not cups.jobs(), "that the job is forgotten")
    until(lambda: "respirer" not in cups.files() and not any((cups.folder / "spool").iterdir()), "no trace")
    assert "notes" not in cups.files()


@pytest.mark.parametrize(("queue", "there"), [(QUEUE, True), ("none", False)])
def test_it_is_known_whether_a_queue_is_there(cups: Cups, queue: str, there: bool) -> None:
    assert is_queue(queue, cups.command(LPSTAT)) is there


def test_a_queue_that_is_not_there_is_told(cups: Cups) -> None:
    with pytest.raises(SafeChatError) as raised:
        print_to_queue("none", PLAN, cups.command())
    assert raised.value.code == "not-printed"
