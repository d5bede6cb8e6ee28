"""The fonts of the paper, embedded in every file: two of its own, and other scripts' where installed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


INSTALLED: Final = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core puts its fonts."""

SCRIPTS: Final = {
    "ARMENIAN": "NotoSansArmenian",
    "CANADIAN": "NotoSansCanadianAboriginal",
    "CHEROKEE": "NotoSansCherokee",
    "ETHIOPIC": "NotoSansEthiopic",
    "GEORGIAN": "NotoSansGeorgian",
}
"""Fonts of other scripts, by the word that the names of their letters begin with, used where installed.

Only scripts that are set letter after letter, from left to right.
"""


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
    """Return whether there is a glyph for a letter."""
    return bool(family(letter))


@cache
def family(letter: str) -> str:
    """Return the family of fonts that a letter is printed in, or nothing where none has it."""
    register()
    if all(ord(letter) in pdfmetrics.getFont(name).face.charToGlyph for name in _FILES):
        return REGULAR
    script = unicodedata.name(letter, "").partition(" ")[0]
    name = SCRIPTS.get(script, "")
    if not name or not _registered(name):
        return ""
    return name if ord(letter) in pdfmetrics.getFont(name).face.charToGlyph else ""


@cache
def _registered(name: str) -> bool:
    """Make the fonts of a script known to reportlab; return whether they are installed."""
    bold = f"{name}-Bold"
    try:
        for each, weight in ((name, "Regular"), (bold, "Bold")):
            pdfmetrics.registerFont(_Font(each, INSTALLED / f"{name}-{weight}.ttf"))
    except (OSError, TTFError):
        return False
    pdfmetrics.registerFontFamily(name, normal=name, bold=bold, italic=name, boldItalic=bold)
    return True


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with the family of fonts that has its letters."""
    if text.isascii():
        yield REGULAR, text
        return
    for name, letters in groupby(text, key=lambda letter: family(letter) or REGULAR):
        yield name, "".join(letters)


def draw(canvas: Any, x: float, y: float, text: str, font: str, size: float) -> None:
    """Draw one line of text from x on, in REGULAR or BOLD or the fonts of its scripts."""
    for name, piece in runs(text):
        used = _of(name, font)
        canvas.setFont(used, size)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, used, size)


def _of(name: str, font: str) -> str:
    """Return the font of a family that goes with REGULAR or BOLD."""
    if name == REGULAR:
        return font
    return f"{name}-Bold" if font == BOLD else name


def ascent(font: str, size: float) -> float:
    """Return how far a line's first letters reach above the line they stand on, in points."""
    return float(pdfmetrics.getAscent(font, size))


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return float(sum(pdfmetrics.stringWidth(piece, _of(name, font), size) for name, piece in runs(text)))
