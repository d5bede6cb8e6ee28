"""How the paper looks: its sizes, its font, its kinds of paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from safechat_tui.errors import SafeChatError
from safechat_tui.handout.document import Words
from safechat_tui.records import dataclass

PAPERS: Final[dict[str, tuple[float, float]]] = {"letter": LETTER, "a4": A4}
"""Sizes of paper by name, width and height in points."""

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

LINE: Final = 0.45
"""Grey level of thin lines."""

DARK: Final[Any] = Color(0, 0, 0)
"""The colour of words and of what must be seen: black, for tired printers and tired eyes."""

GREY: Final[Any] = Color(LINE, LINE, LINE)
"""The colour of thin lines."""

PAD: Final = 9.0
"""Points of air inside a frame."""

_FONTS: Final = Path(__file__).resolve().parent.parent / "fonts"

_STAND_INS: Final = str.maketrans({"→": "›", "\u202f": "\u00a0", "\u2007": "\u00a0"})
"""Typographic signs the font lacks, or at which reportlab would break a line, and what is printed instead."""


@cache
def _fonts() -> tuple[Any, ...]:
    """Load and register the fonts once for the life of the program."""
    fonts = (TTFont(REGULAR, _FONTS / "NotoSans-Regular.ttf"), TTFont(BOLD, _FONTS / "NotoSans-Bold.ttf"))
    for font in fonts:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return fonts


def check_glyphs(texts: Iterable[str]) -> None:
    """Check that every character can be printed.

    Raises:
        SafeChatError: `no-glyph` with the first character that the font lacks and its name.
    """
    known = [font.face.charToGlyph for font in _fonts()]
    for text in texts:
        for character in printable(text):
            if not all(ord(character) in glyphs for glyphs in known):
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                raise SafeChatError("no-glyph", character=character, name=name)


def printable(text: str) -> str:
    """Return the text with the few signs replaced that the font has a likeness for."""
    return text.translate(_STAND_INS)


def markup(words: Words | str, *, strong: bool = False) -> str:
    """Return words as reportlab wants them: everything escaped, only strength marked."""
    if isinstance(words, str):
        text = escape(printable(words), quote=False)
        return f"<b>{text}</b>" if strong else text
    return "".join(markup(span.text, strong=span.strong or strong) for span in words)


def width_of(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return float(pdfmetrics.stringWidth(printable(text), font, size))


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


class Look:
    """Everything the parts need to know of the paper they are set on."""

    def __init__(self, paper: str, large: bool) -> None:
        """Choose sizes for a paper of PAPERS, in ordinary or large print."""
        _fonts()
        self.large = large
        self.sizes = LARGE if large else ORDINARY
        self.paper = PAPERS[paper]
        self.margin = 17 * mm if large else 19 * mm
        self.bottom = 18 * mm
        self.width = self.paper[0] - 2 * self.margin
        self.height = self.paper[1] - self.margin - self.bottom

        body = self.sizes.body
        self.indent = body * 1.9
        self.body = self._style(body, after=body * 0.55)
        self.tight = self._style(body, after=body * 0.2)
        self.lead = self._style(body * 1.08, after=body * 0.55)
        self.own = self._style(body * 1.12, bold=True, left=body, after=body * 0.7)
        self.small = self._style(self.sizes.small, after=self.sizes.small * 0.4)
        self.label = self._style(self.sizes.label, bold=True, after=0)
        self.item = self._style(body, left=body * 1.2, after=body * 0.22)
        self.title = self._style(self.sizes.title, bold=True, after=body * 0.3, tall=1.2)
        self.headings = {
            1: self._style(
                self.sizes.heading, bold=True, before=body * 1.9, after=body * 0.95, tall=1.25, keep=True
            ),
            2: self._style(
                self.sizes.section, bold=True, before=body * 1.0, after=body * 0.3, tall=1.3, keep=True
            ),
            3: self._style(body, bold=True, before=body * 0.5, after=body * 0.15, tall=1.35, keep=True),
        }
        self.step = self._style(
            self.sizes.section, bold=True, left=self.indent, before=body * 1.1, after=body * 0.3, keep=True
        )

    @staticmethod
    def _style(
        size: float,
        *,
        bold: bool = False,
        left: float = 0,
        before: float = 0,
        after: float = 0,
        tall: float = 1.36,
        keep: bool = False,
    ) -> Any:
        return ParagraphStyle(
            "words",
            fontName=BOLD if bold else REGULAR,
            fontSize=size,
            leading=size * tall,
            leftIndent=left,
            spaceBefore=before,
            spaceAfter=after,
            # Read by Setter.together, which also joins what reportlab would not.
            keepWithNext=int(keep),
            allowWidows=0,
            allowOrphans=0,
            splitLongWords=1,
            bulletFontName=REGULAR,
            bulletFontSize=size,
            bulletIndent=left - size * 0.9 if left else 0,
        )
