"""How easy words are to read: the grade of English, and the ease of French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

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
