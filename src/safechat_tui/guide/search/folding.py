"""Words as they are compared: without accents, case, elision, plural or the signs between digits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from safechat_tui.text.fold import folded

_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_APOSTROPHES: Final = "'’ʼ‘`´"

_ELIDED: Final = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'")
"""What French puts before a vowel: l’écran, qu’elle, s’il, d’abord."""

_ENDING: Final = re.compile(r"'(?:s|t|d|m|re|ve|ll)\b")
"""What English puts after a word: she’s, don’t, they’re."""

_NUMBER: Final = re.compile(r"\d+(?: \d+)+")
"""A number written in groups: 9-1-1, 1-800-363-9010."""

_INFLECTED: Final = re.compile(r"(?<=\w{4})(?:aient|ement|ing|ant|ait|ees|era|ons|ed|ee|er|es|ez|e)$")
"""Endings of verbs in French and English that leave a root of at least four letters."""


@cache
def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    plain = "".join(_LIGATURES.get(part, part) for part in folded(letter))
    # A combining mark alone belongs to the letter before it, which stays without.
    return plain if plain.isalnum() or not plain else " "


def fold(text: str) -> str:
    """Return a text as small plain letters, digits, apostrophes and spaces."""
    return "".join(map(_letter, text))


def stem(word: str) -> str:
    """Return a folded word without the ending of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss") else word


def root(word: str) -> str:
    """Return a folded word without the ending of its plural and of a verb: threatened is threaten."""
    return _INFLECTED.sub("", stem(word))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order, elisions taken off; plurals stay."""
    return _ENDING.sub(" ", _ELIDED.sub(" ", fold(text))).replace("'", " ").split()


def asked_words_of(question: str) -> list[str]:
    """Return the folded words of a question, each number in one piece: 9-1-1 is 911."""
    return words_of(_NUMBER.sub(lambda number: number[0].replace(" ", ""), fold(question)))


def numbers_of(text: str) -> list[list[str]]:
    """Return the groups of digits of each number that a text writes in groups."""
    return [number.split() for number in _NUMBER.findall(fold(text))]


@lru_cache(maxsize=2048)
def tokens_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return each word of a text as its stem, with where it begins and ends in the text."""
    places = [at for at, letter in enumerate(text) for _ in _letter(letter)] + [len(text)]
    found = re.finditer(r"[^\W_]+", fold(text))
    return tuple((stem(word[0]), places[word.start()], places[word.end()]) for word in found)
