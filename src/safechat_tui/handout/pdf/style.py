"""How the paper looks: its sizes, its kinds of paragraph, the signs it prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR

MM: Final = 72 / 25.4
"""Points of a millimetre."""

PAPERS: Final[dict[str, tuple[float, float]]] = {
    "letter": (612, 792), "a4": (210 * MM, 297 * MM),
}  # fmt: skip
"""Sizes of paper by name, width and height in points."""

BLACK: Final = 0.0
"""Grey level of words and of what must be seen: black, for tired printers and tired eyes."""

GREY: Final = 0.45
"""Grey level of thin lines."""

PAD: Final = 9.0
"""Points of air inside a frame."""

_STAND_INS: Final = str.maketrans({"→": "›", "\u202f": "\u00a0", "\u2007": "\u00a0"})
"""Typographic signs the font lacks, or at which a line would break, and what is printed instead."""


def printable(text: str) -> str:
    """Return the text with the few signs replaced that the font has a likeness for."""
    return text.translate(_STAND_INS)


def width_of(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return fonts.width(printable(text), font, size)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in points."""

    title: float
    heading: float
    section: float
    body: float
    label: float
    """Labels of cards, heads of tables."""
    small: float
    page: float
    """The line under each page."""


ORDINARY: Final = Sizes(title=21, heading=14, section=11, body=10, label=8.7, small=8.5, page=8.5)
"""For most eyes."""

LARGE: Final = Sizes(title=28, heading=23, section=20, body=18, label=18, small=18, page=15)
"""Large print: nothing to read is smaller than 18 points but the page's number."""


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of paragraph; all measures in points."""

    font: str
    size: float
    leading: float
    """From one line of words to the next."""
    left: float
    """How far the paragraph is moved right."""
    bullet: float
    """Where the sign before an item stands."""
    before: float
    """Room above, where something stands above."""
    after: float
    keep: bool
    """Whether it stands on the same page as what follows."""

    def moved(self, left: float) -> Style:
        """Return the style moved right by so many points, unless it stands there already."""
        if not left or self.left == left:
            return self
        return replace(self, left=self.left + left, bullet=self.bullet + left)


def _style(
    size: float,
    *,
    bold: bool = False,
    left: float = 0,
    before: float = 0,
    after: float = 0,
    tall: float = 1.36,
    keep: bool = False,
) -> Style:
    bullet = left - size * 0.9 if left else 0
    return Style(BOLD if bold else REGULAR, size, size * tall, left, bullet, before, after, keep)


class Look:
    """Everything the parts need to know of the paper they are set on."""

    def __init__(self, paper: str, large: bool) -> None:
        """Choose sizes for a paper of PAPERS, in ordinary or large print."""
        self.large = large
        self.sizes = LARGE if large else ORDINARY
        self.paper = PAPERS[paper]
        self.margin = 17 * MM if large else 19 * MM
        self.bottom = 18 * MM
        self.width = self.paper[0] - 2 * self.margin
        self.height = self.paper[1] - self.margin - self.bottom

        body = self.sizes.body
        self.indent = body * 1.9
        self.body = _style(body, after=body * 0.55)
        self.tight = _style(body, after=body * 0.2)
        self.lead = _style(body * 1.08, after=body * 0.55)
        self.own = _style(body * 1.12, bold=True, left=body, after=body * 0.7)
        self.small = _style(self.sizes.small, after=self.sizes.small * 0.4)
        self.label = _style(self.sizes.label, bold=True, after=0)
        self.item = _style(body, left=body * 1.2, after=body * 0.22)
        self.title = _style(self.sizes.title, bold=True, after=body * 0.3, tall=1.2)
        self.headings = {
            1: _style(
                self.sizes.heading, bold=True, before=body * 1.9, after=body * 0.95, tall=1.25, keep=True
            ),
            2: _style(
                self.sizes.section, bold=True, before=body * 1.0, after=body * 0.3, tall=1.3, keep=True
            ),
            3: _style(body, bold=True, before=body * 0.5, after=body * 0.15, tall=1.35, keep=True),
        }
        self.step = _style(
            self.sizes.section, bold=True, left=self.indent, before=body * 1.1, after=body * 0.3, keep=True
        )
