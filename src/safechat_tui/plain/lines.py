"""Ordinary lines: wrapped text in reading order, without colour and without moving the cursor."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Final

from safechat_tui.handout.blocks import (
    Card,
    Contact,
    Contacts,
    Heading,
    Items,
    Labelled,
    PageBlocks,
    Picture,
    Text,
    Tone,
    Words,
)
from safechat_tui.handout.document import plain
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import wrap_text

USUAL_WIDTH: Final = 72
"""Columns when the terminal's width is unknown."""

MIN_WIDTH: Final = 24
"""Narrower than this, the lines are left for the terminal to wrap."""

NARROW: Final = 60
"""Below this many columns, each level stands in by one column only."""

STEP_IN: Final = 2
"""Columns by which each level of text stands in."""


def terminal_width() -> int:
    """Return the columns of the terminal, or USUAL_WIDTH when they are unknown."""
    return max(shutil.get_terminal_size((USUAL_WIDTH, 0)).columns, MIN_WIDTH)


def with_addresses(words: Words) -> str:
    """Return words without their looks, each link followed by its address unless it shows it already."""
    parts: list[str] = []
    for span in words:
        shown = span.href is None or span.text.strip() in span.href
        parts.append(span.text if shown else f"{span.text} ({span.href})")
    return "".join(parts)


class LineWriter:
    """Collects lines, level by level: page, section, text."""

    def __init__(self, tr: Translator, width: int = USUAL_WIDTH, *, drawn: bool = True) -> None:
        """Begin without any line.

        Args:
            tr: the language of the words between those of the guide.
            width: columns a line may fill, at least MIN_WIDTH.
            drawn: whether pictures are drawn; who listens has their parts in words.
        """
        self._drawn = drawn
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
        self._lines += wrap_text(words, self.width, margin + lead)

    def as_is(self, lines: Iterable[str], *, level: int) -> None:
        """Add lines that are drawn already, such as a picture's."""
        margin = " " * (STEP_IN * level)
        self._lines += (f"{margin}{line}".rstrip() for line in lines)

    def item(self, words: str, *, level: int = 2) -> None:
        """Add one item of a list."""
        self.say(words, level=level, lead="- ")

    def read(self, page: PageBlocks, *, level: int = 1, ascii: bool = False) -> None:
        """Add what is read, block by block; lines to say aloud are announced and quoted.

        Args:
            page: the blocks.
            level: that of text under a heading of level 1; a page's own title stands at the margin.
            ascii: draw with the signs of a typewriter.
        """
        here, before = level, None
        for block in page:
            match block:
                case Heading():
                    above = level + block.level - 2
                    if above == 0 and block.level == 1:
                        self.page(block.text)
                    else:
                        self.heading(block.text, level=above)
                    here = above + 1
                case Text() | Items():
                    self._text(block, before, here)
                case Contacts():
                    for contact in block.contacts:
                        self._contact(contact, here)
                case Labelled():
                    self.blank()
                    self._labelled(block, here)
                case Card():
                    self.blank()
                    for line in block.lines:
                        self._labelled(line, here)
                case Picture():
                    self._picture(block, here, ascii=ascii)
            before = block

    def _text(self, block: Text | Items, before: object, level: int) -> None:
        said = isinstance(block, Text) and block.tone is Tone.SAY
        follows = said and isinstance(before, Text) and before.tone is Tone.SAY
        if before is not None and not isinstance(before, Heading) and not follows:
            self.blank()
        if isinstance(block, Items):
            for item in block.items:
                self.item(with_addresses(item), level=level)
        elif said:
            if not follows:
                self.say(self._tr("plain.say-aloud"), level=level)
            self.say(self.quoted(with_addresses(block.words)), level=level + 1)
        else:
            self.say(with_addresses(block.words), level=level)

    def _labelled(self, block: Labelled, level: int) -> None:
        self.say(block.label, level=level)
        for text in block.blocks:
            self.say(with_addresses(text.words), level=level + 1)

    def _contact(self, contact: Contact, level: int) -> None:
        self.heading(self._tr("plain.helpline", name=contact.name, places=contact.places), level=level)
        ways = [self._tr("plain.way", way=way.label, value=way.value) for way in contact.ways]
        for words in (*ways, contact.note, contact.doubt):
            if words:
                self.say(words, level=level + 1)

    def _picture(self, picture: Picture, level: int, *, ascii: bool) -> None:
        """Draw the picture, then list its numbered parts."""
        self.blank()
        if self._drawn:
            self.say(self._tr("plain.picture"), level=level)
            self.blank()
            self.as_is(picture_lines(picture, self.width, ascii=ascii), level=0)
            self.blank()
        for number, part in enumerate(picture.parts, start=1):
            self.say(plain(part), level=level, lead=f"({number}) ")

    def quoted(self, words: str) -> str:
        """Return words between the quotation marks of the language, unless they have them already."""
        return words if words[:1] in "«“" else self._tr("plain.quoted", words=words)


def page_as_lines(page: PageBlocks, tr: Translator, *, width: int = USUAL_WIDTH) -> str:
    """Return what is read as lines."""
    lines = LineWriter(tr, width)
    lines.read(page)
    return lines.text()
