"""The parts of the guide and the words they are asked for by."""

from __future__ import annotations

from typing import Final

from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.text.fold import folded
from safechat_tui.text.near import near

GUIDE_PARTS: Final = (
    "opening",
    "understand",
    "wants",
    "strategies",
    "documenting",
    "platforms",
    "urgent",
    "closing",
)
"""The parts of the guide, in reading order: the names of their pages."""

NUMBERED: Final = ("understand", "wants", "strategies")
"""The parts that are the three steps, in order."""


def part_names(lang: str) -> dict[str, str]:
    """Return the name of each part in a language, by part."""
    tr = Translator(lang)
    return {part: tr(f"part.{part}") for part in GUIDE_PARTS}


def find_part(word: str) -> str | None:
    """Return the part that a word means in either language or by its number, or nothing."""
    return _spellings().get(folded(word.strip()))


def nearest_part(word: str) -> str | None:
    """Return the part that a mistyped word comes nearest to in either language, or nothing."""
    known = _spellings()
    return known.get(near(folded(word.strip()), known))


def _spellings() -> dict[str, str]:
    words = {str(number): part for number, part in enumerate(NUMBERED, start=1)}
    words |= {part: part for part in GUIDE_PARTS}
    for lang in LANGUAGES:
        words |= {folded(name): part for part, name in part_names(lang).items()}
    return words
