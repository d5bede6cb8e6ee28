"""What the folder remembers beside the plans: how far each was seen, and when the clock was looked at.

Both are helps, never needed to open a plan: what cannot be read counts as nothing, and no write must succeed.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.codes import is_code
from safechat_tui.store.records import MAX_BYTES, MAX_REVISION
from safechat_tui.store.seal import Seal

SEEN_STEM: Final = ".seen"
"""Name, before the seal's suffix, of the file with the highest revision seen of each plan."""

CLOCK_NAME: Final = ".clock"
"""Name of the file with the moments of the clock. It tells no more than the dates of files do."""

LONGEST_STEP: Final = timedelta(days=7)
"""A clock that is further on than this since it was last looked at may have jumped."""

DAY: Final = timedelta(days=1)
"""How long a clock must go on saying that a day is over before anything is deleted by it."""

BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything was kept."""

_LOOKS: Final = re.compile(rb"since ([0-9TZ:+-]{1,40})\nbefore ([0-9TZ:+-]{1,40})\nlast ([0-9TZ:+-]{1,40})\n")


class Seen:
    """The highest revision of each plan that this folder was seen with, sealed like the plans."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        """Say where it is; nothing is read yet."""
        self._path = folder / f"{SEEN_STEM}{seal.suffix}"
        self._seal = seal

    def highest(self, code: str) -> int:
        """Return the highest revision seen of a plan, or 0."""
        return self._read().get(code, 0)

    def note(self, code: str, revision: int, present: Iterable[str]) -> None:
        """Remember a plan's revision, and forget the plans that are no longer there.

        The file is not forced onto the disk: a power cut then loses a help and no plan.
        """
        with contextlib.suppress(SafeChatError):
            self._write(self._kept(present) | {code: revision})

    def forget(self, present: Iterable[str]) -> None:
        """Forget the plans that are no longer there, if the file can be opened now."""
        with contextlib.suppress(SafeChatError):
            before, kept = self._read(), self._kept(present)
            if kept != before:
                self._write(kept)

    def _kept(self, present: Iterable[str]) -> dict[str, int]:
        there = set(present)
        return {code: revision for code, revision in self._read().items() if code in there}

    def _write(self, seen: dict[str, int]) -> None:
        if seen:
            files.replace(self._path, self._seal.seal(json.dumps(seen).encode()), lasting=False)
        else:
            files.remove(self._path)

    def _read(self) -> dict[str, int]:
        try:
            found = json.loads(self._seal.open(files.read(self._path, MAX_BYTES)))
        except (SafeChatError, ValueError, RecursionError):
            return {}
        whole = isinstance(found, dict) and all(
            is_code(code) and type(revision) is int and 1 <= revision <= MAX_REVISION
            for code, revision in found.items()
        )
        return found if whole else {}


@dataclass(frozen=True, slots=True)
class Looks:
    """When the clock was looked at, as far as it went on by itself since."""

    since: datetime
    """The first look after which it never jumped."""
    before: datetime
    """The last look but one, a day or more before the last."""
    last: datetime
    """The last look."""

    def allow(self, changed: datetime, last_day: date, now: datetime) -> bool:
        """Return whether a plan may be deleted because its last day is over by this clock.

        The clock must have gone on without a jump ever since the plan was saved, or else for as long as the
        plan is kept; and it must have gone on for a day since it first said so.
        """
        witness = self.last if now - self.last >= DAY else self.before
        kept_for = last_day - clock.day_of(changed)
        steady = self.since <= changed + LONGEST_STEP + DAY or witness - self.since > kept_for
        said_before = last_day < clock.day_of(witness) or now - witness <= 2 * DAY
        return steady and said_before and now - witness >= DAY


def look_at_clock(folder: Path, now: datetime) -> Looks:
    """Remember what the clock says, and return the looks before this one.

    A clock that is set wrong jumps: further on than LONGEST_STEP since the last look, or back by more than a
    day. A jump alone then deletes nothing, however often it happens.

    Args:
        folder: the folder of the plans.
        now: what the clock says.
    """
    looks = _looks(folder)
    # The last look of the same day was not written down.
    if looks is None or not -DAY <= now - looks.last <= LONGEST_STEP + DAY:
        looks = Looks(now, now, now)
        _write_looks(folder, looks)
    elif now - looks.last >= DAY:
        _write_looks(folder, Looks(looks.since, looks.last, now))
    return looks


def trust_clock(folder: Path, now: datetime) -> None:
    """Remember that the clock is right because a person says so."""
    _write_looks(folder, Looks(BEGINNING, now, now))


def _looks(folder: Path) -> Looks | None:
    try:
        found = _LOOKS.fullmatch(files.read(folder / CLOCK_NAME, 200))
        moments = [datetime.fromisoformat(text.decode()) for text in found.groups()] if found else []
    except (SafeChatError, ValueError):
        return None
    whole = len(moments) == 3 and all(moment.tzinfo is not None for moment in moments)
    return Looks(*moments) if whole and moments == sorted(moments) else None


def _write_looks(folder: Path, looks: Looks) -> None:
    lines = f"since {_text(looks.since)}\nbefore {_text(looks.before)}\nlast {_text(looks.last)}\n"
    with contextlib.suppress(SafeChatError):
        files.replace(folder / CLOCK_NAME, lines.encode(), lasting=False)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
