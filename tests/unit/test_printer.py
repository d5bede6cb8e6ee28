"""A plan goes to a queue of CUPS through a pipe, and lp learns nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safechat_tui.errors import SafeChatError
from safechat_tui.printer import print_to_queue

RECORDS = """#!/bin/sh
printf '%s\\n' "$@" > {folder}/arguments
cat > {folder}/printed
env > {folder}/environment
pwd > {folder}/place
cut -d ' ' -f 6 /proc/$$/stat > {folder}/session
"""
"""Stands for lp: writes down what it was told."""


def stands_for_lp(folder: Path, script: str) -> Path:
    lp = folder / "lp"
    lp.write_text(script.format(folder=folder), "ascii")
    lp.chmod(0o755)
    return lp


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a stand-in for lp wrote down what it was told."""
    monkeypatch.setenv("CUPS_SERVER", "elsewhere.example")
    print_to_queue("desk", b"secret words\n" * 20_000, stands_for_lp(tmp_path, RECORDS))
    return tmp_path


def test_lp_gets_the_plan_whole_on_its_standard_input(told: Path) -> None:
    assert (told / "printed").read_bytes() == b"secret words\n" * 20_000


def test_the_arguments_tell_the_queue_and_a_neutral_name(told: Path) -> None:
    assert (told / "arguments").read_text("ascii").split() == ["-s", "-d", "desk", "-t", "notes"]


def test_no_variable_is_handed_on(told: Path) -> None:
    names = {line.partition("=")[0] for line in (told / "environment").read_text("ascii").splitlines()}
    assert names - {"PWD", "SHLVL", "_", "OLDPWD"} == {"PATH", "LC_ALL"}


def test_lp_stands_in_no_folder_of_the_worker(told: Path) -> None:
    assert (told / "place").read_text("ascii") == "/\n"


def test_lp_has_a_session_of_its_own_and_so_no_terminal(told: Path) -> None:
    assert int((told / "session").read_text("ascii")) != os.getsid(0)


@pytest.mark.parametrize(
    ("script", "code"),
    [("#!/bin/sh\ncat >/dev/null; exit 1\n", "not-printed"), ("#!/bin/sh\nexit 1\n", "not-printed"),
     ("#!/bin/sh\nexec sleep 600\n", "printer-slow"), ("no program", "not-printed")],
    ids=["refuses", "does not even read", "hangs", "is broken"],
)  # fmt: skip
def test_a_printer_that_fails_is_told(tmp_path: Path, script: str, code: str) -> None:
    patience = 0.2 if code == "printer-slow" else 20.0
    with pytest.raises(SafeChatError) as raised:
        print_to_queue("desk", b"words" * 100_000, stands_for_lp(tmp_path, script), patience)
    assert raised.value.code == code


def test_an_lp_that_hangs_is_ended(tmp_path: Path) -> None:
    lp = stands_for_lp(tmp_path, "#!/bin/sh\necho $$ > {folder}/pid; exec sleep 600\n")
    with pytest.raises(SafeChatError):
        print_to_queue("desk", b"words", lp, 1.0)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text("ascii")), 0)


def test_a_computer_without_cups_is_told(tmp_path: Path) -> None:
    with pytest.raises(SafeChatError) as raised:
        print_to_queue("desk", b"words", tmp_path / "lp")
    assert raised.value.code == "no-lp"
