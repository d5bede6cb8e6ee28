"""Random keys, pastes, sizes, replies and idle limits over the real screens: alive, nothing lost or written.

SOAK_STEPS says how many steps are taken; `make soak` takes 50,000.
"""

from __future__ import annotations

import asyncio
import os
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pilot.conftest import Start, Worker
from textual import events

from safechat_tui.terminal.decoder import Decoder
from safechat_tui.terminal.sequences import Pasted
from safechat_tui.tui.driver import key_event
from safechat_tui.tui.keys import KEYS

STEPS: Final = int(os.environ.get("SOAK_STEPS", "1000"))
LONGEST: Final = 80
"""Steps of one conversation."""

ENDS: Final = frozenset({"ctrl+x", "q", "ctrl+q", "ctrl+c"})
"""Keys that end the program on purpose."""

NAMED: Final = sorted({name for key in KEYS for name in key.keys.split(",") if name} - ENDS)
LETTERS: Final = "abcdefghijklmnoprstuvwxyzABCLé1234 "
DELETING: Final = frozenset({"enter", "space", " ", "s", "S", "delete"})
"""Keys that may answer yes where it is asked whether to delete a plan."""

KEEPING: Final = frozenset("keKE")
"""Keys that lead to something being written."""

BYTES: Final = (
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1bP1+r\x1b\\",
    b"\x1b[5;9R",
    b"\x1b[1;5D",
    b"\x1b[97;69u",
    b"\x1b[<0;3;4M",
    "é".encode(),
    b"\xff\xfe",
    b"\x1b[200~two\rlines\x1b[201~",
)
STEP = st.one_of(
    st.tuples(st.just("key"), st.sampled_from(NAMED)),
    st.tuples(st.just("key"), st.sampled_from([*LETTERS, "enter", "down", "escape"])),
    st.tuples(st.just("bytes"), st.sampled_from(BYTES)),
    st.tuples(st.just("size"), st.sampled_from([(80, 24), (40, 12), (132, 43), (20, 5)])),
    st.tuples(st.just("idle"), st.booleans()),
    st.tuples(st.just("burst"), st.lists(st.sampled_from(NAMED), min_size=2, max_size=5)),
)


def press(worker: Worker, key: str) -> None:
    """Press one key, and wait for nothing."""
    worker.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def do(worker: Worker, kind: str, what: object) -> None:
    """Do one thing that can happen to the screens."""
    if kind == "key" and isinstance(what, str):
        press(worker, what)
    elif kind == "burst" and isinstance(what, list):
        for key in what:
            press(worker, key)
    elif kind == "bytes" and isinstance(what, bytes):
        for pressed in Decoder().take(what, 0.0):
            worker.app.post_message(
                events.Paste(pressed.text) if isinstance(pressed, Pasted) else key_event(pressed)
            )
    elif kind == "size" and isinstance(what, tuple):
        await worker.pilot.resize_terminal(*what)
    elif kind == "idle":
        worker.app.left_alone()
        if what:
            await worker.app.left_for_long()
    await worker.pilot.pause()


def kept(worker: Worker) -> set[str]:
    """Return the codes of the plans on the disk."""
    return {plan.code for plan in worker.conversation.keeping.list()}


@settings(
    max_examples=max(1, STEPS // LONGEST),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="SOAK_STEPS" not in os.environ,
)
@given(steps=st.lists(STEP, min_size=LONGEST // 2, max_size=LONGEST))
def test_whatever_is_pressed_the_program_lives_and_loses_nothing(
    start: Start, steps: list[tuple[str, object]]
) -> None:
    async def try_it() -> None:
        async with start("en", size=(80, 24)) as worker:
            asked = False
            for kind, what in steps:
                before = kept(worker)
                pressed = what if isinstance(what, list) else [what]
                asked = asked or not KEEPING.isdisjoint(pressed)
                deletes = not DELETING.isdisjoint(pressed)
                await do(worker, kind, what)
                assert worker.app.is_running, (kind, what)
                assert asked or not worker.files, (kind, what)
                assert deletes or before <= kept(worker), (kind, what)
            if worker.app.covered:
                await worker.press("f9")
            await worker.press("ctrl+x")
            assert worker.app.return_code == 0

    asyncio.run(try_it())
