"""A shared server as docs/server.md sets it up: the program, and nothing but the program."""

from __future__ import annotations

import pwd
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.server.conftest import HERE, WORKERS, Server, home_of, plant
from tests.terminal.conftest import required
from tests.terminal.harness import ENTER, GONE, PATIENCE, Session, quick_exit, until

WORKER, OTHER = WORKERS
CANARY = "a-canary-got-out"
HALVES = 'a-canary""-got-out'
"""What a shell would make the canary of; the terminal's own echo does not."""

MOMENTS: Final[dict[str, Callable[[Server, Session], object]]] = {
    "the line is asked for": lambda server, session: True,
    "the program exists": lambda server, session: server.programs(WORKER),
    "a first byte came": lambda server, session: session.read(),
}
"""Moments of a start, by what is seen then."""


def test_a_start_compiles_nothing_whatever_times_its_files_have(server: Server) -> None:
    for path in server.folder.glob("*/lib/python*/site-packages/**/*.py"):
        path.touch()
    done = server.run(
        WORKER, str(server.python), "-I", "-v", "-c", "import safechat_tui.tui.app, reportlab.platypus"
    )
    found = re.findall(r"^# code object from '?(.*site-packages.*\.pyc?)'?$", done.stderr, re.MULTILINE)
    assert len(found) > 300
    assert [path for path in found if path.endswith(".py")] == []


# A session ----------------------------------------------------------------------------------------


def test_a_worker_who_connects_is_in_the_guide(session: Session) -> None:
    session.wait_for("^X")


def test_the_quick_exit_ends_the_connection_and_leaves_nothing(session: Session) -> None:
    session.wait_for("^X")
    assert quick_exit(session) == GONE


def test_the_language_of_the_workers_own_machine_is_spoken(server: Server, tmp_path: Path) -> None:
    program = server.ssh(WORKER, "-tt", "-o", "SendEnv=LANG")
    with Session(tmp_path, program=program, LANG="fr_CA.UTF-8") as session:
        session.wait_for("Urgence")


def test_the_program_ends_when_the_client_is_killed(server: Server, session: Session) -> None:
    session.wait_for("^X")
    session.process.kill()
    until(lambda: not server.programs(WORKER), "the end of the program")


# Ways out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [b"\x03", b"\x1a", b"\x1c"], ids=["ctrl+c", "ctrl+z", "ctrl+backslash"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_no_shell_appears_for_a_key_pressed_while_it_starts(
    server: Server, session: Session, key: bytes, moment: str
) -> None:
    until(lambda: MOMENTS[moment](server, session), moment)
    session.send(key)
    session.send(f"\recho {HALVES}\r")
    # Either the program took no notice of the key, or the connection is over.

    def over() -> bool:
        ended = session.process.poll() is not None
        session.read()
        return ended or "^X" in session.text

    until(over, "the first screen, or the end of the connection")
    assert CANARY not in session.text


@pytest.mark.parametrize("command", ["id", "/bin/sh -i", "$(id)", "; id", "safechat; id"])
def test_a_command_in_the_place_of_the_program_is_not_run(server: Server, command: str) -> None:
    line = (*server.ssh(WORKER), command)
    done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert "uid=" not in done.stdout + done.stderr


def test_files_are_not_handed_out(server: Server, tmp_path: Path) -> None:
    options = server.ssh(WORKER)[1:-1]
    options = tuple("-P" if option == "-p" else option for option in options)
    line = (required("sftp"), *options, f"{WORKER}@{HERE}:.ssh/authorized_keys", str(tmp_path))
    done = subprocess.run(line, capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=PATIENCE)
    assert (done.returncode != 0, list(tmp_path.glob("authorized*"))) == (True, [])


def test_no_other_machine_is_reached_through_it(server: Server) -> None:
    line = server.ssh(WORKER, "-W", f"{HERE}:{server.port}")
    done = subprocess.run(line, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=PATIENCE)
    assert (done.returncode != 0, b"SSH-2.0" in done.stdout) == (True, False)


def test_nothing_in_the_home_folder_is_run(server: Server, tmp_path: Path) -> None:
    home = home_of(WORKER)
    told = home / "told"
    site = home / ".local/lib/python3.11/site-packages"
    planted = {
        home / ".profile": f"echo {CANARY} >> {told}\n",
        home / ".bashrc": f"echo {CANARY} >> {told}\n",
        home / ".ssh/rc": f"echo {CANARY} >> {told}\n",
        home / ".ssh/environment": f"PYTHONSTARTUP={told}\nPYTHONPATH={home}\n",
        site / "usercustomize.py": f"open({str(told)!r}, 'a').write({CANARY!r})\n",
        home / "textual.py": f"open({str(told)!r}, 'a').write({CANARY!r})\n",
    }
    try:
        for path, words in planted.items():
            plant(path, words)
        with Session(tmp_path, program=server.ssh(WORKER, "-tt")) as session:
            session.wait_for("^X")
        assert not told.exists()
    finally:
        for path in planted:
            path.unlink()


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONINSPECT", "LD_PRELOAD", "BASH_ENV", "XDG_DATA_HOME"])
def test_a_variable_of_the_client_does_not_arrive(server: Server, tmp_path: Path, name: str) -> None:
    program = server.ssh(WORKER, "-tt", "-o", f"SendEnv={name}")
    program = ("env", f"{name}=/nonexistent", *program)
    with Session(tmp_path, program=program) as session:
        session.wait_for("^X")
        pid = server.programs(WORKER)[0]
        assert name.encode() not in Path(f"/proc/{pid}/environ").read_bytes()


# Beside one another --------------------------------------------------------------------------------


def test_one_worker_cannot_read_what_another_keeps(server: Server, kept: str) -> None:
    paths = [str(path) for path in (home_of(WORKER) / ".local/share/safechat/plans").iterdir()]
    read = [server.run(OTHER, "cat", path).stdout for path in paths]
    assert (kept != "", set(read)) == (True, {""})


def test_the_settings_of_the_machine_hold_for_everyone(server: Server, session: Session) -> None:
    settings = home_of(WORKER) / ".config/safechat/settings.toml"
    plant(settings, 'keep = "plain"\nkeep_days = 365\n')
    try:
        session.wait_for("^X")
        session.press(ENTER, "1", " ", "k")
        session.wait_for("30")
    finally:
        settings.unlink()


# Papers -------------------------------------------------------------------------------------------


def fetched(server: Server, worker: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Return what comes of a command over ssh, with no terminal."""
    line = (*server.ssh(worker), *words)
    return subprocess.run(line, capture_output=True, stdin=subprocess.DEVNULL, check=False)


@pytest.fixture
def paper(server: Server) -> Iterator[Path]:
    """A plan that the first worker wrote, as PDF."""
    home = pwd.getpwnam(WORKER).pw_dir
    server.program(WORKER, "handout", "--goals", "stop", "--format", "pdf", "-o", home)
    (written,) = Path(home).glob("plan-*.pdf")
    yield written
    written.unlink(missing_ok=True)


def test_a_worker_lists_fetches_and_deletes_her_papers(server: Server, paper: Path) -> None:
    assert paper.name.encode() in fetched(server, WORKER, "paper").stdout
    assert fetched(server, WORKER, "paper", paper.name).stdout == paper.read_bytes()
    assert fetched(server, WORKER, "paper", "--delete", paper.name).returncode == 0
    assert not paper.exists()


def test_no_worker_fetches_or_deletes_the_paper_of_another(server: Server, paper: Path) -> None:
    for words in ((paper.name,), (str(paper),), ("--delete", paper.name), ("--delete", str(paper))):
        done = fetched(server, WORKERS[1], "paper", *words)
        assert (done.returncode, done.stdout) == (1, b"")
    assert paper.exists()


@pytest.mark.parametrize(
    "name", ["$(id)", "`id`", "x; id", "| id", "x\nid", "${HOME}", "~/.ssh/authorized_keys", "-h", "'; id #"]
)
def test_a_hostile_name_is_only_a_name(server: Server, name: str) -> None:
    done = fetched(server, WORKER, "paper", name)
    assert (done.returncode in (1, 2), done.stdout, b"uid=" in done.stderr) == (True, b"", False)


def test_a_pdf_is_not_sent_to_a_terminal(server: Server, paper: Path, tmp_path: Path) -> None:
    with Session(tmp_path, program=(*server.ssh(WORKER, "-tt"), f"paper {paper.name}")) as session:
        assert (session.status(), b"%PDF" in session.raw) == (2, False)
