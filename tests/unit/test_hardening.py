"""What the program does about itself before anything else, its first instructions too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from safechat_tui import hardening
from safechat_tui.i18n import Translator

BEGIN = "from safechat_tui import hardening; hardening.harden(); hardening.speak('words {}'.format);"
CANARY = "canary-in-a-cage"

FAILURES = {
    "the program": f"words = '{CANARY}'; raise RuntimeError(words)",
    "a thread": (
        "import threading; hardening.begin_screens(lambda: None);"
        f"t = threading.Thread(target=lambda: int('{CANARY}')); t.start(); t.join()"
    ),
    "the end of the program": f"import atexit; atexit.register(lambda: int('{CANARY}'))",
    "a task nobody waits for": (
        "import asyncio\nasync def fail(): int('canary-in-a-cage')\nasync def main():\n"
        "    asyncio.get_running_loop().set_exception_handler(hardening.loop_failed)\n"
        "    asyncio.get_running_loop().call_soon(int, 'canary-in-a-cage')\n    await asyncio.sleep(5)\n"
        "asyncio.run(main())"
    ),
}


def run(program: str) -> tuple[int, str]:
    """Run a few lines after the hardening; return the exit code and all that was said."""
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", f"{BEGIN}\n{program}"], capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("place", FAILURES)
def test_one_sentence_is_said_after_an_error_in(place: str) -> None:
    status, said = run(FAILURES[place])
    kind = "RuntimeError" if place == "the program" else "ValueError"
    assert (status, said) == (70, f"words {kind}\n")


def test_an_interruption_says_nothing() -> None:
    assert run("raise KeyboardInterrupt") == (130, "")


def test_an_interruption_at_the_end_of_the_program_says_nothing() -> None:
    lines = "import atexit\ndef stop(): raise KeyboardInterrupt\natexit.register(stop)"
    assert run(lines) == (130, "")


def test_a_warning_says_nothing() -> None:
    assert run("import warnings; warnings.warn('canary')") == (0, "")


def test_an_error_while_something_is_thrown_away_is_no_end_of_a_conversation() -> None:
    lines = "class Thing:\n    def __del__(self): int('x')\nhardening.begin_screens(lambda: None)\nThing()"
    assert run(lines) == (0, "")


@pytest.mark.parametrize(
    "begun",
    [
        "tui.driver import QuietApp; QuietApp()",
        "store.connection import connection_to; connection_to('postgresql:///x')",
    ],
)
def test_nothing_is_logged_from_the_screens_nor_from_the_database(begun: str) -> None:
    assert run(f"import logging; from safechat_tui.{begun}; logging.critical('canary')") == (0, "")


def test_a_reference_names_the_kind_and_no_value() -> None:
    assert hardening.reference(RuntimeError(CANARY)) == "RuntimeError"


@pytest.mark.parametrize("name", ["TEXTUAL", "TEXTUAL_LOG", "PYTHONPATH", "RICH_X", "BROWSER", "LINES"])
def test_a_wish_is_forgotten(name: str) -> None:
    environ = {name: "x"}
    hardening.forget_wishes(environ)
    assert environ == {}


@pytest.mark.parametrize("name", ["HOME", "TERM", "LANG", "SAFECHAT_LANG", "XDG_DATA_HOME", "NO_COLOR"])
def test_what_the_program_needs_is_left(name: str) -> None:
    environ = {name: "x"}
    hardening.forget_wishes(environ)
    assert environ == {name: "x"}


# Before anything is imported ----------------------------------------------------------------------


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
