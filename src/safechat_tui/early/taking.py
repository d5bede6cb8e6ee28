"""Takes the terminal over before anything is imported, and gives it back.

The rules this module keeps:

- The quick exit is obeyed from the first instruction on: until the keyboard is read, Ctrl+X is the key by
  which the terminal itself sends a signal.
- Keys that are typed meanwhile wait in the terminal.
- Whoever cannot go on gives the terminal back first (`undo`).
"""

from __future__ import annotations

import os
import termios

# Built into the interpreter; `signal` itself takes several milliseconds to import.
from _signal import SIGHUP, SIGINT, SIGQUIT, SIGTERM, getsignal, signal  # type: ignore[import-not-found]

from safechat_tui.early import blank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

    from safechat_tui.early.rows import Runs

IN: Final = 0
"""The descriptor of this process's own keys."""

OUT: Final = 1
"""That of its own screen."""

CTRL_X: Final = b"\x18"
"""What Ctrl+X types."""

NO_KEY: Final = b"\0"
"""The key of a signal that no key sends."""

MOST_TYPED: Final = 1024
"""Bytes read of what was typed before."""

SIGNALS: Final = (SIGTERM, SIGHUP, SIGINT, SIGQUIT)
"""Signals that end the program with a blank screen."""


class Taken:
    """A terminal: what was taken over of it, and what it shows."""

    ours = False
    """Whether it was taken over and is still to be given back."""
    settings: list[Any] | None = None
    """Those it had; nothing where it was not taken over."""
    rows: tuple[Runs, ...] = ()
    """What is shown; no row where nothing is."""
    size = (0, 0)
    """Columns and rows of that."""
    rest = b""
    """Bytes of it that the terminal has not taken yet."""
    sent = 0
    """How many it has."""
    typed = b""
    """What was typed before the screen stood, and read."""
    clears_scrollback = False
    """Whether the quick exit also clears what the shell showed before."""

    def __init__(self) -> None:
        """Remember the terminal; nothing of it is changed yet."""
        self._fd = OUT

    def take(self) -> None:
        """Take keys without showing them, and let Ctrl+X be a signal; do nothing where that cannot be."""
        self._fd = blank.own_descriptor(OUT)
        try:
            self.settings = termios.tcgetattr(IN)
            now = termios.tcgetattr(IN)
            now[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            now[3] |= termios.ISIG
            now[6][termios.VQUIT] = CTRL_X
            now[6][termios.VINTR] = now[6][termios.VSUSP] = NO_KEY
            now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
            self.ours = True
            termios.tcsetattr(IN, termios.TCSANOW, now)
        except termios.error:
            self.ours = False

    def window(self) -> tuple[int, int]:
        """Return its columns and rows as they are now; 80 and 24 where it does not say."""
        return blank.size_of(OUT)

    def show(self, rows: tuple[Runs, ...], size: tuple[int, int], drawn: bytes) -> None:
        """Show rows, as far as the terminal takes them without waiting.

        Args:
            rows: what is shown.
            size: columns and rows of that.
            drawn: the bytes that show it on whatever the screen holds.
        """
        self.rows, self.size = rows, size
        self.rest = blank.put(self._fd, drawn)
        self.sent = len(drawn) - len(self.rest)

    def leave(self, number: int) -> int:
        """Leave it blank for a signal, Ctrl+X coming as SIGQUIT, and return the exit code. Never raises."""
        if not self.ours:
            return 128 + number
        quick = number == SIGQUIT
        last = blank.farewell(self.window()[1], clears_scrollback=quick and self.clears_scrollback)
        # Before anything was shown, a signal leaves the shell's own screen alone.
        blank.leave(IN, self._fd, self.settings, last if quick or self.rows else b"")
        return 0 if quick else 128 + number

    def give_back(self) -> None:
        """Give it back as it was, if it is still taken over. Never raises."""
        if not self.ours:
            return
        self.ours = False
        if self.rows:
            last = blank.farewell(self.size[1], clears_scrollback=False)
            blank.leave(IN, self._fd, self.settings, last)
        else:
            blank.set_back(IN, self.settings)


class _Process:
    """The terminal of this process, and what it did at signals before."""

    held = Taken()
    handlers: Mapping[int, Any] = {}


def held() -> Taken:
    """Return the terminal of this process."""
    return _Process.held


def in_front() -> bool:
    """Return whether keys and signals of the terminal are for this process, and for no other."""
    try:
        return os.tcgetpgrp(IN) == os.getpgrp()
    except OSError:
        return False


def hear() -> None:
    """Let a signal end this process with a blank screen from now on."""
    _Process.handlers = {number: signal(number, _vanish) for number in SIGNALS}


def look_for_exit() -> None:
    """Obey the quick exit that was typed before it was a signal; the other keys are kept."""
    _Process.held.typed = _typed()
    if CTRL_X in _Process.held.typed:
        _vanish(SIGQUIT, None)


def hand_over() -> Taken:
    """Return what was taken over, for whoever gives it back from now on."""
    _Process.held.ours = False
    return _Process.held


def undo() -> None:
    """Give the terminal back as it was, if it is still taken over. Never raises."""
    if _Process.held.ours:
        _Process.held.give_back()
        deafen()


def deafen() -> None:
    """Let signals do what they did before `hear`."""
    for number, before in _Process.handlers.items():
        if getsignal(number) is _vanish:
            signal(number, before)


def _typed() -> bytes:
    """Return what was typed so far."""
    try:
        fd = os.open(os.ttyname(IN), os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return os.read(fd, MOST_TYPED)
    except OSError:
        return b""
    finally:
        os.close(fd)


def _vanish(number: int, _: object) -> None:
    """End at once, the screen blank."""
    status = 128 + number
    try:
        status = _Process.held.leave(number)
    finally:
        os._exit(status)
