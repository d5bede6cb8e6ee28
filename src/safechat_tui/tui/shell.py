"""The ground every part of the application stands on: the conversation, the step at hand, texts to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from textual.screen import Screen

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.i18n import Translator
from safechat_tui.tui.driver import QuietApp
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.rows import Drawing


class Shell(QuietApp, inherit_bindings=False):
    """An application that holds one conversation."""

    def __init__(self, conversation: Conversation) -> None:
        """Take the conversation to lead through."""
        super().__init__()
        self.conversation = conversation
        """The conversation at hand."""

    @property
    def tr(self) -> Translator:
        """The interface's words in the language of the screens."""
        return self.conversation.tr

    @property
    def frame(self) -> Frame[object]:
        """The screen in front, which is the one that takes the keys."""
        return cast("Frame[object]", self.screen)

    @property
    def step(self) -> Step:
        """The step at hand; texts and dialogs stand in front of it."""
        return cast("Step", self.screen_stack[0])

    def shown(self) -> None:
        """Take note of how often Esc closes a screen."""
        if self.keyboard is not None:
            frames = [screen for screen in self.screen_stack if isinstance(screen, Frame)]
            # Under the cover it closes nothing.
            self.keyboard.closes(0 if self.covered else sum(frame.closes_by_escape for frame in frames))

    def read(self, name: str, draw: Callable[[int], Drawing]) -> None:
        """Show a text to read, once.

        Args:
            name: the title's words are `reader.<name>`.
            draw: lays the text out.
        """
        if not self.came_back(lambda screen: isinstance(screen, Reader) and screen.subject == name):
            self.push_screen(Reader(name, draw))

    def came_back(self, is_it: Callable[[Screen[Any]], bool]) -> bool:
        """Close the texts in front of a screen; return whether it is there and only texts were in front.

        Args:
            is_it: knows the screen.
        """
        for above, screen in enumerate(reversed(self.screen_stack)):
            if is_it(screen):
                for _ in range(above):
                    self.screen.dismiss(None)
                return True
            if not isinstance(screen, Reader):
                break
        return False
