"""The driver between Textual and the terminal, and the only file that touches Textual's private names.

The rules this module keeps:

- The quick exit is matched on the raw bytes in the thread that reads the terminal, before Textual's
  parser and its event loop see them. Whatever they are doing, it works.
- A terminal that is gone (end of file, error, hang-up) ends the program at once.
- Nothing is polled: the thread sleeps until a key comes, or until an escape sequence can be given up.
- Only the modes that are used are switched on: the alternate screen and bracketed paste.
"""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import select
import signal
import sys
import threading
import time
from types import FrameType
from typing import Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from safechat_tui.terminal import ExitKeys, Terminal

READ_SIZE: Final = 65536
"""Bytes read at once."""

ESCAPE_WAIT: Final = 0.1
"""Seconds after which a lone escape byte is the Esc key."""

CRASHED: Final = 70
"""Exit code after an error of our own (EX_SOFTWARE)."""

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the program with a blank screen."""


class QuietApp(App[int]):
    """An application that says nothing of itself when it crashes, and leaves by the terminal's own way."""

    def crash_words(self) -> str:
        """Return the one sentence shown after a crash."""
        raise NotImplementedError

    def leave(self, status: int = 0) -> None:
        """Blank the screen and end the program at once; under test, end the application."""
        driver = self._driver
        if isinstance(driver, TerminalDriver):
            driver.terminal.vanish(status)
        self.exit(status)

    def _handle_exception(self, error: Exception) -> None:
        """Show no traceback, no locals, no paths: they could hold what was said in a conversation."""
        driver = self._driver
        if not isinstance(driver, TerminalDriver):
            super()._handle_exception(error)
            return
        driver.terminal.restore()
        with contextlib.suppress(OSError):
            os.write(2, f"{self.crash_words()}\n".encode())
        os._exit(CRASHED)


class TerminalDriver(Driver):
    """Reads keys and writes frames; leaves by `safechat_tui.terminal` alone."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take the terminal of the process; nothing is changed yet."""
        super().__init__(app, debug=False, mouse=False, size=size)
        self.terminal = Terminal(sys.__stdin__.fileno(), sys.__stdout__.fileno())  # type: ignore[union-attr]
        self._stop_read, self._stop_write = os.pipe()
        self._keys: threading.Thread | None = None

    @property
    def can_suspend(self) -> bool:
        """Never: a suspended program would leave its text in reach."""
        return False

    def write(self, data: str) -> None:
        """Write to the screen. Ends the program when the terminal is gone."""
        try:
            self.terminal.write(data.encode("utf-8", "replace"))
        except OSError:
            self.terminal.vanish()

    def start_application_mode(self) -> None:
        """Take the terminal over and begin to read keys."""
        for number in SIGNALS:
            signal.signal(number, self._leave_on_signal)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGWINCH, lambda *_: self._send_size())
        self.terminal.enter()
        self._send_size()
        self.write("\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h\x1b[?7l")
        self._keys = threading.Thread(target=self._read_keys, name="keys", daemon=True)
        self._keys.start()

    def disable_input(self) -> None:
        """Stop reading keys."""
        if self._keys is not None:
            os.write(self._stop_write, b".")
            self._keys.join()
            self._keys = None

    def stop_application_mode(self) -> None:
        """Give the terminal back, blank."""
        self.disable_input()
        self.terminal.restore()

    def _leave_on_signal(self, number: int, frame: FrameType | None) -> None:
        self.terminal.vanish(128 + number)

    def _send_size(self) -> None:
        size = Size(*self.terminal.size())
        asyncio.run_coroutine_threadsafe(self._app._post_message(events.Resize(size, size)), loop=self._loop)

    def _read_keys(self) -> None:
        """Read until told to stop; any failure here ends the program rather than leave it deaf."""
        try:
            self._read_until_stopped()
        except BaseException:
            self.terminal.vanish(CRASHED)

    def _read_until_stopped(self) -> None:
        parser = XTermParser()
        exit_keys = ExitKeys()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        fd = self.terminal.read_fd
        while True:
            # Only a begun escape sequence has a deadline; otherwise the thread sleeps for good.
            wait = None if parser._timeout_time is None else ESCAPE_WAIT
            ready, _, _ = select.select([fd, self._stop_read], [], [], wait)
            if self._stop_read in ready:
                return
            if fd in ready:
                try:
                    data = os.read(fd, READ_SIZE)
                except OSError:
                    data = b""
                if not data or exit_keys.seen(data, time.monotonic()):
                    self.terminal.vanish()
                text = decode(data)
                # An empty text would tell the parser that nothing more will come.
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
