"""A painter sends the latest picture, never far ahead over a line, and erases before it gives back."""

from __future__ import annotations

import asyncio
import os
import pty
import termios
import tty
from collections.abc import Iterator

import pyte
import pytest
from tests.terminal.harness import LOOK_EVERY, PATIENCE, Screen

from safechat_tui.terminal.blank import PRINTER_OFF, PRINTER_ON
from safechat_tui.terminal.capabilities import may_print, printer_bytes
from safechat_tui.terminal.grid import Grid, text_grid
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.terminal.line_reader import LineReader
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.terminal.painter import LINE_AHEAD, PRINTED, Painter

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


PLAN = b"".join(b"line %d of the plan\n" % number for number in range(100))


def between(sent: bytes) -> bytes:
    """Return what went to the printer."""
    return sent.partition(PRINTER_ON)[2].partition(PRINTER_OFF)[0]


async def test_a_plan_is_printed_whole_between_two_pictures(ends: tuple[int, int]) -> None:
    master, slave = ends
    painter = Painter(Terminal(slave, slave), rate=1e6)
    painter.attend(asyncio.get_running_loop())
    painter.show(page(1))
    painter.print_out(PLAN)
    painter.show(page(2))
    sent = await sent_until(master, "2 ")
    assert between(sent) == PLAN.replace(b"\n", b"\r\n") + b"\f"


async def test_the_whole_screen_is_sent_again_after_printing(ends: tuple[int, int]) -> None:
    master, slave = ends
    painter = Painter(Terminal(slave, slave))
    painter.attend(asyncio.get_running_loop())
    painter.show(page(1))
    painter.print_out(PLAN)
    sent = await asyncio.wait_for(sent_after(master, PRINTER_OFF), PATIENCE)
    assert first_row(sent).startswith("1 ")


async def sent_after(master: int, sign: bytes) -> bytes:
    """Return what is sent after a sign, once it shows something."""
    sent = b""
    while not first_row(sent.partition(sign)[2]).strip():
        await asyncio.sleep(LOOK_EVERY)
        sent += waiting(master)
    return sent.partition(sign)[2]


def test_over_a_line_a_plan_is_sent_no_further_ahead_than_a_picture(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    master, slave = ends
    monkeypatch.setattr("safechat_tui.terminal.painter.time.monotonic", lambda: 1.0)
    painter = Painter(Terminal(slave, slave), rate=8000.0)
    painter.print_out(PLAN)
    assert len(waiting(master)) <= LINE_AHEAD + PRINTED


def test_what_covers_the_screen_does_not_wait_for_the_printer(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    master, slave = ends
    clock = [1.0]
    monkeypatch.setattr("safechat_tui.terminal.painter.time.monotonic", lambda: clock[0])
    painter = Painter(Terminal(slave, slave), rate=8000.0)
    painter.print_out(PLAN)
    clock[0] = 2.0
    painter.stop_printing()
    painter.show(page(1))
    clock[0] = 3.0
    painter.show(page(2))
    sent = waiting(master)
    assert (between(sent) != b"", b"line 99 " in sent, first_row(sent.partition(PRINTER_OFF)[2])[:2]) == (
        True, False, "2 ",
    )  # fmt: skip


def test_an_exit_while_printing_first_takes_the_screen_back_from_the_printer(ends: tuple[int, int]) -> None:
    master, slave = ends
    terminal = Terminal(slave, slave)
    painter = Painter(terminal, rate=8000.0)
    painter.begin()
    painter.print_out(PLAN)
    waiting(master)
    terminal.restore(quick=True)
    assert waiting(master).startswith(PRINTER_OFF)


def test_no_control_byte_of_a_plan_reaches_a_printer() -> None:
    assert printer_bytes(b"a\x1b[4i\x00\xff\n") == PRINTER_ON + b"a[4i\r\n\f" + PRINTER_OFF


@pytest.mark.parametrize(
    ("environ", "may"),
    [({"TERM": "xterm"}, True), ({"TERM": "putty-256color"}, True), ({"TERM": "vt220"}, True),
     ({"TERM": "linux"}, False), ({"TERM": "screen.xterm"}, False), ({"TERM": "dumb"}, False), ({}, False),
     ({"TERM": "xterm", "TMUX": "x"}, False), ({"TERM": "xterm", "STY": "x"}, False)],
)  # fmt: skip
def test_a_terminal_may_have_a_printer(ends: tuple[int, int], environ: dict[str, str], may: bool) -> None:
    assert may_print(environ, ends[1]) is may


def test_what_is_no_terminal_has_no_printer() -> None:
    reading, writing = os.pipe()
    assert may_print({"TERM": "xterm"}, writing) is False
    os.close(reading)
    os.close(writing)


# Giving back --------------------------------------------------------------------------------------


def test_an_erasure_that_the_terminal_has_not_shown_yet_is_not_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal, ours = pty.openpty()

    def slow(fd: int, which: int) -> None:
        # The terminal has shown what was said, and nothing that came after.
        if which == termios.TCOFLUSH:
            os.read(terminal, 4096)

    typed = LineReader(LineTerminal(ours, ours))
    typed.start()
    typed.terminal.say("five secret words\ntyped once more\n")
    os.read(terminal, 4096)
    monkeypatch.setattr(termios, "tcflush", slow)
    typed.terminal.erase()
    typed.give_back()
    assert os.read(terminal, 4096).count(b"\x1b[A\x1b[2K") == 2
    os.close(terminal)
    os.close(ours)
