"""Shows pictures on a terminal that may be slow: only the latest one matters.

The rules this module keeps:

- One picture is under way at the most and one waits; a newer one takes the place of the one that waits.
- Nothing here ever blocks, so the event loop goes on whatever the terminal takes.
- Over a line no more is sent ahead than a slow one carries in a moment: what the line has swallowed
  nobody can take back, and the quick exit would stand behind it.
"""

from __future__ import annotations

import os
import termios
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from safechat_tui.charset import UTF_8
from safechat_tui.terminal.blank import PRINTER_OFF, modes_on
from safechat_tui.terminal.capabilities import FULL, Capabilities, capabilities_of, drawable, printer_bytes
from safechat_tui.terminal.grid import Grid, blank_grid, update_bytes
from safechat_tui.terminal.leaving import Terminal

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, TimerHandle

LINE_RATE: Final = 8000.0
"""Bytes a second that a slow line of today carries (64 kbit/s)."""

LINE_AHEAD: Final = 512.0
"""Bytes still on their way with which the next picture is sent."""

PRINTED: Final = 512
"""Bytes that go to a printer at once."""

SLOW_SPEEDS: Final = {
    getattr(termios, f"B{speed}"): float(speed) / 10 for speed in (300, 600, 1200, 2400, 4800, 9600, 19200)
}
"""Bytes a second of the serial lines that are slower than that."""

SHELL_LINES: Final = ("SSH_CONNECTION", "SSH_TTY")
"""Variables that are set where the terminal is at the other end of a line."""


class Painter:
    """The one way from pictures to the terminal."""

    def __init__(self, terminal: Terminal, rate: float | None = None, kind: Capabilities = FULL) -> None:
        """Begin with a terminal of which nobody knows what it shows, and as `_line_rate` tells its rate."""
        self.terminal = terminal
        self._kind = kind
        self._rate = rate
        self._shown: Grid | None = None
        self._wanted: Grid | None = None
        self._rest = b""
        self._printing = b""
        self._ahead = 0.0
        self._counted = time.monotonic()
        self._loop: AbstractEventLoop | None = None
        self._timer: TimerHandle | None = None

    @classmethod
    def of(cls, terminal: Terminal) -> Painter:
        """Return a painter for a terminal, as slow as its line, with what its kind has."""
        return cls(terminal, _line_rate(terminal.read_fd, os.environ), capabilities_of(os.environ))

    def attend(self, loop: AbstractEventLoop) -> None:
        """Go on by itself from now on whenever the terminal takes more. Call it in the event loop."""
        self._loop = loop
        self._go_on()

    def begin(self) -> None:
        """Take the screen over; it is empty after that."""
        self.terminal.shows = True
        self._rest += modes_on().encode("ascii")
        self._shown = blank_grid(self.terminal.size())
        self._go_on()

    def show(self, picture: Grid) -> None:
        """Show a picture as soon as the terminal takes it, unless a newer one comes before."""
        self._wanted = self._drawable(picture)
        self._go_on()

    def whole(self, picture: Grid) -> bytes:
        """Return what shows a picture whatever is on the screen, in the letters of the terminal."""
        return self._encoded(update_bytes(None, self._drawable(picture), moves=self._kind.moves))

    def forget(self) -> None:
        """Send the next picture whole: something else may have written to the terminal."""
        self._shown = None

    def print_out(self, data: bytes) -> None:
        """Send lines of ASCII to the terminal's printer between two pictures, then show all of the screen.

        A terminal without a printer may show them instead.
        """
        self.terminal.prints = True
        self._printing += printer_bytes(data)
        self._go_on()

    def stop_printing(self) -> None:
        """Print nothing more: another picture may not wait."""
        if self._printing:
            self._printing = PRINTER_OFF

    def _drawable(self, picture: Grid) -> Grid:
        return drawable(picture, self.terminal.charset, self._kind)

    def _encoded(self, data: bytes) -> bytes:
        charset = self.terminal.charset
        return data if charset == UTF_8 else data.decode(UTF_8).encode(charset, "replace")

    def _go_on(self) -> None:
        """Send what can be sent now, and see to it that the rest follows; end when the terminal is gone."""
        if self._timer is not None:
            self._timer.cancel()
        if self._loop is not None:
            self._loop.remove_writer(self.terminal.write_fd)
        while True:
            if self._rest:
                try:
                    self._rest = self._rest[self.terminal.offer(self._rest) :]
                except OSError:
                    self.terminal.vanish()
                if self._rest:
                    if self._loop is not None:
                        self._loop.add_writer(self.terminal.write_fd, self._go_on)
                    return
            if self._printing:
                # The rest of a page behind what the line carries would hold the quick exit up.
                if seconds := self._seconds_too_far_ahead():
                    self._wait(seconds)
                    return
                self._rest, self._printing = self._printing[:PRINTED], self._printing[PRINTED:]
                self._ahead += len(self._rest)
                self._wanted, self._shown = self._wanted or self._shown, None
                continue
            if self._wanted is None:
                return
            data = self._encoded(update_bytes(self._shown, self._wanted, moves=self._kind.moves))
            if data and (seconds := self._seconds_too_far_ahead()):
                self._wait(seconds)
                return
            self._shown, self._wanted = self._wanted, None
            self._ahead += len(data)
            self._rest = data

    def _seconds_too_far_ahead(self) -> float:
        """Return how long the line needs until the next picture may be sent."""
        if self._rate is None:
            return 0.0
        now = time.monotonic()
        self._ahead = max(0.0, self._ahead - (now - self._counted) * self._rate)
        self._counted = now
        return max(0.0, self._ahead - LINE_AHEAD) / self._rate

    def _wait(self, seconds: float) -> None:
        if self._loop is not None:
            self._timer = self._loop.call_later(seconds, self._go_on)


def _line_rate(read_fd: int, environ: Mapping[str, str]) -> float | None:
    """Return how many bytes a second the line to a terminal surely carries, if it is at the end of one."""
    if any(environ.get(name) for name in SHELL_LINES):
        return LINE_RATE
    try:
        # The speed of a pseudo-terminal means nothing.
        pseudo = os.ttyname(read_fd).startswith("/dev/pts/")
        return None if pseudo else SLOW_SPEEDS.get(termios.tcgetattr(read_fd)[5])
    except (OSError, termios.error):
        return None
