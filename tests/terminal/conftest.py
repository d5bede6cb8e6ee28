"""What the tests in a real terminal share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest
from tests.terminal.harness import PROGRAM, Session, past_first_start

from safechat_tui.i18n import LANGUAGES, Translator

PLAIN: Final = (*PROGRAM, "--plain")
MORE: Final = tuple(" ".join(Translator(lang)("talk.more").split()) for lang in LANGUAGES)
"""What stands at the end of a text that goes on."""


def typed(session: Session, *lines: str) -> None:
    """Type lines one by one, as a person does who reads all that comes of each."""
    for line in lines:
        session.press(f"{line}\r")
        read_on(session)


def read_on(session: Session) -> None:
    """Press Enter as long as there is more."""
    while session.text.endswith(MORE):
        session.press("\r")


Start = Callable[..., Session]
Talk = Callable[..., Session]


def required(name: str) -> str:
    """Return the path of another program, or skip; where CI is set nothing is skipped."""
    path = shutil.which(name)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder where the program was started before."""
    return past_first_start(tmp_path)


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start the program; what still runs at the end of the test is killed."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(Session(how.pop("home", home), **how))


@pytest.fixture
def opened(start: Start) -> Start:
    """Start the program and wait for its first screen."""

    def opening(**how: Any) -> Session:
        session = start(**how)
        session.wait_for()
        return session

    return opening


@pytest.fixture
def session(opened: Start) -> Session:
    """The program at its first screen."""
    return opened()


@pytest.fixture
def talk(start: Start) -> Talk:
    """Start the conversation in lines, and type some, each after all that came of the one before."""

    def begun(*lines: str, program: Sequence[str] = PLAIN, **how: Any) -> Session:
        session = start(program=program, **how)
        session.wait_for(":")
        typed(session, *lines)
        return session

    return begun
