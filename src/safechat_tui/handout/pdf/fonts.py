"""The two fonts of the paper, embedded in every file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


class _Font(TTFont):  # type: ignore[misc]
    """A font whose unused codes stand for a space; reportlab says of them that they are no letter at all."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put into the file what is needed of the font."""
        for subset in self.state[document].subsets:
            subset[:] = [letter or ord(" ") for letter in subset]
        super().addObjects(document)


@cache
def register() -> None:
    """Read the fonts and make them known to reportlab. Calls after the first do nothing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(_Font(name, _FOLDER / file))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def has(letter: str) -> bool:
    """Return whether both fonts have a glyph for a letter."""
    register()
    return all(ord(letter) in pdfmetrics.getFont(name).face.charToGlyph for name in _FILES)


def ascent(font: str, size: float) -> float:
    """Return how far a line's first letters reach above the line they stand on, in points."""
    return float(pdfmetrics.getAscent(font, size))


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
