"""The fonts of the paper, embedded in every file: two of its own, and other scripts' where installed.

HarfBuzz joins letters, and python-bidi orders lines that run from right to left. Both come with the extra
`scripts`; reportlab's own way of ordering wants a library that is not to be had.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

from reportlab.lib.abag import ABag
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, TTFError, TTFont, shapeFragWord

from safechat_tui.text.direction import unmarked

try:
    import uharfbuzz
    from bidi import algorithm as bidi
except ImportError:
    uharfbuzz = None

READY: Final = uharfbuzz is not None
"""Whether the extra is installed."""

FontRuns: TypeAlias = Sequence[tuple[str, str]]
"""Fonts and their words, in the order in which they are read."""

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

INSTALLED: Final = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core puts its fonts."""

_SCRIPTS: Final = {
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

_SHAPED: Final = frozenset({"NotoSansArabic", "NotoSansHebrew"})
"""Those whose letters join, or run from right to left, which takes the extra."""

_FORM: Final = re.compile(r"(?<=> <)F[B-E][0-9A-F]{2}(?=>)")
"""A joined form of a letter, in the table by which words are copied out of a PDF."""

_ISOLATES: Final = ("LRI", "RLI", "FSI", "PDI")
"""Kinds of marks that python-bidi does not know."""


class _Font(TTFont):  # type: ignore[misc]
    """A font whose unused codes stand for a space; reportlab says of them that they are no letter at all."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put into the file what is needed of the font."""
        for subset in self.state[document].subsets:
            subset[:] = [letter or ord(" ") for letter in subset]
        super().addObjects(document)


class _ShapedFont(_Font):
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
def register(name: str) -> bool:
    """Make a font and its bold one known to reportlab; return whether they can be used here."""
    if name in _SHAPED and not READY:
        return False
    bold, folder = f"{name}-Bold", _FOLDER if name == REGULAR else INSTALLED
    kind = _ShapedFont if name in _SHAPED else _Font
    try:
        for font, weight in ((name, "Regular"), (bold, "Bold")):
            pdfmetrics.registerFont(kind(font, folder / f"{name}-{weight}.ttf"))
    except (OSError, TTFError):
        return False
    pdfmetrics.registerFontFamily(name, normal=name, bold=bold, italic=name, boldItalic=bold)
    return True


@cache
def family(letter: str) -> str:
    """Return the font that a letter is printed in, which has a bold one, or nothing where none has it."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return next((name for name in (REGULAR, _SCRIPTS.get(script)) if name and _has(name, letter)), "")


def _has(name: str, letter: str) -> bool:
    fonts = (name, f"{name}-Bold")
    return register(name) and all(ord(letter) in pdfmetrics.getFont(f).face.charToGlyph for f in fonts)


def is_shaped(font: str) -> bool:
    """Return whether the letters of a font join, or run from right to left."""
    return font.removesuffix("-Bold") in _SHAPED


def runs(text: str, font: str) -> FontRuns:
    """Return the runs of a text, each in REGULAR or BOLD or the fonts of its script."""
    families = groupby(text, key=lambda letter: family(letter) or REGULAR)
    return [(name + font.removeprefix(REGULAR), "".join(letters)) for name, letters in families]


def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    return line_width(runs(text, font), size)


def line_width(line: FontRuns, size: float) -> float:
    """Return the width of a line in points."""
    return float(sum(pdfmetrics.stringWidth(words, font, size) for font, words in line))


def draw_line(
    canvas: Any, x: float, y: float, line: FontRuns, size: float, *, leftward: bool = False
) -> None:
    """Draw one line, whose left end is x and whose letters stand on y, from left to right or leftward."""
    for font, words, back in as_seen(line, leftward=leftward):
        joined = is_shaped(font)
        read = words[::-1] if joined and back else words
        canvas.setFont(font, size)
        canvas.drawString(x, y, shaped(read, font, size) if joined else words)
        x += pdfmetrics.stringWidth(read, font, size)


@lru_cache(maxsize=4096)
def shaped(text: str, font: str, size: float) -> Any:
    """Return a text of one script as reportlab's string of joined glyphs, from left to right."""
    return shapeFragWord([0, (ABag(fontName=font, fontSize=size), text)], features={}, force=True)[1][1]


def as_seen(line: FontRuns, *, leftward: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield the runs of a line from left to right, each with its font and whether its letters go leftward."""
    if not READY:
        yield from ((font, words, False) for font, words in line)
        return
    fonts = [font for font, words in line for _ in words]
    storage = bidi.get_empty_storage()
    storage.update(base_level=int(leftward), base_dir="LR"[leftward])
    bidi.get_embedding_levels("".join(words for _, words in line), storage)
    for letter, font in zip(storage["chars"], fonts, strict=True):
        letter["font"] = font
        if letter["type"] in _ISOLATES:
            letter["type"] = "BN"
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    for rule in (
        bidi.resolve_neutral_types, bidi.resolve_implicit_levels, bidi.reorder_resolved_levels,
        bidi.apply_mirroring,
    ):  # fmt: skip
        rule(storage, False)
    letters = (letter for letter in storage["chars"] if unmarked(letter["ch"]))
    for (font, odd), run in groupby(letters, key=lambda letter: (letter["font"], letter["level"] % 2)):
        yield font, "".join(letter["ch"] for letter in run), bool(odd)
