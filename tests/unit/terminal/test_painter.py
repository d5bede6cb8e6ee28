"""A painter sends the latest picture, never waits, and never sends far ahead over a line."""

from __future__ import annotations

import asyncio
import os
import tty
from collections.abc import Iterator

import pyte
import pytest
from tests.terminal.harness import LOOK_EVERY, PATIENCE, Screen

from safechat_tui.terminal.grid import Grid, text_grid
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.terminal.painter import Painter

SIZE = (80, 24)


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Return both ends of a terminal: the emulator's and the program's."""
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    yield master, slave
    os.close(master)
    os.close(slave)


def page(number: int) -> Grid:
    return text_grid([f"{number} {'word ' * 14}{row}" for row in range(24)], SIZE)


def waiting(master: int) -> bytes:
    """Read all that the terminal has taken."""
    data = b""
    while True:
        try:
            data += os.read(master, 65536)
        except BlockingIOError:
            return data


def first_row(sent: bytes) -> str:
    """Return the first row that an emulator then shows."""
    screen = Screen(*SIZE)
    pyte.ByteStream(screen).feed(sent)
    return str(screen.display[0])


async def sent_until(master: int, words: str) -> bytes:
    """Return what is sent until the first row begins with some words."""
    sent = b""
    async with asyncio.timeout(PATIENCE):
        while not first_row(sent).startswith(words):
            await asyncio.sleep(LOOK_EVERY)
            sent += waiting(master)
    return sent


async def test_of_many_pictures_a_full_terminal_gets_the_last(ends: tuple[int, int]) -> None:
    master, slave = ends
    painter = Painter(Terminal(slave, slave))
    painter.attend(asyncio.get_running_loop())
    for number in range(200):
        painter.show(page(number))
    assert len(await sent_until(master, "199 ")) < 30_000


async def test_over_a_line_no_more_is_sent_ahead_than_it_carries_in_a_moment(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    master, slave = ends
    # However slow the machine is, all pictures come in one moment.
    monkeypatch.setattr("safechat_tui.terminal.painter.time.monotonic", lambda: 1.0)
    painter = Painter(Terminal(slave, slave), rate=8000.0)
    painter.attend(asyncio.get_running_loop())
    for number in range(50):
        painter.show(page(number))
    assert len(waiting(master)) < 4000


async def test_the_latest_picture_follows_once_the_line_has_room(ends: tuple[int, int]) -> None:
    master, slave = ends
    painter = Painter(Terminal(slave, slave), rate=1_000_000.0)
    painter.attend(asyncio.get_running_loop())
    for number in range(50):
        painter.show(page(number))
    await sent_until(master, "49 ")
