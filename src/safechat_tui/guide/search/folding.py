"""Words as they are compared: without accents, case, elision, plural or the signs between digits."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

APOSTROPHE: Final = "'"
"""The one apostrophe of folded text."""

_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_APOSTROPHES: Final = "'’ʼ‘`´"

_ELIDED: Final = frozenset(
    {"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"}
)
"""What French puts before a vowel: l’écran, qu’elle, s’il, d’abord."""

_ENDINGS: Final = frozenset({"s", "t", "d", "m", "re", "ve", "ll"})
"""What English puts after a word: she’s, don’t, they’re."""

_NUMBER: Final = r"\d+(?: \d+)+"
"""A number written in groups: 9-1-1, 1-800-363-9010."""

_PLURAL: Final = ("s", "x")
_LONGEST_WITHOUT_PLURAL: Final = 3


class _Folds(dict[int, str]):
    """For each character what it becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).casefold()
        if letter in _APOSTROPHES:
            folded = APOSTROPHE
        else:
            parts = unicodedata.normalize("NFKD", _LIGATURES.get(letter, letter))
            plain = "".join(part for part in parts if not unicodedata.combining(part))
            # A mark that stands alone belongs to the letter before it, which goes without.
            folded = plain if plain.isalnum() or not plain else " "
        self[code] = folded
        return folded


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return a text as small plain letters, digits, apostrophes and spaces."""
    # A text of plain letters alone is translated several times as fast, and most lack this alone.
    return text.replace("’", APOSTROPHE).translate(_FOLDS)


def fold_with_places(text: str) -> tuple[str, list[int] | None]:
    """Return the folded text and where each of its letters stands in the text.

    Returns:
        The folded text, and for each letter of it (and its end) an index of `text`; nothing instead of the
        indexes when the two texts stand letter by letter above each other.
    """
    folded = fold(text)
    if len(folded) == len(text):
        return folded, None
    places = [index for index, letter in enumerate(text) for _ in fold(letter)]
    return folded, [*places, len(text)]


def stem(word: str) -> str:
    """Return a folded word without the ending of its plural."""
    if len(word) > _LONGEST_WITHOUT_PLURAL and word.endswith(_PLURAL) and not word.endswith("ss"):
        return word[:-1]
    return word


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order, elisions taken off; plurals stay."""
    folded = fold(text)
    if APOSTROPHE not in folded:
        return folded.split()
    return [part for word in folded.split() for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """Return what of a word stands between apostrophes, without elisions and endings."""
    parts = word.split(APOSTROPHE)
    kept: list[str] = []
    joined = False
    for at, part in enumerate(parts, start=1):
        elided = at < len(parts) and part in _ELIDED
        if part and not elided and not (joined and part in _ENDINGS):
            kept.append(part)
        # An elision takes its apostrophe along, so what follows is no ending.
        joined = not elided
    return kept


def numbers_of(text: str) -> list[str]:
    """Return the numbers that a text writes in groups of digits, each in one piece."""
    return ["".join(groups) for groups in _numbers(text)]


def number_ends_of(text: str) -> list[str]:
    """Return the same numbers, and each again without its first group, its first two, and so on."""
    return ["".join(groups[start:]) for groups in _numbers(text) for start in range(len(groups) - 1)]


def _numbers(text: str) -> list[list[str]]:
    """Return the groups of digits of each number."""
    # Hardly any text holds a number, and to look for one closely takes an import.
    if not any(map(str.isdecimal, text)):
        return []

    return [number.split(" ") for number in re.findall(_NUMBER, fold(text))]
