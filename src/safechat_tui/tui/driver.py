"""The driver between Textual and the terminal, and the only file that touches Textual's private names.

The rules this module keeps:

- The keyboard is read, the quick exit found and the terminal left by `safechat_tui.terminal` alone.
- Nothing that Textual writes by itself reaches the terminal: cells that changed do, and nothing else.
- A crash says one sentence and nothing of what was on the screen.

The private names, checked with Textual 8.2.8, the oldest and the newest that is allowed:

- `textual._compositor` (`LayoutUpdate`, `ChopsUpdate`): what a screen composed, whole or in parts.
- `App._display`: where Textual hands that over; `App._batch_count`: whether more of it follows at once.
- `App._check_bindings`: does what a key is bound to, one key after the other.
- `App._check_resize`: takes a new size; without it Textual's own timer does, later.
- `App._handle_exception`: where a crash would be told with all it knows.
- `App._disable_notifications`, `App._disable_tooltips`: spare each screen two widgets.
- `Screen._push_result_callback`: lets the first screen be replaced as one that was pushed.
- `App._driver`, `Driver._loop`: lead from one to the other.
"""

from __future__ import annotations

import logging
import time
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar, Final, cast

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.screen import Screen
from textual.worker import WorkerFailed

from safechat_tui import hardening
from safechat_tui.terminal.decoder import Decoder
from safechat_tui.terminal.grid import text_grid
from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.terminal.painter import Painter
from safechat_tui.terminal.restart import Restart
from safechat_tui.terminal.sequences import Pasted, Press
from safechat_tui.tui.canvas import Canvas

RESIZE_WAIT: Final = 0.05
"""Seconds after which a new size has been taken, come what may."""


AT_ONCE: Final = 4
"""Letters that come together, three of them different, from which on nobody typed them one by one."""

PASTABLE: Final = frozenset({"enter", "tab"})
"""Keys that a pasted text may hold beside letters."""

FLOW_GAP: Final = 0.05
"""Seconds in which more of such letters follows."""


class Flowing(events.Key):
    """A key among letters that came at once: typed ahead over a slow line, or pasted and not told so."""

    begins = False
    """Whether it is the first of them, and so may lead to a field for the others."""


def compose(canvas: Canvas, renderable: RenderableType | None) -> None:
    """Bring what Textual composed, a whole screen or parts of it, onto a canvas."""
    if isinstance(renderable, LayoutUpdate):
        canvas.replace(renderable.strips, renderable.region.size)
    elif isinstance(renderable, ChopsUpdate):
        canvas.patch(renderable.chops, renderable.spans, renderable.chop_ends)


class QuietApp(App[int]):
    """An application that says nothing of itself when it crashes, and leaves by the terminal's own way."""

    keyboard: Keyboard | None = None
    """What reads the keys; none under test."""

    painter: Painter | None = None
    """What shows pictures; none under test."""

    covered = False
    """Whether plain rows stand in front of the screens and nothing of them reaches the terminal."""

    FIRST_SCREEN: ClassVar[str] = ""
    """Name of the screen to begin with."""

    def __init__(self) -> None:
        """Begin without fading notices and hints at the mouse: every screen would have widgets for them."""
        super().__init__(driver_class=TerminalDriver, ansi_color=True)
        # What a library logs could hold what was said, and would be written over the screens.
        logging.disable()
        self.animation_level = "none"
        self._disable_notifications = self._disable_tooltips = True

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen, so that no empty one is laid out before it."""
        screen: Screen[Any] = self.get_screen(self.FIRST_SCREEN)
        # Whatever takes its place ends a screen that was pushed.
        if hasattr(screen, "_push_result_callback"):
            screen._push_result_callback(screen, None)
        return screen

    def get_css_variables(self) -> dict[str, str]:
        """Return none: the style sheets use the terminal's colours, and a theme's take long to work out."""
        return {}

    def leave(self, status: int = 0) -> None:
        """Blank the screen and end the program at once; under test, end the application."""
        if self.keyboard is not None:
            self.keyboard.terminal.vanish(status)
        self.exit(status)

    def restart_program(self, how: Restart, rows: Iterable[str]) -> None:
        """Begin again with nothing of the memory, the rows on the screen meanwhile; under test, return."""
        if self.keyboard is not None and self.painter is not None:
            picture = text_grid(rows, self.painter.terminal.size(), (0, 1))
            # What was being written may have been cut in the middle.
            page = b"\x1b\\\x1b[m" + self.painter.whole(picture)
            self.keyboard.restart(how, hardening.command(), hardening.environment(), page)

    async def obey(self, key: str) -> bool:
        """Do what a key is bound to, and return whether it is bound to anything here."""
        return await self._check_bindings(key)

    def _handle_exception(self, error: Exception) -> None:
        """Show no traceback, no locals, no paths: they could hold what was said in a conversation."""
        if self.keyboard is None:
            super()._handle_exception(error)
            return
        hardening.crash(error.error if isinstance(error, WorkerFailed) else error)

    def cover(self, rows: Iterable[str]) -> None:
        """Show plain rows, and nothing else until `uncover`, whatever the screens draw meanwhile.

        There is one for each row of the terminal, no wider than it.
        """
        self.covered = True
        if isinstance(self._driver, TerminalDriver):
            # Written whole, so that nothing stays of what stood there, whoever wrote it.
            self._driver.painter.stop_printing()
            self._driver.painter.forget()
            # A Braille display follows the cursor: it finds the notes, not the keys under them.
            self._driver.painter.show(text_grid(rows, self._driver.terminal.size(), (0, 1)))

    def uncover(self) -> None:
        """Show the screens again, as they are by now."""
        self.covered = False
        if isinstance(self._driver, TerminalDriver):
            self._driver.canvas.show(self._driver.painter)

    def repaint(self) -> None:
        """Send the whole screen again: something else may have written over it."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.painter.forget()
            self._driver.canvas.show(self._driver.painter)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Take what Textual composed as cells, and let the painter find out what of them is new."""
        driver = self._driver
        if not isinstance(driver, TerminalDriver):
            super()._display(screen, renderable)
        else:
            # What is composed inside a batch is not composed again after it.
            compose(driver.canvas, renderable)
            driver.canvas.cursor = self.cursor_position
            if not self.covered and not getattr(self, "_batch_count", 0):
                driver.canvas.show(driver.painter)


class TerminalDriver(Driver):
    """Turns bytes into keys, and writes frames."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take the keyboard that is being read already, and the painter that has begun."""
        super().__init__(app, debug=False, mouse=False, size=size)
        self.app = cast("QuietApp", app)
        self.keyboard = cast("Keyboard", self.app.keyboard)
        self.painter = cast("Painter", self.app.painter)
        self.terminal = self.keyboard.terminal
        self.canvas = Canvas()
        self._decoder = Decoder(self.terminal.charset)
        self._flowing = 0.0

    @property
    def can_suspend(self) -> bool:
        """Never: a suspended program would leave its text in reach."""
        return False

    def write(self, data: str) -> None:
        """Write nothing: titles, bells, clipboards and questions of Textual's own are not wanted."""

    def start_application_mode(self) -> None:
        """Take the screen over and begin to take keys."""
        self._send_size()
        self.painter.attend(self._loop)
        self._loop.set_exception_handler(hardening.loop_failed)
        self.keyboard.deliver(self._receive, self._resized)

    def disable_input(self) -> None:
        """Stop reading keys."""
        self.keyboard.stop()

    def stop_application_mode(self) -> None:
        """Give the terminal back, blank."""
        self.disable_input()
        self.terminal.restore()

    def _resized(self) -> None:
        self._loop.call_soon_threadsafe(self._take_size)

    def _take_size(self) -> None:
        """Take a window that has changed: it may have lost or moved what stood in it."""
        self.painter.forget()
        self._send_size()
        if not self.app.covered and self.canvas.size == Size(*self.terminal.size()):
            self.canvas.show(self.painter)

    def _send_size(self) -> None:
        size = Size(*self.terminal.size())
        self.send_message(events.Resize(size, size))
        # Textual's own timer for this may be skipped under load, and then no size is ever taken again.
        if hasattr(self.app, "_check_resize"):
            self._loop.call_later(RESIZE_WAIT, self.app._check_resize)

    def _receive(self, data: bytes) -> bool:
        """Turn bytes into keys, in the thread that reads them; return whether a key was begun only."""
        now = time.monotonic()
        pressed = self._decoder.take(data, now)
        keys = [press for press in pressed if isinstance(press, Press)]
        letters = [press.key for press in keys if press.letter or press.key in PASTABLE]
        goes_on = bool(data) and now - self._flowing < FLOW_GAP
        flows = goes_on or (len(letters) >= AT_ONCE and len(set(letters)) > 2)
        self._flowing = now if flows else self._flowing
        for place, press in enumerate(pressed):
            if isinstance(press, Pasted):
                self.process_message(events.Paste(press.text))
                continue
            # A key that no text holds, such as the one of the cover, is always meant.
            typed = press.letter or press.key in PASTABLE
            event = key_event(press, Flowing if flows and typed else events.Key)
            if isinstance(event, Flowing):
                event.begins = place == 0 and not goes_on
            self.process_message(event)
        return self._decoder.waiting


def key_event(press: Press, kind: type[events.Key] = events.Key) -> events.Key:
    """Return a key as Textual names it."""
    name = press.key
    if len(name) == 1 and not name.isalnum():
        # Unlike Textual's own function, a sign without a name in Unicode stays itself.
        name = unicodedata.name(name, name).lower().replace("-", "_").replace(" ", "_")
    return kind(KEY_NAME_REPLACEMENTS.get(name, name), press.letter)
