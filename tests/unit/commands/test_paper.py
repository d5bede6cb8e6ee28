"""Written plans over ssh: three forms are obeyed, and only the worker's own papers handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.conftest import Ran, Run

from safechat_tui import cli, config
from safechat_tui.commands.over_ssh import COMMAND_VARIABLE, OVER_SSH, requested
from safechat_tui.errors import UsageError
from safechat_tui.store import Papers

NAME = "plan-2026-11-30.pdf"
PDF = b"%PDF-1.4\xff\x00 made up"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with one written plan, and a file that is none."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SAFECHAT_LANG", "en")
    monkeypatch.setattr(config, "SYSTEM", tmp_path / "none.toml")
    Papers(config.load()).write(PDF, "plan", NAME.removesuffix(".pdf"), ".pdf")
    (tmp_path / "secret").write_text("secret", "ascii")
    return tmp_path


Ask = Callable[[str], Ran]


@pytest.fixture
def over_ssh(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask for something over ssh."""

    def ask(command: str) -> Ran:
        monkeypatch.setenv(COMMAND_VARIABLE, command)
        return run(OVER_SSH)

    return ask


@pytest.mark.parametrize("command", ["paper", "safechat paper"])
def test_the_papers_are_listed(over_ssh: Ask, command: str) -> None:
    listed = over_ssh(command)
    assert (listed.code, f"{NAME}: " in listed.out) == (0, True)


@pytest.mark.usefixtures("folder")
def test_a_paper_is_handed_over_byte_for_byte(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv(COMMAND_VARIABLE, f"paper {NAME}")
    assert (cli.main([OVER_SSH]), capfdbinary.readouterr().out) == (0, PDF)


def test_a_paper_is_deleted(over_ssh: Ask, folder: Path) -> None:
    assert over_ssh(f"paper --delete {NAME}").code == 0
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["secret"]


@pytest.mark.parametrize(
    "name", ["secret", "../secret", "/etc/passwd", "plan-*", ".", f"./{NAME}", f"{NAME};id", "é\udcff"]
)
def test_nothing_else_is_handed_over_or_deleted(over_ssh: Ask, folder: Path, name: str) -> None:
    for command in (f"paper {name}", f"paper --delete {name}"):
        asked = over_ssh(command)
        assert (asked.code, asked.out) == (1, "")
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [NAME, "secret"]


def test_a_link_in_the_place_of_a_paper_is_none(over_ssh: Ask, folder: Path) -> None:
    (folder / NAME).unlink()
    (folder / NAME).symlink_to(folder / "secret")
    assert over_ssh(f"paper {NAME}").code == 1


@pytest.mark.parametrize(
    "command",
    ["", "id", "paper; id", "paper a b", "paper -h", "paper --delete", "paper --delete --lang", "paper -- a",
     "PAPER", "'paper'", "safechat guide", "handout", "kept list", "over-ssh", "internal-sftp", "scp -f x"],
)  # fmt: skip
def test_no_other_command_is_obeyed(command: str) -> None:
    with pytest.raises(UsageError):
        requested({COMMAND_VARIABLE: command})
