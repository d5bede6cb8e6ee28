"""Reads the lists of words: those that codes of kept plans are made of, and those that a search knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.front_matter import lines_of
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import SearchWords
from safechat_tui.text.fold import folded

MIN_CODE_WORDS: Final = 128
"""Fewer words would make the codes of kept plans collide too often."""


def code_words(layers: Layers, lang: str) -> tuple[str, ...]:
    """Return the words that codes of kept plans are made of, one a line; only shipped ones are used."""
    path = layers.root / lang / "code-words.txt"
    text = layers.text(path)
    if text is None:
        return ()
    words: list[str] = []
    for number, word in _said(text):
        if not (word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9):
            layers.problem(path, number, "code-word", word=word)
        elif word in words:
            layers.problem(path, number, "code-word-twice", word=word)
        else:
            words.append(word)
    if len(words) < MIN_CODE_WORDS:
        layers.problem(path, 0, "code-words-few", count=str(len(words)), least=str(MIN_CODE_WORDS))
    return tuple(words)


def search_words(layers: Layers, lang: str) -> SearchWords:
    """Return what a search knows of a language: the shipped words, then a shelter's own.

    A line holds words and expressions that mean the same, with commas between; a line that begins with `-`
    holds small words that are passed over. Words after ids and a colon always bring those places first:
    `helpline.suicide-crisis urgent: suicid|e, want| die`.
    """
    groups: list[tuple[str, ...]] = []
    small: list[str] = []
    first: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for path, number, said in _search_lines(layers, lang):
        ids, colon, rest = said.rpartition(":")
        words = tuple(word.strip() for word in rest.removeprefix("-").split(","))
        # A stem is another expression than its word: what comes first is compared as it is written.
        compared = [word if colon else folded(word) for word in words]
        if not all(any(map(str.isalnum, word)) for word in words):
            layers.problem(path, number, "search-empty")
        for piece in rest.split() if colon else ():
            # A hyphen parts words: of a/b-c, c would be a word of its own.
            if "/" in piece and "-" in piece:
                layers.problem(path, number, "search-cut", word=piece.strip(","))
        for at, word in enumerate(words):
            if word and compared[at] in compared[:at]:
                layers.problem(path, number, "search-twice", word=word)
        if said.startswith("-"):
            small += words
        elif colon:
            first.append((tuple(ids.split()), words))
        elif len(words) < 2:
            layers.problem(path, number, "search-alone", word=said)
        else:
            groups.append(words)
    return SearchWords(tuple(groups), tuple(small), tuple(first))


def _search_lines(layers: Layers, lang: str) -> Iterator[tuple[Path, int, str]]:
    for path in layers.files(f"{lang}/search.txt"):
        yield from ((path, *line) for line in _said(layers.text(path) or ""))


def _said(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that say something, with their numbers; `#` begins a remark."""
    for number, line in enumerate(lines_of(text), start=1):
        if (said := clean(line)) and not said.startswith("#"):
            yield number, said
