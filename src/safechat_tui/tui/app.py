"""The application: it holds the conversation, its words and the keys that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, cast

from textual import events, work
from textual.binding import BindingType

from safechat_tui import hardening
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.guide import LANGUAGES, Guide, read_guide
from safechat_tui.handout import picture, picture_lines
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan
from safechat_tui.resources import STYLES
from safechat_tui.tui.driver import QuietApp, TerminalDriver
from safechat_tui.tui.idle import Idle
from safechat_tui.tui.keeping import Keeping
from safechat_tui.tui.keys import bindings, names_of
from safechat_tui.tui.options import PlanOptions
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option, Reader
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.kept import KeptDialog
from safechat_tui.tui.screens.plan import PlanScreen
from safechat_tui.tui.screens.steps import Opening, Step, Strategies, Understand, Wants
from safechat_tui.tui.views import chrome, pages
from safechat_tui.tui.views.cover import cover
from safechat_tui.tui.views.rows import Drawing, row

YES_OR_NO: Final = ((False, "no"), (True, "yes"))
"""The answers to a question before something is lost or kept; the careful one first."""


class SafeChatApp(QuietApp, inherit_bindings=False):
    """The screens of SafeChat. Returns the exit code."""

    CSS_PATH: ClassVar = [
        STYLES / name for name in ("base.tcss", "strategies.tcss", "words.tcss", "plan.tcss")
    ]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (chrome.WIDE, "-wide")]  # noqa: RUF012 (as Textual types it)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (chrome.LOW, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = bindings("always", priority=False)
    SCREENS: ClassVar = {
        "opening": Opening,
        "understand": Understand,
        "wants": Wants,
        "strategies": Strategies,
        "plan": PlanScreen,
    }

    def __init__(self, config: Config, lang: str) -> None:
        """Begin an empty conversation.

        Args:
            config: the settings.
            lang: `fr` or `en`, for the screens and, at first, for the paper.
        """
        super().__init__(driver_class=TerminalDriver, ansi_color=True)
        self.animation_level = "none"
        self.config = config
        self.tr = Translator(lang)
        self.plan = Plan()
        self.options = self._usual_options()
        self.keeping = Keeping(config)
        self._guides: dict[str, Guide] = {}
        self._translators = {lang: self.tr}
        self._idle = Idle(config.idle_minutes, lambda: self.call_later(self._left_alone))
        self._closed_kept = False
        hardening.speak(self.crash_words)

    def _usual_options(self) -> PlanOptions:
        """Return the options a new conversation begins with."""
        return PlanOptions(language=self.tr.lang, paper=self.config.paper, region=self.config.region)

    # Words ------------------------------------------------------------------------------------

    @property
    def guide(self) -> Guide:
        """The guide in the screens' language."""
        return self.guide_in(self.tr.lang)

    def guide_in(self, lang: str) -> Guide:
        """Return the guide in a language, read when it is first asked for."""
        if lang not in self._guides:
            self._guides[lang] = read_guide(lang)
        return self._guides[lang]

    def translator(self, lang: str) -> Translator:
        """Return the interface's words in a language."""
        if lang not in self._translators:
            self._translators[lang] = Translator(lang)
        return self._translators[lang]

    def explain(self, error: SafeChatError) -> str:
        """Return an error and its hint as one line."""
        words = self.tr(f"error.{error.code}", **error.params)
        hint = f"error.{error.code}.hint"
        return f"{words} {self.tr(hint, **error.params)}" if self.tr.has(hint) else words

    def crash_words(self, reference: str) -> str:
        """Return what is said after a crash; the reference is one for those who are asked for help."""
        return f"{self.tr('frame.crash')} ({reference})"

    # The conversation -------------------------------------------------------------------------

    def set_plan(self, plan: Plan) -> None:
        """Take a changed plan, save it if it is kept, and show it."""
        self.plan = plan
        self.frame.redraw()
        self.attempt(lambda: self.keeping.save(plan))

    def attempt(self, what: Callable[[], None]) -> bool:
        """Do something that may fail, and say so in one line if it does.

        Returns:
            Whether it was done.
        """
        try:
            what()
        except SafeChatError as error:
            self.frame.notice(self.explain(error))
            return False
        return True

    @property
    def frame(self) -> Frame[object]:
        """The screen in front."""
        return cast("Frame[object]", self.screen)

    def go(self, step: str, *, coming: int = 0) -> None:
        """Show a step.

        Args:
            step: its name.
            coming: 1 from the step before, -1 from the one after, 0 from anywhere.
        """
        screen = cast("Step", self.get_screen(step))
        screen.enter(coming)
        if screen is not self.screen:
            self.switch_screen(step)

    async def on_mount(self) -> None:
        """Show the opening, and on a first start what to know before it."""
        self._idle.touch()
        await self.push_screen("opening")
        if self.keeping.first_start():
            self.push_screen(
                Reader("welcome", lambda width: pages.welcome(self.guide, width)),
                lambda _: self.keeping.started(),
            )
        self._purge()

    @work(thread=True)
    def _purge(self) -> None:
        """Remove the kept plans whose time is over."""
        try:
            count = self.keeping.purge()
        except SafeChatError as error:
            self.call_from_thread(self._say, self.explain(error))
        else:
            if count:
                self.call_from_thread(self._say, self.tr.plural("kept.purged", count))

    def _say(self, words: str) -> None:
        self.frame.notice(words, "chosen")

    async def on_event(self, event: events.Event) -> None:
        """Take the notice away when a key is pressed; under the cover, let no key through."""
        typed = isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded
        if typed:
            self._idle.touch()
        if typed and self.covered:
            self._typed_on_cover(event)
            return
        read = isinstance(event, events.Key) and event.key not in names_of("cover")
        if read and isinstance(self.screen, Frame):
            self.screen.notice("")
        await super().on_event(event)
        if isinstance(event, events.Resize) and self.covered:
            self.action_cover()

    # The cover --------------------------------------------------------------------------------

    def action_cover(self) -> None:
        """Put a page of ordinary notes in front of everything; what is open stays as it is."""
        self.cover(cover(self.tr, *self.size))

    def _typed_on_cover(self, event: events.Event) -> None:
        """Take the cover away by its own key, or leave; nothing else does anything."""
        if not isinstance(event, events.Key):
            return
        if event.key in names_of("exit"):
            self.leave()
        elif event.key in names_of("cover"):
            self.uncover()
            if self._closed_kept:
                self._closed_kept = False
                self.frame.notice(self.tr("cover.closed"), "chosen")

    def _left_alone(self) -> None:
        """Cover the screen, and close a kept plan: nobody has pressed a key for a while."""
        self.action_cover()
        if self.keeping.is_saved:
            # What waits for an answer would go on with the plan.
            self.workers.cancel_all()
            while not isinstance(self.screen, Step):
                self.screen.dismiss(None)
            self._begin_anew()
            self._closed_kept = True

    # Keys that hold everywhere ----------------------------------------------------------------

    def action_vanish(self) -> None:
        """Leave at once (where the terminal's own thread has not done it already)."""
        self.leave()

    @work
    async def action_leave(self) -> None:
        """Leave; ask first when something would be lost."""
        if not self.plan.is_empty and not self.keeping.is_keeping:
            sure = await self._asked("leave")
            if not sure:
                return
        self.leave()

    async def _asked(self, what: str, **params: object) -> bool:
        """Return whether the worker says yes to the question `ask.<what>`."""

        def ask() -> Ask[bool]:
            no, yes = (Option(sure, self.tr(f"ask.{what}.{word}")) for sure, word in YES_OR_NO)
            return Ask(self.tr(f"ask.{what}.title"), (row(self.tr(f"ask.{what}", **params)),), (no, yes))

        dialog: ListDialog[bool] = ListDialog(ask)
        answer = await self.push_screen_wait(dialog)
        return answer is True

    def action_go(self, step: str) -> None:
        """Show a step."""
        self.go(step)

    def action_language(self) -> None:
        """Switch the screens to the other language; nothing else changes."""
        other = next(lang for lang in LANGUAGES if lang != self.tr.lang)
        self.tr = self.translator(other)
        self.frame.redraw()

    def action_urgent(self) -> None:
        """Show the urgent card."""
        self._read("urgent", lambda width: pages.urgent(self.guide, self.tr, self.options.region, width))

    def action_help(self) -> None:
        """Show the keys of this screen in words."""
        keys, field = self.frame.keys, self.frame.has_field
        self._read("help", lambda width: pages.help_page(self.tr, keys, width, field=field))

    def action_documenting(self) -> None:
        """Show how to document."""
        self._read(
            "documenting",
            lambda width: pages.documenting(
                self.guide, picture_lines(picture(self.guide), min(width - 2, 60)), width
            ),
        )

    def _read(self, name: str, draw: Callable[[int], Drawing]) -> None:
        """Show a text to read, once."""
        if not (isinstance(self.screen, Reader) and self.screen.subject == name):
            self.push_screen(Reader(name, draw))

    @work
    async def action_keep(self) -> None:
        """Keep the plan from now on, under a code of neutral words."""
        if self.keeping.is_keeping:
            self.frame.notice(self.tr("kept.already", code=self.keeping.code), "chosen")
        elif not self.attempt(self.keeping.may_keep):
            return
        elif await self._asked("keep", days=self.config.keep_days) and self.attempt(
            lambda: self.keeping.keep(self.plan, self.tr.lang, self.guide.code_words)
        ):
            words = self.tr("kept.now", code=self.keeping.code, days=self.config.keep_days)
            self.frame.redraw()
            self.frame.notice(words, "chosen")

    @work
    async def action_kept(self) -> None:
        """List the kept plans; open or delete one."""
        while True:
            try:
                kept = self.keeping.list()
            except SafeChatError as error:
                self.frame.notice(self.explain(error))
                return
            if not kept:
                self.frame.notice(self.tr("kept.none"))
                return
            choice = await self.push_screen_wait(KeptDialog(kept))
            if choice is None:
                return
            if choice.delete:
                if await self._asked("delete") and self.attempt(lambda c=choice: self.keeping.delete(c.code)):  # type: ignore[misc]
                    self.frame.redraw()
                    self.frame.notice(self.tr("kept.deleted", code=choice.code), "chosen")
                continue
            if not self.plan.is_empty and not self.keeping.is_keeping and not await self._asked("open"):
                return
            self.attempt(lambda c=choice: self._open(c.code))  # type: ignore[misc]
            return

    def _open(self, code: str) -> None:
        self.plan = self.keeping.open(code)
        self.go("plan", coming=1)
        self.frame.redraw()
        self.frame.notice(self.tr("kept.opened", code=code), "chosen")

    @work
    async def action_new(self) -> None:
        """Begin a new conversation; ask first when something would be lost."""
        if not self.plan.is_empty and not self.keeping.is_keeping and not await self._asked("new"):
            return
        words = self.tr("frame.new-kept", code=self.keeping.code) if self.keeping.is_keeping else ""
        self._begin_anew()
        self.frame.notice(words or self.tr("frame.new"), "chosen")

    def _begin_anew(self) -> None:
        """Forget the conversation and show the opening."""
        self.keeping.let_go()
        self.plan = Plan()
        self.options = self._usual_options()
        for name in self.SCREENS:
            cast("Step", self.get_screen(name)).enter(1)
        self.go("opening")
        self.frame.redraw(top=True)
