"""Kept plans without opening one: listed, counted, deleted, purged. No passphrase, no content, no TinyDB."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store import codes
from safechat_tui.store.backend import Backend, Contents, plans_in
from safechat_tui.store.clock_log import EPOCH
from safechat_tui.store.names import SEALED_SEEN, Kept, Stored, is_plan
from safechat_tui.store.reading import TOLD
from safechat_tui.store.revisions import Revisions
from safechat_tui.store.row import decode, from_row, last_day
from safechat_tui.store.seal import PLAIN, PLAIN_SUFFIX, SEALED_SUFFIX, Seal, looks_sealed

KEEP_DAYS: Final = 30
"""Days a plan is kept after its last change, when nobody says otherwise."""


class Listing:
    """Kept plans, by their codes.

    Every method raises, besides the errors it names, those of its backend: `folder-unsafe`, `folder-unfit`,
    `file-failed` and `busy` of files; `database-away`, `database-not-sure` and `database-refuses`.
    """

    def __init__(self, backend: Backend, *, keep_days: int = KEEP_DAYS, seal: Seal = PLAIN) -> None:
        """Say where plans are kept; nothing is looked at or made yet.

        Args:
            backend: where they lie.
            keep_days: days after the last change that a plan is kept.
            seal: closes and opens them; with LOCKED, plans can be listed, deleted and purged only.
        """
        self.backend = backend
        self._keep_days = keep_days
        self._seal = seal

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first, damaged plans at the end."""
        with self.backend.opened() as contents:
            return self._listed(contents)

    def on_disk(self) -> dict[str, int]:
        """Return how many files, or rows, there are by kind.

        `sealed` and `open` count plans, `left` what a write that was cut short left, and `remembered` whether
        there is the memory that notices an older file put back.
        """
        with self.backend.opened() as contents:
            names = contents.names()
        suffixes = [Path(name).suffix for name in filter(is_plan, names)]
        return {
            "sealed": suffixes.count(SEALED_SUFFIX),
            "open": suffixes.count(PLAIN_SUFFIX),
            "left": sum(files.TEMP_NAME.fullmatch(name) is not None for name in names),
            "remembered": names.count(SEALED_SEEN),
        }

    def delete(self, code: str) -> None:
        """Delete a kept plan, damaged or not; its code is taken as `open` takes it.

        Raises:
            SafeChatError: `no-such-plan`, `not-deleted` or `not-sure-deleted`.
        """
        with self.backend.opened(alone=True) as contents:
            self._remove(contents, self._known(contents, code))

    def purge(self, *, sure: bool = False) -> int:
        """Delete the plans whose last day is over, and return how many; left-over temporary files too.

        Damaged files stay, and so do plans from before CLOCK_FLOOR, whose age nobody knows. What was saved
        before the clock jumped stays until a person asks for a purge; see `overdue`.

        Args:
            sure: whether a person asked for it and so answers for the clock.

        Raises:
            SafeChatError: `not-deleted`.
        """
        # No other session may save a plan between the look and the deletion.
        with self.backend.opened(alone=True) as contents:
            over = contents.over(self._listed(contents), sure=sure)
            gone = {kept.code for kept in over}
            self._remove(contents, [name for name in plans_in(contents) if Path(name).stem in gone])
        return len(over)

    def overdue(self) -> int:
        """Return how many plans are past their last day by this clock, and wait for a person to say so."""
        with self.backend.opened() as contents:
            today = contents.today()
            return sum(kept.is_over(today) for kept in self._listed(contents))

    # The steps ---------------------------------------------------------------------------------

    def _codes(self, contents: Contents) -> tuple[str, ...]:
        """Return the codes of all plans, each once."""
        return tuple(sorted({Path(name).stem for name in plans_in(contents)}))

    def _known(self, contents: Contents, code: str) -> Sequence[str]:
        """Return the names of a code as a person gave it, the one that counts first, or `no-such-plan`."""
        folded = codes.normalised(code)
        if names := [name for name in plans_in(contents) if Path(name).stem == folded]:
            return names
        raise codes.no_such_plan(code, self._codes(contents))

    def _listed(self, contents: Contents) -> tuple[Kept, ...]:
        # Where a plan lies there twice, the sealed one counts.
        found = {kept.code: kept for kept in map(self._kept, contents.look(reversed(plans_in(contents))))}
        by_code = [found[code] for code in sorted(found)]
        return tuple(sorted(by_code, key=lambda kept: kept.changed or EPOCH, reverse=True))

    def _kept(self, stored: Stored) -> Kept:
        """Return what a list says of a plan; of one that lies open, by what is in it."""
        code, changed, sealed = Path(stored.name).stem, stored.changed, stored.name.endswith(SEALED_SUFFIX)
        trouble = TOLD.get(stored.trouble, stored.trouble)
        if not trouble and sealed:
            trouble = "" if looks_sealed(stored.content) else "damaged"
        elif not trouble:
            try:
                changed = from_row(decode(stored.content), code, keep_days=self._keep_days).changed
            except ValueError:
                trouble = "damaged"
        return Kept(
            code,
            None if trouble else changed,
            None if trouble else last_day(changed, self._keep_days),
            stored.size,
            damaged=bool(trouble),
            sealed=sealed,
            unreadable=trouble == "unreadable",
        )

    def _remove(self, contents: Contents, names: Sequence[str]) -> None:
        """Remove plans; without the passphrase it is forgotten with the next save how far they were seen."""
        for name in names:
            contents.remove(name)
        if names:
            with contextlib.suppress(SafeChatError):
                Revisions(contents, self._seal).forget(self._codes(contents))
