"""Notices text that may point at a person, so that a quiet warning can be given.

It sees what has a shape: addresses, postal codes, numbers, links, account names that say
they are one. It cannot see names, nicknames, places of work or anything that reads as an ordinary sentence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]")
_DOTS: Final = re.compile("[\u00b7\u2022\u2219\u2027]")
_SPACES: Final = re.compile(r"\s+")

_ENDINGS: Final = "com|ca|org|net|info|edu|gov|qc|fr|uk|gg|me|io"
"""Ends of addresses on the internet that a name before them makes certain."""

_AT: Final = (
    r"(?:\s*[(\[{]\s*(?:at|arr?obase?|a commercial|@)\s*[)\]}]\s*|\s+(?:at|arr?obase?|a commercial)\s+|@)"
)
_DOT: Final = r"(?:\s*[(\[{]\s*(?:dot|point|\.)\s*[)\]}]\s*|\s+(?:dot|point)\s+|\.)"

_PLATFORMS: Final = (
    "snap|snapchat|insta|instagram|ig|fb|facebook|messenger|tik ?tok|twitter|x|discord|telegram|whatsapp|"
    "signal|reddit|linkedin|youtube|bluesky|threads|twitch|steam|psn|xbox|roblox|kik|skype|wechat|viber|"
    "tinder|hinge|bumble|grindr|gamertag|user ?name|user|handle|account|pseudo|compte|"
    "nom d[’']utilisat(?:eur|rice)"
)  # fmt: skip
"""What an account name is said to be of."""

_ORDINARY: Final = (
    "stop|non|no|oui|yes|rien|nothing|messages?|menaces|threats|insultes|insults|bloquer|bloqu\u00e9|block|blocked|"
    "private|priv\u00e9|public|tout|all|both|aussi|too"
)  # fmt: skip
"""What is said after a platform's name by itself and is no account."""

_NAME: Final = r"[^\W_][\w.-]*"
_MARKED: Final = r"(?=[\w.-]*[a-z])(?:[a-z][\w-]*[\d_][\w.-]*|[a-z][\w-]*\.\w[\w.-]*)"
"""A word that reads as an account name wherever it stands: with a digit, an underscore or a dot inside."""

_STREET_FR: Final = (
    r"rue|avenue|av\.|boulevard|boul\.?|bd|blvd|chemin|ch\.|rang|mont[\u00e9e]e|ruelle|impasse|all[\u00e9e]e|croissant|terrasse"
)  # fmt: skip
_PLACE_FR: Final = r"place|route|cours|c[\u00f4o]te|square|promenade|passage"
_STREET_EN: Final = (
    r"street|avenue|ave|road|rd|boulevard|blvd|lane|ln|crescent|cres|highway|hwy|parkway|pkwy|"
    r"crt|st(?![-.\s]*(?!(?:west|east|north|south)\b)[a-z]{2})|dr(?![.\s]*[a-z]{2})"
)
_STREET_EN_CAPITAL: Final = (
    r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Crescent|Court|Way|Place|Trail|Terrace|Circle"
)
_NO_STREET: Final = (
    r"(?!(?:in|on|the|a|an|at|to|by|of|my|his|her|their|from|and|for|down|this|that|every|same|other)\b)"
)
"""Words of a sentence, never of a street's name."""

_DIGITS: Final = (
    "zero|one|two|three|four|five|six|seven|eight|nine|oh|z\u00e9ro|un|deux|trois|quatre|cinq|sept|huit|neuf"
)


def _any(*signs: str, exact: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(signs), 0 if exact else re.IGNORECASE)


_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)\d\d"
_ALONE: Final = (r"(?<!\d)(?<!\d[ .-])", r"(?![ .-]?\d)")
"""No more numbers right before, and right after: a telephone number holds what may look like a date."""

_DATES: Final = "|".join(
    (
        r"\b\d{1,2}\s?(?::|h)\s?[0-5]\d(?::[0-5]\d)?\b",
        rf"(?<!\d){_YEAR}([-/.]){_MONTH}\1{_DAY}(?!\d)",
        rf"(?<!\d)(?:{_DAY}([-.]){_MONTH}\2|{_MONTH}-{_DAY}-){_YEAR}(?!\d)",
        r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b",
        rf"{_ALONE[0]}(?:{_DAY}[-. ]{_MONTH}|{_MONTH}[-. ]{_DAY})[-. ](?:{_YEAR}|\d\d){_ALONE[1]}",
        rf"{_ALONE[0]}{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_ALONE[1]}",
        rf"{_ALONE[0]}(?:{_YEAR}[ /-]+)+{_YEAR}{_ALONE[1]}",
        rf"{_ALONE[0]}\d{{1,3}}(?:[ .]000)+{_ALONE[1]}",
    )
)
"""Times, dates, years and round thousands: digits that are no telephone number."""


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what each kind looks like; an e-mail address comes before the link and the handle it contains.

    Compiled when words are first looked at: it takes longer than a first screen may.
    """
    return (
        ("email", _any(
            r"[^\s@]+@[^\s@]+\.[^\s@]{2,}",
            rf"\w[\w.+-]*{_AT}\w[\w-]*(?:{_DOT}\w[\w-]*)*{_DOT}(?:{_ENDINGS})\b",
            r"\w (?:arr?obase?) \w",
        )),
        ("link", _any(
            r"(?:https?:|www\.)\S+",
            r"\b[\w-]+\.(?:com|ca|org|net|info|gg|me|io|co|app|tv|xyz|fr|uk)\b",
            r"\b(?:bit\.ly|t\.co|youtu\.be|goo\.gl|ow\.ly|is\.gd|buff\.ly|rb\.gy|cutt\.ly|lnkd\.in|redd\.it)\b",
            r"\b[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}/\w",
            r"\w (?:dot|point) (?:com|org|net|gg)\b",
        )),
        ("handle", _any(
            r"(?<!\w)@\s?\w",
            r"\b(?:arr?obase?) \w",
            rf"\b(?:{_PLATFORMS})(?:\s*[:=]\s*|\s+-\s+)(?!(?:{_ORDINARY})\b){_NAME}\s*(?:[,;.)/(]|$)",
            rf"\b(?:{_PLATFORMS})\s*(?:[:=-]|is\b|c[’']est\b|est\b)?\s*\b{_MARKED}",
            r"\b\w{2,}#\d{4}\b",
            r"(?<![\w/])/?u/[\w-]{3,}",
            r"\b[a-z\d]+_\w+",
        )),
        ("address", _any(
            r"\b[abceghj-nprstvxy]\d[abceghj-nprstv-z][\s-]*\d[abceghj-nprstv-z]\d\b",
            rf"\b\d{{1,6}}(?:[\s-]?[a-d]|\s?bis|\s?ter|er?|re)?,?\s+(?:{_STREET_FR})(?:\s|$)",
            rf"\b\d{{1,6}},?\s+(?:{_PLACE_FR})\s+(?:de|du|des|la|le|l[’']|d[’'])",
            rf"\b\d{{1,6}}[a-d]?\s+(?:{_NO_STREET}[\w’'.-]+\s+){{1,3}}(?:{_STREET_EN})\b",
            r"\b(?:apt|appt|apartment|appartement|suite|unit|room|chambre)\.?\s*(?:no?\.?\s*|n[º°]\s*|#\s*)?\d+\w?\b",
            r"\bapp\.\s*\d+\b",
            r"\b(?:apt|appt)\.?\s*[a-z]\b",
            r"\b(?:rte|route|autoroute|highway|hwy)\.?\s+\d",
            r"\b\d{1,6},?\s+c[\u00f4o]te-",
            r"\b(?:p\.?\s?o\.?\s*box|c\.?\s?p\.|case postale|rr)\s*\d+",
            r"\d{1,2}\.\d{3,},?\s*-?\d{1,3}\.\d{3,}",
        )),
        ("address", _any(
            r"\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]oul\.|[Cc]hemin|[Rr]ang|[Rr]uelle)\s+"
            r"(?:de |du |des |la |le |l[’']|d[’'])*"
            r"(?!L[ae]s?\b|Ils?\b|Elles?\b)[A-Z\u00c9\u00c0\u00c8\u00ce]",
            rf"\b(?!The |My |This |In |On )[A-Z][\w’'-]+\s+(?:{_STREET_EN_CAPITAL})\b(?!\s+[a-z]+ed\b)",
            r"\b(?:corner of|[Cc]oin(?: de)?(?: la)?(?: rue)?)\s+[A-Z\u00c9]",
            rf"\b\d{{1,6}}\s+(?:[A-Z][\w’'.-]*\s+){{1,3}}(?:{_STREET_EN_CAPITAL})\b",
            exact=True,
        )),
    )  # fmt: skip


@cache
def _phone() -> re.Pattern[str]:
    return _any(r"(?:\+?\d[ ()./_-]{0,3}){7,}", rf"(?:\b(?:{_DIGITS})\b[ ,.-]*){{7,}}")


@cache
def _dates() -> re.Pattern[str]:
    return _any(_DATES)


def points_at_someone(text: str) -> str:
    """Return what the text seems to hold: `email`, `link`, `handle`, `address`, `phone` or nothing."""
    text = _plain(text)
    found = next((kind for kind, sign in _signs() if sign.search(text)), "")
    if found:
        return found
    return "phone" if _phone().search(_dates().sub(" | ", text)) else ""


def _plain(text: str) -> str:
    """Return the text with the digits, dashes and spaces of every script as those of a keyboard."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(
        str(unicodedata.decimal(each)) if unicodedata.category(each) == "Nd" else each for each in text
    )
    return _SPACES.sub(" ", _DOTS.sub(".", _DASHES.sub("-", text)))
