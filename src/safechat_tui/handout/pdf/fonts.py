"""The two fonts of the paper, of which no more is read than the letters that are printed."""

from __future__ import annotations

import struct
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

REGULAR: Final = "NotoSans"
"""The font of ordinary words."""

BOLD: Final = "NotoSans-Bold"
"""The font of strong words."""

_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}

_ALONE: Final = threading.Lock()

_OPEN: Final[dict[str, Any]] = {}

_UNICODE: Final = (3, 1)
"""The table of letters that is read: Windows, Unicode."""


class _Asked(dict[int, Any]):
    """What a font says of letters or glyphs; each is looked up when it is first asked for."""

    def __init__(self, find: Callable[[int], Any]) -> None:
        """Remember how to look something up; it gives nothing where there is nothing."""
        super().__init__()
        self.find = find

    def __missing__(self, key: int) -> Any:
        found = self[key] = self.find(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and self[key] is not None

    def get(self, key: int, default: Any = None) -> Any:
        """Return what there is, or the default."""
        found = self[key]
        return default if found is None else found


class _Face(TTFontFace):  # type: ignore[misc]
    """A font file. reportlab reads all of its 3300 glyphs; a plan prints a hundred."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803
        """Read what holds for the whole font, and where the rest stands."""
        super().extractInfo(0)
        data = self._ttf_data
        self.seek_table("hhea", 34)
        self._metrics = self.read_ushort()
        self.seek_table("head", 50)
        self._wide = bool(self.read_ushort())
        self._places = {tag: self.get_table_pos(tag)[0] for tag in ("cmap", "hmtx", "loca")}
        at = self._letters()
        double = struct.unpack_from(">H", data, at + 6)[0]
        self._ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
        self._starts_at = at + 16 + double
        self._double = double
        self.charToGlyph = _Asked(self._glyph)
        self.charWidths = _Asked(self._width)
        self.hmetrics = _Asked(self._metric)
        self.glyphPos = _Asked(self._place)
        self.defaultWidth = self._pdfScale(self.hmetrics[0][0])

    def _letters(self) -> int:
        """Return where the table of letters stands."""
        start = self._places["cmap"]
        count = struct.unpack_from(">H", self._ttf_data, start + 2)[0]
        for number in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", self._ttf_data, start + 4 + 8 * number)
            if (platform, encoding) == _UNICODE:
                return int(start + offset)
        raise ValueError("cmap")

    def _glyph(self, letter: int) -> int | None:
        # The space that never breaks a line is printed as the one that does.
        letter = 0x20 if letter == 0xA0 else letter
        index = bisect_left(self._ends, letter)
        if index == len(self._ends):
            return None
        data, at, step = self._ttf_data, self._starts_at + 2 * index, self._double
        (start,), (delta,) = struct.unpack_from(">H", data, at), struct.unpack_from(">H", data, at + step)
        if letter < start:
            return None
        at += 2 * step
        (offset,) = struct.unpack_from(">H", data, at)
        if not offset:
            return (letter + delta & 0xFFFF) or None
        (glyph,) = struct.unpack_from(">H", data, at + offset + 2 * (letter - start))
        return (glyph + delta & 0xFFFF) if glyph else None

    def _metric(self, glyph: int) -> tuple[int, int]:
        """Return a glyph's width, and where its ink begins (unsigned, as it is copied)."""
        at = self._places["hmtx"]
        last = self._metrics - 1
        if glyph <= last:
            wide, left = struct.unpack_from(">HH", self._ttf_data, at + 4 * glyph)
            return wide, left
        (wide,) = struct.unpack_from(">H", self._ttf_data, at + 4 * last)
        (left,) = struct.unpack_from(">H", self._ttf_data, at + 4 * self._metrics + 2 * (glyph - last - 1))
        return wide, left

    def _width(self, letter: int) -> float | None:
        glyph = self.charToGlyph[letter]
        return None if glyph is None else float(self._pdfScale(self.hmetrics[glyph][0]))

    def _place(self, glyph: int) -> int:
        at = self._places["loca"]
        if self._wide:
            return int(struct.unpack_from(">L", self._ttf_data, at + 4 * glyph)[0])
        return int(struct.unpack_from(">H", self._ttf_data, at + 2 * glyph)[0]) << 1


class _Font(TTFont):  # type: ignore[misc]
    """A font as reportlab wants it, with the face above."""

    def __init__(self, name: str, path: Path) -> None:
        """Read the file."""
        self.fontName = name
        self.face = _Face(path)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = True
        self.shapable = False


@contextmanager
def loaded() -> Iterator[None]:
    """Have the fonts while one paper is written, and nothing of them afterwards: together they are 1 MiB."""
    with _ALONE:
        try:
            for name, file in _FILES.items():
                font = _OPEN[name] = _Font(name, _FOLDER / file)
                pdfmetrics.registerFont(font)
            yield
        finally:
            for font in _OPEN.values():
                font.unregister()
                # The tables know how to look things up in the face, so it would wait for the collector.
                vars(font.face).clear()
            _OPEN.clear()


def has(letter: str) -> bool:
    """Return whether both fonts have a letter; only while they are loaded."""
    return all(ord(letter) in font.face.charToGlyph for font in _OPEN.values())


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points; only while the fonts are loaded."""
    total: float = sum(map(_OPEN[font].face.charWidths.__getitem__, map(ord, text)))
    return 0.001 * size * total
