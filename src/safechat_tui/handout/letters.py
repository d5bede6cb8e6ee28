"""Letters for old printers, and how wide letters are on a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

NO_BREAK: Final = "\u00a0"
"""The space that never breaks a line."""

_QUOTES: Final = ("« ", "«\u00a0", "«\u202f", "«", " »", "\u00a0»", "\u202f»", "»")

_PLAIN: Final = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‹": "<", "›": ">", "‘": "'", "’": "'", "‚": "'", "´": "'",
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "…": "...", "•": "-", "·": "-",
        "☐": "[ ]", "☑": "[x]", "→": "->", "←": "<-", "×": "x", "÷": "/", "©": "(c)", "°": " deg",
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
        "Đ": "D", "ß": "ss", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i", "€": "EUR",
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """Return the text with plain letters only, nothing above `~`.

    Accents are dropped, quotation marks and dashes become those of a typewriter; a letter without any
    likeness becomes `?`. No-break spaces become spaces.
    """
    return _spaced(glue_ascii(text))


def glue_ascii(text: str) -> str:
    """Return the text as `to_ascii` does, its no-break spaces kept so that lines can still be folded."""
    for quote in _QUOTES:
        text = text.replace(quote, '"')
    text = text.translate(_PLAIN)
    letters: list[str] = []
    for letter in text:
        if letter in "\u00a0\u202f":
            letters.append(NO_BREAK)
            continue
        parts = unicodedata.normalize("NFKD", letter)
        plain = "".join(part for part in parts if part.isascii())
        mark = unicodedata.combining(letter) > 0
        letters.append(plain or ("" if mark else "?"))
    return "".join(letters)


def to_letters(text: str, encoding: str) -> str:
    """Return the text with a likeness for each letter that an encoding does not have.

    Args:
        text: anything; its no-break spaces stay, so that lines can still be folded.
        encoding: a name that Python knows, such as `latin-1`.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(letter if _has(encoding, letter) else glue_ascii(letter) for letter in text)
    return text


def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        # Where there is no such space, a plain one is written in the end.
        return letter == NO_BREAK
    return True


def _spaced(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def cells(text: str) -> int:
    """Return how many columns the text takes on a terminal or a line printer."""
    if text.isascii():
        return len(text)
    return sum(map(_CELLS.__getitem__, text))


class _Cells(dict[str, int]):
    """For each letter its columns, worked out when it is first met."""

    def __missing__(self, letter: str) -> int:
        is_mark = unicodedata.category(letter) in {"Mn", "Me"}
        self[letter] = columns = 0 if is_mark else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        return columns


_CELLS: Final = _Cells()


def fold(text: str, width: int) -> Iterator[str]:
    """Yield the text in lines of at most that many columns, broken at spaces only.

    Hyphens never break, so numbers stay in one piece; a word longer than a line is cut.
    """
    line = ""
    used = 0
    for word in text.split(" "):
        wide = cells(word)
        if line and used + 1 + wide <= width:
            line = f"{line} {word}"
            used += 1 + wide
            continue
        if line:
            yield line
        while wide > width:
            head = _head(word, width)
            yield head
            word = word[len(head) :]
            wide = cells(word)
        line, used = word, wide
    if line:
        yield line


def _head(word: str, width: int) -> str:
    used = 0
    for index, letter in enumerate(word):
        used += _CELLS[letter]
        if used > width:
            return word[: max(index, 1)]
    return word
