"""The one way in which a command waits for a person: a line is asked for, read, and erased again.

The rules this module keeps:

- Before anything is asked, the memory is hidden from other programs, and the quick exit works.
- What was asked and typed is erased before the command says anything else, where the terminal can.
- Nobody is waited for longer than the screens wait: then the terminal is left blank and the command ends.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext

from safechat_tui import clock, config, hardening
from safechat_tui.errors import UsageError
from safechat_tui.i18n import Translator
from safechat_tui.plain import output
from safechat_tui.terminal.line_reader import LineReader, TimeOverError
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.text.letters import fitted


class _Asking:
    """The terminal while a command asks; one for the process."""

    typed: LineReader | None = None


def line(tr: Translator, question: str, *, before: Sequence[str] = (), seen: bool = True) -> str:
    """Return what a person types.

    Args:
        tr: the language.
        question: what is asked, ending where the line begins.
        before: what is said first, one paragraph each.
        seen: whether the terminal shows what is typed.

    Raises:
        UsageError: `needs-terminal` where nobody can be asked.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("needs-terminal")
    try:
        keys = sys.stdin.fileno()
    except OSError:
        # Something of Python's own that stands in for a terminal.
        output.write("".join(f"{words}\n" for words in before) + question)
        return sys.stdin.readline().rstrip("\n")
    typed = _Asking.typed or _opened(tr, keys)
    for words in before:
        typed.terminal.say(fitted(f"{words}\n", typed.terminal.encoding))
    typed.terminal.say(fitted(question, typed.terminal.encoding))
    with nullcontext() if seen else typed.unseen():
        try:
            read = typed.read_line(config.load(os.environ).idle_minutes * clock.MINUTE)
        except TimeOverError:
            typed.terminal.vanish(output.FAILED, quick=True)
    if read is None:
        raise UsageError("needs-terminal")
    return read


def _close() -> None:
    """Erase what was asked and give the terminal back, if it was taken. Harmless when called twice."""
    typed, _Asking.typed = _Asking.typed, None
    if typed is not None:
        typed.terminal.erase()
        typed.give_back()


def _opened(tr: Translator, keys: int) -> LineReader:
    shown = next(
        (stream for stream in (sys.stdout, sys.stderr) if stream is not None and stream.isatty()), None
    )
    encoding = codecs.lookup((shown and shown.encoding) or "ascii").name
    # Where the output goes elsewhere, the terminal that is typed on shows the question.
    terminal = LineTerminal(keys, shown.fileno() if shown else keys, encoding=encoding)
    terminal.clears_scrollback = config.load(os.environ).clear_scrollback
    typed = _Asking.typed = LineReader(terminal, interrupted=hardening.INTERRUPTED)
    typed.warning = lambda: f"{fitted(tr('frame.escape-again'), encoding)}\n"
    hardening.begin_screens(_close)
    typed.start()
    output.BEFORE.append(_close)
    return typed


def confirmed(question: str, tr: Translator) -> bool:
    """Return whether a person says yes before something is deleted; otherwise say that nothing was.

    Raises:
        UsageError: `needs-yes` where nobody can be asked.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("needs-yes")

    if line(tr, question).strip().lower() in tr("plans.yes-words").split():
        return True
    output.write(tr("plans.not-deleted") + "\n")
    return False
