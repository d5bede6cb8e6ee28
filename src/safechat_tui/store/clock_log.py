"""When the clock was looked at, so that one that is set wrong deletes nothing.

A help only: a file that cannot be read counts as none, and no write must succeed.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError

_NAME: Final = ".clock"
"""The file in the folder of plans. It tells no more than the dates of files do."""

LONGEST_STEP: Final = timedelta(days=7)
"""A clock that is further on than this since it was last looked at may have jumped."""

DAY: Final = timedelta(days=1)
"""How long a clock must go on saying that a day is over before anything is deleted by it."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The earliest moment that anything is dated."""

CLOCK_CEILING: Final = datetime(2400, 1, 1, tzinfo=UTC)
"""The latest one, for file systems know none later; a clock that says so is wrong."""

CLOCK_FLOOR: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the first version nothing was kept: an earlier date comes from a clock that was wrong."""

_LINES: Final = re.compile(rb"since ([0-9TZ:+-]{1,40})\nbefore ([0-9TZ:+-]{1,40})\nlast ([0-9TZ:+-]{1,40})\n")


def moment() -> datetime:
    """Return the present moment as things are dated by it: to the second, and never an impossible one."""
    return min(max(clock.now().replace(microsecond=0), EPOCH), CLOCK_CEILING)


class Expiring:
    """What is kept until a last day is over."""

    __slots__ = ()
    changed: datetime | None
    expires: date | None

    def is_over(self, today: date) -> bool:
        """Return whether its last day is over; that of one from before CLOCK_FLOOR is not known."""
        dated = self.changed is not None and self.changed >= CLOCK_FLOOR
        return dated and self.expires is not None and self.expires < today


_E = TypeVar("_E", bound=Expiring)


class ClockLog(NamedTuple):
    """When the clock was looked at, as far as it went on by itself since."""

    since: datetime
    """The first look after which it never jumped."""
    before: datetime
    """The last look but one, a day or more before the last."""
    last: datetime
    """The last look."""

    def allows(self, changed: datetime, last_day: date, now: datetime) -> bool:
        """Return whether a plan may be deleted because its last day is over by this clock.

        The clock must have gone on without a jump ever since the plan was saved, or else for as long as the
        plan is kept; and it must have gone on for a day since it first said so.
        """
        witness = self.last if now - self.last >= DAY else self.before
        kept_for = last_day - clock.day_of(changed)
        steady = self.since <= changed + LONGEST_STEP + DAY or witness - self.since > kept_for
        said_before = last_day < clock.day_of(witness) or now - witness <= 2 * DAY
        return steady and said_before and now - witness >= DAY

    def write(self, folder: Path) -> None:
        """Write the log into the folder of plans, if it can be written."""
        moments = {"since": self.since, "before": self.before, "last": self.last}
        lines = [f"{name} {_written(moment)}\n" for name, moment in moments.items()]
        with contextlib.suppress(SafeChatError):
            files.replace(folder / _NAME, "".join(lines).encode(), lasting=False)


def expired(folder: Path, kept: Iterable[_E], *, sure: bool) -> list[_E]:
    """Write down in a folder what the clock says, and return what may be deleted because of it.

    A clock that is set wrong jumps: further on than LONGEST_STEP since the last look, or back by more than a
    day. A jump alone then deletes nothing, however often it happens, unless a person is sure of the clock.
    """
    now, today = clock.now().replace(microsecond=0), clock.today()
    over = [each for each in kept if each.is_over(today)]
    if sure:
        ClockLog(EPOCH, now, now).write(folder)
        return over
    log = _read(folder)
    # The last look of the same day was not written down.
    if log is None or not -DAY <= now - log.last <= LONGEST_STEP + DAY:
        log = ClockLog(now, now, now)
        log.write(folder)
    elif now - log.last >= DAY:
        ClockLog(log.since, log.last, now).write(folder)
    return [each for each in over if log.allows(each.changed or now, each.expires or today, now)]


def _read(folder: Path) -> ClockLog | None:
    try:
        found = _LINES.fullmatch(files.read(folder / _NAME, 200))
        moments = [datetime.fromisoformat(text.decode()) for text in found.groups()] if found else []
    except (SafeChatError, ValueError):
        return None
    whole = len(moments) == 3 and all(moment.tzinfo is not None for moment in moments)
    return ClockLog(*moments) if whole and moments == sorted(moments) else None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
