"""What goes out: to the output, whole, in letters it can write; to the errors, as far as possible."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, TextIO

from safechat_tui.errors import SafeChatError
from safechat_tui.text.letters import can_write, fitted

DONE: Final = 0
"""Exit code: done."""

FAILED: Final = 1
"""Exit code: it could not be done."""

PIPE_CLOSED: Final = 141
"""Exit code when nobody reads the output any more, as a shell gives it."""

BEFORE: Final[list[Callable[[], None]]] = []
"""What is to be done before anything goes out: a terminal that was asking is given back."""

QUOTED_LETTERS: Final = 60
"""Characters of what was typed that an answer repeats."""


def write(words: str | bytes) -> None:
    """Write to the output, all of it.

    Raises:
        SafeChatError: `no-output` when it is closed or full.
    """
    make_way()
    if sys.stdout is None:
        raise SafeChatError("no-output")
    try:
        if isinstance(words, bytes):
            sys.stdout.buffer.write(words)
        else:
            sys.stdout.write(_fit(words, sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise SafeChatError("no-output") from error


def make_way() -> None:
    """Do what is to be done before anything goes out, or the command ends."""
    while BEFORE:
        BEFORE.pop()()


def can_draw() -> bool:
    """Return whether the output has letters for boxes and lines."""
    return can_write("☐┌", (sys.stdout and sys.stdout.encoding) or "ascii")


def _fit(words: str, stream: TextIO) -> str:
    return fitted(words, stream.encoding or "ascii")


def silence() -> None:
    """Let what is still unwritten go nowhere, so that Python does not complain about it while it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def complain(lines: Iterable[str]) -> None:
    """Write lines to the errors; where that is impossible there is nobody to tell."""
    make_way()
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(_fit("".join(f"{line}\n" for line in lines), sys.stderr))
            sys.stderr.flush()
