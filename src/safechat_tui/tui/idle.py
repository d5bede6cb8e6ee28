"""Notices that nobody has pressed a key for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

MINUTE: Final = 60.0
"""Seconds of a minute."""


class Idle:
    """One timer to the moment when nobody is there any more; until then nothing is woken."""

    def __init__(self, minutes: float, then: Callable[[], object]) -> None:
        """Begin stopped.

        Args:
            minutes: how long nobody may press a key.
            then: what to do after that, once; the next key begins the time anew.
        """
        self._seconds = minutes * MINUTE
        self._then = then
        self._timer: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Begin the time anew: somebody is there. Call it in the event loop."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._then)

    def stop(self) -> None:
        """Notice nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
