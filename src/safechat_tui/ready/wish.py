"""What a session asks its parent for, as the parent understands it."""

from __future__ import annotations

from typing import NamedTuple

from safechat_tui.ready import meeting


class Wish(NamedTuple):
    """What a session asks for."""

    identity: str
    """What tells its program from every other."""
    letters: str
    """Those of the names of its files."""
    folder: str
    """Where it was started."""
    arguments: list[str]
    """Its command line, without the program's name."""
    environ: dict[str, str]
    """Its environment."""


def understood(asked: bytes) -> Wish:
    """Return what `meeting.asked` made bytes of.

    Raises:
        ValueError: when it did not.
    """
    identity, letters, folder, count, *rest = asked.decode("utf-8", "surrogateescape").split("\0")
    return Wish(identity, letters, folder, rest[: int(count)], meeting.entries(rest[int(count) :]))
