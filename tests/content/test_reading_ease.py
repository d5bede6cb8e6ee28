"""What is said to her or printed for her is easy to read, in both languages."""

from __future__ import annotations

import re
from typing import Final

import pytest
from tests.content.ease import measure, printed, spoken, syllables
from tests.content.shipped import every_guide

from safechat_tui.guide.model import Guide

GRADE: Final = 7.0
EASE: Final = 70.0
LONGEST: Final = 14
"""Words of the longest line that is said aloud."""

LONGEST_PRINTED: Final = 25
"""Words of the longest sentence on her paper."""


def easy(texts: list[str], lang: str) -> bool:
    """Return whether texts read easily at 12 to 13 years, by the measure of their language."""
    ease = measure(texts, lang)
    return ease.grade <= GRADE if lang == "en" else ease.kandel_moles >= EASE


@every_guide
def test_what_is_said_aloud_reads_easily(guide: Guide) -> None:
    assert easy(spoken(guide), guide.lang)


@every_guide
def test_what_is_printed_for_her_reads_easily(guide: Guide) -> None:
    assert easy(printed(guide), guide.lang)


@every_guide
def test_a_line_that_is_said_aloud_is_said_in_one_breath(guide: Guide) -> None:
    assert [line for line in spoken(guide) if len(line.split()) > LONGEST] == []


@every_guide
def test_no_sentence_that_is_printed_for_her_is_long(guide: Guide) -> None:
    parts = [part for name in ("helplines", "platforms") for part in guide.pages[name].parts]
    pages = [block.text for part in parts for block in part.blocks]
    sentences = [s for text in [*printed(guide), *pages] for s in re.split(r"(?<=[.?!])\s", text)]
    assert [s for s in sentences if len(re.findall(r"[^\s]*\w[^\s]*", s)) > LONGEST_PRINTED] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Documentation necessitates comprehensive consideration of jurisdictional particularities."),
        ("fr", "La documentation nécessite l’appréciation approfondie des particularités juridictionnelles."),
    ],
)  # fmt: skip
def test_hard_words_are_told_from_easy_ones(lang: str, text: str) -> None:
    assert not easy([text], lang)


@pytest.mark.parametrize(
    ("lang", "word", "count"),
    [
        ("en", "safe", 1), ("en", "little", 2), ("en", "messages", 3), ("en", "blocked", 1),
        ("en", "evidence", 3), ("en", "times", 1),
        ("fr", "preuve", 1), ("fr", "comptes", 1), ("fr", "sécurité", 4), ("fr", "appellent", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_heard(lang: str, word: str, count: int) -> None:
    assert syllables(word, lang) == count
