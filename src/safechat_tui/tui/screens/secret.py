"""Passphrases: five words are offered, typed back, and later asked for in one masked field.

The rules this module keeps:

- What is typed goes to the check and nowhere else: no notice, no title, no error holds it.
- The check runs beside the screen, so the quick exit and the cover work meanwhile.
- After some wrong tries the next one waits. The seconds are counted down while the field is open, by one
  timer after the other; nothing is woken before or after.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, Final, Generic, TypeVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.errors import SafeChatError
from safechat_tui.store import passphrase
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.keys import bindings
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option
from safechat_tui.tui.screens.frame import Frame, pane
from safechat_tui.tui.tries import Tries
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, row
from safechat_tui.tui.widgets import Lines, Secret

Result = TypeVar("Result")


class SecretDialog(Frame[Result | None], Generic[Result]):
    """One masked field; dismisses with what the check makes of it, or with nothing."""

    SCOPES: ClassVar[tuple[str, ...]] = ("field", "secret")
    BINDINGS: ClassVar[list[BindingType]] = bindings("field", "secret")
    AUTO_FOCUS = "#field"
    ASKS_SECRET = True

    def __init__(
        self, what: str, check: Callable[[str], Awaitable[Result]], tries: Tries | None = None
    ) -> None:
        """Take what is asked.

        Args:
            what: the words are `secret.<what>` and `secret.<what>.title`.
            check: gives the result, or raises a SafeChatError that is said above the field.
            tries: counts the wrong ones; nothing where a wrong one costs nothing.
        """
        super().__init__()
        self._what = what
        self._check = check
        self._tries = tries or Tries(lambda: 0.0)
        self._counted = tries is not None
        self._said = ""
        self._waits = self._tries.wait > 0
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
        return self.tr(f"secret.{self._what}.title")

    def body(self) -> Iterable[Widget]:
        """Return what is asked, the field, and what is to be said of what was typed."""
        yield pane(self._draw)
        yield Secret(id="field")
        yield Lines(self._remarks, id="rules", fits=True)

    def on_mount(self) -> None:
        """Go on counting what is left of a wait that began before the field was closed."""
        if self._waits:
            self.call_after_refresh(self._count_down)

    def _draw(self, width: int) -> Drawing:
        return Drawing(tuple(indented(wrap([Piece(self.tr(f"secret.{self._what}"))], width - 2))))

    def _remarks(self, width: int) -> Drawing:
        rows: list[Row] = []
        for words in filter(None, (self._wait_words(), self._said, self._warning())):
            # On a low screen every row is needed.
            air = [] if self.has_class("-low") else [BLANK]
            rows += [*air, *wrap([Piece(words, "warn")], width - 2)]
        return Drawing(tuple(indented(rows or [BLANK])))

    def _wait_words(self) -> str:
        """Return how long the next try waits, or that it may be made again."""
        if not self._waits:
            return ""
        wait = self._tries.wait
        return self.tr.plural("secret.wait", wait) if wait else self.tr("secret.try-again")

    def _count_down(self) -> None:
        """Say the seconds that are left, and come back when there is one less."""
        self.query_one("#rules", Lines).redraw()
        if self._tries.wait:
            self.set_timer(self._tries.until_less, self._count_down)

    def _warning(self) -> str:
        """Return what is to be minded of a passphrase of one's own, while it is typed."""
        typed = self.query_one(Secret).value
        if self._what != "choose" or not typed:
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
        if self.busy or not field.value:
            return
        if self._tries.wait:
            return
        self.busy, self._waits = True, False
        self._say(self.tr("secret.busy"))
        typed, field.value = field.value, ""
        self._checked(typed)

    @work(group="secret", exit_on_error=True)
    async def _checked(self, typed: str) -> None:
        """Wait for the check; a wrong one is said, and another can be typed."""
        waiting = self._check(typed)
        del typed
        try:
            result = await waiting
        except SafeChatError as error:
            self.busy = False
            words = self.conversation.explain(error)
            if error.code == "wrong-passphrase" and self._counted:
                self._tries.wrong()
                if self._tries.wait:
                    # The wait is what matters then; the hint was said with the tries before.
                    words, self._waits = self.tr(f"error.{error.code}"), True
            self._say(words)
            if self._waits:
                self._count_down()
        else:
            self._tries.right()
            self.dismiss(result)

    def _say(self, words: str) -> None:
        self._said = words
        self.query_one("#rules", Lines).redraw()

    def action_close(self) -> None:
        """Give nothing; what is being checked is waited for."""
        if not self.busy:
            self.dismiss(None)


OWN: Final = ""
"""What the offer dismisses with where a passphrase of one's own is wanted."""


class Offer(ListDialog[str]):
    """Offers five words; dismisses with them, with OWN, or with nothing."""

    ASKS_SECRET = True
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "offer")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "offer")

    def __init__(self, words: str, draw: Callable[[], str], *, recovery: str) -> None:
        """Take the words.

        Args:
            words: the five words offered first.
            draw: draws five others.
            recovery: the last letters of the organisation's key that opens everything too, or nothing.
        """
        super().__init__(self._offer)
        self._words = words
        self._other = draw
        self._without = "recovery" if recovery else "alone"
        self._letters = recovery

    def _offer(self) -> Ask[str]:
        tr = self.tr
        words = (
            row(f"   {self._words}", "title"),
            row(tr("secret.offer")),
            row(tr(f"secret.without.{self._without}", letters=self._letters), "warn"),
        )
        options = (
            Option(self._words, tr("secret.offer.take"), tr("secret.offer.take.note")),
            Option("other", tr("secret.offer.other")),
            Option(OWN, tr("secret.offer.own"), tr("secret.offer.own.note")),
        )
        return Ask(tr("secret.offer.title"), words, options)

    def action_take(self) -> None:
        """Choose, or draw other words."""
        if self.option.value == "other":
            self.action_draw()
        else:
            super().action_take()

    def action_draw(self) -> None:
        """Draw five other words."""
        self._words = self._other()
        self._cursor = 0
        self.main.redraw(top=True)
