"""A shared server: the packaged files, a real sshd on loopback, two workers' accounts."""

from __future__ import annotations

import contextlib
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

from safechat_tui import __version__

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = "/usr/bin/python3"
"""One that every account may run, whatever runs the tests."""

WORKER: Final = "safechat-test-a"
WORKERS: Final = (WORKER, "safechat-test-b")
GROUP: Final = "safechat-test"
HERE: Final = "127.0.0.1"

KEEP = """
from datetime import timedelta
from safechat_tui import clock, config
from safechat_tui.plan import Plan
from safechat_tui.store import Folder, Store
days = int(__import__("sys").argv[1])
now = clock.now() - timedelta(days=days)
clock.now = lambda: now
store = Store(Folder(config.load().plans_folder), keep_days=30)
print(store.keep(Plan().with_words("a line"), lang="en", words=["lamp", "river", "stone"] + ["word"]).code)
"""
"""Keeps a plan, as it was so many days ago."""


@dataclass(frozen=True)
class Server:
    """A machine set up as docs/server.md says, but under a folder, a group and a port of its own."""

    root: Path
    """Stands for the root of the machine, where the package is."""
    package: Path
    """What it was installed from."""
    keys: Path
    """The folder of the workers' ssh keys."""
    port: int

    @property
    def folder(self) -> Path:
        """What stands for /opt/safechat."""
        return self.root / "opt" / "safechat"

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


def home_of(worker: str) -> Path:
    return Path(pwd.getpwnam(worker).pw_dir)


def plant(path: Path, words: str) -> None:
    """Write a file into a worker's home, as if the worker had done it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
    subprocess.run(["chown", "-R", f"{WORKER}:", str(home_of(WORKER))], check=True)


def keep(server: Server, *, days: int, worker: str = WORKER) -> str:
    done = server.run(worker, str(server.python), "-I", "-c", KEEP, str(days))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _done(*command: str, **more: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **more})
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def built(folder: Path) -> Path:
    """Build the package of the working copy into a folder, and return it."""
    copy = copied(ROOT, folder / "copy")
    wheels = str(folder / "wheels")
    with contextlib.chdir(copy):
        _done(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels)
    (wheel,) = Path(wheels).glob("*.whl")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    _done("sh", str(copy / "packaging" / "deb" / "build"), str(wheel), *pip, PYTHON=PYTHON)
    (package,) = (copy / "dist").glob("*.deb")
    return package


def renumbered(package: Path, version: str) -> Path:
    """Return the same package as another version."""
    folder, other = package.parent / version, package.parent / f"safechat_{version}.deb"
    _done("dpkg-deb", "--raw-extract", str(package), str(folder))
    for path in (folder / "DEBIAN" / "control", folder / "opt" / "safechat" / "packaged" / "stamp"):
        path.write_text(path.read_text("utf-8").replace(__version__, version), "utf-8")
    _done("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(folder), str(other))
    return other


def dpkg(root: Path, *arguments: str) -> str:
    """Install or remove below a folder, where no network is reached, and return what was said."""
    # The scripts of the package run outside the folder, which holds no other program.
    folder = (f"--root={root}", "--force-script-chrootless", "--force-depends")
    return _done("unshare", "--net", "dpkg", *folder, *arguments)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Set the server up; everything of it is gone afterwards."""
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("only root may set up a server")
    for name in ("sshd", "ssh-keygen", "runuser", "unshare", "useradd", "dpkg-deb"):
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
    server = Server(folder / "root", built(folder), folder / "keys", port)
    server.keys.mkdir()
    for name in ("info", "updates"):
        (server.root / "var" / "lib" / "dpkg" / name).mkdir(parents=True)
    (server.root / "var" / "lib" / "dpkg" / "status").touch()
    dpkg(server.root, "--install", str(server.package))
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
    drop_in = (server.root / "etc/ssh/sshd_config.d/safechat.conf").read_text("utf-8")
    drop_in = drop_in.replace("/opt/safechat", str(server.folder)).replace("Group safechat", f"Group {GROUP}")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress {HERE}\nHostKey {server.keys}/host\nPidFile none\nUsePAM no\n"
        f"Subsystem sftp internal-sftp\n{drop_in}",
        "utf-8",
    )
    (folder / "etc").mkdir()
    shutil.copy(server.root / "etc" / "safechat" / "settings.toml", folder / "etc" / "settings.toml")
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


@pytest.fixture
def kept(server: Server) -> Iterator[str]:
    """The code of a plan that the worker keeps."""
    yield keep(server, days=0)
    for path in (home_of(WORKER) / ".local/share/safechat/plans").glob("*.json*"):
        path.unlink()
