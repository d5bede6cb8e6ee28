"""What is said to her or printed for her is easy to read, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pytest
from tests.content.shipped import every_guide

from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.text import Kind

HERS: Final = ("documenting", "place", "handout")
"""Pages that are printed for the survivor."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END: Final = re.compile(r"[.?!]+(?:\s|$)")
_VOWELS: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœ]+")
_TITLES: Final = re.compile(r"«[^»]*»|“[^”]*”|https?:\S+|www\.\S+|\w+\.(?:ca|org|com)\b")


@dataclass(frozen=True)
class Ease:
    """How easy some texts are to read."""

    words_a_sentence: float
    syllables_a_word: float

    @property
    def grade(self) -> float:
        """School grade of English after Flesch and Kincaid: 7 reads easily at 12 to 13 years."""
        return 0.39 * self.words_a_sentence + 11.8 * self.syllables_a_word - 15.59

    @property
    def kandel_moles(self) -> float:
        """Ease of French after Kandel and Moles, 0 to 100: from 70 on it reads easily at 12 to 13 years."""
        return 207 - 1.015 * self.words_a_sentence - 73.6 * self.syllables_a_word


def syllables(word: str, lang: str) -> int:
    """Return about how many syllables a word has, by its groups of vowels; a mute e is none."""
    low = word.lower()
    count = len(_VOWELS.findall(low))
    mute = r"[^aeiouyé]e$|[^aeiouyslcgxzht]es$|[^dt]ed$" if lang == "en" else r"[^aeiouyéèêà](e|es|ent)$"
    if re.search(mute, low) and not (lang == "en" and re.search(r"[^aeiouy]le$", low)):
        count -= 1
    return max(count, 1)


def measure(texts: Iterable[str], lang: str) -> Ease:
    """Return how easy some texts are to read; each text is at least one sentence."""
    sentences = words = beats = 0
    for text in texts:
        plain = _TITLES.sub(" ", text.replace("\u00a0", " "))
        for sentence in _END.split(plain):
            found = _WORD.findall(sentence)
            sentences += bool(found)
            words += len(found)
            beats += sum(syllables(word, lang) for word in found)
    return Ease(words / sentences, beats / words)


def spoken(guide: Guide) -> list[str]:
    """Return everything that is said aloud in a guide."""
    parts = [part for page in guide.every_page.values() for part in page.parts]
    return [line for part in parts for line in part.texts(Kind.SAY)]


def printed(guide: Guide) -> list[str]:
    """Return what is printed for the survivor: cards, how to do it, evidence, and the words of her plan."""
    found: list[str] = []
    for strategy in guide.strategies:
        found += [strategy.title, *(strategy.card(line) for line in (*CARD, *EXTRA) if strategy.card(line))]
        found += [block.text for part in strategy.page.sections for block in part.blocks]
    for name in HERS:
        page = guide.pages[name]
        parts = [part for part in page.parts if "credit" not in part.id]
        found += [block.text for part in parts for block in part.blocks if block.kind is not Kind.SAY]
    return found


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
