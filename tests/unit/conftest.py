"""The program as a person runs it from a command line."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import NamedTuple

import pytest

from safechat_tui.cli import main


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


class Terminal(StringIO):
    """A person at a terminal, who types these lines."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program with these arguments, 72 columns wide, in French where they ask for no language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        return Ran(code, *capfd.readouterr())

    return call
