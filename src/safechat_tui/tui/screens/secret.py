"""A passphrase is typed into one masked field.

The rules this module keeps:

- What is typed goes to the check and nowhere else: no notice, no title, no error holds it.
- The check runs beside the screen, so the quick exit and the cover work meanwhile.
- After some wrong tries the next one waits. The seconds are counted down while the field is open, by one
  timer after the other; nothing is woken before or after.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic

from textual import work
from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.conversation.requests import AskPassphrase, Made
from safechat_tui.conversation.unlocking import refusal
from safechat_tui.errors import SafeChatError
from safechat_tui.store import passphrase
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.views.reading import draw_paragraph, indented
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing
from safechat_tui.tui.widgets.field import Secret
from safechat_tui.tui.widgets.lines import Lines


class SecretDialog(Frame[Made | None], Generic[Made]):
    """One masked field; dismisses with what is made of the passphrase, or with nothing."""

    SCOPES = ("field", "secret")
    AUTO_FOCUS = "#field"
    ASKS_SECRET = True

    def __init__(self, asked: AskPassphrase[Made]) -> None:
        """Take what is asked."""
        super().__init__()
        self._asked = asked
        self._said = ""
        self._waits = asked.wait > 0
        self.busy = False
        """Whether something is being checked."""

    @property
    def closes_by_escape(self) -> bool:
        """Not while something is checked."""
        return not self.busy

    def untype(self) -> None:
        """Empty and mask the field."""
        for field in self.query(Secret):
            field.value, field.password = "", True

    def heading(self) -> str:
        """Return the title."""
        return self.tr(f"secret.{self._asked.kind}.title")

    def body(self) -> Iterable[Widget]:
        """Return what is asked, the field, and what is to be said of what was typed."""
        yield from super().body()
        yield Secret(id="field")
        yield Lines(self._remarks, id="rules", fits=True)

    def on_mount(self) -> None:
        """Go on counting what is left of a wait that began before the field was closed."""
        if self._waits:
            self.call_after_refresh(self._count_down)

    def drawn(self, width: int) -> Drawing:
        """Return what is asked."""
        return draw_paragraph(self.tr(f"secret.{self._asked.kind}"), width)

    def _remarks(self, width: int) -> Drawing:
        rows: list[Row] = []
        for words in filter(None, (self._wait_words(), self._said, self._warning())):
            # On a low screen every row is needed.
            air = [] if self.has_class("-low") else [BLANK_ROW]
            rows += [*air, *wrap([Piece(words, "warn")], width - 2)]
        return Drawing(indented(rows or [BLANK_ROW]))

    def _wait_words(self) -> str:
        """Return how long the next try waits, or that it may be made again."""
        if not self._waits:
            return ""
        wait = self._asked.wait
        return self.tr.plural("secret.wait", wait) if wait else self.tr("secret.try-again")

    def _count_down(self) -> None:
        """Say the seconds that are left, and come back when there is one less."""
        self.query_one("#rules", Lines).redraw()
        if self._asked.attempts and self._asked.wait:
            self.set_timer(self._asked.attempts.until_less, self._count_down)

    def _warning(self) -> str:
        """Return what is to be minded of a passphrase of one's own, while it is typed."""
        typed = self.query_one(Secret).value
        if self._asked.kind != "choose" or not typed:
            return ""
        return self.tr(f"secret.caution.{passphrase.weakness(typed)}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Warn while a passphrase of one's own is typed."""
        event.stop()
        self.query_one("#rules", Lines).redraw()

    def action_reveal(self) -> None:
        """Show what is typed, or mask it again."""
        field = self.query_one(Secret)
        field.password = not field.password

    def action_done(self) -> None:
        """Check what was typed."""
        field = self.query_one(Secret)
        if self.busy or not field.value or self._asked.wait:
            return
        self.busy, self._waits = True, False
        self._say(self.tr("secret.busy"))
        typed, field.value = field.value, ""
        self._checked(typed)

    @work(group="secret", exit_on_error=True)
    async def _checked(self, typed: str) -> None:
        """Wait for the check; a wrong one is said, and another can be typed."""
        checking = in_thread(partial(self._asked.check, typed))
        del typed
        try:
            made = await checking
        except SafeChatError as error:
            self.busy, self._waits = False, self._asked.wait > 0
            self._say(refusal(self.conversation, self._asked, error))
            if self._waits:
                self._count_down()
        else:
            self.dismiss(made)

    def _say(self, words: str) -> None:
        self._said = words
        self.query_one("#rules", Lines).redraw()

    def action_close(self) -> None:
        """Give nothing; what is being checked is waited for."""
        if not self.busy:
            self.dismiss(None)


async def in_thread(call: Callable[[], Made]) -> Made:
    """Return what a call returns, in a thread, so that the screen stays alive meanwhile.

    Raises:
        SafeChatError: what the call raises; `no-memory` when there is not enough for it.
    """

    def outcome() -> Made | Exception:
        try:
            return call()
        except Exception as error:
            return error

    try:
        made = await asyncio.to_thread(outcome)
    except (MemoryError, RuntimeError) as error:
        # A thread that cannot be started is told as a RuntimeError.
        raise SafeChatError("no-memory") from error
    if isinstance(made, MemoryError):
        raise SafeChatError("no-memory") from made
    if isinstance(made, Exception):
        raise made
    return made
