"""The folder of kept plans as anyone may see it who may read it: no passphrase, no content, no TinyDB."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.problems import near
from safechat_tui.store import codes
from safechat_tui.store.clock_log import EPOCH
from safechat_tui.store.reading import read_bytes, read_plan
from safechat_tui.store.revisions import STEM
from safechat_tui.store.row import last_day
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, SUFFIXES, looks_sealed

LOCK: Final = ".lock"
"""The lock file of all plans: one for each plan would go on telling the codes of deleted ones."""

CLOCK_FLOOR: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the first version nothing was kept: an earlier date comes from a clock that was wrong."""

CLOCK_CEILING: Final = datetime(2400, 1, 1, tzinfo=UTC)
"""No file is dated later, for file systems cannot; a clock that says so is wrong."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list says of one kept plan, without a word of it."""

    code: str
    """Three words that stand for the plan."""
    created: datetime | None
    """When it was first kept, in UTC; nothing for a sealed file, which does not tell, and a damaged one."""
    changed: datetime | None
    """When it was last saved, in UTC; nothing for a damaged file, as for the next one."""
    expires: date | None
    """The last day it is kept, in local time."""
    size: int
    """Bytes of its file."""
    damaged: bool
    """Whether the file cannot be opened; it stays until somebody deletes it."""
    sealed: bool = False
    """Whether a passphrase is needed to open it; its content was not looked at, so damage may show later."""
    unreadable: bool = False
    """Whether the disk or the rights of this account do not let it be read now; it counts as damaged too."""

    def is_over(self, today: date) -> bool:
        """Return whether its last day is over; that of a plan from before CLOCK_FLOOR is not known."""
        known = self.changed is not None and self.expires is not None and self.changed >= CLOCK_FLOOR
        return known and self.expires is not None and self.expires < today


class PlanFolder:
    """The files of kept plans, by their codes. Nothing here writes."""

    def __init__(self, path: Path, keep_days: int) -> None:
        """Say where the plans are; nothing is looked at or made yet."""
        self.path = path
        self.lock = path / LOCK
        """The lock file that every writer takes."""
        self._keep_days = keep_days

    def exists(self) -> bool:
        """Return whether the folder exists.

        Raises:
            SafeChatError: `folder-unsafe` when it is not private, `file-failed` when nobody can tell.
        """
        if not files.exists(self.path):
            return False
        try:
            files.private_folder(self.path)
        except SafeChatError as error:
            # Nothing was to be saved.
            kind = "file-failed" if error.code == "not-saved" else error.code
            raise SafeChatError(kind, **{"name": self.path.name, **error.params}) from error
        return True

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all files that are named like a plan, whatever they hold, each once."""
        paths = map(Path, files.names(self.path))
        return tuple(
            sorted({path.stem for path in paths if path.suffix in SUFFIXES and codes.is_code(path.stem)})
        )

    def on_disk(self) -> dict[str, int] | None:
        """Return how many files there are by kind; see `Store.on_disk`."""
        if not self.exists():
            return None
        names = files.names(self.path)
        suffixes = [Path(name).suffix for name in names if codes.is_code(Path(name).stem)]
        return {
            "sealed": suffixes.count(SEALED_SUFFIX),
            "open": suffixes.count(PLAIN_SUFFIX),
            "left": sum(files.TEMP_NAME.fullmatch(name) is not None for name in names),
            "remembered": names.count(f"{STEM}{SEALED_SUFFIX}"),
        }

    def file(self, code: str, suffix: str) -> Path:
        """Return the file of a code, there or not; anything else than a code never becomes a path.

        Raises:
            SafeChatError: `no-such-plan`.
        """
        if not codes.is_code(code):
            raise self.no_such_plan(code)
        return self.path / f"{code}{suffix}"

    def taken(self, code: str) -> tuple[Path, ...]:
        """Return what there is of a code, the sealed file first."""
        return tuple(path for suffix in SUFFIXES if files.exists(path := self.file(code, suffix)))

    def known(self, code: str) -> tuple[Path, ...]:
        """Return the files of a code as a person gave it, the one that counts first.

        Raises:
            SafeChatError: `no-such-plan`, with the nearest code as `meant`; `folder-unsafe`.
        """
        folded = codes.normalised(code)
        if self.exists() and codes.is_code(folded) and (paths := self.taken(folded)):
            return paths
        raise self.no_such_plan(code)

    def no_such_plan(self, code: str) -> SafeChatError:
        """Return the error that says so, with the nearest code there is."""
        nearest = near(codes.normalised(code), self.codes())
        return codes.plan_error("no-such-plan", codes.shown(code), meant=nearest)

    def open_files(self) -> tuple[Path, ...]:
        """Return the files of plans that are not sealed."""
        return tuple(path for code in self.codes() if files.exists(path := self.file(code, PLAIN_SUFFIX)))

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first, damaged files at the end."""
        present = self.codes() if self.exists() else ()
        found = [kept for code in present if (kept := self._look(code)) is not None]
        return tuple(sorted(found, key=lambda kept: kept.changed or EPOCH, reverse=True))

    def _look(self, code: str) -> Kept | None:
        """Return what a list says of a plan, or nothing when it went away meanwhile."""
        for path in self.taken(code):
            status = files.status(path)
            if status is None:
                continue
            sealed = path.suffix == SEALED_SUFFIX
            try:
                return self._look_sealed(path, status) if sealed else self._look_open(path, status)
            except SafeChatError as error:
                if error.code == "file-missing":
                    continue
                if error.code not in {"damaged", "unreadable"}:
                    raise
                failed = error.code == "unreadable"
                return Kept(code, None, None, None, status.st_size, True, sealed, unreadable=failed)
        return None

    def _look_sealed(self, path: Path, status: os.stat_result) -> Kept:
        """Return what a sealed file tells: its own date, which `files` sets to that of the last save.

        A copy without its date only stays longer; opening the plan gives it its date back.
        """
        if not looks_sealed(read_bytes(path)):
            raise codes.plan_error("damaged", path.stem)
        seconds = min(max(status.st_mtime, 0), CLOCK_CEILING.timestamp())
        changed = datetime.fromtimestamp(int(seconds), UTC)
        expires = last_day(changed, self._keep_days)
        return Kept(path.stem, None, changed, expires, status.st_size, damaged=False, sealed=True)

    def _look_open(self, path: Path, status: os.stat_result) -> Kept:
        kept = read_plan(path, PLAIN, self._keep_days)
        return Kept(path.stem, kept.created, kept.changed, kept.expires, status.st_size, damaged=False)
