"""The interface's words in French and English, dates too: catalogues as gettext has them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping
    from typing import Final

LANGUAGES: Final = ("fr", "en")
"""The interface's languages, the default first."""

LOCALES: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "locale")
"""Where the catalogues are: <lang>/LC_MESSAGES/<domain>.mo."""

DOMAINS: Final = ("interface", "commands", "lines", "errors", "reference")
"""The catalogues: screens, command line, conversation in lines, errors, cards and blank papers."""

PLURAL: Final[Mapping[str, Callable[[int], int]]] = {"fr": lambda n: n > 1, "en": lambda n: n != 1}
"""For each language, which of its two forms goes with a count; its catalogues say the same."""


def preferred(*wishes: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak: the first wish that names one, then the locale, then French.

    Args:
        wishes: in order of weight, such as the command line's, SAFECHAT_LANG and the settings'.
        environ: where LC_ALL, LC_MESSAGES and LANG are looked up.
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
        """Choose a language.

        Args:
            lang: `fr` or `en`; anything else gives French.
        """
        self.lang: str = lang if lang in LANGUAGES else LANGUAGES[0]

    def __call__(self, id: str, /, **params: object) -> str:
        """Return the words of an id, its `%(name)s` places filled; the id itself when it has none."""
        return self._fill(self._look_up(id).partition(_FORMS)[0], params)

    def has(self, id: str) -> bool:
        """Return whether the id has words."""
        return self._look_up(id) != id

    def plural(self, id: str, n: int, /, **params: object) -> str:
        """Return the words of an id for a count, which fills `%(n)s`."""
        forms = self._look_up(id).split(_FORMS)
        return self._fill(forms[PLURAL[self.lang](n) if len(forms) > 1 else 0], {"n": n, **params})

    def date(self, day: datetime.date, format: str = "long") -> str:
        """Return a date as the language writes it in Canada: `long` or `medium`."""
        # Babel knows as much, but needs 25 ms and 5 MiB to write its first date.
        months = self(f"date.months.{format}").split()
        return self("date", day=day.day, month=months[day.month - 1], year=day.year)

    def month(self, day: datetime.date) -> str:
        """Return the month of a day as the language writes it: `November 2026`."""
        return f"{self('date.months.long').split()[day.month - 1]} {day.year}"

    def _look_up(self, id: str) -> str:
        """Return what the catalogues have under an id, all its forms; the id where they have nothing."""
        for domain in DOMAINS:
            if words := _catalogue(self.lang, domain).get(id):
                return words
        return id

    @staticmethod
    def _fill(words: str, params: Mapping[str, object]) -> str:
        return words % params if params else words.replace("%%", "%")


_FORMS = "\0"
_LITTLE = b"\xde\x12\x04\x95"
_CATALOGUES: dict[tuple[str, str], _Catalogue] = {}


def _catalogue(lang: str, domain: str) -> _Catalogue:
    """Return one catalogue, read when the first of its words is asked for."""
    if (lang, domain) not in _CATALOGUES:
        with open(f"{LOCALES}/{lang}/LC_MESSAGES/{domain}.mo", "rb", buffering=0) as stream:
            _CATALOGUES[lang, domain] = _Catalogue(stream.read())
    return _CATALOGUES[lang, domain]


class _Catalogue:
    """A compiled catalogue, looked up where it lies: its ids are sorted.

    To import the standard library's reader takes longer than to find all that a command says.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._order: Final = "little" if data[:4] == _LITTLE else "big"
        self._count, self._ids, self._words = self._number(8), self._number(12), self._number(16)
        self._found: dict[str, str] = {}

    def get(self, id: str) -> str:
        """Return the words of an id, zero bytes between the forms of a plural; nothing where it has none."""
        if id not in self._found:
            self._found[id] = self._look_up(id.encode("utf-8"))
        return self._found[id]

    def _look_up(self, id: bytes) -> str:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            # The id of a plural is there twice, for gettext asks with two.
            here = self._bytes(self._ids + 8 * middle).partition(b"\0")[0]
            if here == id:
                return self._bytes(self._words + 8 * middle).decode("utf-8")
            low, high = (middle + 1, high) if here < id else (low, middle)
        return ""

    def _bytes(self, at: int) -> bytes:
        start = self._number(at + 4)
        return self._data[start : start + self._number(at)]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], self._order)
