"""Wrong tries of a passphrase: after some of them the next one has to wait."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

FREE_TRIES: Final = 3
"""Wrong tries before the next one has to wait."""

LONGEST_WAIT: Final = 30.0
"""Seconds that a try waits at the most."""


class Tries:
    """Counts wrong tries of a session and says how long the next one waits: 2, 4, 8 ... seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin without a wrong try.

        Args:
            now: seconds of a clock that never goes back.
        """
        self._now = now
        self._wrong = 0
        self._until = 0.0

    @property
    def wait(self) -> int:
        """Whole seconds until the next try counts; 0 when it may be made."""
        left = self._until - self._now()
        return math.ceil(left) if left > 0 else 0

    @property
    def until_less(self) -> float:
        """Seconds until `wait` is one less."""
        left = self._until - self._now()
        return max(0.01, left - math.ceil(left) + 1)

    def wrong(self) -> None:
        """Count a wrong try."""
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            self._until = self._now() + min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES + 1))

    def right(self) -> None:
        """Begin anew."""
        self._wrong, self._until = 0, 0.0
