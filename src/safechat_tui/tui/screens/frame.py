"""What every screen has: the header, a body, one line for notices, the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.widget import Widget

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.progress import counts
from safechat_tui.conversation.requests import Flow
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan
from safechat_tui.tui.keys import Hotkey, bindings, keys_of, names_of
from safechat_tui.tui.screens.moving import Moving, Result
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.field import Field
from safechat_tui.tui.widgets.lines import Lines


class ConversationApp(Protocol):
    """What a screen needs of the application."""

    conversation: Conversation
    """The conversation at hand."""

    def shown(self) -> None:
        """Take note that another screen is in front."""

    def follow(self, begin: Callable[[Conversation], Flow[object]], screen: Frame[Any] | None = None) -> None:
        """Begin a flow of the conversation.

        Args:
            begin: begins it.
            screen: where it says what became of it; the screen in front when left out.
        """


class Frame(Moving[Result], inherit_bindings=False, inherit_css=False):
    """A screen with the frame around it. `drawn` says what is read in it."""

    STEP: ClassVar[str] = ""
    """Name of the step, or nothing in a dialog."""

    ASKS_SECRET: ClassVar[bool] = False
    """Whether it offers or asks for a passphrase, and must not stay under the cover."""

    SCOPES: ClassVar[tuple[str, ...]] = ()
    """Scopes of the keys that hold here, the nearest first."""

    def __init_subclass__(cls, **how: bool) -> None:
        """Bind the keys of the scopes, before Textual collects what is bound."""
        cls.BINDINGS = bindings(*cls.SCOPES)
        super().__init_subclass__(**how)

    def __init__(self) -> None:
        """Begin without a notice."""
        super().__init__()
        self._notice = ("", "warn")
        self._result: tuple[Result | None] | None = None

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close this dialog once, as soon as it is in front."""
        stack = self.app.screen_stack
        if stack[-1] is self:
            return super().dismiss(result)
        # Textual would close nothing, and whoever waits for the answer would wait for ever.
        if self in stack:
            self._result = (result,)
        return AwaitComplete()

    def _close_late(self, result: Result | None) -> None:
        # Textual awaits what a callback returns, and a screen must not wait for its own end.
        self.dismiss(result)

    @property
    def closes_by_escape(self) -> bool:
        """Whether Esc closes something here, and so is none of the three that leave."""
        return not self.STEP

    def untype(self) -> None:
        """Empty and mask what was typed of a passphrase."""

    @property
    def conversation(self) -> Conversation:
        """The conversation at hand."""
        return self.conversation_app.conversation

    @property
    def conversation_app(self) -> ConversationApp:
        """The application."""
        return cast("ConversationApp", self.app)

    @property
    def tr(self) -> Translator:
        """The interface's words in the language of the screens."""
        return self.conversation.tr

    @property
    def keys(self) -> tuple[Hotkey, ...]:
        """The keys that hold here."""
        return keys_of((*self.SCOPES, "always"))

    @property
    def has_field(self) -> bool:
        """Whether a field takes the letters."""
        return self.AUTO_FOCUS is not None

    @property
    def field(self) -> Field | None:
        """The field that takes the letters, once it stands."""
        return next((field for field in self.query(Field) if field.is_mounted), None)

    @property
    def opens_field(self) -> frozenset[str]:
        """Names of the keys that lead to a field, so that letters may follow at once."""
        return names_of("search")

    def writes(self, letter: str | None) -> bool:
        """Begin to write with a letter where one does, and return whether it did."""
        return False

    @property
    def letters_write(self) -> bool:
        """Whether letters are written here, so that no letter is a key."""
        return self.has_field

    def unbound(self, key: str) -> None:
        """Say which keys there are, after one that does nothing here."""
        if not self.has_field:
            self.notice(self.tr("frame.unknown-key"))

    def heading(self) -> str:
        """Return the words at the top left."""
        return self.conversation.name

    def drawn(self, width: int) -> Drawing:
        """Return what the pane shows that the keys scroll."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Return what stands inside the frame; `main` is the pane that scrolls."""
        yield Lines(self.drawn, id="main")

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        # Textual gives these classes only after the first picture.
        width, height = self.app.size
        points = self.app.HORIZONTAL_BREAKPOINTS or ()
        self.add_class(
            [name for columns, name in points if width >= columns][-1],
            "-low" if height < chrome.LOW_SCREEN else "-tall",
        )
        yield Lines(self._header, id="header")
        yield from self.body()
        yield Lines(self._status, id="status", fits=True)
        yield Lines(self._footer, id="footer")

    def _header(self, width: int) -> Drawing:
        tr, low = self.tr, self.app.size.height < chrome.LOW_SCREEN
        counted = counts(self.conversation) if self.STEP else chrome.NO_COUNTS
        reader = self.conversation.config.screen_reader
        rows = chrome.header(
            tr, self.heading(), self.STEP, width, low=low, field=self.has_field, counts=counted, reader=reader
        )
        return Drawing(rows)

    def _status(self, width: int) -> Drawing:
        words, role = self._notice
        return Drawing(chrome.status_rows(self.tr, words, width, more=self.main.more, role=role))

    def _footer(self, width: int) -> Drawing:
        low = self.app.size.height < chrome.LOW_SCREEN
        return Drawing(chrome.footer(self.tr, self.keys, width, low=low, field=self.letters_write))

    @property
    def panes(self) -> tuple[Lines, ...]:
        """The panes of lines, in order."""
        return tuple(self.query(Lines))

    def redraw(self, *, top: bool = False) -> None:
        """Lay everything out anew, after a change of plan or language."""
        for pane in self.panes:
            pane.redraw(top=top and pane is self.main)

    def on_screen_resume(self) -> None:
        """Show what has changed while the screen was away; close where that was to be done meanwhile."""
        cast("ConversationApp", self.app).shown()
        if self._result is not None:
            (result,), self._result = self._result, None
            self.call_later(self._close_late, result)
        self.redraw()

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """Say whether there is more below."""
        message.stop()
        self.query_one("#status", Lines).redraw()

    def notice(self, words: str, role: str = "warn") -> None:
        """Show one line above the keys until a key is pressed.

        Args:
            words: the line; nothing takes the notice away.
            role: its look.
        """
        if words == self._notice[0]:
            return
        self._notice = (words, role)
        if self.is_mounted:
            self.query_one("#status", Lines).redraw()

    def attempt(self, what: Callable[[], object]) -> bool:
        """Do something that may fail, and say so in one line if it does.

        Returns:
            Whether it was done.
        """
        try:
            what()
        except SafeChatError as error:
            self.notice(self.conversation.explain(error))
            return False
        return True

    def change(self, plan: Plan) -> None:
        """Take a changed plan, save it if it is kept, and show it."""
        self.attempt(lambda: self.conversation.change(plan))
        self.redraw()

    def action_close(self) -> None:
        """Close it with no result."""
        self.dismiss(None)
