"""How the values of a command line are read; each reader raises RefusedError for one it cannot take."""

from __future__ import annotations

from collections.abc import Callable

from safechat_tui.clean import clean
from safechat_tui.errors import UsageError
from safechat_tui.i18n import LANGUAGES
from safechat_tui.plain.output import LONGEST
from safechat_tui.text.near import near


class RefusedError(UsageError):
    """A value that cannot be read; told beside its option and the usage, so it has no hint of its own."""


def one_of(*known: str) -> Callable[[str], str]:
    """Return what reads one of a few words, in any letters."""

    def read(word: str) -> str:
        found = word.strip().lower()
        if found in known:
            return found
        shown = clean(word)[:LONGEST]
        raise RefusedError("not-one-of", value=shown, known=", ".join(known), meant=near(found, known))

    return read


def number(most: int) -> Callable[[str], int]:
    """Return what reads a whole number from 1 to `most`."""

    def read(word: str) -> int:
        digits = word.strip()
        if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= most:
            return int(digits)
        raise RefusedError("not-a-number", value=clean(word)[:LONGEST], most=most)

    return read


def language(word: str) -> str:
    """Return the code of a language; a locale such as fr_CA.UTF-8 names a language too."""
    return one_of(*LANGUAGES)(word.replace("-", "_").partition("_")[0])


def filled(word: str) -> str:
    """Return a word that is not empty: empty values usually come from an unset shell variable."""
    if not word.strip():
        raise RefusedError("empty")
    return word


def several(words: str) -> tuple[str, ...]:
    """Return words with commas between them, at least one."""
    found = tuple(word.strip() for word in words.split(",") if word.strip())
    if not found:
        raise RefusedError("empty")
    return found
