"""The one place that asks what time it is, so that tests can set it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Final

RUNNING: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets. Linux has one that counts what a laptop sleeps; elsewhere the usual one does."""

MINUTE: Final = 60.0
"""Seconds of a minute."""

CHECK_EVERY: Final = 10.0
"""Seconds between two looks at a running wait: `running` goes on while a laptop sleeps, a timer does not."""


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def running() -> float:
    """Return the seconds since this computer was started, asleep or not: the measure of idle limits."""
    return time.clock_gettime(RUNNING)


def today() -> date:
    """Return today's date where the program runs (local time)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the date of a moment where the program runs; in UTC where its time zone makes no sense."""
    try:
        return moment.astimezone().date()
    except (ValueError, OverflowError, OSError):
        # TZ may name a zone a day or more away from UTC, which no date can have.
        return moment.astimezone(UTC).date()
