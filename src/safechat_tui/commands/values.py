"""How each kind of value on the command line is read. No word of any language is needed for it."""

from __future__ import annotations

from dataclasses import dataclass

from safechat_tui.i18n import LANGUAGES


class RefusedError(Exception):
    """A value that cannot be read. Its words are `error.<code>` in the catalogues."""

    def __init__(self, code: str, **params: object) -> None:
        """Keep what to say.

        Args:
            code: the last part of the catalogue's id.
            params: what fills the sentence.
        """
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads one of a few words; a shell offers them."""

    known: tuple[str, ...]
    """The words there are."""

    def __call__(self, word: str) -> str:
        """Return the word as it is known."""
        if word.strip().lower() in self.known:
            return word.strip().lower()
        raise RefusedError("not-one-of", value=word, known=", ".join(self.known))


@dataclass(frozen=True, slots=True)
class Number:
    """Reads a whole number from 1 on."""

    most: int
    """The highest number there may be."""

    def __call__(self, word: str) -> int:
        """Return the number."""
        if word.strip().isascii() and word.strip().isdigit() and 1 <= int(word) <= self.most:
            return int(word)
        raise RefusedError("not-a-number", value=word, most=self.most)


_LANGUAGE = OneOf(LANGUAGES)


def language(word: str) -> str:
    """Return the code of a language; a locale such as fr_CA.UTF-8 names a language too."""
    return _LANGUAGE(word.replace("-", "_").partition("_")[0])


def filled(word: str) -> str:
    """Return a word that is not empty: that is most often a variable of the shell that was never set."""
    if not word.strip():
        raise RefusedError("empty")
    return word


def several(words: str) -> tuple[str, ...]:
    """Return words with commas between them, at least one."""
    found = tuple([word.strip() for word in words.split(",") if word.strip()])
    if not found:
        raise RefusedError("empty")
    return found
