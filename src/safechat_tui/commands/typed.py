"""What a command line does not hold: with `-` in its place it is typed, or comes down a pipe.

A command line stands in the list of processes while the program runs, and in the shell's history.
"""

from __future__ import annotations

import sys
from typing import Final

from safechat_tui.commands.line import Said
from safechat_tui.commands.shapes import SHAPES
from safechat_tui.commands.values import RefusedError
from safechat_tui.errors import UsageError
from safechat_tui.i18n import Translator

HERE: Final = "-"
"""What is written on the line instead."""


def take(said: Said, tr: Translator) -> None:
    """Read a line of standard input for each value that is `-`, in the order the help tells them.

    Raises:
        UsageError: when a line is missing or is no such value.
    """
    for takes in SHAPES[said.command]:
        if takes.typed and _is_here(getattr(said, takes.dest)):
            line = _line(tr(f"help.metavar.{takes.metavar}"), tr)
            try:
                value = [line] if takes.count == "+" else takes.read(line)
            except RefusedError as error:
                raise UsageError(error.code, **error.params) from error
            setattr(said, takes.dest, value)


def _is_here(value: object) -> bool:
    """Return whether a value, or the only one of several, is to be read."""
    return (value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value) == HERE


def _line(what: str, tr: Translator) -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        # The one way of asking: memory hidden, the quick exit obeyed, the words erased afterwards.
        from safechat_tui.plain import asking

        line = asking.line(tr, tr("typed.ask", what=what)).strip()
    else:
        line = sys.stdin.readline().strip() if sys.stdin is not None else ""
    if not line:
        raise UsageError("nothing-typed", what=what)
    return line
