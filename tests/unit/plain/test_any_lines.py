"""Random lines, keys, pastes, sizes, replies and idle limits over the lines: alive, nothing lost."""

from __future__ import annotations

import os
import queue
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Final

import pytest
from tests.any_keys import BYTES, PASSPHRASE, SIZES, Disk, conversations, fresh

from safechat_tui import clock, config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.i18n import Translator
from safechat_tui.plain.choices import CHOICES
from safechat_tui.plain.everywhere import HANDLERS
from safechat_tui.plain.positions import position_of
from safechat_tui.plain.talk import Talk
from safechat_tui.terminal import line_reader
from safechat_tui.terminal.line_reader import LineReader
from safechat_tui.terminal.line_terminal import LineTerminal

Does = bytes | int | tuple[int, int]
"""Bytes that are typed, minutes in which nothing is, or a new size."""

TR: Final = Translator("en")
SIGNS: Final = sorted({sign for choice in CHOICES for sign in (*choice.keys, choice.name(TR))})
LETTERS: Final = "abckeosé 12!?"
LINES: Final = ("", "1", "2", "1 2", "yes", "x", "s 3", "r 1", "/block", "k", "e", "a")
WAYS: Final = [
    "".join(f"{line.strip('.')}\r" for line in ("x", *way.split())).encode()
    for way in (
        *("k 2", "k 2", "o 1", "o s 2", "n 2", "s1 1 . 2", "s1 . 1", "s2 1 calm", "s3 . 1 2", "p e 1"),
        *("p r 1", "p v .", "i 1 x", "/block 1", "l l", "g 2"),
    )
]
"""Lines one after the other that lead somewhere, with a dot for Enter alone."""


def draw(random: Random) -> Does:
    """Draw one step."""
    letters = "".join(random.choices(LETTERS, k=4))
    line = random.choice((random.choice(SIGNS), random.choice(LINES), letters))
    return random.choice(
        (
            f"{line}\r".encode(),
            random.choice(WAYS),
            random.choice((line.encode(), b"\x1b[D", b"\x7f", b"\x15", b"\x1b")),
            random.choice(BYTES),
            random.choice((random.choice(SIZES), random.choice((2, 3, 15)))),
            random.choice((b"\r", f"{PASSPHRASE}\r".encode())),
        )
    )


class Paper(LineTerminal):
    """A terminal whose rows go nowhere."""

    is_typed = True
    now = (80, 24)

    def size(self) -> tuple[int, int]:
        return self.now

    def offer(self, data: bytes) -> int:
        return len(data)


class Hands:
    """Does a step whenever the reader waits for a key, and looks at what became of the one before."""

    escapes = 0
    """Times that Esc was pressed, of the three that leave."""

    def __init__(self, talk: Conversation, steps: list[Does], patch: pytest.MonkeyPatch) -> None:
        self.disk = Disk(talk)
        self.steps = list(reversed(steps))
        self.done: Does = b""
        self.now = 0.0
        for module, name, value in (
            (clock, "running", lambda: self.now),
            (line_reader, "time", SimpleNamespace(monotonic=lambda: self.now)),
        ):
            patch.setattr(module, name, value)
        self.terminal = Paper(os.open(os.devnull, os.O_RDWR))
        self.terminal.erases = True
        self.typed: list[str | None] = []
        self.reader = LineReader(self.terminal)
        for unused in (self.reader._keyboard._woken, self.reader._keyboard._wake):  # type: ignore[union-attr]
            os.close(unused)
        self.reader._keyboard = self.reader._typed = self  # type: ignore[assignment]
        self.talk = Talk(talk, self.terminal, self.reader, position_of, HANDLERS)
        self.asking = False

    def put(self, line: str | None) -> None:
        self.typed.append(line)

    def get(self, timeout: float | None) -> str | None:
        while not self.typed:
            self.check()
            if not self.steps:
                return None
            self.done = self.steps.pop()
            self.asking = bool(self.talk.within)
            self.now += 1
            match self.done:
                case bytes():
                    self.disk.hear(self.done)
                    for line in self.done.splitlines(keepends=True):
                        self.now += 1
                        self.reader._receive(line)
                        self.reader._receive(b"")
                case tuple():
                    self.terminal.now = self.done
                case int():
                    self.now += self.done * 60
                    raise queue.Empty
        return self.typed.pop(0)

    def check(self) -> None:
        lines = self.done.count(b"\r") if isinstance(self.done, bytes) else 0
        several = lines > 1 or (isinstance(self.done, bytes) and b" " in self.done)
        self.disk.check(
            writes=lines > 0,
            deletes=lines > 1 or (lines == 1 and self.asking),
            forgets=self.asking or several,
        )


@conversations(draw, share=0.65)
def test_whatever_is_typed_the_lines_live_and_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Does]
) -> None:
    fresh(monkeypatch, tmp_path)
    chosen = config.load()._replace(guide="messages", keep="sealed", region="ca")
    hands = Hands(Conversation(chosen, "en"), steps, monkeypatch)
    while hands.steps:
        try:
            hands.talk.run()
        except Exception as error:
            error.add_note(f"at {hands.done!r}")
            raise
    hands.check()
    hands.disk.end()
    os.close(hands.terminal.read_fd)
