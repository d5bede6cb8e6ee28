"""What the program does about itself before anything else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from safechat_tui import hardening

BEGIN = "from safechat_tui import hardening; hardening.begin(); hardening.speak('words {}'.format);"
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


def test_nothing_is_logged_from_the_screens() -> None:
    lines = "import logging; hardening.begin_screens(lambda: None); logging.getLogger('x').critical('canary')"
    assert run(lines) == (0, "")


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
