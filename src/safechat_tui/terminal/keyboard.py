"""Reads the terminal in a thread of its own, from the first moment of the program to its last.

The rules this module keeps:

- The quick exit is looked for in the raw bytes, before anyone else sees them. Whatever the rest of the
  program is doing, starting up included, it works.
- A terminal that is gone (end of file, error, hang-up) ends the program at once.
- A signal that ends the program is seen here too: the main thread may be busy.
- Nothing is polled: the thread sleeps until there is something to do.

To forget everything, the program is restarted:

- The kernel replaces the whole memory (execve): what was said and typed is in none of the new one.
- Signals are blocked until the new program handles them, and keys stay in the terminal's queue: the quick
  exit is never lost.
- Where it cannot restart, it ends: a plan is not left open because locking it failed.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any, Final, NoReturn

from safechat_tui.hardening import CRASHED
from safechat_tui.terminal.exitkeys import ExitKeys
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.terminal.restart import RESTART_VARIABLE, Restart

_READ_SIZE: Final = 65536
"""Bytes read at once."""

MOST_HELD: Final = 1024
"""Bytes kept of what is typed before anyone takes keys; the rest is dropped."""

_ESCAPE_WAIT: Final = 0.1
"""Seconds after which a key that was begun can be given up."""

SWITCH: Final = 0.0005
"""Seconds after which a thread that works makes room for one that waits: a tenth of what Python takes."""

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the program with a blank screen."""

UNTAKEN: Final = {
    *(signal.SIGKILL, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT),
    *(signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE, signal.SIGXFSZ),
    *(signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP, signal.SIGSYS),
}
"""Signals that end nothing here, that nobody can take, or that tell of a fault, with no way on."""

OTHERS: Final = tuple(sorted(signal.valid_signals() - UNTAKEN - set(SIGNALS)))
"""Other signals, which nobody sends on purpose; they would end the program with the screen standing."""

_STOP: Final = 0
"""What wakes the thread for the last time; no signal has this number."""

_LOOK: Final = 255
"""What wakes the thread because keys are taken from now on; no signal has this number."""

Receiver = Callable[[bytes], bool]
"""Takes the bytes of keys, in any cut, in the thread that reads them; none if nothing came for _ESCAPE_WAIT.
Returns whether it waits for the rest of a key."""


class Keyboard:
    """The one reader of the terminal's keys."""

    def __init__(self, terminal: Terminal) -> None:
        """Remember the terminal; nothing is read or changed yet."""
        self.terminal = terminal
        self._exit_keys = ExitKeys()
        self._held = b""
        self._handlers: dict[int, Any] = {}
        self._receiver: Receiver | None = None
        self._resized: Callable[[], None] = lambda: None
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._thread = threading.Thread(target=self._watch, name="keys", daemon=True)

    @property
    def escapes(self) -> int:
        """How many times Esc was pressed of the three that leave."""
        return self._exit_keys.pressed(time.monotonic())

    def closes(self, times: int) -> None:
        """Say how many times Esc now closes something, and so is none of the three."""
        self._exit_keys.closes = times

    def start(self) -> None:
        """Take the terminal's keys and the signals over. Call it once, in the main thread."""
        # Handlers of signals interrupt each other, so nothing is done in that of a new size.
        ours: dict[int, Any] = dict.fromkeys((*SIGNALS, *OTHERS), self._leave) | {
            signal.SIGTSTP: signal.SIG_IGN,
            signal.SIGWINCH: lambda *_: None,
        }
        self._handlers = {number: signal.signal(number, handler) for number, handler in ours.items()}
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        # To leave takes some ten calls of the system, and after each the thread may have to wait anew.
        sys.setswitchinterval(SWITCH)
        self.terminal.enter()
        self._thread.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (*SIGNALS, *OTHERS))

    def deliver(self, receiver: Receiver, resized: Callable[[], None]) -> None:
        """Hand over the keys pressed so far, and all that follow.

        `resized` is called in the thread that reads keys, whenever the terminal has another size.
        """
        self._resized = resized
        self._receiver = receiver
        os.write(self._wake, bytes([_LOOK]))

    def stop(self) -> None:
        """Read no more keys; returns when the thread is done. Harmless when called twice."""
        signal.set_wakeup_fd(-1)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            os.write(self._wake, bytes([_STOP]))
            self._thread.join()

    def give_back(self) -> None:
        """Leave terminal and signals as they were before `start`. Harmless when called twice."""
        if not self._handlers:
            return
        self.stop()
        # Throwing away what is not shown yet could take an erasure with it, and leave the words it erases.
        self.terminal.restore(at_once=False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers = {}

    def restart(
        self, how: Restart, command: Sequence[str], environ: Mapping[str, str], page: bytes
    ) -> NoReturn:
        """Restart the program in this terminal, with nothing of its memory; where it cannot, leave.

        Args:
            how: what the new program is to know.
            command: the command line, the interpreter's name first.
            environ: the environment the program was started with.
            page: what stands on the screen until the new program draws.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, (*SIGNALS, *OTHERS))
        # After stop() no pending Ctrl+X can be lost.
        self.stop()
        self.terminal.hand_over(page)
        told = how._replace(settings=self.terminal.settings).written()
        with suppress(OSError, ValueError):
            os.execve(sys.executable, [*command], {**environ, RESTART_VARIABLE: told})  # noqa: S606
        self.terminal.vanish(CRASHED)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self.terminal.vanish(128 + number)

    def _watch(self) -> None:
        """Read until told to stop; any failure here ends the program rather than leave it deaf."""
        try:
            self._read_until_stopped()
        except BaseException:
            self.terminal.vanish(CRASHED)

    def _read_until_stopped(self) -> None:
        fd = self.terminal.read_fd
        begun = False
        while True:
            ready, _, _ = select.select([fd, self._woken], [], [], _ESCAPE_WAIT if begun else None)
            if self._woken in ready and self._must_stop():
                return
            data = self._read() if fd in ready else b""
            receiver = self._receiver
            if receiver is None:
                self._held = (self._held + data)[:MOST_HELD]
            else:
                data, self._held = self._held + data, b""
                begun = receiver(data)

    def _must_stop(self) -> bool:
        """Do what the thread was woken for, and return whether it is to end."""
        reasons = os.read(self._woken, _READ_SIZE)
        for number in (*SIGNALS, *OTHERS):
            if number in reasons:
                self.terminal.vanish(128 + number)
        if signal.SIGWINCH in reasons:
            self._resized()
        return _STOP in reasons

    def _read(self) -> bytes:
        """Return what was typed; does not return when the terminal is gone or the quick exit was pressed."""
        try:
            data = os.read(self.terminal.read_fd, _READ_SIZE)
        except OSError:
            data = b""
        if not data:
            self.terminal.vanish()
        if self._exit_keys.seen(data, time.monotonic()):
            self.terminal.vanish(quick=True)
        return data
