"""What goes wrong before the program's own words can be had, or while they are being fetched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from safechat_tui.i18n import Translator

SCRIPT = "import sys; from safechat_tui.__main__ import main; sys.exit(main())"
"""What the console script does."""

WAYS = {"a module": ("-m", "safechat_tui"), "a script": ("-c", SCRIPT)}
FAIL = "canary = 'canary-in-a-cage'; raise RuntimeError(canary)"
INTERRUPT = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"


def start(tmp_path: Path, way: str, module: str, lines: str, *arguments: str) -> tuple[int, str]:
    """Start the program where a module of the standard library is replaced by some lines of Python."""
    (tmp_path / f"{module}.py").write_text(f"{lines}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, *WAYS[way], *arguments],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "SAFECHAT_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        # What runs the tests may ignore Ctrl+C, and a child would go on ignoring it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("way", WAYS)
def test_an_import_that_fails_before_any_words_names_its_kind_alone(tmp_path: Path, way: str) -> None:
    assert start(tmp_path, way, "resource", FAIL) == (70, "SafeChat: RuntimeError\n")


@pytest.mark.parametrize("way", WAYS)
def test_an_import_that_fails_says_one_sentence(tmp_path: Path, way: str) -> None:
    status, said = start(tmp_path, way, "unicodedata", FAIL)
    before = Translator("en")("error.unforeseen", reference="RuntimeError clean:")
    assert (status, said.startswith(before), len(said.splitlines())) == (70, True, 1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("module", ["resource", "unicodedata"])
def test_ctrl_c_while_the_program_is_imported_says_nothing(tmp_path: Path, way: str, module: str) -> None:
    assert start(tmp_path, way, module, INTERRUPT) == (-signal.SIGINT, "")


def test_ctrl_c_while_a_command_runs_says_nothing(tmp_path: Path) -> None:
    # Writing a PDF needs this module, long after the start.
    arguments = ("handout", "--goals", "stop", "-o", str(tmp_path / "plan.pdf"))
    assert start(tmp_path, "a module", "reportlab", INTERRUPT, *arguments) == (130, "")


def test_the_script_begins_where_the_module_does(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"safechat": "safechat_tui.__main__:main"}
