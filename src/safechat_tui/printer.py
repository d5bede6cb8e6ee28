"""Hands a finished plan to a queue of CUPS, and asks for a queue. The only module that runs another program.

The rules this module keeps:

- `lp` and `lpstat` are run by their absolute paths, without a shell; nothing of a plan stands among their
  arguments.
- The plan goes through a pipe: no file is written by us.
- It has a session of its own and none of our descriptors, so that it never holds the terminal.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError

LP: Final = Path("/usr/bin/lp")
"""Where CUPS puts its command."""

LPSTAT: Final = Path("/usr/bin/lpstat")
"""Where it puts the one that knows the queues."""

JOB: Final = "notes"
"""The name of every job: lists of jobs and title pages show it to whoever looks."""

_PATIENCE: Final = 20.0
"""Seconds in which a print server that is there has taken a few pages."""

ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
"""All that `lp` is told: no variable may name another server, and none is handed on."""


def print_to_queue(queue: str, data: bytes, lp: Path = LP, patience: float = _PATIENCE) -> None:
    """Hand a text or a PDF to a queue; returns once the print server has all of it. Takes a while.

    Args:
        queue: name of the queue, as the settings' rule for a printer lets it pass.
        data: what is to be printed.
        lp: the command.
        patience: seconds after which it is given up.

    Raises:
        SafeChatError: `no-lp` where there is no such command; `printer-slow` when it was given up, and nobody
            knows whether it prints; `not-printed` when the print server refused.
    """
    if not _run([lp, "-s", "-d", queue, "-t", JOB], data, queue, patience):
        raise SafeChatError("not-printed", printer=queue)


def is_queue(queue: str, lpstat: Path = LPSTAT, patience: float = _PATIENCE) -> bool:
    """Return whether the print server knows a queue; raises what `print_to_queue` raises."""
    return _run([lpstat, "-a", queue], b"", queue, patience)


def _run(command: list[Path | str], data: bytes, queue: str, patience: float) -> bool:
    """Run one of the two commands, and return whether it ended well."""
    try:
        done = subprocess.run(  # noqa: S603 (no shell, a fixed command, and a queue checked by its rule)
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            timeout=patience,
            check=False,
        )
    except FileNotFoundError as error:
        raise SafeChatError("no-lp") from error
    except subprocess.TimeoutExpired as error:
        raise SafeChatError("printer-slow", printer=queue) from error
    except OSError as error:
        raise SafeChatError("not-printed", printer=queue) from error
    return done.returncode == 0
