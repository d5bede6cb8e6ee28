"""Measures the search: the index, then every key of typed words."""

from __future__ import annotations

import re

from tests.bench.timing import Figures, table, timed

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.search.entries import entries_of
from safechat_tui.guide.search.index import Index

TYPED = {
    "fr": (
        "capture d'écran", "messages privés", "harcelment", "bloquer instagram", "ecran", "intimidation",
        "9-1-1", "mot de passe", "a", "snapcaht", "qu'elle", "confidentialite", "zzyzxwvutsr", "1-800-363",
        "teléphone", "authentifiaction", "pervenir la polcie si",
    ),
    "en": (
        "screenshot", "direct message", "harasment", "block instagram", "what if she", "read reciepts",
        "9-1-1", "password", "t", "snapcaht", "confidentailty", "zzyzxwvutsr", "1-800-363", "cell phone",
        "peace bond",
    ),
}  # fmt: skip
"""What is typed, key by key."""

ROWS = 12
"""Places whose words are shown on a screen."""


def keys(lang: str, figures: Figures) -> None:
    """Measure one language."""
    guide = read_guide(lang)
    entries = entries_of([guide])
    index = Index(entries, guide.search_words)
    figures[f"{lang}, index of {len(entries)} places"] = timed(lambda: Index(entries, guide.search_words))
    took = figures[f"{lang}, a key"] = []
    for typed in TYPED[lang]:
        for end in range(1, len(typed) + 1):

            def press(words: str = typed[:end]) -> None:
                for found in index.search(words).found[:ROWS]:
                    _ = found.title, found.excerpt(70)

            # A person types a word once: what the regular expressions remember must not help.
            re.purge()
            took += timed(press, 1)


def main() -> None:
    """Measure both languages and print one table."""
    figures: Figures = {}
    for lang in TYPED:
        keys(lang, figures)
    table("Search, ms", figures)


if __name__ == "__main__":
    main()
