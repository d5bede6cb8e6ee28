"""What a restarted program is told by the one before it, in the same process and terminal.

The rules this module keeps:

- The command line stays what it was; an own variable says what the new program has to know, and nothing of
  a conversation is in it.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Any, Final, NamedTuple

RESTART_VARIABLE: Final = "SAFECHAT_RESTART"
"""The variable that tells the new program how to begin."""

_YES: Final = "yes"
"""How the variable's value says so; nothing where it is not so."""

_NUMBERS: Final = 6
"""Numbers in a terminal's settings, before those of its control characters."""


class Restart(NamedTuple):
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
        """Return it as the value of RESTART_VARIABLE, good for this process alone."""
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
        pid, lang, covered, new, typed, code, region, settings = environ.pop(RESTART_VARIABLE, "").split(":")
        numbers = [int(number) for number in settings.split(",")] if settings else []
        # A child process that inherits the variable begins as ever.
        if int(pid) != os.getpid() or len(lang) != 2:
            return None
    except ValueError:
        return None
    before = [*numbers[:_NUMBERS], numbers[_NUMBERS:]] if len(numbers) > _NUMBERS else None
    return Restart(lang, covered == _YES, before, new == _YES, code, typed, region)
