"""Words that differ by a slip of the fingers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from safechat_tui.guide.search.folding import root, stem

SLIP_FROM: Final = 6
"""Letters from which a slip is forgiven: a shorter word is too often another word."""

TWO_SLIPS_FROM: Final = 9
"""Letters from which two slips are forgiven."""

_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "aeiouy")
"""Rows of keys, and vowels: letters that are typed for each other."""


def slips_of(typed: str, words: Sequence[str]) -> list[str]:
    """Return the words that a typed one is a slip of; none where they may mean different things.

    Args:
        typed: a folded word that is not among the words.
        words: the words there are, sorted.
    """
    if len(typed) < SLIP_FROM:
        return []
    word = stem(typed)
    # Words that begin with one letter and the next, or with these turned round: no other is one slip away.
    known = {*beginning(words, word[0]), *beginning(words, word[1])}
    near = sorted(known.intersection(_one_slip(word)))
    if not near and len(word) >= TWO_SLIPS_FROM:
        near = [each for each in beginning(words, word[:2]) if _distance(word, each) <= 2]
    return near if len({root(each)[:5] for each in near}) == 1 else []


def beginning(words: Sequence[str], prefix: str) -> Sequence[str]:
    """Return those of sorted words that begin with a prefix."""
    return words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]


def _one_slip(word: str) -> Iterator[str]:
    """Yield every word one slip away: a letter more, less, or beside the right key, or two turned round.

    The first letter stays, or is turned round with the second: another first letter is another word.
    """
    for at in range(len(word)):
        start, end = word[:at], word[at:]
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]
        if at:
            yield start + end[1:]
            for letter in "abcdefghijklmnopqrstuvwxyz":
                yield start + letter + end
                if len(word) > 7 or _typed_for(letter, end[0]):
                    yield start + letter + end[1:]


def _typed_for(one: str, other: str) -> bool:
    """Return whether two letters stand side by side on a keyboard, or are both vowels."""
    *rows, vowels = _KEYBOARD
    beside = any(abs(row.find(one) - row.find(other)) == 1 for row in rows if one in row and other in row)
    return beside or (one in vowels and other in vowels)


def _distance(one: str, other: str) -> int:
    """Return how many letters to add, take away, change or turn round make one word the other."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, another in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
