"""Measures the search: the index, then every key of typed words."""

from __future__ import annotations

import re
from time import process_time

from tests.bench.timing import Figures, table, timed

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.search.entries import entries_of
from safechat_tui.guide.search.index import Index

TYPED = {
    "fr": (
        "capture d'écran", "messages privés", "harcelment", "bloquer instagram", "ecran", "intimidation",
        "9-1-1", "mot de passe", "a", "snapcaht", "qu'elle", "confidentialite", "zzyzxwvutsr", "1-800-363",
        "teléphone", "authentifiaction", "pervenir la polcie si", "il a dit qu’il va me retrouver si je pars",
    ),
    "en": (
        "screenshot", "direct message", "harasment", "block instagram", "what if she", "read reciepts",
        "9-1-1", "password", "t", "snapcaht", "confidentailty", "zzyzxwvutsr", "1-800-363", "cell phone",
        "peace bond", "he says he will find me if I leave",
    ),
}  # fmt: skip
"""What is typed, key by key."""

TIMES = 10
"""How much more content there may be one day."""

ROWS = 12
"""Places whose words are shown on a screen."""


def keys(lang: str, figures: Figures) -> None:
    """Measure one language."""
    guide = read_guide(lang)
    entries = entries_of([guide])
    index = Index(entries, guide.search_words)
    figures[f"{lang}, index of {len(entries)} places"] = timed(lambda: Index(entries, guide.search_words))
    figures[f"{lang}, a key"] = pressed(lang, index)
    copies = (each.place._replace(id=f"{each.place.id}.{n}") for n in range(TIMES) for each in entries)
    many = [each._replace(place=place) for each, place in zip(entries * TIMES, copies, strict=True)]
    figures[f"{lang}, a key among {len(many)} places"] = pressed(lang, Index(many, guide.search_words))


def pressed(lang: str, index: Index) -> list[float]:
    """Return the milliseconds of the processor that every key takes, whoever else uses it."""
    took: list[float] = []
    for typed in TYPED[lang]:
        for end in range(1, len(typed) + 1):

            def press(words: str = typed[:end]) -> None:
                for found in index.search(words).found[:ROWS]:
                    _ = found.title, found.excerpt(70)

            # A person types a word once: what the regular expressions remember must not help.
            re.purge()
            began = process_time()
            press()
            took.append((process_time() - began) * 1000)
    return took


def main() -> None:
    """Measure both languages and print one table."""
    figures: Figures = {}
    for lang in TYPED:
        keys(lang, figures)
    table("Search, ms", figures)


if __name__ == "__main__":
    main()
