"""Measures the search at today's content and at ten times as much: the index, then every key of typed words.

Run by `make bench`. It prints medians and worst cases and judges nothing: figures drift with the machine.
"""

from __future__ import annotations

import gc
import re
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.search.entries import Entry, entries_of
from safechat_tui.guide.search.index import Index

TIMES = 10
"""How many times today's content the large index holds."""

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


def larger(entries: tuple[Entry, ...], times: int) -> tuple[Entry, ...]:
    """Return the entries many times, each time with half of the longer words turned into new ones."""

    def turned(text: str, by: int) -> str:
        def turn(word: re.Match[str]) -> str:
            letters = word[0]
            keep = by == 0 or sum(map(ord, letters)) % 2
            return letters if keep else letters[:2] + chr(97 + by) + letters[2:][::-1]

        return re.sub(r"[^\W\d_]{6,}", turn, text)

    return tuple(
        replace(
            entry,
            title=turned(entry.title, by),
            headings=tuple(turned(text, by) for text in entry.headings),
            texts=tuple(turned(text, by) for text in entry.texts),
        )
        for by in range(times)
        for entry in entries
    )


def timed(what: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of some runs."""
    taken: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        what()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def line(name: str, values: list[float]) -> None:
    """Print one figure."""
    ordered = sorted(values)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"{name:40}{statistics.median(values):>10.2f}{high:>10.2f}{max(values):>10.2f}")


def keys(lang: str, times: int) -> None:
    """Measure one language at some times today's content."""
    guide = read_guide(lang)
    entries = larger(entries_of([guide]), times)
    tracemalloc.start()
    index = Index(entries, guide.search_words)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    name = f"{lang}, {times} x content"
    print(f"{name}: {len(entries)} places, {len(index.words)} words, index {size:.1f} MiB")
    line(f"{name}, index built, ms", timed(lambda: Index(entries, guide.search_words), 5))
    took: list[float] = []
    for typed in TYPED[lang]:
        for end in range(1, len(typed) + 1):

            def press(words: str = typed[:end]) -> None:
                for found in index.search(words).found[:ROWS]:
                    _ = found.title, found.excerpt(70)

            # A person types a word once: what the regular expressions remember must not help.
            re.purge()
            took += timed(press, 1)
    line(f"{name}, a key, ms ({len(took)} keys)", took)


def command() -> None:
    """Measure the command line against Python alone."""

    def run(*arguments: str) -> list[float]:
        return timed(lambda: subprocess.run(arguments, capture_output=True, check=False), 15)

    line("python -c pass, ms", run(sys.executable, "-c", "pass"))
    line("safechat search, ms", run(sys.executable, "-m", "safechat_tui", "search", "ecran"))


def main() -> None:
    """Measure everything."""
    print(f"{'':40}{'median':>10}{'95 %':>10}{'worst':>10}")
    for lang in TYPED:
        for times in (1, TIMES):
            keys(lang, times)
    command()


if __name__ == "__main__":
    main()
