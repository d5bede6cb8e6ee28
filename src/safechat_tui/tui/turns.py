"""Draws the first screens of sessions that begin at the same moment first, then starts them in turn.

Where many are forked at once, each would else wait for all the others. As many are started at a time as there
are processors. A turn ends with the session that has it, whatever becomes of it, and nobody waits for long.
"""

from __future__ import annotations

import fcntl
import os
import time
from typing import Final

PATIENCE: Final = 3.0
"""Seconds after which a session is started whether it is its turn or not."""

PAUSE: Final = 0.01
"""Seconds between two looks at whose turn it is."""


class _Turns:
    """Where the turns are kept; one for the process."""

    file = -1


def keep_turns() -> int:
    """Keep turns among the processes that are forked from this one, and return the descriptor they need."""
    _Turns.file = os.memfd_create("turns")
    return _Turns.file


def take_turn() -> None:
    """Wait until it is this process's turn to be started; at once where no turns are kept."""
    end = time.monotonic() + PATIENCE
    while _Turns.file >= 0 and not _taken() and time.monotonic() < end:
        time.sleep(PAUSE)


def end_turn() -> None:
    """Let the next one be started."""
    if _Turns.file >= 0:
        # The kernel takes all its locks back with it.
        os.close(_Turns.file)
        _Turns.file = -1


def _taken() -> bool:
    """Return whether one of the turns was free: a byte of the file stands for each."""
    for place in range(len(os.sched_getaffinity(0))):
        try:
            fcntl.lockf(_Turns.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            continue
        return True
    return False
