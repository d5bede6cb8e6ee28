"""The names of what is kept, and what is seen of it unopened: in a database they are those of files, too.

A plan is `CODE.age`, or `CODE.json` where it lies open; beside the plans lies the memory of revisions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from safechat_tui.store import codes
from safechat_tui.store.clock_log import Expiring
from safechat_tui.store.seal import PLAN_SUFFIXES, SEALED_SUFFIX

KEY: Final = "key.age"
"""The worker's key. `age -d -i key.age plan.age` opens a plan and asks for the passphrase itself."""

SEEN: Final = ".seen"
"""The memory of revisions, before the seal's suffix."""

SEALED_SEEN: Final = f"{SEEN}{SEALED_SUFFIX}"
"""That of sealed plans."""

_KEYS: Final = re.compile(r"key(-[0-9]+)?\.age")


def is_key(name: str) -> bool:
    """Return whether this is the key, or one that was set aside and opens what it sealed."""
    return _KEYS.fullmatch(name) is not None


def is_plan(name: str) -> bool:
    """Return whether this is the name of a plan, whatever it holds; never a path."""
    code, _, ending = name.rpartition(".")
    return f".{ending}" in PLAN_SUFFIXES and codes.is_code(code)


@dataclass(frozen=True, slots=True)
class Kept(Expiring):
    """What a list says of one kept plan, without a word of it."""

    code: str
    """Three words that stand for the plan."""
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


class Stored(NamedTuple):
    """What is seen of a plan where it lies."""

    name: str
    size: int
    """Bytes."""
    changed: datetime
    """Its date: when it was last saved, in UTC."""
    content: bytes
    """What it begins with; all of a plan that lies open."""
    trouble: str = ""
    """The error with which it could not be read."""
