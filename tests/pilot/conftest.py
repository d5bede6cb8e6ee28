"""What tests of the screens share: an application in each language and eyes for what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.widgets import Field, Lines


@dataclass
class Worker:
    """A worker at the keyboard: presses keys and reads the screen."""

    app: SafeChatApp
    pilot: Pilot[int]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other and let the screen settle."""
        for key in keys:
            await self.pilot.press(key)
            # Dialogs are asked for from a worker of their own, which needs a turn of the loop.
            await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text into the field in focus, as a paste of ordinary keys."""
        self.app.screen.query_one(Field).insert_text_at_cursor(text)
        await self.pilot.pause()

    async def finish_writing(self) -> None:
        """Wait until a file that is being written is there."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def conversation(self) -> Conversation:
        """What is at hand."""
        return self.app.conversation

    @property
    def frame(self) -> Frame[object]:
        """The screen in front."""
        return self.app.frame

    def rows(self, selector: str = "Lines") -> list[str]:
        """The rows in sight of some panes."""
        panes = self.app.screen.query(selector).results(Lines)
        return [pane.render_line(y).text.rstrip() for pane in panes for y in range(pane.size.height)]

    @property
    def text(self) -> str:
        """Everything the panes hold, in sight or not."""
        return "\n".join(pane.text for pane in self.frame.panes)

    @property
    def notice(self) -> str:
        """What stands above the keys, its rows put together."""
        return " ".join(row.strip(" ") for row in self.rows("#status"))

    @property
    def files(self) -> list[Path]:
        """Every file in the home folder but the mark of the first start."""
        home = self.conversation.config.home
        return sorted(path for path in home.rglob("*") if path.is_file() and path.name != "welcomed")


Start = Callable[..., AbstractAsyncContextManager[Worker]]


@pytest.fixture
def start() -> Start:
    """Start the screens past the first start."""

    @asynccontextmanager
    async def starting(
        lang: str = "fr", size: tuple[int, int] = (80, 24), *, welcome: bool = False, **settings: object
    ) -> AsyncIterator[Worker]:
        # Where a test is not about guides or passphrases, none is asked for.
        usual = {"guide": "messages", "keep": "plain"}
        chosen = replace(config.load(), **{**usual, **settings})  # type: ignore[arg-type]
        app = SafeChatApp(chosen, lang)
        if not welcome:
            app.conversation.keeping.started()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Worker(app, pilot)

    return starting
