"""The one place that asks what time it is, so that tests can set it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date where the program runs (local time)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the date of a moment where the program runs; in UTC where its time zone makes no sense.

    Args:
        moment: with its time zone.
    """
    try:
        return moment.astimezone().date()
    except (ValueError, OverflowError, OSError):
        # TZ may name a zone a day or more away from UTC, which no date can have.
        return moment.astimezone(UTC).date()
