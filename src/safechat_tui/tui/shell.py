"""The ground every part of the application stands on: the conversation, the screen in front, asking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, cast

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.i18n import Translator
from safechat_tui.tui.driver import QuietApp
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option, Reader
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.rows import Drawing, row

YES_OR_NO: Final = ((False, "no"), (True, "yes"))
"""The answers to a question before something is lost or kept; the careful one first."""


class Shell(QuietApp, inherit_bindings=False):
    """An application that holds one conversation."""

    def __init__(self, conversation: Conversation) -> None:
        """Take the conversation to lead through."""
        super().__init__()
        self._shown = asyncio.Event()
        self.conversation = conversation
        """The conversation at hand."""

    @property
    def tr(self) -> Translator:
        """The interface's words in the language of the screens."""
        return self.conversation.tr

    @property
    def frame(self) -> Frame[object]:
        """The screen in front."""
        return cast("Frame[object]", self.screen)

    @property
    def step(self) -> Step:
        """The step in front, or behind the dialogs."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Step))

    async def step_in_front(self) -> Step:
        """Return the step once no text or dialog is in front of it: none is taken away from who opened it."""
        while not isinstance(self.screen, Step):
            self._shown.clear()
            await self._shown.wait()
        return self.screen

    def shown(self) -> None:
        """Take note that another screen is in front, and of how often Esc closes one."""
        self._shown.set()
        if self.keyboard is not None:
            frames = [screen for screen in self.screen_stack if isinstance(screen, Frame)]
            # Under the cover it closes nothing.
            self.keyboard.closes(0 if self.covered else sum(frame.closes_by_escape for frame in frames))

    def say(self, words: str) -> None:
        """Show one line of good news above the keys."""
        self.frame.notice(words, "chosen")

    def tell(self) -> None:
        """Say, once, what is wrong with the guide at hand."""
        if trouble := self.conversation.untold():
            self.frame.notice(trouble)

    async def asked(self, what: str, words: Callable[[], str] | None = None) -> bool:
        """Return whether the worker says yes to a question.

        Args:
            what: its title is `ask.<what>.title`, its answers `ask.<what>.no` and `.yes`.
            words: gives what is asked in the language of the moment; `Conversation.question` when left out.
        """

        def ask() -> Ask[bool]:
            no, yes = (Option(sure, self.tr(f"ask.{what}.{word}")) for sure, word in YES_OR_NO)
            said = words() if words else self.conversation.question(what)
            return Ask(self.tr(f"ask.{what}.title"), tuple(map(row, said.split("\n"))), (no, yes))

        dialog: ListDialog[bool] = ListDialog(ask)
        answer = await self.push_screen_wait(dialog)
        return answer is True

    def read(self, name: str, draw: Callable[[int], Drawing]) -> None:
        """Show a text to read, once.

        Args:
            name: the title's words are `reader.<name>`.
            draw: lays the text out.
        """
        if not (isinstance(self.screen, Reader) and self.screen.subject == name):
            self.push_screen(Reader(name, draw))
