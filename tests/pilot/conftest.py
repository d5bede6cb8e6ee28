"""What tests of the screens share: an application in each language and eyes for what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.widgets.field import Field
from safechat_tui.tui.widgets.lines import Lines

SOON: Final = 0.2
"""Seconds within which a timer belongs to what is being done, as the one for the next picture does."""

LOOK_EVERY: Final = 0.01
"""Seconds between two looks at what a thread does beside the screen."""

KEEP: Final = ("k", "down", "enter")
"""The keys that keep a plan."""

languages: Final = pytest.mark.parametrize("lang", ["fr", "en"])


async def settle(app: App[int]) -> None:
    """Wait until the event loop has nothing left to do: no message, no callback, no timer that is due soon.

    An application that has ended leaves timers behind that nobody stops.

    Textual's own pause ends as soon as the process takes little of the processor, which it also does where
    other processes take all of it.
    """
    loop: Any = asyncio.get_running_loop()
    while True:
        # This comes back behind everything that was ready.
        await asyncio.sleep(0)
        if not loop._ready:
            timers = [timer.when() - loop.time() for timer in loop._scheduled if not timer.cancelled()]
            if (wait := min(timers, default=SOON)) >= SOON or app.return_code is not None:
                return
            await asyncio.sleep(max(0.0, wait))


async def until(app: App[int], seen: Callable[[], object]) -> None:
    """Wait until something is seen that comes of a thread beside the screen."""
    while not seen():
        await asyncio.sleep(LOOK_EVERY)
    await settle(app)


class Hands(Pilot[int]):
    """Presses keys, and waits for all that comes of them."""

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when nothing is left to do for the one before."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await settle(self.app)

    async def pause(self, delay: float | None = None) -> None:
        """Wait until nothing is left to do."""
        await settle(self.app)


@dataclass
class Worker:
    """A worker at the keyboard: presses keys and reads the screen."""

    app: SafeChatApp
    pilot: Pilot[int]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other and let the screen settle."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text into the field in focus, as a paste of ordinary keys."""
        self.app.screen.query_one(Field).insert_text_at_cursor(text)
        await settle(self.app)

    async def finish_writing(self) -> None:
        """Wait until a file that is being written is there: the pages of a PDF are counted first."""
        while True:
            await self.app.workers.wait_for_complete()
            await settle(self.app)
            if all(worker.is_finished for worker in self.app.workers):
                return

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
        return " ".join(row.strip(" ─") for row in self.rows("#status"))

    @property
    def files(self) -> list[Path]:
        """Every file in the home folder but those that hold nothing of a conversation."""
        home, own = self.conversation.config.home, {"welcomed", "papers.json", ".papers", ".clock"}
        return sorted(path for path in home.rglob("*") if path.is_file() and path.name not in own)


Start = Callable[..., AbstractAsyncContextManager[Worker]]


@pytest.fixture
def start() -> Start:
    """Start the screens past the first start."""

    @asynccontextmanager
    async def starting(
        lang: str = "fr", size: tuple[int, int] = (80, 24), *, welcome: bool = False, **settings: object
    ) -> AsyncIterator[Worker]:
        # Where a test is not about guides, passphrases or regions, none is asked for.
        usual = {"guide": "messages", "keep": "plain", "region": "ca"}
        chosen = config.load()._replace(**{**usual, **settings})  # type: ignore[arg-type]
        app = SafeChatApp(chosen, lang)
        if not welcome:
            app.conversation.keeping.started()
        async with app.run_test(size=size):
            await settle(app)
            yield Worker(app, Hands(app))

    return starting


@pytest.fixture
def lang() -> str:
    """The language of `worker`, where a test is about none."""
    return "fr"


@pytest.fixture
def size() -> tuple[int, int]:
    """The columns and rows, where a test is about none."""
    return (80, 24)


@pytest.fixture
def settings() -> dict[str, object]:
    """More settings than the usual ones."""
    return {}


@pytest.fixture
async def worker(
    start: Start, lang: str, size: tuple[int, int], settings: dict[str, object]
) -> AsyncIterator[Worker]:
    """A worker at the first screen."""
    async with start(lang, size, **settings) as worker:
        yield worker


@pytest.fixture
async def english(start: Start, settings: dict[str, object]) -> AsyncIterator[Worker]:
    """A worker at the first screen in English."""
    async with start("en", **settings) as worker:
        yield worker
