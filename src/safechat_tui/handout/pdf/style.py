"""How the paper looks: sizes of paper and type, kinds of paragraph. All measures in points."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from safechat_tui.handout.pdf.fonts import BOLD, REGULAR

PAGE_SIZES: Final[dict[str, tuple[float, float]]] = {"letter": LETTER, "a4": A4}
"""Width and height of each size of paper."""

BLACK: Final = black
"""Colour of words and of what must be seen, for tired printers and tired eyes."""

GREY: Final = Color(0.45, 0.45, 0.45)
"""Colour of thin lines."""

PAD: Final = 9.0
"""Air inside a frame."""


class Sizes(NamedTuple):
    """Sizes of type."""

    title: float
    heading: float
    section: float
    body: float
    step: float
    """The steps of page one."""
    urgent: float
    """Whom to call in danger."""
    number: float
    """Numbers to put up."""
    label: float
    """Labels of cards, heads of tables."""
    small: float
    page: float
    """The line under each page."""


ORDINARY: Final = Sizes(
    title=18, heading=14, section=12, body=10, step=11, urgent=12, number=22, label=8.7, small=8.5, page=8.5
)
"""For most eyes."""

LARGE: Final = Sizes(
    title=26, heading=23, section=20, body=18, step=18, urgent=18, number=34, label=18, small=18, page=15
)
"""Large print: nothing to read is smaller than 18 points but the page's number."""


def moved(style: Any, left: float) -> Any:
    """Return a style moved by so many points from where its lines begin."""
    side = "rightIndent" if style.alignment == TA_RIGHT else "leftIndent"
    indents = {side: getattr(style, side) + left, "bulletIndent": style.bulletIndent + left}
    return ParagraphStyle(style.name, style, **indents)


class Look:
    """Everything the blocks need to know of the paper they are set on."""

    def __init__(self, paper: str, large: bool, leftward: bool = False) -> None:
        """Choose sizes for a paper of PAGE_SIZES, in ordinary or large print.

        A paper that is read leftward has everything on the other side.
        """
        self.large = large
        self.leftward = leftward
        self.sizes = sizes = LARGE if large else ORDINARY
        self.paper = PAGE_SIZES[paper]
        self.margin = 17 * mm
        self.bottom = 16 * mm
        self.width = self.paper[0] - 2 * self.margin
        self.height = self.paper[1] - self.margin - self.bottom

        body = sizes.body
        self.indent = body * 1.9
        """How far a step's words are moved right to make room for its box."""
        self.title = self._style(sizes.title, level=1, spaceAfter=body * 0.3, tall=1.2)
        self.headings = {
            1: self._style(sizes.heading, level=2, spaceBefore=body * 1.9, spaceAfter=body * 0.95, tall=1.25),
            2: self._style(sizes.section, level=3, spaceBefore=body * 0.8, spaceAfter=body * 0.3, tall=1.3),
            3: self._style(body, level=4, spaceBefore=body * 0.5, spaceAfter=body * 0.15, tall=1.35),
        }
        self.step = self._style(
            sizes.section, level=3, left=self.indent, spaceBefore=body * 1.1, spaceAfter=body * 0.3
        )
        self.body = self._style(body, spaceAfter=body * 0.55)
        # Page one is one page, in large print two: its lines stand as near as is still read well.
        tall = 1.24 if large else 1.32
        self.tight = self._style(body, spaceAfter=body * 0.2, tall=tall)
        self.strong = self._style(body, bold=True, spaceAfter=body * 0.2)
        self.small = self._style(sizes.small, spaceAfter=sizes.small * 0.4)
        self.label = self._style(sizes.label, bold=True)
        self.item = self._style(body, left=body * 1.2, spaceAfter=body * 0.22)
        self.numbered = self._style(body, left=body * 1.6, hang=1.5, spaceAfter=body * 0.22)
        self.urgent = self._style(sizes.urgent, left=sizes.urgent * 1.2, spaceAfter=body * 0.12, tall=1.3)
        self.line = self._style(sizes.step, tall=tall)
        self.before = self._style(sizes.label, tall=tall)
        self.number = self._style(sizes.number, bold=True, spaceBefore=body * 0.7, tall=1.2)
        self.mark = self._style(sizes.label, tall=sizes.step * 1.36 / sizes.label)

    def _style(
        self, size: float, *, level: int = 0, bold: bool = False, left: float = 0, hang: float = 1,
        tall: float = 1.36, **spaces: float,
    ) -> Any:  # fmt: skip
        """Return a kind of paragraph.

        A heading has a level from 1, which says how deep it is when read. Words are moved in by `left`, and
        the sign before them hangs `hang` sizes out from them; a line is `tall` sizes high.
        """
        return ParagraphStyle(
            "",
            fontName=BOLD if bold or level else REGULAR,
            fontSize=size,
            leading=size * tall,
            alignment=TA_RIGHT if self.leftward else TA_LEFT,
            leftIndent=0 if self.leftward else left,
            rightIndent=left if self.leftward else 0,
            bulletIndent=left - size * hang,
            level=level,
            keepWithNext=level > 1,
            # At least two lines of a paragraph stand together on a page.
            allowWidows=0,
            **spaces,
        )
