"""Builds the index of what can be found: the words of all entries, sorted, with the places they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from safechat_tui.guide.model import SearchWords
from safechat_tui.guide.search.entries import Entry
from safechat_tui.guide.search.folding import fold, number_ends_of, stem, words_of
from safechat_tui.guide.search.index import (
    BITS,
    FIELD,
    ITEM,
    LINE,
    SAME_MEANING,
    SECTION,
    Index,
    entry_line,
)

_Member = tuple[str, ...]


def build_index(entries: Iterable[Entry], words: SearchWords) -> Index:
    """Return the index of some entries.

    Args:
        entries: what can be found, in the order that decides between equals.
        words: the words of the entries' language that mean the same, and those that are passed over.
    """
    entries = tuple(entries)
    small = frozenset(folded for word in words.small for folded in words_of(word))
    groups = tuple(tuple(_member(expression) for expression in group) for group in words.groups)
    expressions = _expressions(groups)
    places: dict[str, list[int]] = {}
    group_places: list[list[int]] = [[] for _ in groups]
    shown: dict[str, str] = {}
    for number, entry in enumerate(entries):
        for level, texts in enumerate(((entry.title, *entry.names), entry.headings, entry.texts)):
            code = number << BITS | level
            for text in texts:
                folded = words_of(text)
                stems = [stem(word) for word in folded]
                _note_expressions(stems, expressions, group_places, code + SAME_MEANING)
                for word in (*stems, *number_ends_of(text)):
                    if word not in small:
                        _note(places.setdefault(word, []), code)
            # The letters as they are written are kept for the one sentence that names a near word.
            _note_shown(texts, shown)
    for group in groups:
        for member in group:
            if len(member) == 1:
                places.setdefault(member[0], [])
    vocabulary = sorted(places)
    sections = (
        map(entry_line, entries),
        vocabulary,
        (_numbers(places[word]) for word in vocabulary),
        (" ".join(words_of(entry.title)) for entry in entries),
        map(_group_line, groups, group_places),
        sorted(_expression_lines(groups)),
        sorted(small),
        (f"{word}{FIELD}{written}" for word, written in shown.items()),
    )
    return Index(SECTION.join(LINE.join(lines) for lines in sections))


def _group_line(group: Sequence[_Member], places: Iterable[int]) -> str:
    return f"{ITEM.join(map(' '.join, filter(None, group)))}{FIELD}{_numbers(places)}"


def _expression_lines(groups: Sequence[Sequence[_Member]]) -> Iterator[str]:
    for number, group in enumerate(groups):
        for member in filter(None, group):
            yield f"{member[0]}{FIELD}{' '.join(member)}{FIELD}{number}"


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _member(expression: str) -> _Member:
    return tuple(stem(word) for word in words_of(expression))


def _expressions(groups: Sequence[Sequence[_Member]]) -> dict[str, tuple[tuple[_Member, int], ...]]:
    found: dict[str, tuple[tuple[_Member, int], ...]] = {}
    for number, group in enumerate(groups):
        for member in filter(None, group):
            found[member[0]] = (*found.get(member[0], ()), (member, number))
    return found


def _note(places: list[int], code: int) -> None:
    """Add a place unless its entry is there already: what comes first weighs most."""
    if not places or places[-1] >> BITS != code >> BITS:
        places.append(code)


def _note_expressions(
    stems: Sequence[str],
    expressions: Mapping[str, tuple[tuple[_Member, int], ...]],
    group_places: Sequence[list[int]],
    code: int,
) -> None:
    """Note the groups whose expressions stand in a text."""
    for at, word in enumerate(stems):
        for member, group in expressions.get(word, ()):
            if len(member) == 1 or tuple(stems[at : at + len(member)]) == member:
                _note(group_places[group], code)


def _note_shown(texts: Iterable[str], shown: dict[str, str]) -> None:
    """Note how words are written that are folded to something else."""
    for text in texts:
        if text.isascii():
            continue
        for written in re.findall(r"[^\W\d_]+", text):
            lower = written.lower()
            if not lower.isascii():
                shown.setdefault(stem(fold(lower)), lower)
