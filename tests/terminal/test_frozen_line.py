"""A line that freezes: the other end of a real sshd is ended, and the program with it."""

from __future__ import annotations

import getpass
import os
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.conftest import Start, required
from tests.terminal.harness import PATIENCE, PROGRAM, environment, lives, until


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The loopback port of an sshd that asks a silent client twice, every two seconds."""
    for name in "host", "user":
        command = [required("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    (tmp_path / "sshd_config").write_text(
        f"Port {number}\nListenAddress 127.0.0.1\n"
        f"HostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/user.pub\n"
        "StrictModes no\nUsePAM no\nPermitRootLogin yes\nPidFile none\n"
        "ClientAliveInterval 2\nClientAliveCountMax 2\n"
    )
    if os.geteuid() == 0:
        # Where the package starts no service of its own, this folder is missing.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [required("sshd"), "-D", "-e", "-f", str(tmp_path / "sshd_config")]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert server.stderr is not None
    while b"listening" not in (line := server.stderr.readline()):
        assert line, "sshd did not start"
    yield number
    server.terminate()
    server.wait(PATIENCE)
    server.stderr.close()


def test_the_program_ends_when_the_client_is_frozen(start: Start, home: Path, port: int) -> None:
    variables = [f"{name}={value}" for name, value in environment(home).items()]
    inner = f"echo $$ > {home / 'pid'}; exec {shlex.join(['env', '-i', *variables, *PROGRAM])}"
    client = (
        *(required("ssh"), "-tt", "-F", "none", "-i", str(home / "user"), "-p", str(port)),
        *("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={home / 'known'}"),
        *("-o", "LogLevel=ERROR"),
        *(f"{getpass.getuser()}@127.0.0.1", inner),
    )
    session = start(program=client)
    session.wait_for("^X")
    pid = int((home / "pid").read_text("ascii"))
    session.kill(signal.SIGSTOP)
    until(lambda: not lives(pid), "the end of the program")
