"""The fonts of the paper, embedded in every file: two of its own, and other scripts' where installed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, TTFError, TTFont

from safechat_tui.handout.pdf.shaping import READY, as_seen, shaped

FontRuns: TypeAlias = Sequence[tuple[str, str]]
"""Fonts and their words, in the order in which they are read."""

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


INSTALLED: Final = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core puts its fonts."""

SCRIPTS: Final = {
    "ARABIC": "NotoSansArabic",
    "ARABIC-INDIC": "NotoSansArabic",
    "ARMENIAN": "NotoSansArmenian",
    "CANADIAN": "NotoSansCanadianAboriginal",
    "CHEROKEE": "NotoSansCherokee",
    "ETHIOPIC": "NotoSansEthiopic",
    "EXTENDED": "NotoSansArabic",
    "GEORGIAN": "NotoSansGeorgian",
    "HEBREW": "NotoSansHebrew",
}
"""Fonts of other scripts, by the word that the names of their letters begin with, used where installed."""

SHAPED: Final = frozenset({"NotoSansArabic", "NotoSansHebrew"})
"""Those whose letters join, or run from right to left, which takes the extra `scripts`."""

_FORM: Final = re.compile(r"(?<=> <)F[B-E][0-9A-F]{2}(?=>)")
"""A joined form of a letter, in the table by which words are copied out of a PDF."""


class _Font(TTFont):  # type: ignore[misc]
    """A font whose unused codes stand for a space; reportlab says of them that they are no letter at all."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put into the file what is needed of the font."""
        for subset in self.state[document].subsets:
            subset[:] = [letter or ord(" ") for letter in subset]
        super().addObjects(document)


class _Shaped(_Font):
    """A font whose letters take other forms, and other widths, beside each other."""

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """Return the width of a text of this font, joined, in points."""
        if text and not isinstance(text, ShapedStr):
            text = shaped(text, self.fontName, size)
        return float(sum(glyph.x_advance for glyph in getattr(text, "__shapeData__", ()))) * size / 1000

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put into the file what is needed of the font, and letters for what is copied out of it."""
        super().addObjects(document)
        for name, table in document.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                table.content = _FORM.sub(_letters, table.content)


def _letters(form: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", chr(int(form[0], 16)))
    # Of several letters in one sign, programs disagree which comes first.
    return f"{ord(letters):04X}" if len(letters) == 1 else form[0]


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
    if not name or (name in SHAPED and not READY) or not _registered(name):
        return ""
    return name if ord(letter) in pdfmetrics.getFont(name).face.charToGlyph else ""


@cache
def _registered(name: str) -> bool:
    """Make the fonts of a script known to reportlab; return whether they are installed."""
    bold = f"{name}-Bold"
    try:
        for each, weight in ((name, "Regular"), (bold, "Bold")):
            kind = _Shaped if name in SHAPED else _Font
            pdfmetrics.registerFont(kind(each, INSTALLED / f"{name}-{weight}.ttf"))
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


def draw(canvas: Any, x: float, y: float, line: FontRuns, size: float, *, leftward: bool = False) -> None:
    """Draw one line from x on.

    Args:
        canvas: where to draw.
        x: the left end of the line.
        y: what its letters stand on.
        line: fonts and their words, in the order in which they are read.
        size: of the letters.
        leftward: whether the line goes from right to left.
    """
    for font, piece, back in as_seen(line, leftward=leftward):
        joined = font.removesuffix("-Bold") in SHAPED
        read = piece[::-1] if joined and back else piece
        canvas.setFont(font, size)
        canvas.drawString(x, y, shaped(read, font, size) if joined else piece)
        x += pdfmetrics.stringWidth(read, font, size)


def pieces(text: str, font: str) -> FontRuns:
    """Return the pieces of a text, each in REGULAR or BOLD or the fonts of its script."""
    return [
        (font if name == REGULAR else name + font.removeprefix(REGULAR), piece) for name, piece in runs(text)
    ]


def ascent(font: str, size: float) -> float:
    """Return how far a line's first letters reach above the line they stand on, in points."""
    return float(pdfmetrics.getAscent(font, size))


def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    return line_width(pieces(text, font), size)


def line_width(line: FontRuns, size: float) -> float:
    """Return the width of a line in points."""
    return float(sum(pdfmetrics.stringWidth(piece, font, size) for font, piece in line))
