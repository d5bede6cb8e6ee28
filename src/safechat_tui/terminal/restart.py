"""Restarts the program in the same process and terminal, with nothing of the memory it had.

The rules this module keeps:

- The kernel replaces the whole memory (execve): what was said and typed is in none of the new one.
- The command line stays what it was; an own variable says what the new program has to know, and nothing of
  a conversation is in it.
- Signals are blocked until the new program handles them, and keys stay in the terminal's queue: the quick
  exit is never lost.
- Where it cannot restart, it ends: a plan is not left open because locking it failed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

VARIABLE: Final = "SAFECHAT_RESTART"
"""The variable that tells the new program how to begin."""

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the program with a blank screen."""

_YES: Final = "yes"
"""How the variable's value says so; nothing where it is not so."""

_NUMBERS: Final = 6
"""Numbers in a terminal's settings, before those of its control characters."""


@dataclass(frozen=True, slots=True)
class Restart:
    """What a restarted program knows of the one before it."""

    lang: str
    """Language of the screens: two letters."""
    covered: bool
    """Whether the cover is in front."""
    settings: list[Any] | None = None
    """The terminal's settings before the program first took it over, as `termios` gives them."""
    new: bool = False
    """Whether a new conversation was asked for; otherwise what was open was closed."""
    code: str = ""
    """The code of the plan that was kept before a new conversation."""
    typed: str = ""
    """What became of what stood in a field under the cover: `saved`, `lost`, or nothing stood there."""

    region: str = ""
    """The region that was answered, which says nothing of anybody; or nothing."""

    def written(self) -> str:
        """Return it as the value of VARIABLE, good for this process alone."""
        numbers: list[int] = []
        if self.settings is not None:
            signs = (sign[0] if isinstance(sign, bytes) else sign for sign in self.settings[_NUMBERS])
            numbers = [*self.settings[:_NUMBERS], *signs]
        settings = ",".join(map(str, numbers))
        states = (_YES * self.covered, _YES * self.new, self.typed)
        return ":".join((str(os.getpid()), self.lang, *states, self.code, self.region, settings))


def pending_restart(environ: MutableMapping[str, str]) -> Restart | None:
    """Return how this process was restarted, and remove the variable; nothing at an ordinary start."""
    try:
        pid, lang, covered, new, typed, code, region, settings = environ.pop(VARIABLE, "").split(":")
        numbers = [int(number) for number in settings.split(",")] if settings else []
        # A child process that inherits the variable begins as ever.
        if int(pid) != os.getpid() or len(lang) != 2:
            return None
    except ValueError:
        return None
    before = [*numbers[:_NUMBERS], numbers[_NUMBERS:]] if len(numbers) > _NUMBERS else None
    return Restart(lang, covered == _YES, before, new == _YES, code, typed, region)


def block_signals() -> None:
    """Let signals wait until `unblock_signals`, also that of a new program in this process."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def unblock_signals() -> None:
    """Handle the signals that waited, and all that follow."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def replace_process(how: Restart, command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Replace this program by itself (execve), as Keyboard.restart says. Returns only where it cannot."""
    try:
        os.execve(sys.executable, [*command], {**environ, VARIABLE: how.written()})  # noqa: S606
    except (OSError, ValueError):
        return
