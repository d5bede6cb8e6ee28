"""The one place that asks what time it is, so that tests can set it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date where the program runs (local time)."""
    return datetime.now().astimezone().date()
