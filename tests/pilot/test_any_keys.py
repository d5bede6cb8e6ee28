"""Random keys, pastes, sizes, replies and idle limits over the real screens: alive, nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import Set
from pathlib import Path
from random import Random
from typing import Final

import pytest
from tests.any_keys import BYTES, PASSPHRASE, SIZES, Disk, conversations, fresh
from textual import events

from safechat_tui.terminal.decoder import Decoder
from safechat_tui.terminal.sequences import Pasted
from safechat_tui.tui.driver import key_event
from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.screens.steps import Step

from .conftest import Start, Worker, until

ENDS: Final = frozenset({"ctrl+x", "q", "Q", "ctrl+q", "ctrl+c"})
"""Keys that end the program on purpose."""

TAKING: Final = frozenset({"enter", "space", " "})
"""Keys that take what is highlighted, and so may answer yes."""

DELETING: Final = TAKING | {"s", "S", "delete"}
WRITING: Final = TAKING | {"e", "E"}

NAMED: Final = sorted({name for key in KEYS for name in key.keys.split(",") if name} - ENDS)
LETTERS: Final = "abcdefghijklmnoprstuvwxyzABCLé1234 "
WAYS: Final = [
    ["escape", *way.split()]
    for way in (
        *("1 enter space", "1 down space down space", "2 space a enter", "3 space down space", "3 enter"),
        *("4 e", "4 r enter", "4 x space", "k down enter", "k down enter", "o enter", "o s down enter"),
        *("n down enter", "f8 down enter", "v s", "i enter", "g down enter", "slash b enter", "escape"),
    )
]
"""Keys one after the other that lead somewhere, from behind a dialog too."""


def draw(random: Random) -> tuple[str, object]:
    """Draw one step."""
    key = random.choice((random.choice(NAMED), random.choice(LETTERS)))
    return random.choice(
        (
            ("key", key),
            ("keys", random.choice(WAYS)),
            ("keys", random.choices([*NAMED, *LETTERS], k=3)),
            ("bytes", random.choice(BYTES)),
            random.choice((("size", random.choice(SIZES)), ("idle", random.random() < 0.3))),
            ("go on", None),
        )
    )


class Machine:
    """Does to the screens what a step says, and looks at what became of it."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.disk = Disk(worker.conversation)
        self.decoder = Decoder()
        self.now = 0.0

    async def do(self, kind: str, what: object) -> None:
        app = self.worker.app
        keys: Set[object] = {what} if kind == "key" else set(what) if isinstance(what, list) else set()
        asking = not isinstance(app.screen, Step)
        match what:
            case None:
                keys = set(TAKING)
                await self.go_on()
            case str():
                self.press(what)
            case list():
                for key in what:
                    self.press(key)
            case bytes():
                self.hear(what)
                keys = set(WRITING)
            case tuple():
                await self.worker.pilot.resize_terminal(*what)
            case bool():
                app.left_alone()
                if what:
                    await app.left_for_long()
        await self.worker.pilot.pause()
        await until(app, lambda: not self.busy)
        assert (app.is_running, app.return_code) == (True, None)
        self.disk.check(
            writes=not WRITING.isdisjoint(keys),
            deletes=not DELETING.isdisjoint(keys),
            forgets=asking or len(keys) > 1,
        )

    async def go_on(self) -> None:
        """Do what leads on: take the cover away, give the passphrase, or press Enter."""
        if self.worker.app.covered:
            await self.worker.press("f9")
        elif isinstance(self.worker.frame, SecretDialog) and self.worker.frame.field is not None:
            await self.worker.type(PASSPHRASE)
            await self.worker.press("enter")
        else:
            await self.worker.press("enter")

    def press(self, key: str) -> None:
        self.worker.app.post_message(events.Key(key, key if len(key) == 1 else None))

    def hear(self, data: bytes) -> None:
        self.disk.hear(data)
        self.now += 3
        for pressed in (*self.decoder.take(data, self.now), *self.decoder.take(b"", self.now + 2)):
            event = events.Paste(pressed.text) if isinstance(pressed, Pasted) else key_event(pressed)
            self.worker.app.post_message(event)

    @property
    def busy(self) -> bool:
        """Whether something is done beside the screen."""
        frame = self.worker.frame
        guessing = isinstance(frame, SecretDialog) and frame.busy
        return guessing or any(work.group == "disk" for work in self.worker.app.workers)


@conversations(draw, share=0.35)
def test_whatever_is_pressed_the_program_lives_and_loses_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, object]]
) -> None:
    fresh(monkeypatch, tmp_path)

    async def try_it() -> None:
        async with start("en", keep="sealed") as worker:
            machine = Machine(worker)
            for kind, what in steps:
                try:
                    await machine.do(kind, what)
                except Exception as error:
                    error.add_note(f"at {kind} {what!r}")
                    raise
            await worker.press("ctrl+x")
            assert worker.app.return_code == 0
            machine.disk.end()

    asyncio.run(try_it())
