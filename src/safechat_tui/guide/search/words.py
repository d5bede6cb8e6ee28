"""Reads what a search knows of a language: words that mean the same, and small words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.search.folding import words_of

NO_WORDS: Final = SearchWords()
"""Nothing known of a language."""

SMALL: Final = "-"
"""What a line of small words begins with."""

FIRST: Final = ":"
"""Stands between ids of places and the words that bring them before all others."""


def search_words(
    path: Path, text: str, problems: list[Problem], *, under: SearchWords = NO_WORDS
) -> SearchWords:
    """Return the words of a file, after those of another.

    A line holds words and expressions that mean the same, with commas between; a line that begins with `-`
    holds small words that are passed over; a line that begins with `#` is a remark. Words after ids and a
    colon always bring those places first: `helpline.suicide-crisis urgent: suicide, wants to die`.

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
        ids, colon, rest = said.rpartition(FIRST)
        words = tuple(clean(word) for word in rest.removeprefix(SMALL).split(","))
        folded = [words_of(word) for word in words]
        if not all(folded):
            problems.append(Problem(path, number, "search-empty"))
        for at, word in enumerate(words):
            if folded[at] and folded[at] in folded[:at]:
                problems.append(Problem(path, number, "search-twice", {"word": word}))
        if said.startswith(SMALL):
            small += words
        elif colon:
            first.append((tuple(ids.split()), words))
        elif len(words) < 2:
            problems.append(Problem(path, number, "search-alone", {"word": said}))
        else:
            groups.append(words)
    return SearchWords(tuple(groups), tuple(small), tuple(first))
