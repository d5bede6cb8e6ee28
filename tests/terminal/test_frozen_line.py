"""A line that freezes: the other end of a real sshd is ended, and the program with it."""

from __future__ import annotations

import shlex
import signal
from pathlib import Path

from tests.loopback import sshd
from tests.terminal.conftest import Start
from tests.terminal.harness import PROGRAM, environment, lives, until


def test_the_program_ends_when_the_client_is_frozen(start: Start, home: Path) -> None:
    variables = [f"{name}={value}" for name, value in environment(home).items()]
    inner = f"echo $$ > {home / 'pid'}; exec {shlex.join(['env', '-i', *variables, *PROGRAM])}"
    # A silent client is asked twice, every two seconds.
    with sshd(home, "ClientAliveInterval 2", "ClientAliveCountMax 2") as client:
        session = start(program=(*client, inner))
        session.wait_for("^X")
        pid = int((home / "pid").read_text("ascii"))
        session.kill(signal.SIGSTOP)
        until(lambda: not lives(pid), "the end of the program")
