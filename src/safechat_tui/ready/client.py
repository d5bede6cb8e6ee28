"""Hands this terminal to the parent, and stands in for the session until it ends.

The rules this module keeps:

- Whatever is wrong with the parent, the session starts by itself: nothing is said, nothing is waited for.
- Every signal that ends or resizes a session is passed on; the terminal is left blank even when the parent
  and the session are killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safechat_tui.ready import meeting
from safechat_tui.terminal import Terminal

if TYPE_CHECKING:
    import socket

PATIENCE: Final = 0.25
"""Seconds that the parent may take to answer; after that the session starts by itself."""

PASSED_ON: Final = (signal.SIGWINCH, signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
"""Signals that are meant for the session."""

KILLED: Final = 128
"""Exit codes from here on say that a signal ended the session, perhaps before it could tidy up."""


def hand_over(
    arguments: Sequence[str], data_folder: Path, environ: Mapping[str, str] = os.environ
) -> int | None:
    """Let the parent run the session in this terminal, and return its exit code.

    Args:
        arguments: the command line without the program's name.
        data_folder: where the program keeps what it keeps.
        environ: the session's environment.

    Returns:
        The exit code, or nothing when there is no parent that would: then nothing has happened.
    """
    path = meeting.socket_path(environ, data_folder)
    if sys.platform != "linux" or not meeting.is_ours(path):
        return None
    wish = {
        "identity": meeting.identity(),
        "arguments": list(arguments),
        "environment": dict(environ),
        "folder": os.getcwd(),
    }
    asked = json.dumps(wish).encode("utf-8", "surrogateescape")
    if len(asked) > meeting.MOST_BYTES:
        return None
    # Some 5 ms to import, so only where there is a parent.
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(str(path))
            socket.send_fds(line, [asked], [0, 1, 2])
            answer = line.recv(1)
        except OSError:
            return None
        if answer != meeting.TAKEN:
            return None
        line.settimeout(None)
        return _stand_in(line)


def _stand_in(line: socket.socket) -> int:
    """Pass signals on until the session has ended, and return its exit code."""
    terminal = Terminal.of_process()

    def pass_on(number: int, _: object) -> None:
        try:
            line.send(bytes([number]))
        except OSError:
            return

    for number in PASSED_ON:
        signal.signal(number, pass_on)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        ended = line.recv(1)
    except OSError:
        ended = b""
    status = ended[0] if ended else KILLED + signal.SIGHUP
    if status >= KILLED:
        terminal.restore()
    return status
