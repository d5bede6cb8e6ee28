"""Which runs of a text are marked, and how words are folded, held against plain expressions of the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide.search.folding import fold, words_of
from safechat_tui.guide.search.marking import Mark, ordered, spans_of

WORDS = st.text(alphabet="absx3", min_size=1, max_size=3)
TEXTS = st.text(alphabet="absx3 '-é", max_size=40)
MARKS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: Mark(tuple(words))),
    WORDS.map(lambda word: Mark((word,), open_end=True)),
    st.text(alphabet="34", min_size=1, max_size=4).map(lambda word: Mark((word,), spaced=True)),
)


def expression(mark: Mark) -> str:
    if mark.spaced:
        return " ?".join(mark.words[0])
    if mark.open_end:
        return rf"{mark.words[0]}[^\W_]*"
    return " +".join(f"{word}[sx]?" for word in mark.words)


@given(st.lists(MARKS, min_size=1, max_size=5), TEXTS)
def test_what_is_marked_is_what_an_expression_would_find(marks: list[Mark], text: str) -> None:
    parts = sorted(map(expression, dict.fromkeys(marks)), key=len, reverse=True)
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")
    found = tuple(match.span() for match in pattern.finditer(fold(text)))
    assert spans_of(ordered(dict.fromkeys(marks)), text) == found


@given(st.text(alphabet="abcdst'’ quréè", max_size=30))
def test_elisions_and_endings_are_taken_off_as_an_expression_would(text: str) -> None:
    elided = re.sub(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'", " ", fold(text))
    assert words_of(text) == re.sub(r"'(?:s|t|d|m|re|ve|ll)\b", " ", elided).replace("'", " ").split()
