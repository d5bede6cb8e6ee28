"""What is due after minutes without a key, by a clock that the test moves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from safechat_tui import clock
from safechat_tui.tui.idle import Idle


@pytest.mark.parametrize(
    ("minutes", "done"),
    [
        ((2.9,), ""),
        ((3.1,), "cover"),
        ((14.9,), "cover"),
        ((15.1,), "cover lock"),
        ((2, 2), ""),
        ((14, 4), "cover cover"),
    ],
)
def test_each_thing_is_done_once_its_minutes_went_by_without_a_key(
    minutes: tuple[float, ...], done: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the minutes but the last ends with a key."""

    async def wait() -> list[str]:
        loop: Any = asyncio.get_running_loop()
        ahead, happened = 0.0, list[str]()
        loop.time = lambda: ahead * 60
        monkeypatch.setattr(clock, "running", loop.time)
        idle = Idle((3, lambda: happened.append("cover")), (15, lambda: happened.append("lock")))
        for each in minutes:
            idle.touch()
            ahead += each
            for _ in range(4):
                await asyncio.sleep(0)
        idle.stop()
        return happened

    assert " ".join(asyncio.run(wait())) == done


def test_nothing_is_done_once_it_is_stopped() -> None:
    async def wait() -> int:
        loop: Any = asyncio.get_running_loop()
        before = len(loop._scheduled)
        idle = Idle((3, lambda: None))
        idle.touch()
        idle.stop()
        return sum(not timer.cancelled() for timer in loop._scheduled) - before

    assert asyncio.run(wait()) == 0
