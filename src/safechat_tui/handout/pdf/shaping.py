"""Letters that join, and lines that run from right to left: HarfBuzz joins them, python-bidi orders them.

Both come with the extra `scripts`. reportlab's own way of ordering wants a library that is not to be had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from reportlab.lib.abag import ABag
from reportlab.pdfbase.ttfonts import shapeFragWord

from safechat_tui.text.direction import unmarked

try:
    import uharfbuzz
    from bidi import algorithm as bidi
except ImportError:
    uharfbuzz = None

READY: Final = uharfbuzz is not None
"""Whether the extra is installed."""

_ISOLATES: Final = ("LRI", "RLI", "FSI", "PDI")
"""Kinds of marks that python-bidi does not know."""


@lru_cache(maxsize=4096)
def shaped(text: str, font: str, size: float) -> Any:
    """Return a text of one script as reportlab's string of joined glyphs, from left to right."""
    return shapeFragWord([0, (ABag(fontName=font, fontSize=size), text)], features={}, force=True)[1][1]


def as_seen(pieces: Sequence[tuple[str, str]], *, leftward: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield the runs of a line from left to right, each with its font and whether its letters go leftward.

    Args:
        pieces: fonts and their words, in the order in which they are read.
        leftward: whether the line as a whole goes from right to left.
    """
    if not READY:
        yield from ((font, words, False) for font, words in pieces)
        return
    fonts = [font for font, words in pieces for _ in words]
    line = bidi.get_empty_storage()
    line.update(base_level=int(leftward), base_dir="LR"[leftward])
    bidi.get_embedding_levels("".join(words for _, words in pieces), line)
    for letter, font in zip(line["chars"], fonts, strict=True):
        letter["font"] = font
        if letter["type"] in _ISOLATES:
            letter["type"] = "BN"
    bidi.explicit_embed_and_overrides(line)
    bidi.resolve_weak_types(line)
    for rule in (
        bidi.resolve_neutral_types, bidi.resolve_implicit_levels, bidi.reorder_resolved_levels,
        bidi.apply_mirroring,
    ):  # fmt: skip
        rule(line, False)
    letters = (letter for letter in line["chars"] if unmarked(letter["ch"]))
    for (font, odd), run in groupby(letters, key=lambda letter: (letter["font"], letter["level"] % 2)):
        yield font, "".join(letter["ch"] for letter in run), bool(odd)
