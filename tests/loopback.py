"""A real sshd on loopback for the account that runs the tests."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.terminal.conftest import required
from tests.terminal.harness import until

HERE: Final = "127.0.0.1"


@contextmanager
def sshd(folder: Path, *settings: str) -> Iterator[tuple[str, ...]]:
    """Run sshd for a while, and give the command line that opens a session.

    Args:
        folder: where its keys are made.
        settings: more lines of its settings.
    """
    for name in ("host", "user"):
        make = (required("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        subprocess.run(make, check=True)
    with socket.socket() as free:
        free.bind((HERE, 0))
        port: int = free.getsockname()[1]
    lines = (
        *(f"Port {port}", f"ListenAddress {HERE}", f"HostKey {folder}/host"),
        *(f"AuthorizedKeysFile {folder}/user.pub", "StrictModes no", "UsePAM no"),
        *("PermitRootLogin yes", "PidFile none", *settings, ""),
    )
    (folder / "sshd_config").write_text("\n".join(lines), "utf-8")
    if os.geteuid() == 0:
        # Where the package starts no service of its own, this folder is missing.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [required("sshd"), "-D", "-E", str(folder / "sshd.log"), "-f", str(folder / "sshd_config")]
    with subprocess.Popen(command) as server:
        try:
            until(lambda: _answers(port), "that sshd starts")
            yield (
                *(required("ssh"), "-tt", "-F", "none", "-i", str(folder / "user"), "-p", str(port)),
                *("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder}/known"),
                *("-o", "LogLevel=ERROR", f"{getpass.getuser()}@{HERE}"),
            )
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex((HERE, port)) == 0
