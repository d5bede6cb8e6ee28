"""What `safechat doctor` looks at on a shared server: the database of kept plans, and the daily erasing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from safechat_tui import clock
from safechat_tui.commands.finding import GOOD, LOOK, Finding
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.store import store_of
from safechat_tui.store.connection import connection_to

RETENTION: Final = Path("/var/lib/safechat/retention")
"""The day of the last retention that did everything; behind it `failed`, if a later one did not."""

_PATIENCE: Final = timedelta(days=3)
"""How old that day may be: a weekend without the machine is no trouble."""


def database(config: Config) -> Finding | None:
    """Look whether the database of the settings answers this account; nothing where they name none."""
    if config.store is None:
        return None
    try:
        store_of(config).list()
    except SafeChatError:
        reason = connection_to(config.store).trouble
        return Finding("database-silent", LOOK, {"store": config.store, "reason": reason})
    return Finding("database", GOOD, {"store": config.store})


def retention(noted: Path = RETENTION) -> Iterator[Finding]:
    """Look when what is past its time was erased last; nothing where no package for servers is installed.

    Args:
        noted: the file that says so.
    """
    if not noted.parent.is_dir():
        return
    try:
        words = noted.read_text("ascii").split()
        day = date.fromisoformat(words[0])
    except (OSError, ValueError, IndexError):
        yield Finding("retention-never", LOOK)
        return
    late = "failed" in words or clock.today() - day > _PATIENCE
    yield Finding("retention-late", LOOK, {"day": day}) if late else Finding("retention", GOOD, {"day": day})
