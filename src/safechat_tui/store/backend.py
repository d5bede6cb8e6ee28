"""The seam between kept plans and where they lie: a folder of files, or a database with the same methods."""

from __future__ import annotations

from safechat_tui.store.database import Database, Rows
from safechat_tui.store.folder import Folder
from safechat_tui.store.names import is_plan

Backend = Folder | Database
"""Where kept plans, or the key, lie; `opened` lends what is there."""

Contents = Folder | Rows
"""What is there; every write needs a backend that was opened, that of a plan alone."""


def plans_in(contents: Contents) -> list[str]:
    """Return the names of all plans, a sealed one before the same that lies open."""
    return sorted(filter(is_plan, contents.names()))
