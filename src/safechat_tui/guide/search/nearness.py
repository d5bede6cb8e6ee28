"""Words that differ by a slip of the fingers.

A sorted vocabulary and two bisections answer in a millisecond; a library for fuzzy matching would add its
own import and memory to every session and still need the list of words.
"""

from __future__ import annotations

# Built in C; `bisect` itself only adds what nobody asks for here.
from _bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

ONE_SLIP: Final = 4
"""Letters from which a word may hold one slip."""

OPEN_END: Final = 6
"""Letters from which the beginning of a word may hold one slip."""

TWO_SLIPS: Final = 8
"""Letters from which a word may hold two slips."""

FAR: Final = 99
"""A distance greater than any that counts."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MOST_COMPARED: Final = 300


def beginning(words: Sequence[str], prefix: str) -> range:
    """Return where in sorted words those stand that begin with a prefix."""
    return range(bisect_left(words, prefix), bisect_left(words, prefix + "\U0010ffff"))


def slips(word: str) -> set[str]:
    """Return every word one slip away: a letter more, less, other, or two letters turned round."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {start + end[1:] for start, end in halves if end}
    near |= {start + end[1] + end[0] + end[2:] for start, end in halves if len(end) > 1}
    near |= {start + letter + end[1:] for start, end in halves if end for letter in _LETTERS}
    near |= {start + letter + end for start, end in halves for letter in _LETTERS}
    near.discard(word)
    return near


def distance(one: str, other: str, most: int) -> int:
    """Return how many slips part two words, or FAR when they are more than `most`."""
    if abs(len(one) - len(other)) > most:
        return FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, another in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return FAR
    return row[-1] if row[-1] <= most else FAR


def near_words(word: str, words: Sequence[str], backwards: Sequence[str]) -> dict[int, int]:
    """Return the words that this one may be a slip of.

    Args:
        word: a folded word, without the ending of its plural.
        words: the vocabulary, sorted.
        backwards: each word of it read from its end, sorted.

    Returns:
        Places in `words`, each with the number of slips: 1, or 2 where nothing is nearer.
    """
    if len(word) < ONE_SLIP:
        return {}
    found: dict[int, int] = {}
    for slip in slips(word):
        at = bisect_left(words, slip)
        if at == len(words):
            continue
        if words[at] == slip:
            found[at] = 1
        elif len(word) >= OPEN_END and words[at].startswith(slip):
            found |= dict.fromkeys(beginning(words, slip), 1)
    if found or len(word) < TWO_SLIPS:
        return found
    return {bisect_left(words, near): 2 for near in _two_slips(word, words, backwards)}


def _two_slips(word: str, words: Sequence[str], backwards: Sequence[str]) -> Iterator[str]:
    """Yield the words two slips away: at most one of the slips is in the first half, or in the second."""
    middle = len(word) // 2
    seen: set[str] = set()
    for half, vocabulary, step in ((word[:middle], words, 1), (word[middle:][::-1], backwards, -1)):
        for start in {half, *slips(half)}:
            for at in beginning(vocabulary, start):
                near = vocabulary[at][::step]
                if near not in seen and abs(len(near) - len(word)) <= 2:
                    seen.add(near)
                    if distance(word, near, 2) <= 2:
                        yield near


def nearest(word: str, words: Sequence[str]) -> str:
    """Return the known word that comes nearest to one that was not found, or an empty text."""
    for letters in (3, 2, 1):
        known = beginning(words, word[:letters])
        # Only the middle of a long list would be cut off: what is nearest begins alike.
        compared = [words[at] for at in known[:_MOST_COMPARED] if abs(len(words[at]) - len(word)) <= 3]
        most = max(1, len(word) // 2)
        ranked = sorted((distance(word, other, most), other) for other in compared)
        if ranked and ranked[0][0] < FAR:
            return ranked[0][1]
    return ""
