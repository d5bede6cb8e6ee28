"""The interface's words in French and English, dates too: catalogues as gettext has them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from typing import Final

LANGUAGES: Final = ("fr", "en")
"""The interface's languages, the default first."""

LOCALES: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "locale")
"""Where the catalogues are: <lang>/LC_MESSAGES/<domain>.mo."""

DOMAINS: Final = ("interface", "commands", "lines", "errors", "reference")
"""The catalogues: screens, command line, conversation in lines, errors, cards and blank papers."""


def preferred(*wishes: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak: the first wish that names one, then the locale, then French.

    Wishes come in order of weight, such as the command line's, SAFECHAT_LANG and the settings'.
    """
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG")
    for wish in (*wishes, locale):
        code = (wish or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


class Translator:
    """Gives the words of one language for ids such as `footer.help`."""

    def __init__(self, lang: str) -> None:
        """Choose a language; anything but `fr` and `en` gives French."""
        self.lang: str = lang if lang in LANGUAGES else LANGUAGES[0]

    def __call__(self, id: str, /, **params: object) -> str:
        """Return the words of an id, its `%(name)s` places filled; the id itself when it has none."""
        return self._fill(_catalogues(self.lang).gettext(id), params)

    def has(self, id: str) -> bool:
        """Return whether the id has words."""
        return _catalogues(self.lang).gettext(id) != id

    def plural(self, id: str, n: int, /, **params: object) -> str:
        """Return the words of an id for a count, which fills `%(n)s`."""
        return self._fill(_catalogues(self.lang).ngettext(id, id, n), {"n": n, **params})

    def date(self, day: datetime.date, format: str = "long") -> str:
        """Return a date as the language writes it in Canada: `long` or `medium`."""
        # Babel knows as much, but needs 25 ms and 5 MiB to write its first date.
        months = self(f"date.months.{format}").split()
        number = self("date.first") if day.day == 1 else day.day
        return self("date", day=number, month=months[day.month - 1], year=day.year)

    def month(self, day: datetime.date) -> str:
        """Return the month of a day as the language writes it: `November 2026`."""
        return f"{self('date.months.long').split()[day.month - 1]} {day.year}"

    @staticmethod
    def _fill(words: str, params: Mapping[str, object]) -> str:
        return words % params if params else words.replace("%%", "%")


@cache
def _catalogues(lang: str) -> GNUTranslations:
    """Return the catalogues of a language; each is asked after the one before it."""
    first, *others = (_catalogue(lang, domain) for domain in DOMAINS)
    for other in others:
        first.add_fallback(other)
    return first


def _catalogue(lang: str, domain: str) -> GNUTranslations:
    with open(f"{LOCALES}/{lang}/LC_MESSAGES/{domain}.mo", "rb") as stream:
        return GNUTranslations(stream)
