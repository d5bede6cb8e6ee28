"""`safechat-admin`: workers come and go by one command, and what is kept ends without them."""

from __future__ import annotations

import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.server.conftest import GROUP, WORKER, WORKERS, Server, home_of, keep, plant

from safechat_tui import clock

NEW: Final = "safechat-test-new"
OTHER: Final = WORKERS[1]

Admin = Callable[..., subprocess.CompletedProcess[str]]


def exists(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


@pytest.fixture
def admin(server: Server, tmp_path: Path) -> Iterator[Admin]:
    """Return what runs the command on this server; a worker it added is gone afterwards."""
    state = tmp_path / "state"
    script = (server.root / "usr/sbin/safechat-admin").read_text("utf-8")
    script = script.replace("/opt/safechat/current", str(server.folder / "current"))
    script = script.replace("group=safechat\n", f"group={GROUP}\n").replace("/var/lib/safechat", str(state))
    script = script.replace("/etc/safechat/settings.toml", str(tmp_path / "settings.toml"))
    script = script.replace("sshd -T", f"sshd -T -f {server.root.parent}/sshd_config")
    (tmp_path / "safechat-admin").write_text(script, "utf-8")

    def run(*arguments: str, typed: str = "", lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
        line = ["sh", str(tmp_path / "safechat-admin"), *arguments]
        return subprocess.run(
            line, input=typed, capture_output=True, text=True, check=False, env={"LANG": lang}, cwd=tmp_path
        )

    yield run
    subprocess.run(["pkill", "-KILL", "-u", NEW], check=False, capture_output=True)
    subprocess.run(["userdel", "--remove", NEW], check=False, capture_output=True)


@pytest.fixture
def key(server: Server) -> str:
    return str(server.keys / f"{WORKER}.pub")


def test_a_worker_who_was_added_gets_the_program_by_her_key(server: Server, admin: Admin, key: str) -> None:
    added = admin("add", NEW, "--key", key)
    (server.keys / NEW).write_bytes((server.keys / WORKER).read_bytes())
    (server.keys / NEW).chmod(0o600)
    asked = subprocess.run([*server.ssh(NEW), "paper"], capture_output=True, check=False)
    assert (added.returncode, added.stderr, asked.returncode) == (0, "", 0)


def test_a_key_that_sshd_has_no_rule_for_opens_no_shell(admin: Admin, key: str) -> None:
    admin("add", NEW, "--key", key)
    line = (home_of(NEW) / ".ssh" / "authorized_keys").read_text("utf-8")
    assert line.startswith('restrict,pty,command="/usr/bin/safechat" ssh-')


def test_a_key_as_puttygen_saves_it_is_taken(admin: Admin, key: str, tmp_path: Path) -> None:
    saved = subprocess.run(["ssh-keygen", "-e", "-f", key], capture_output=True, check=True).stdout
    (tmp_path / "saved").write_bytes(saved)
    admin("add", NEW, "--key", "saved")
    line = (home_of(NEW) / ".ssh" / "authorized_keys").read_text("utf-8")
    assert Path(key).read_text("utf-8").split()[1] in line


def test_the_database_elsewhere_is_told_what_to_do_for_who_comes_and_goes(
    admin: Admin, key: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text('store = "postgresql://db.example/house"\n', "utf-8")
    said = admin("add", NEW, "--key", key).stdout, admin("remove", NEW, "--yes").stdout
    asked = [f"psql -d house -c \"select safechat.{what}('{NEW}')\"" for what in ("admit", "dismiss")]
    assert [line in words for line, words in zip(asked, said, strict=True)] == [True, True]


def test_whoever_listens_gets_lines(admin: Admin, key: str) -> None:
    admin("add", NEW, "--key", key, "--lines")
    assert (home_of(NEW) / ".config/safechat/settings.toml").read_text("utf-8") == "plain = true\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", ".pub"),
        ("hello\n", "ssh-keygen"),
        ("", "ssh-keygen"),
        ('command="sh" ssh-ed25519 AAAA x\n', "ssh-keygen"),
    ],
    ids=["private", "no key", "empty", "options"],
)
def test_what_is_no_public_key_makes_no_account(
    admin: Admin, tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "given").write_text(content, "utf-8")
    done = admin("add", NEW, "--key", "given")
    assert (done.returncode, said in done.stderr, exists(NEW)) == (1, True, False)


@pytest.mark.parametrize("name", ["Anna", "a b", "-x", "../x", "x" * 33, "é", "a\nb"])
def test_a_name_no_system_takes_makes_no_account(admin: Admin, key: str, name: str) -> None:
    assert (admin("add", name, "--key", key).returncode, exists(name)) == (2, False)


def test_an_account_that_is_there_is_left_alone(admin: Admin, key: str) -> None:
    done = admin("add", WORKER, "--key", key, lang="fr_CA.UTF-8")
    assert (done.returncode, "déjà" in done.stderr, exists(WORKER)) == (1, True, True)


def test_the_list_tells_how_much_is_kept_until_when_and_never_what(
    server: Server, admin: Admin, kept: str
) -> None:
    said = admin("list").stdout
    (row,) = [line.split() for line in said.splitlines() if line.startswith(WORKER)]
    last = str(clock.today().toordinal() + 30)
    assert (row[1], str(clock.today().fromisoformat(row[4]).toordinal()), kept in said) == ("1", last, False)


def test_a_worker_is_removed_only_when_the_name_is_typed_again(admin: Admin, key: str) -> None:
    admin("add", NEW, "--key", key)
    refused = admin("remove", NEW, typed="no\n").returncode, exists(NEW)
    assert (*refused, admin("remove", NEW, typed=f"{NEW}\n").returncode, exists(NEW)) == (1, True, 0, False)


def test_an_account_of_somebody_else_is_not_removed(admin: Admin) -> None:
    assert (admin("remove", "root", "--yes").returncode, exists("root")) == (1, True)


def test_a_worker_who_moves_finds_her_plans_again(
    server: Server, admin: Admin, key: str, kept: str, tmp_path: Path
) -> None:
    moved = admin("move", WORKER, "--to", "moved.tar")
    added = admin("add", NEW, "--key", key, "--from", "moved.tar")
    assert moved.returncode == 0
    assert added.returncode == 0
    assert (tmp_path / "moved.tar").stat().st_mode & 0o777 == 0o600
    assert kept in server.program(NEW, "kept", "list").stdout


def test_a_link_in_the_home_of_who_moves_leads_to_nobody_else_s_plans(
    server: Server, admin: Admin, tmp_path: Path
) -> None:
    other = home_of(OTHER) / ".local/share"
    keep(server, days=0, worker=OTHER)
    mine = home_of(WORKER) / ".local/share"
    shutil.rmtree(mine, ignore_errors=True)
    mine.parent.mkdir(exist_ok=True)
    mine.symlink_to(other)
    admin("move", WORKER, "--to", "moved.tar")
    shutil.rmtree(mine.parent)
    shutil.rmtree(other)
    listing = ["tar", "-tf", str(tmp_path / "moved.tar")]
    packed = subprocess.run(listing, capture_output=True, text=True, check=False)
    assert "plans" not in packed.stdout


def test_plans_past_their_time_are_erased_without_their_worker(
    server: Server, admin: Admin, tmp_path: Path
) -> None:
    gone, stays = keep(server, days=40), keep(server, days=0)
    done = admin("retention")
    left = {path.name for path in (home_of(WORKER) / ".local/share/safechat/plans").glob("*.json*")}
    assert (any(gone in name for name in left), any(stays in name for name in left)) == (False, True)
    state = (tmp_path / "state" / "retention").read_text("utf-8").strip()
    assert (done.returncode, state) == (0, str(clock.today()))


def test_a_slip_in_the_settings_of_one_stops_the_retention_of_no_other(
    server: Server, admin: Admin, kept: str
) -> None:
    settings = home_of(WORKER) / ".config/safechat/settings.toml"
    plant(settings, "keep_days = “many”\n")
    keep(server, days=40, worker=OTHER)
    try:
        admin("retention")
    finally:
        settings.unlink()
    assert list((home_of(OTHER) / ".local/share/safechat/plans").glob("*-*.json*")) == []


def test_a_retention_that_failed_for_one_says_for_whom(server: Server, admin: Admin, kept: str) -> None:
    plans = home_of(WORKER) / ".local/share/safechat/plans"
    plans.chmod(0o500)
    subprocess.run(["chown", "root:", str(plans.parent), str(plans)], check=True)
    done = admin("retention")
    subprocess.run(["chown", "-R", f"{WORKER}:", str(plans.parent)], check=True)
    plans.chmod(0o700)
    assert (done.returncode, WORKER in done.stderr) == (1, True)
