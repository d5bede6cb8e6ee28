"""The two fonts of the paper, embedded in every file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


@cache
def register() -> None:
    """Read the fonts and make them known to reportlab. Calls after the first do nothing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, _FOLDER / file))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def has(letter: str) -> bool:
    """Return whether both fonts have a glyph for a letter."""
    register()
    return all(ord(letter) in pdfmetrics.getFont(name).face.charToGlyph for name in _FILES)


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
