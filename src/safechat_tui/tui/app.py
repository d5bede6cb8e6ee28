"""The application: it holds the conversation, its words and the keys that hold everywhere."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import events
from textual.binding import BindingType

from safechat_tui import hardening
from safechat_tui.config import Config
from safechat_tui.conversation import flows
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.model import GUIDES
from safechat_tui.options import REGIONS
from safechat_tui.resources import STYLES
from safechat_tui.terminal.exitkeys import ESCAPES
from safechat_tui.terminal.restart import Restart
from safechat_tui.tui.driver import Flowing
from safechat_tui.tui.idle import Idle
from safechat_tui.tui.keys import bindings, names_of
from safechat_tui.tui.locking import Locks
from safechat_tui.tui.lookup import Lookup
from safechat_tui.tui.screens.plan import PlanScreen
from safechat_tui.tui.screens.questions import Understand, Wants
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.screens.steps import Opening
from safechat_tui.tui.screens.strategies import Strategies
from safechat_tui.tui.views import chrome


class SafeChatApp(Lookup, Locks, inherit_bindings=False, inherit_css=False):
    """The screens of SafeChat. Returns the exit code."""

    CSS_PATH: ClassVar = [
        STYLES / f"{name}.tcss" for name in ("base", "strategies", "words", "search", "secret")
    ]
    FIRST_SCREEN = "opening"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (as Textual types it)
        (0, "-narrow"),
        (chrome.WIDE, "-wide"),
        (chrome.BROAD, "-broad"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (chrome.LOW_SCREEN, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = bindings("always", priority=False)
    SCREENS: ClassVar = {
        "opening": Opening,
        "understand": Understand,
        "wants": Wants,
        "strategies": Strategies,
        "plan": PlanScreen,
    }

    def __init__(self, config: Config, lang: str, guide: str = "", restart: Restart | None = None) -> None:
        """Begin an empty conversation.

        Args:
            config: the settings.
            lang: `fr` or `en`, for the screens and, at first, for the paper.
            guide: id of the guide to open; when neither this nor the settings say, step 1 asks first.
            restart: what a restarted program knows of the one before it; nothing at an ordinary start.
        """
        super().__init__(Conversation(config, lang, guide))
        if config.screen_reader:
            # What stands side by side would be read across.
            self.HORIZONTAL_BREAKPOINTS = self.HORIZONTAL_BREAKPOINTS[:1]
        self._restart = restart
        self._waiting: list[events.Key | events.Paste] = []
        if restart is not None and restart.region in REGIONS:
            self.conversation.remember_region(restart.region)
        self.covered = restart is not None and restart.covered
        self._idle = Idle(
            (config.idle_minutes, lambda: self.call_later(self.left_alone)),
            (config.minutes_to_lock, lambda: self.call_later(self.left_for_long)),
        )
        hardening.speak(self.crash_words)

    def crash_words(self, reference: str) -> str:
        """Return what is said after a crash; the reference is one for those who are asked for help."""
        return f"{self.conversation.tr('frame.crash')} ({reference})"

    def on_mount(self) -> None:
        """Show what comes before the opening: what a lock left, the first start."""
        self._idle.touch()
        if self._restart is not None:
            self._say_how_it_began(self._restart)
        if self.conversation.keeping.first_start():
            self.push_screen(ReadingScreen("welcome"), lambda _: self.conversation.keeping.started())
        self.follow(flows.purge, self.step)

    def _say_how_it_began(self, restart: Restart) -> None:
        """Say after a lock that what was open was closed, or that a new conversation has begun."""
        if restart.covered:
            self.say_closed(restart.typed)
        elif restart.new:
            self.step.notice(flows.new_words(self.conversation, restart.code), "chosen")
        else:
            self.step.notice(self.tr("lock.done"), "chosen")

    async def on_event(self, event: events.Event) -> None:
        """Take each key and paste whole before the next: Textual hands them to one queue after another.

        Somebody is there then. When the window has changed, the cover is drawn anew.
        """
        if isinstance(event, (events.Key, events.Paste)):
            # What woke a laptop was typed at a screen that should have been covered.
            if not self._idle.touch() and not event.is_forwarded:
                self._waiting.append(event)
                await self.on_field_stands()
            return
        await super().on_event(event)
        if isinstance(event, events.Resize) and self.covered:
            self.draw_cover()

    async def on_field_stands(self) -> None:
        """Do what the keys that wait are for, in their order, up to those typed ahead of a field."""
        while self._waiting and not self._types_ahead:
            await self.take(self._waiting.pop(0))

    @property
    def _types_ahead(self) -> bool:
        """Whether a field is on its way."""
        return not self.covered and self.frame.has_field and self.frame.field is None

    async def take(self, event: events.Key | events.Paste) -> None:
        """Let the field have a key or a paste first, under the cover nobody; else do what it is bound to."""
        if self.covered:
            self.typed_on_cover(event)
            return
        frame = self.frame
        if isinstance(event, events.Paste):
            if frame.field is not None:
                frame.field.take_paste(event.text)
            else:
                frame.notice(self.tr("frame.not-keys"))
            return
        if event.key not in names_of("cover"):
            frame.notice("")
        if frame.field is not None and frame.field.take_key(event.key, event.character):
            return
        if frame.writes(event.character):
            return
        # Caps Lock changes nothing where a letter is a key.
        key = event.key.lower() if len(event.key) == 1 else event.key
        if key == "escape" and self.keyboard is not None and self.keyboard.escapes == ESCAPES - 1:
            frame.notice(self.tr("frame.escape-again"))
        opens = isinstance(event, Flowing) and event.begins and key in frame.opens_field
        if isinstance(event, Flowing) and frame.field is None and not opens:
            frame.notice(self.tr("frame.not-keys"))
        elif not await self.obey(key):
            frame.unbound(key)

    # Keys that hold everywhere ----------------------------------------------------------------

    def action_vanish(self) -> None:
        """Leave at once (where the terminal's own thread has not done it already)."""
        self.leave()

    def action_follow(self, name: str) -> None:
        """Follow a flow of the conversation."""
        self.follow(flows.FLOWS[name])

    def action_guides(self) -> None:
        """Go to the question which guides to follow; what was said stays."""
        if not self.conversation.ask_guide():
            self.step.notice(self.tr("guides.one"))
            return
        self.step.go("understand")
        cast("Understand", self.get_screen("understand")).seek(GUIDES)

    def action_go(self, step: str) -> None:
        """Show a step."""
        self.step.go(step)

    def action_redraw(self) -> None:
        """Draw the screen anew."""
        self.repaint()
