"""Hands this terminal to the parent, and stands in for the session until it ends.

The rules this module keeps:

- Whatever is wrong with the parent, the session starts by itself: nothing is said, nothing is waited for.
- Every signal that ends or resizes a session is passed on; the terminal is left blank even when the parent
  and the session are killed.
- Nothing is imported but what is built into the interpreter: this process is in memory for as long as the
  session is, and a start waits for it.
"""

from __future__ import annotations

import posix
import sys
from _signal import (  # type: ignore[import-not-found]
    SIG_BLOCK,
    SIG_IGN,
    SIG_UNBLOCK,
    SIGHUP,
    SIGINT,
    SIGQUIT,
    SIGTERM,
    SIGTSTP,
    SIGWINCH,
    pthread_sigmask,
    signal,
)

from safechat_tui import AGAIN
from safechat_tui.ready import meeting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Sequence
    from typing import Final

PATIENCE: Final = 2.0
"""Seconds that the parent may take to answer; after that the session starts by itself."""

OPTIONS: Final = ("--lang", "--guide")
"""Options of the screens that take a value. Whatever else a command line holds, it is not handed over."""

STANDARD: Final = (0, 1, 2)
"""The descriptors of the terminal that are handed over."""

PASSED_ON: Final = (SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT)
"""Signals that are passed on to the session; Ctrl+X comes as SIGQUIT until it reads the keys."""

KILLED: Final = 128
"""Exit codes from here on say that a signal ended the session, perhaps before it could tidy up."""


def hand_over(arguments: Sequence[str]) -> int | None:
    """Let the parent run the session in this terminal, and return its exit code.

    Args:
        arguments: the command line without the program's name.

    Returns:
        The exit code, or nothing when there is no parent that would: then nothing has happened.
    """
    if sys.platform != "linux" or not _for_screens(arguments):
        return None
    started = _environ()
    environ = meeting.entries(started.decode("utf-8", "surrogateescape").split("\0"))
    path = meeting.socket_path(environ)
    # What was locked begins again in its own process.
    if AGAIN in environ or not meeting.is_ours(path):
        return None
    # A file of its own in some Pythons, and needed only where there is a parent.
    import termios

    # What comes while the parent is asked is obeyed once it is clear by whom.
    pthread_sigmask(SIG_BLOCK, PASSED_ON)
    try:
        before = termios.tcgetattr(0)
        line = _asked(path, meeting.asked(arguments, started))
        _pass_on(line)
    except (OSError, termios.error):
        return None
    finally:
        pthread_sigmask(SIG_UNBLOCK, PASSED_ON)
    status = _ended(line)
    if status >= KILLED:
        # A session that was killed could not leave the terminal as it was.
        from safechat_tui.terminal import Terminal

        termios.tcsetattr(0, termios.TCSANOW, before)
        Terminal.of_process().restore()
    return status


def _environ() -> bytes:
    """Return the environment that this process was started with: Python itself adds to its own at times."""
    try:
        file = posix.open("/proc/self/environ", posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return b""
    found = b""
    while data := posix.read(file, meeting.MOST_BYTES):
        found += data
    posix.close(file)
    return found


def _asked(path: str, words: bytes) -> socket:
    """Return the line to a parent that took this terminal.

    Raises:
        OSError: when there is none that would.
    """
    import _socket

    rights = b"".join(standard.to_bytes(4, sys.byteorder) for standard in STANDARD)
    line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    line.settimeout(PATIENCE)
    line.connect(path)
    line.sendmsg([words], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
    if line.recv(1) != meeting.TAKEN:
        raise ConnectionRefusedError
    line.settimeout(None)
    return line


def _for_screens(arguments: Sequence[str]) -> bool:
    """Return whether the command line asks for the screens, and both ends are a terminal in front."""
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if name not in OPTIONS or not (value or next(words, "")):
            return False
    try:
        # Keys and signals of the terminal are for this process, and for no other.
        return posix.isatty(1) and posix.tcgetpgrp(0) == posix.getpgrp()
    except OSError:
        return False


def _pass_on(line: socket) -> None:
    """Pass signals on from now on."""

    def send(number: int, _: object) -> None:
        try:
            line.send(bytes([number]))
        except OSError:
            return

    for number in PASSED_ON:
        signal(number, send)
    signal(SIGTSTP, SIG_IGN)


def _ended(line: socket) -> int:
    """Wait for the end of the session, and return its exit code."""
    try:
        ended = line.recv(1)
    except OSError:
        ended = b""
    return ended[0] if ended else KILLED + SIGHUP
