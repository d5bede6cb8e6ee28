"""Reads the lists of words: those that codes of kept plans are made of, and those that a search knows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.search.tokens import words_of

MIN_CODE_WORDS: Final = 128
"""Fewer words would make the codes of kept plans collide too often."""


def code_words(path: Path, text: str, problems: list[Problem]) -> tuple[str, ...]:
    """Return the words of a file, one a line; a line that begins with `#` is a remark.

    Args:
        path: the file.
        text: what is in it.
        problems: where what is wrong is added.
    """
    words: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        word = clean(line)
        if not word or word.startswith("#"):
            continue
        if not (word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9):
            problems.append(Problem(path, number, "code-word", {"word": word}))
        elif word in words:
            problems.append(Problem(path, number, "code-word-twice", {"word": word}))
        else:
            words.append(word)
    if len(words) < MIN_CODE_WORDS:
        params = {"count": str(len(words)), "least": str(MIN_CODE_WORDS)}
        problems.append(Problem(path, 0, "code-words-few", params))
    return tuple(words)


def search_words(path: Path, text: str, problems: list[Problem], *, under: SearchWords) -> SearchWords:
    """Return the words of a file, after those of another.

    A line holds words and expressions that mean the same, with commas between; a line that begins with `-`
    holds small words that are passed over; a line that begins with `#` is a remark. Words after ids and a
    colon always bring those places first: `helpline.suicide-crisis urgent: suicid|e, want| die`.

    Args:
        path: the file.
        text: what is in it.
        problems: where what is wrong is added.
        under: the words that these are added to.
    """
    groups, small, first = list(under.groups), list(under.small), list(under.first)
    for number, line in enumerate(text.split("\n"), start=1):
        said = clean(line)
        if not said or said.startswith("#"):
            continue
        ids, colon, rest = said.rpartition(":")
        words = tuple(word.strip() for word in rest.removeprefix("-").split(","))
        # A stem is another expression than its word: what comes first is compared as it is written.
        folded = [word.split() if colon else words_of(word) for word in words]
        if not all(any(map(str.isalnum, word)) for word in words):
            problems.append(Problem(path, number, "search-empty"))
        for at, word in enumerate(words):
            if folded[at] and folded[at] in folded[:at]:
                problems.append(Problem(path, number, "search-twice", {"word": word}))
        if said.startswith("-"):
            small += words
        elif colon:
            first.append((tuple(ids.split()), words))
        elif len(words) < 2:
            problems.append(Problem(path, number, "search-alone", {"word": said}))
        else:
            groups.append(words)
    return SearchWords(tuple(groups), tuple(small), tuple(first))
