"""Notices that nobody has pressed a key for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from safechat_tui import clock


class Idle:
    """Does what is due after minutes without a key, those included in which the computer slept."""

    def __init__(self, *due: tuple[float, Callable[[], object]]) -> None:
        """Begin stopped; what is due after minutes, rising, is done once, and the next key begins anew."""
        self._due = tuple((minutes * clock.MINUTE, then) for minutes, then in due)
        self._done = 0
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def touch(self) -> bool:
        """Restart the time: somebody is there. Call it in the event loop.

        Returns:
            Whether something was overdue, and is done now: the computer slept until this very key.
        """
        overdue = self._do_due()
        self.stop()
        self._since, self._done = clock.running(), 0
        self._wait()
        return overdue

    def stop(self) -> None:
        """Notice nothing any more."""
        self._since = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _left(self) -> float | None:
        """Return the seconds until something is due; nothing where nothing will be."""
        if self._since is None or self._done == len(self._due):
            return None
        return self._since + self._due[self._done][0] - clock.running()

    def _do_due(self) -> bool:
        before = self._done
        while (left := self._left()) is not None and left <= 0:
            self._done += 1
            self._due[self._done - 1][1]()
        return self._done > before

    def _wait(self) -> None:
        if (left := self._left()) is not None:
            self._timer = asyncio.get_running_loop().call_later(min(left, clock.CHECK_EVERY), self._look)

    def _look(self) -> None:
        self._do_due()
        self._wait()
