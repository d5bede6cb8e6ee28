"""Passphrases: five words drawn by chance, and the one form in which all of them are compared and used."""

from __future__ import annotations

import hmac
import re
import secrets
from pathlib import Path
from typing import Final

from safechat_tui.i18n import LANGUAGES
from safechat_tui.text.fold import folded

WORDS: Final = 5
"""Words in a passphrase that is offered: 64 bits, for each list has 7776 of them or more."""

MAX_LETTERS: Final = 200
"""Characters of a passphrase that a field takes; five words take some forty."""

SHORT: Final = 20
"""Characters under which a passphrase that somebody thought up is short."""

VERY_SHORT: Final = 12
"""Characters under which it is found soon by whoever has the file."""

_LISTS: Final = Path(__file__).resolve().parent / "wordlists"
_BETWEEN: Final = re.compile(r"[\s\u2010-\u2015-]+")


def wordlist(lang: str) -> tuple[str, ...]:
    """Return the words of a language that are drawn from, each another one however it is typed.

    The sources and licences stand beside the lists, in LICENSES.txt.
    """
    if lang not in LANGUAGES:
        raise ValueError(lang)
    return tuple((_LISTS / f"{lang}.txt").read_text(encoding="utf-8").split())


def generate(lang: str) -> str:
    """Return five words drawn by chance, one independent of the other, with spaces between them."""
    words = wordlist(lang)
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def canonical(typed: str) -> str:
    """Return a passphrase as it is used: small letters, no accents, one space for spaces and dashes.

    A tired person, a telephone's keyboard or another layout may differ in these; nothing else is folded. It
    is also what the `age` program has to be given.
    """
    return _BETWEEN.sub(" ", folded(typed)).strip()


def same(typed: str, other: str) -> bool:
    """Return whether two passphrases are one when they are used."""
    return hmac.compare_digest(canonical(typed).encode(), canonical(other).encode())


def weakness(typed: str) -> str:
    """Return how a passphrase of one's own is to be warned of: `very-short`, `short` or `chosen`."""
    length = len(canonical(typed))
    return "very-short" if length < VERY_SHORT else "short" if length < SHORT else "chosen"
