"""The interface's words in French and English: catalogues by gettext, dates by Babel."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safechat_tui.early.surroundings import LANGUAGES, preferred

if TYPE_CHECKING:
    from datetime import date

__all__ = ["BABEL_LOCALES", "DOMAINS", "LANGUAGES", "LOCALES", "Translator", "preferred"]

LOCALES: Final = Path(__file__).resolve().parent.parent / "locale"
"""Where the catalogues are: <lang>/LC_MESSAGES/<domain>.mo."""

DOMAINS: Final = ("interface", "commands", "lines", "errors", "reference")
"""The catalogues: screens, command line, conversation in lines, errors, cards and blank papers."""

BABEL_LOCALES: Final = {"fr": "fr_CA", "en": "en_CA"}
"""The locale whose habits dates follow, for each language."""


class Translator:
    """Gives the words of one language for ids such as `footer.help`."""

    def __init__(self, lang: str) -> None:
        """Load the catalogues of a language.

        Args:
            lang: `fr` or `en`; anything else gives French.
        """
        self.lang: str = lang if lang in LANGUAGES else LANGUAGES[0]
        self._catalogues = [_catalogue(self.lang, domain) for domain in DOMAINS]

    def __call__(self, id: str, /, **params: object) -> str:
        """Return the words of an id, its `%(name)s` places filled; the id itself when it has none."""
        return self._fill(self._look_up(id), params)

    def has(self, id: str) -> bool:
        """Return whether the id has words."""
        return self._look_up(id) != id

    def plural(self, id: str, n: int, /, **params: object) -> str:
        """Return the words of an id for a count, which fills `%(n)s`."""
        for catalogue in self._catalogues:
            words = catalogue.ngettext(id, id, n)
            if words != id:
                return self._fill(words, {"n": n, **params})
        return id

    def date(self, day: date, format: str = "long") -> str:
        """Return a date as the language writes it: `long`, `medium` or `short`."""
        # Babel's locale data costs some 20 ms, so it is read only when a date is shown.
        from babel.dates import format_date

        return format_date(day, format, locale=BABEL_LOCALES[self.lang])

    def _look_up(self, id: str) -> str:
        for catalogue in self._catalogues:
            words = catalogue.gettext(id)
            if words != id:
                return words
        return id

    @staticmethod
    def _fill(words: str, params: Mapping[str, object]) -> str:
        return words % params if params else words.replace("%%", "%")


@cache
def _catalogue(lang: str, domain: str) -> gettext.GNUTranslations:
    """Return one catalogue; `gettext.translation` would look it up by way of four more modules."""
    with (LOCALES / lang / "LC_MESSAGES" / f"{domain}.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)
