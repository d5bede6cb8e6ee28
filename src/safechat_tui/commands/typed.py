"""Values that are typed, or come down a pipe, in place of words of the command line."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from typing import Final

from safechat_tui.errors import UsageError
from safechat_tui.i18n import Translator
from safechat_tui.plain import asking

ON_INPUT: Final = "-"
"""What is written in place of a value that is typed, or comes down a pipe.

A command line stands in the list of processes while the program runs, and in the shell's history.
"""


def take_input(asked: Namespace, tr: Translator) -> None:
    """Read a line of standard input for each value that is `-`, in the order the help tells them.

    Raises:
        UsageError: `nothing-typed` when a line is missing; ParseError when it is no such value.
    """
    for action in asked.parser.typed:
        value = getattr(asked, action.dest)
        if (value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value) != ON_INPUT:
            continue
        line = _line(str(action.metavar), tr)
        try:
            setattr(asked, action.dest, [line] if action.nargs == "+" else action.type(line))
        except argparse.ArgumentTypeError as error:
            asked.parser.error(str(error))


def _line(what: str, tr: Translator) -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        # The one way of asking: memory hidden, the quick exit obeyed, the words erased afterwards.
        line = asking.line(tr, tr("typed.ask", what=what)).strip()
    else:
        line = sys.stdin.readline().strip() if sys.stdin is not None else ""
    if not line:
        raise UsageError("nothing-typed", what=what)
    return line
