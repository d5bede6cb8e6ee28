"""A shared server: the packaged files, a real sshd on loopback, two workers' accounts."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.conftest import required
from tests.terminal.harness import PATIENCE, Session
from tests.working_copy import copied

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGED: Final = ROOT / "packaging" / "server"
PYTHON: Final = "/usr/bin/python3"
"""One that every account may run, whatever runs the tests."""

WORKERS: Final = ("safechat-test-a", "safechat-test-b")
GROUP: Final = "safechat-test"
HERE: Final = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A machine set up as docs/server.md says, but under a folder, a group and a port of its own."""

    folder: Path
    """Stands for /opt/safechat."""
    wheels: Path
    """What it was installed from."""
    keys: Path
    """The folder of the workers' ssh keys."""
    port: int

    @property
    def python(self) -> Path:
        """The interpreter of the version in use."""
        return (self.folder / "current").resolve() / "bin" / "python"

    def ssh(self, worker: str, *options: str) -> tuple[str, ...]:
        """Return the start of a command line that goes to the server as a worker."""
        return (
            *(required("ssh"), "-F", "none", "-i", str(self.keys / worker), "-p", str(self.port)),
            *("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.keys}/known"),
            *("-o", "LogLevel=ERROR", "-o", "BatchMode=yes", *options, f"{worker}@{HERE}"),
        )

    def run(self, worker: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the server under a worker's account, as its administrator may."""
        home = pwd.getpwnam(worker).pw_dir
        line = ["runuser", "--user", worker, "--", "env", "-i", f"HOME={home}", "LANG=C.UTF-8", *command]
        return subprocess.run(line, capture_output=True, text=True, check=False, cwd="/")

    def programs(self, worker: str) -> list[str]:
        """Return the process ids of the programs that a worker runs."""
        return self.run("root", "pgrep", "-u", worker, "-f", "safechat_tui").stdout.split()

    def program(self, worker: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run SafeChat on the server under a worker's account."""
        return self.run(worker, str(self.python), "-I", "-m", "safechat_tui", *arguments)


def _done(*command: str, **more: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **more})
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def built(wheels: Path, *, version: str = "") -> None:
    """Build the wheel of the working copy, as another version where one is named."""
    with tempfile.TemporaryDirectory() as name:
        copy = copied(ROOT, Path(name))
        if version:
            face = copy / "src" / "safechat_tui" / "__init__.py"
            lines = face.read_text("utf-8").splitlines()
            changed = [
                f'__version__: Final = "{version}"' if "__version__" in line else line for line in lines
            ]
            face.write_text("\n".join(changed) + "\n", "utf-8")
        _done(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(wheels), str(copy))


def installed(server: Server) -> str:
    """Install the newest wheel where no network is reached, and return what was said."""
    command = ["unshare", "--net", "sh", str(PACKAGED / "safechat-install")]
    return _done(*command, str(server.wheels), str(server.folder), PYTHON=PYTHON)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Set the server up; everything of it is gone afterwards."""
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("only root may set up a server")
    for name in ("sshd", "ssh-keygen", "runuser", "unshare", "useradd"):
        required(name)
    folder = Path(tempfile.mkdtemp(prefix="safechat-server-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        yield from _server(folder)
    finally:
        for worker in WORKERS:
            subprocess.run(["pkill", "-KILL", "-u", worker], check=False)
            subprocess.run(["userdel", "--remove", worker], capture_output=True, check=False)
        subprocess.run(["groupdel", GROUP], capture_output=True, check=False)
        shutil.rmtree(folder)


def _server(folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind((HERE, 0))
        port: int = free.getsockname()[1]
    server = Server(folder / "opt", folder / "wheels", folder / "keys", port)
    for made in (server.wheels, server.keys):
        made.mkdir()
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", PYTHON)
    requirements = str(ROOT / "requirements.txt")
    _done(*pip, "download", "--require-hashes", "-r", requirements, "-d", str(server.wheels))
    built(server.wheels)
    installed(server)
    _done("groupadd", "--force", GROUP)
    for worker in WORKERS:
        _done("useradd", "--create-home", "--shell", "/bin/sh", "--groups", GROUP, worker)
        home = Path(pwd.getpwnam(worker).pw_dir)
        home.chmod(0o700)
        _done("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(server.keys / worker))
        (home / ".ssh").mkdir(mode=0o700)
        shutil.copy(server.keys / f"{worker}.pub", home / ".ssh" / "authorized_keys")
        _done("chown", "-R", f"{worker}:", str(home))
        # A locked password is no reason for sshd to refuse a key.
        _done("usermod", "--password", "*", worker)
    _done("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(server.keys / "host"))
    drop_in = (PACKAGED / "sshd_config.d-safechat.conf").read_text("utf-8")
    drop_in = drop_in.replace("/opt/safechat", str(server.folder)).replace("Group safechat", f"Group {GROUP}")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress {HERE}\nHostKey {server.keys}/host\nPidFile none\nUsePAM no\n"
        f"Subsystem sftp internal-sftp\n{drop_in}",
        "utf-8",
    )
    (folder / "etc").mkdir()
    shutil.copy(PACKAGED / "settings.toml", folder / "etc" / "settings.toml")
    Path("/etc/safechat").mkdir(exist_ok=True)
    Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    # The settings and a /proc that hides other accounts are seen by this sshd and its sessions alone.
    script = (
        f"mount --bind {folder}/etc /etc/safechat && mount -t proc -o hidepid=invisible proc /proc"
        f" && exec {required('sshd')} -D -e -f {folder}/sshd_config"
    )
    command = ["unshare", "--mount", "sh", "-c", script]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        while b"listening" not in (line := process.stderr.readline()):
            assert line, "sshd did not start"
        yield server
        process.terminate()


@pytest.fixture
def session(server: Server, tmp_path: Path) -> Iterator[Session]:
    """A worker's session, from the first moment on."""
    program = server.ssh(WORKERS[0], "-tt")
    with Session(tmp_path, program=program) as begun:
        yield begun
        if begun.process.poll() is None:
            begun.process.terminate()
            begun.process.wait(PATIENCE)
