"""How far each plan was seen, so that an older file put back is noticed. No plan needs it to be opened."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable

from safechat_tui.errors import SafeChatError
from safechat_tui.store.backend import Contents
from safechat_tui.store.codes import is_code
from safechat_tui.store.names import SEEN
from safechat_tui.store.row import MAX_REVISION
from safechat_tui.store.seal import Seal


class Revisions:
    """The highest revision of each plan that was seen, sealed like the plans.

    Whoever writes is alone. What cannot be read counts as nothing, and no write must succeed: it is not
    forced onto the disk, so a power cut loses a help and no plan.
    """

    def __init__(self, contents: Contents, seal: Seal) -> None:
        """Say where they are; nothing is read yet."""
        self._contents = contents
        self._seal = seal
        self._name = f"{SEEN}{seal.suffix}"

    def highest(self, code: str) -> int:
        """Return the highest revision seen of a plan, or 0."""
        return self._read().get(code, 0)

    def note(self, code: str, revision: int, present: Iterable[str]) -> None:
        """Remember a plan's revision, and forget the plans that are no longer there."""
        there = set(present)
        self._write({old: seen for old, seen in self._read().items() if old in there} | {code: revision})

    def forget(self, present: Iterable[str]) -> None:
        """Forget the plans that are no longer there, if the memory can be opened now."""
        there, before = set(present), self._read()
        kept = {code: revision for code, revision in before.items() if code in there}
        if kept != before:
            self._write(kept)

    def _write(self, seen: dict[str, int]) -> None:
        with contextlib.suppress(SafeChatError, OSError):
            if seen:
                content = self._seal.seal(json.dumps(seen).encode())
                self._contents.replace(self._name, content, lasting=False)
            else:
                self._contents.remove(self._name)

    def _read(self) -> dict[str, int]:
        try:
            found = json.loads(self._seal.open(self._contents.read(self._name)))
        except (SafeChatError, ValueError, RecursionError, OSError):
            return {}
        whole = isinstance(found, dict) and all(
            is_code(code) and type(revision) is int and 1 <= revision <= MAX_REVISION
            for code, revision in found.items()
        )
        return found if whole else {}
