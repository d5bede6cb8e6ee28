"""Hands this terminal to the parent, and stands in for the session until it ends.

The rules this module keeps:

- Whatever is wrong with the parent, the session starts by itself: nothing is said, nothing is waited for.
- Every signal that ends or resizes a session is passed on; the terminal is left blank even when the parent
  and the session are killed.
"""

from __future__ import annotations

import os
import sys

from safechat_tui.early.surroundings import AGAIN
from safechat_tui.ready import meeting

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence
    from typing import Final

PATIENCE: Final = 0.25
"""Seconds that the parent may take to answer; after that the session starts by itself."""

OPTIONS: Final = ("--lang", "--guide")
"""Options of the screens that take a value. Whatever else a command line holds, it is not handed over."""

KILLED: Final = 128
"""Exit codes from here on say that a signal ended the session, perhaps before it could tidy up."""


def hand_over(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int | None:
    """Let the parent run the session in this terminal, and return its exit code.

    Nothing but the standard library is imported for it: what stands in for a session should be small.

    Args:
        arguments: the command line without the program's name.
        environ: the session's environment.

    Returns:
        The exit code, or nothing when there is no parent that would: then nothing has happened.
    """
    if AGAIN in environ:
        # What was locked begins again in its own process.
        return None
    path = meeting.socket_path(environ)
    if sys.platform != "linux" or not meeting.is_ours(path) or not _for_screens(arguments):
        return None
    import json
    import socket

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

    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(path)
            socket.send_fds(line, [asked], [0, 1, 2])
            answer = line.recv(1)
        except OSError:
            return None
        if answer != meeting.TAKEN:
            return None
        line.settimeout(None)
        return _stand_in(line)


def _for_screens(arguments: Sequence[str]) -> bool:
    """Return whether the command line asks for the screens, and both ends are a terminal."""
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if name not in OPTIONS or not (value or next(words, "")):
            return False
    return os.isatty(0) and os.isatty(1)


def _stand_in(line: socket.socket) -> int:
    """Pass signals on until the session has ended, and return its exit code."""
    import signal
    import termios

    before = termios.tcgetattr(0)

    def pass_on(number: int, _: object) -> None:
        try:
            line.send(bytes([number]))
        except OSError:
            return

    for number in (signal.SIGWINCH, signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, pass_on)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        ended = line.recv(1)
    except OSError:
        ended = b""
    status = ended[0] if ended else KILLED + signal.SIGHUP
    if status >= KILLED:
        # A session that was killed could not leave the terminal as it was.
        from safechat_tui.terminal import Terminal

        termios.tcsetattr(0, termios.TCSANOW, before)
        Terminal.of_process().restore()
    return status
