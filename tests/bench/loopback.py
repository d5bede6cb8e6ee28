"""A real sshd on loopback for the account that runs the benchmark; it runs one command and nothing else."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = "127.0.0.1"
MOST: Final = 200
"""Connections, and sessions on each, that sshd is told to allow; its own limits are far lower."""


@dataclass(frozen=True)
class Server:
    """An sshd that runs."""

    folder: Path
    """Where its keys are."""
    port: int
    pid: int

    def line(self, *options: str) -> tuple[str, ...]:
        """Return the command line that opens a session."""
        settings = (
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "BatchMode=yes",
        )
        user = pwd.getpwuid(os.geteuid()).pw_name
        return (
            *("ssh", "-F", "none", "-tt", "-i", str(self.folder / "user"), "-p", str(self.port)),
            *(word for setting in settings for word in ("-o", setting)),
            *options,
            f"{user}@{HERE}",
        )


@contextmanager
def sshd(folder: Path, command: str) -> Iterator[Server]:
    """Run sshd for a while.

    Args:
        folder: a new folder for its keys.
        command: what every session runs, by way of the account's shell.
    """
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        subprocess.run(make, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind((HERE, 0))
        port: int = free.getsockname()[1]
    (folder / "config").write_text(
        f"Port {port}\nListenAddress {HERE}\nHostKey {folder}/host\nPidFile none\nUsePAM no\nStrictModes no\n"
        f"AuthorizedKeysFile {folder}/user.pub\nPermitRootLogin yes\nPermitUserRC no\n"
        f"MaxStartups {MOST}\nMaxSessions {MOST}\nLogLevel ERROR\nForceCommand {command}\n",
        "utf-8",
    )
    program = str(shutil.which("sshd", path="/usr/sbin:/usr/bin:/sbin:/bin"))
    start = f"exec {program} -D -f {folder}/config"
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        # As docs/server.md has it, the account's shell is one that reads nothing from the home folder.
        own = pwd.getpwuid(0)
        accounts = Path("/etc/passwd").read_text("utf-8")
        (folder / "passwd").write_text(
            accounts.replace(f":{own.pw_dir}:{own.pw_shell}\n", f":{own.pw_dir}:/bin/sh\n")
        )
        start = f"mount --bind {folder}/passwd /etc/passwd && {start}"
    with subprocess.Popen(
        [*(("unshare", "--mount") if os.geteuid() == 0 else ()), "sh", "-c", start]
    ) as process:
        for _ in range(100):
            with socket.socket() as line:
                if line.connect_ex((HERE, port)) == 0:
                    break
            time.sleep(0.05)
        yield Server(folder, port, process.pid)
        process.terminate()


@contextmanager
def shared(server: Server, count: int) -> Iterator[list[tuple[str, ...]]]:
    """Open connections before anything is measured, and give what opens a session on each."""
    paths = [server.folder / f"line{number}" for number in range(count)]
    masters = [
        subprocess.Popen(server.line("-T", "-N", "-M", "-S", str(path)), stdin=subprocess.DEVNULL)
        for path in paths
    ]
    try:
        while not all(path.exists() for path in paths):
            time.sleep(0.05)
        yield [server.line("-S", str(path)) for path in paths]
    finally:
        for master in masters:
            master.terminate()
            master.wait()
