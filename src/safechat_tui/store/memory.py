"""What the folder remembers beside the plans: how far each was seen, and when the clock was trusted.

Both are helps, never needed to open a plan: what cannot be read counts as nothing, and no write must succeed.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.codes import is_code
from safechat_tui.store.records import MAX_BYTES, MAX_REVISION
from safechat_tui.store.seal import Seal

SEEN_STEM: Final = ".seen"
"""Name, before the seal's suffix, of the file with the highest revision seen of each plan."""

CLOCK_NAME: Final = ".clock"
"""Name of the file with the moments of the clock. It tells no more than the dates of files do."""

LONGEST_GAP: Final = timedelta(days=7)
"""A clock that is further on than this since it was last trusted may have jumped."""

DOUBT: Final = timedelta(days=1)
"""How long such a clock must go on saying so before anything is deleted by it."""

_MOMENTS: Final = re.compile(rb"trusted ([0-9TZ:+-]{1,40})\n(?:doubted ([0-9TZ:+-]{1,40})\n)?")


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


def is_clock_trusted(folder: Path, now: datetime, changes: Iterable[datetime]) -> bool:
    """Return whether anything may be deleted because this clock says that its time is over.

    A clock that went on by more than LONGEST_GAP since it was last trusted, or since a plan was last saved,
    is trusted only when it still says so DOUBT later: a jump that somebody puts right within a day deletes
    nothing, and after a holiday plans stay a day longer.

    Args:
        folder: the folder of the plans.
        now: what the clock says.
        changes: when the plans were saved.
    """
    trusted, doubted = _moments(folder)
    if doubted is not None and doubted <= now:
        good = now - doubted >= DOUBT
    else:
        known = [moment for moment in (trusted, *changes) if moment is not None and moment <= now]
        good, doubted = not known or now - max(known) <= LONGEST_GAP, None
    if good:
        trust_clock(folder, now)
    elif doubted is None:
        _write_moments(folder, trusted or now, now)
    return good


def trust_clock(folder: Path, now: datetime) -> None:
    """Remember that the clock is right, because it follows on what it said before or somebody says so."""
    trusted, doubted = _moments(folder)
    # Once a day is enough.
    if doubted is not None or trusted is None or trusted.date() != now.date():
        _write_moments(folder, now, None)


def _moments(folder: Path) -> tuple[datetime | None, datetime | None]:
    """Return when the clock was last trusted, and since when it is doubted."""
    try:
        found = _MOMENTS.fullmatch(files.read(folder / CLOCK_NAME, 200))
        moments = [datetime.fromisoformat(text.decode()) for text in found.groups() if text] if found else []
    except (SafeChatError, ValueError):
        return None, None
    if not moments or any(moment.tzinfo is None for moment in moments):
        return None, None
    return moments[0], moments[1] if len(moments) > 1 else None


def _write_moments(folder: Path, trusted: datetime, doubted: datetime | None) -> None:
    lines = f"trusted {_text(trusted)}\n" + (f"doubted {_text(doubted)}\n" if doubted else "")
    with contextlib.suppress(SafeChatError):
        files.replace(folder / CLOCK_NAME, lines.encode(), lasting=False)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
