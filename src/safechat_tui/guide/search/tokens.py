"""Words as they are compared: without accents, case, elision, endings or the signs between digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from safechat_tui.text.fold import folded

_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}

_WORD: Final = re.compile(
    r"\d+(?: \d+)+"
    r"|(?:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)')?"
    r"(?P<word>[^\W_]+(?:(?<=n)'t\b)?)(?:'(?:s|d|m|re|ve|ll)\b)?"
)
"""A number in groups, as 9-1-1; or a word without what French puts before it and English after it.

What denies stays: can't is cant, and not can."""

_ONE_FOR_ONE: Final = re.compile(r"[\x00-\xc5\xc7-\xde\xe0-\xe5\xe7-\xff‘’“”–—…→•]*")
"""A text of which each letter is compared as one letter: most texts, so that places need not be counted."""

_INFLECTED: Final = re.compile(r"(?<=\w{4})(?:aient|ement|ing|ant|ait|ees|era|ons|ed|ee|er|es|ez|e)$")
"""Endings of verbs in French and English that leave a root of at least four letters."""


class Token(NamedTuple):
    """One word of a text."""

    word: str
    """Folded; for a number in groups, all of its digits."""
    root: str
    """Without the ending of its plural and of a verb: threatened is threaten."""
    start: int
    end: int


class _Letters(dict[int, str]):
    """Each letter as it is compared, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(_LIGATURES.get(part, part) for part in folded(chr(code)))
        # A combining mark belongs to the letter before it, which stays without; any other sign parts words.
        plain = plain if plain.isalnum() or not plain else " "
        self[code] = plain = "'" if chr(code) in "'’ʼ‘`´" else plain
        return plain


_LETTERS: Final = _Letters()


@lru_cache(maxsize=2048)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order, with where each begins and ends in the text."""
    plain = text.translate(_LETTERS)
    places: Sequence[int] = range(len(text) + 1)
    if not _ONE_FOR_ONE.fullmatch(text):
        places = [at for at, letter in enumerate(text) for _ in _LETTERS[ord(letter)]] + [len(text)]
    tokens: list[Token] = []
    for found in _WORD.finditer(plain):
        start, end = found.span("word" if found["word"] else 0)
        word = found["word"].replace("'", "") if found["word"] else found[0].replace(" ", "")
        tokens.append(Token(word, root(word), places[start], places[end]))
    return tuple(tokens)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return [token.word for token in tokens_of(text)]


_UNSIGNED: Final = re.compile(r"(she|he)s")
"""English words that were typed without the sign that parts them: hes is he's. French has none of them."""


@cache
def root(word: str) -> str:
    """Return a folded word without the ending of its plural and of a verb: threatened is threaten."""
    if unsigned := _UNSIGNED.fullmatch(word):
        return unsigned[1]
    plural = len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss")
    return _INFLECTED.sub("", word[:-1] if plural else word)
