"""The words of the guide: pages and sections of blocks, each with the line it came from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Span(NamedTuple):
    """A run of words as the content has them, strong or a link; a row on a screen is made of `Piece`s."""

    text: str
    strong: bool = False
    href: str | None = None


class Kind(StrEnum):
    """What a block is for."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    SAY = "say"
    """Words that a worker can say aloud."""


class TextBlock(NamedTuple):
    """One paragraph, list item or spoken line."""

    kind: Kind
    spans: tuple[Span, ...]
    line: int
    id: str | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


class Section(NamedTuple):
    """A headed part of a page: `##` with its blocks. The page's own head is a section too."""

    id: str
    title: str
    blocks: tuple[TextBlock, ...]
    path: Path
    line: int
    rev: int = 1
    """The revision of this text."""
    follows: int = 1
    """The revision of the other language's text that this one says the same as."""

    def of(self, *kinds: Kind) -> tuple[TextBlock, ...]:
        """Return the blocks of these kinds, in order."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def texts(self, *kinds: Kind) -> tuple[str, ...]:
        """Return the words of the blocks of these kinds, in order."""
        return tuple(block.text for block in self.of(*kinds))


class PageValue(NamedTuple):
    """What a front-matter line `key: value` gives for its key."""

    text: str
    line: int
    path: Path = Path()
    """The file it stands in."""


class Page(NamedTuple):
    """Front matter, a head and its sections, of one Markdown file or of several laid over one another."""

    path: Path
    entries: Mapping[str, PageValue]
    head: Section
    sections: tuple[Section, ...]

    @property
    def parts(self) -> tuple[Section, ...]:
        """The head and the sections."""
        return (self.head, *self.sections)

    def section(self, id: str) -> Section:
        """Return the part of that id.

        Raises:
            KeyError: when the page has none.
        """
        for section in self.parts:
            if section.id == id:
                return section
        raise KeyError(id)

    def value(self, key: str) -> str:
        """Return a front-matter value, or nothing."""
        entry = self.entries.get(key)
        return entry.text if entry else ""
