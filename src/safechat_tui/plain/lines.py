"""Ordinary lines: wrapped text in reading order, without colour and without moving the cursor."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from safechat_tui.guide import Block, Kind, Section
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import fold

WIDTH: Final = 72
"""Columns when the terminal's width is unknown."""

MIN_WIDTH: Final = 24
"""Narrower than this, the lines are left for the terminal to fold."""

NARROW: Final = 60
"""Below this many columns, each level stands in by one column only."""

STEP_IN: Final = 2
"""Columns by which each level of text stands in."""


def terminal_width() -> int:
    """Return the columns of the terminal, or WIDTH when they are unknown."""
    return max(_columns() or WIDTH, MIN_WIDTH)


def _columns() -> int:
    """Return the columns of the terminal as `shutil` tells them, without its imports; 0 where unknown."""
    with suppress(KeyError, ValueError):
        if (columns := int(os.environ["COLUMNS"])) > 0:
            return columns
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    return 0


def words_of(block: Block) -> str:
    """Return the words of a block, each link followed by its address unless it shows it already."""
    parts: list[str] = []
    for span in block.spans:
        shown = span.href is None or span.text.strip() in span.href
        parts.append(span.text if shown else f"{span.text} ({span.href})")
    return "".join(parts)


class Lines:
    """Collects lines, level by level: page, section, text."""

    def __init__(self, tr: Translator, width: int = WIDTH) -> None:
        """Begin without any line.

        Args:
            tr: the language of the words between those of the guide.
            width: columns a line may fill, at least MIN_WIDTH.
        """
        self._tr = tr
        self.width: Final = max(width, MIN_WIDTH)
        """Columns a line may fill."""
        self._lines: list[str] = []

    def text(self) -> str:
        """Return everything, ending with a newline."""
        return "\n".join(self._lines) + "\n"

    def blank(self) -> None:
        """Leave one line empty, never two and never the first."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def page(self, title: str) -> None:
        """Begin a page, at the margin and two lines below what came before."""
        if self._lines:
            self.blank()
            self._lines.append("")
        self.say(title)
        self.blank()

    def heading(self, title: str, *, level: int = 1) -> None:
        """Begin a section, a part of it (level 2), and so on."""
        self.blank()
        self.say(title, level=level)

    def say(self, words: str, *, level: int = 0, lead: str = "") -> None:
        """Add one paragraph.

        Args:
            words: the paragraph, of any length.
            level: how many times STEP_IN it stands in.
            lead: what its first line begins with; the others are lined up after it.
        """
        # On a narrow terminal the words need the room more than the levels do.
        margin = " " * (level if self.width < NARROW else level * STEP_IN)
        self._lines += fold(words, self.width, margin + lead)

    def as_is(self, lines: Iterable[str], *, level: int) -> None:
        """Add lines that are drawn already, such as a picture's."""
        margin = " " * (STEP_IN * level)
        self._lines += (f"{margin}{line}".rstrip() for line in lines)

    def item(self, words: str, *, level: int = 2) -> None:
        """Add one item of a list."""
        self.say(words, level=level, lead="- ")

    def section(self, section: Section, *, level: int = 1) -> None:
        """Add a section: its title and everything under it."""
        self.heading(section.title, level=level)
        self.blocks(section.blocks, level=level + 1)

    def blocks(self, blocks: tuple[Block, ...], *, level: int) -> None:
        """Add blocks in order; the lines to say aloud are announced and quoted."""
        before: Kind | None = None
        for block in blocks:
            if before is not None and not (before == block.kind != Kind.PARAGRAPH):
                self.blank()
            match block.kind:
                case Kind.SAY:
                    if before != Kind.SAY:
                        self.say(self._tr("plain.say-aloud"), level=level)
                    self.say(self.quoted(words_of(block)), level=level + 1)
                case Kind.ITEM:
                    self.item(words_of(block), level=level)
                case Kind.PARAGRAPH:
                    self.say(words_of(block), level=level)
            before = block.kind

    def quoted(self, words: str) -> str:
        """Return words between the quotation marks of the language, unless they have them already."""
        return words if words[:1] in "«“" else self._tr("plain.quoted", words=words)
