"""How the paper looks: sizes of paper and type, kinds of paragraph. All measures in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from safechat_tui.handout.pdf.fonts import BOLD, REGULAR

PAPERS: Final[dict[str, tuple[float, float]]] = {"letter": LETTER, "a4": A4}
"""Width and height of each size of paper."""

BLACK: Final = black
"""Colour of words and of what must be seen, for tired printers and tired eyes."""

GREY: Final = Color(0.45, 0.45, 0.45)
"""Colour of thin lines."""

PAD: Final = 9.0
"""Air inside a frame."""


LEVELS: Final = {"title": 1, "h1": 2, "h2": 3, "step": 3, "h3": 4}
"""How deep the headings of each style are meant to be when they are read."""


@dataclass(frozen=True, slots=True)
class Sizes:
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


def _style(
    name: str,
    size: float,
    *,
    bold: bool = False,
    left: float = 0,
    before: float = 0,
    after: float = 0,
    tall: float = 1.36,
    keep: bool = False,
    hang: float = 1.0,
) -> Any:
    font = BOLD if bold else REGULAR
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * tall,
        leftIndent=left,
        bulletFontName=font,
        bulletFontSize=size,
        bulletIndent=left - size * hang if left else 0,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=keep,
        textColor=BLACK,
        # At least two lines of a paragraph stand together on a page.
        allowWidows=0,
        allowOrphans=0,
    )


def moved(style: Any, left: float) -> Any:
    """Return a style moved by so many points from where its lines begin."""
    if not left:
        return style
    side = "rightIndent" if style.alignment == TA_RIGHT else "leftIndent"
    indents = {side: getattr(style, side) + left, "bulletIndent": style.bulletIndent + left}
    return ParagraphStyle(style.name, style, **indents)


class Look:
    """Everything the blocks need to know of the paper they are set on."""

    def __init__(self, paper: str, large: bool, leftward: bool = False) -> None:
        """Choose sizes for a paper of PAPERS, in ordinary or large print.

        Args:
            paper: a name of PAPERS.
            large: whether it is in large print.
            leftward: whether its lines go from right to left, so that everything stands on the other side.
        """
        self.large = large
        self.leftward = leftward
        self.sizes = LARGE if large else ORDINARY
        self.paper = PAPERS[paper]
        self.margin = 17 * mm
        self.bottom = 16 * mm
        self.width = self.paper[0] - 2 * self.margin
        self.height = self.paper[1] - self.margin - self.bottom

        sizes, body = self.sizes, self.sizes.body
        self.indent = body * 1.9
        """How far a step's words are moved right to make room for its box."""
        self.title = _style("title", sizes.title, bold=True, after=body * 0.3, tall=1.2)
        self.headings = {
            1: _style(
                "h1", sizes.heading, bold=True, before=body * 1.9, after=body * 0.95, tall=1.25, keep=True
            ),
            2: _style(
                "h2", sizes.section, bold=True, before=body * 0.8, after=body * 0.3, tall=1.3, keep=True
            ),
            3: _style("h3", body, bold=True, before=body * 0.5, after=body * 0.15, tall=1.35, keep=True),
        }
        self.step = _style(
            "step", sizes.section, bold=True, left=self.indent, before=body * 1.1, after=body * 0.3, keep=True
        )
        self.body = _style("body", body, after=body * 0.55)
        # Page one is one page, in large print two: its lines stand as near as is still read well.
        tall = 1.24 if large else 1.32
        self.tight = _style("tight", body, after=body * 0.2, tall=tall)
        self.strong = _style("strong", body, bold=True, after=body * 0.2)
        self.small = _style("small", sizes.small, after=sizes.small * 0.4)
        self.label = _style("label", sizes.label, bold=True)
        self.item = _style("item", body, left=body * 1.2, after=body * 0.22)
        self.numbered = _style("item", body, left=body * 1.6, after=body * 0.22, hang=1.5)
        self.urgent = _style("item", sizes.urgent, left=sizes.urgent * 1.2, after=body * 0.12, tall=1.3)
        self.line = _style("line", sizes.step, tall=tall)
        self.before = _style("before", sizes.label, tall=tall)
        self.number = _style("number", sizes.number, bold=True, before=body * 0.7, tall=1.2)
        self.mark = _style("mark", sizes.label, tall=sizes.step * 1.36 / sizes.label)
        styles = (style for style in vars(self).values() if isinstance(style, ParagraphStyle))
        for style in (*self.headings.values(), *styles) if leftward else ():
            style.alignment, style.leftIndent, style.rightIndent = TA_RIGHT, 0, style.leftIndent
