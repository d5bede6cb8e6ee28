"""The nearest letters where a terminal, a file or an old printer lacks some."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

NO_BREAK: Final = "\u00a0"
"""The space that never breaks a line."""

_QUOTES: Final = ("« ", "«\u00a0", "«\u202f", "«", " »", "\u00a0»", "\u202f»", "»")

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’‚´", "'"), **dict.fromkeys("–—‐‑−─━", "-"),
        **dict.fromkeys("│┃", "|"), **dict.fromkeys("┌┏┐┓└┗┘┛├┤┬┴┼", "+"), **dict.fromkeys("►▸›", ">"),
        "‹": "<", "…": "...", "•": "-", "·": "-", "☐": "[ ]", "☑": "[x]", "→": "->", "←": "<-", "↑": "^",
        "↓": "v", "×": "x", "÷": "/", "©": "(c)", "°": " deg", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE",
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "þ": "th", "Þ": "Th",
        "ð": "d", "ı": "i", "€": "EUR",
    }
)  # fmt: skip
"""What stands for a sign that has no plain form of its own."""

_ONE_CELL: Final = str.maketrans(
    {"«": '"', "»": '"', "•": "*", "☐": "o", "☑": "x", "→": ">", "←": "<", "©": "c", "°": "?", "€": "E"}
)
"""The same in one cell, where the first letter of those above would not do."""


def to_ascii(text: str) -> str:
    """Return the text with plain letters only, nothing above `~`.

    Accents are dropped, quotation marks and dashes become those of a typewriter; a letter without any
    likeness becomes `?`. No-break spaces become spaces.
    """
    return glue_ascii(text).replace(NO_BREAK, " ")


def glue_ascii(text: str) -> str:
    """Return the text as `to_ascii` does, its no-break spaces kept so that lines can still be wrapped."""
    for quote in _QUOTES:
        text = text.replace(quote, '"')
    return "".join(map(_likeness, text.translate(_PLAIN)))


def _likeness(letter: str) -> str:
    if letter in "\u00a0\u202f":
        return NO_BREAK
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii())
    return plain or ("" if unicodedata.combining(letter) else "?")


def fitted(text: str, encoding: str) -> str:
    """Return the text with a likeness for each letter that an encoding does not have.

    No-break spaces stay where the encoding has them.
    """
    if can_write(text, encoding):
        return text
    likes = (letter if can_write(letter, encoding) else glue_ascii(letter) for letter in text)
    fit = "".join(likes)
    return fit if can_write(NO_BREAK, encoding) else fit.replace(NO_BREAK, " ")


def can_write(text: str, encoding: str) -> bool:
    """Return whether an encoding has all these letters."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4096)
def one_cell(sign: str, encoding: str) -> str:
    """Return a sign with its accents where an encoding has it, or else one plain sign."""
    composed = unicodedata.normalize("NFC", sign)
    if can_write(composed, encoding):
        return composed
    plain = unicodedata.normalize("NFKD", composed.translate(_ONE_CELL).translate(_PLAIN))
    return next((letter for letter in plain if letter.isascii() and letter.isprintable()), "?")
