"""Notices that nobody has pressed a key for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

MINUTE: Final = 60.0
"""Seconds of a minute."""


class Idle:
    """One timer to the next moment at which something is due; until then nothing is woken."""

    def __init__(self, *due: tuple[float, Callable[[], object]]) -> None:
        """Begin stopped.

        Args:
            due: minutes without a key, rising, each with what to do then, once; the next key begins anew.
        """
        self._due = tuple((minutes * MINUTE, then) for minutes, then in due)
        self._timer: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Restart the time: somebody is there. Call it in the event loop."""
        self.stop()
        self._wait_for(0, asyncio.get_running_loop().time())

    def stop(self) -> None:
        """Notice nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait_for(self, index: int, since: float) -> None:
        self._timer = None
        if index < len(self._due):
            when = since + self._due[index][0]
            self._timer = asyncio.get_running_loop().call_at(when, self._now_due, index, since)

    def _now_due(self, index: int, since: float) -> None:
        self._wait_for(index + 1, since)
        self._due[index][1]()
