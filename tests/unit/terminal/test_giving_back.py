"""Giving a terminal back: nothing that was asked may stay because the terminal had not shown it yet."""

from __future__ import annotations

import os
import pty
import termios

import pytest

from safechat_tui.terminal.line_reader import LineReader
from safechat_tui.terminal.line_terminal import LineTerminal


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
