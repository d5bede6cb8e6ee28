"""When the clock was looked at, so that one that is set wrong deletes nothing.

A help only: a file that cannot be read counts as none, and no write must succeed.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError

NAME: Final = ".clock"
"""The file in the folder of plans. It tells no more than the dates of files do."""

LONGEST_STEP: Final = timedelta(days=7)
"""A clock that is further on than this since it was last looked at may have jumped."""

DAY: Final = timedelta(days=1)
"""How long a clock must go on saying that a day is over before anything is deleted by it."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The earliest moment that anything is dated."""

_LINES: Final = re.compile(rb"since ([0-9TZ:+-]{1,40})\nbefore ([0-9TZ:+-]{1,40})\nlast ([0-9TZ:+-]{1,40})\n")


@dataclass(frozen=True, slots=True)
class ClockLog:
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
            files.replace(folder / NAME, "".join(lines).encode(), lasting=False)


def look_at_clock(folder: Path, now: datetime, *, sure: bool) -> ClockLog | None:
    """Write down what the clock says, and return the looks before this one; nothing when it is believed.

    A clock that is set wrong jumps: further on than LONGEST_STEP since the last look, or back by more than a
    day. A jump alone then deletes nothing, however often it happens.

    Args:
        folder: the folder of plans.
        now: what the clock says.
        sure: whether a person says that it is right.
    """
    if sure:
        ClockLog(EPOCH, now, now).write(folder)
        return None
    log = _read(folder)
    # The last look of the same day was not written down.
    if log is None or not -DAY <= now - log.last <= LONGEST_STEP + DAY:
        log = ClockLog(now, now, now)
        log.write(folder)
    elif now - log.last >= DAY:
        ClockLog(log.since, log.last, now).write(folder)
    return log


def _read(folder: Path) -> ClockLog | None:
    try:
        found = _LINES.fullmatch(files.read(folder / NAME, 200))
        moments = [datetime.fromisoformat(text.decode()) for text in found.groups()] if found else []
    except (SafeChatError, ValueError):
        return None
    whole = len(moments) == 3 and all(moment.tzinfo is not None for moment in moments)
    return ClockLog(*moments) if whole and moments == sorted(moments) else None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
