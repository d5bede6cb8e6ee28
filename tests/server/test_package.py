"""The Debian package: what it holds, and what an upgrade, a way back and a removal leave."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.server.conftest import WORKERS, Server, dpkg, renumbered
from tests.terminal.harness import Session

from safechat_tui import __version__

WORKER: Final = WORKERS[0]

EDITED: Final = ("/etc/safechat/settings.toml", "/etc/ssh/sshd_config.d/safechat.conf")
"""What an administrator edits, and no upgrade may write over."""


@pytest.fixture(scope="module")
def newer(server: Server) -> Path:
    """The package as another version."""
    return renumbered(server.package, "99.0")


@pytest.fixture
def other(server: Server, newer: Path) -> Iterator[str]:
    """Another version, installed over the first one, which is back afterwards."""
    dpkg(server.root, "--install", str(newer))
    yield "99.0"
    dpkg(server.root, "--install", str(server.package))


def field(server: Server, name: str) -> str:
    asked = ["dpkg-deb", "--field", str(server.package), name]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def test_it_asks_for_the_python_it_was_built_with(server: Server) -> None:
    minor = int(re.search(r"3\.(\d+)", os.path.realpath("/usr/bin/python3"))[1])  # type: ignore[index]
    assert field(server, "Depends") == f"python3 (>= 3.{minor}), python3 (<< 3.{minor + 1})"


def test_what_an_administrator_edits_is_left_to_her(server: Server, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--control", str(server.package), str(tmp_path)], check=True)
    assert (tmp_path / "conffiles").read_text("utf-8").split() == list(EDITED)


@pytest.mark.parametrize(
    "path",
    [
        *("usr/bin/safechat", "usr/sbin/safechat-admin", "usr/lib/systemd/system/safechat-retention.timer"),
        *("usr/share/man/man1/safechat.1.gz", "usr/share/man/fr/man1/safechat.1.gz"),
        *("usr/share/bash-completion/completions/safechat", "usr/share/zsh/vendor-completions/_safechat"),
        *("usr/share/fish/vendor_completions.d/safechat.fish", "usr/share/doc/safechat/server.fr.md"),
    ],
)
def test_it_puts_each_thing_where_a_system_looks_for_it(server: Server, path: str) -> None:
    assert (server.root / path).stat().st_size > 0


def test_nothing_in_it_names_the_folder_it_was_built_in(server: Server) -> None:
    text = "\n".join(
        path.read_text("utf-8", "ignore")
        for path in server.folder.glob("packaged/**/*")
        if path.is_file() and path.suffix in {"", ".cfg", ".json"} and path.stat().st_size < 100_000
    )
    assert str(server.package.parent) not in text


def test_an_upgrade_is_in_use_at_once_and_a_way_back_too(server: Server, other: str) -> None:
    upgraded = (server.folder / "current").readlink().name
    dpkg(server.root, "--install", str(server.package))
    back = (server.folder / "current").readlink().name
    assert (upgraded.split("-")[0], back.split("-")[0]) == (other, __version__)


def test_plans_are_kept_through_an_upgrade(server: Server, kept: str, other: str) -> None:
    assert kept in server.program(WORKER, "kept", "list", "--lang", "en").stdout


def test_an_open_session_keeps_the_version_it_began_with(
    server: Server, session: Session, request: pytest.FixtureRequest
) -> None:
    session.wait_for("^X")
    began = (server.folder / "current").resolve()
    request.getfixturevalue("other")
    assert began.is_dir()
    assert (server.folder / "current").resolve() != began


def test_a_removal_leaves_nothing_but_the_settings_and_a_purge_nothing(server: Server, kept: str) -> None:
    dpkg(server.root, "--remove", "safechat")
    removed = [path for path in server.root.glob("[eou]*/**/*") if path.is_file() or path.is_symlink()]
    said = dpkg(server.root, "--purge", "safechat")
    purged = [path for path in server.root.glob("[eou]*/**/*") if path.is_file() or path.is_symlink()]
    dpkg(server.root, "--install", str(server.package))
    found = sorted(f"/{path.relative_to(server.root)}" for path in removed)
    assert (found, purged, "what workers kept" in said) == (sorted(EDITED), [], True)
    assert kept in server.program(WORKER, "kept", "list", "--lang", "en").stdout
