"""What a word processor or a slip of the hand makes of a file: told with what was meant.

Nothing is repaired on the way to a call: a guess about a telephone number must be looked at by who wrote it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem
from safechat_tui.text.fold import folded

_FORMATS: Final = {b"PK\x03\x04": "docx", b"{\\rtf": "rtf", b"\xd0\xcf\x11\xe0": "doc", b"%PDF": "pdf"}
"""How files of word processors begin, whatever they are called."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")

_BULLET: Final = re.compile(
    r"\s*([\u2022\u00b7\u25cf\u25cb\u25a0\u25a1\u25aa\u25ba\u25e6\u2023\u2043\u27a2\u2713\uf0a7\uf0b7\u2013\u2014]|[a-z]\)|o(?=\t|\s+[A-Z\u00c0-\u00dd]))\s+"
)
"""A sign that a word processor puts before an item."""

_SAY: Final = re.compile(r"\s*(?:&gt;|[\u00bb\u203a\uff1e])\s*(?=[A-Z\u00c0-\u00dd])")
"""What stands for the sign of a line to say after a word processor or a web page."""

_NO_SPACE: Final = re.compile(r"(?P<sign>#{1,2}(?=[^\s#]|\u00a0)|-(?=[^\W\d]|\u00a0))\s?(?P<rest>.*)")
"""A heading or an item without an ordinary space after its sign, which is read as a paragraph."""

_ENDED: Final = re.compile(r"[.?!\u2026\u00bb\u201d]\s*$")
_QUOTE_SIGNS: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'))
_HYPHENS: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_ONE_BRACKET: Final = re.compile(r"\s*\[([\w-]+)\]\s*")
_MONTHS: Final = (
    *("jan", "f\u00e9v feb", "mar", "avr apr", "mai may", "juin jun"),
    *("juil jul", "ao\u00fb aug", "sep", "oct", "nov", "d\u00e9c dec"),
)
"""How the months begin, in French and English."""
_DAY: Final = re.compile(r"(?P<a>\d{1,4})[-/. ](?P<b>\d{1,2})[-/. ](?P<c>\d{1,4})")
DAYS: Final = ("verified_on", "source_dated")
"""Keys of facts that hold a day."""

_YES_NO: Final = {
    **dict.fromkeys(("oui", "yes", "vrai", "true"), "true"),
    **dict.fromkeys(("non", "no", "faux", "false"), "false"),
}


def decoded(path: Path, data: bytes) -> str | Problem:
    """Return the text of a file with these bytes, or what they say that it is instead."""
    for start, kind in _FORMATS.items():
        if data.startswith(start):
            return Problem(path, 0, "word-file", {"kind": kind})
    if data.startswith(_UTF_16) or b"\0" in data:
        return Problem(path, 0, "utf-16")
    try:
        # Some editors put an unseen mark at the beginning of a file.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = clean(data.split(b"\n")[line - 1].decode("cp1252", "replace"))[:60]
        return Problem(path, line, "not-utf8", {"text": text})


def read_content(path: Path) -> str | Problem:
    """Return the text of a file, or why there is none that can be read."""
    try:
        return decoded(path, path.read_bytes())
    except FileNotFoundError:
        return Problem(path, 0, "file-missing")
    except OSError:
        return closed(path)


def closed(path: Path) -> Problem:
    """Return the problem of a file or folder that this account may not read, with whose it is."""
    owner = "?"
    with suppress(OSError, KeyError):
        owner = path.owner()
    return Problem(path, 0, "closed", {"owner": owner})


def page_slips(path: Path, lines: Sequence[str], start: int) -> Iterator[Problem]:
    """Yield what stands on the lines of a page, from the index `start`, and is not read as it was meant."""
    before = ""
    for number, line in enumerate(lines[start:], start=start + 1):
        if _BULLET.match(line):
            text = clean(_BULLET.sub("", line, count=1)).strip()[:60]
            yield Problem(path, number, "bullet", {"write": f"- {text}"})
        elif _SAY.match(line):
            text = clean(_SAY.sub("", line, count=1)).strip()[:60]
            yield Problem(path, number, "not-said", {"write": f"> {text}"})
        elif found := _NO_SPACE.match(line):
            meant = f"{found['sign']} {clean(found['rest']).strip()[:60]}"
            yield Problem(path, number, "no-space", {"text": clean(line)[:60], "write": meant})
        elif line.strip("> ") and line.startswith(">") and before.startswith(">") and _ENDED.search(before):
            joined = " ".join(clean(each.lstrip("> ")) for each in (before, line))
            yield Problem(path, number, "merged", {"text": joined})
        before = line


def toml_slips(path: Path, text: str, error: Exception) -> Iterator[Problem]:
    """Yield why a file of facts is not valid TOML: each line that can be told with what was meant.

    Of what `tomllib` says, only the line is told: its words are English only.
    """
    at = re.search(r"at line (\d+)", str(error))
    line = int(at[1]) if at else 0
    lines = text.split("\n")
    told = False
    for number, each in enumerate(lines, start=1):
        if (meant := _meant(each)) is not None and (meant or number == line):
            told = True
            shown = clean(each)[:100]
            if meant:
                yield Problem(path, number, "toml-line", {"text": shown, "write": meant})
            elif shown.startswith(DAYS):
                yield Problem(path, number, "toml-day", {"text": shown})
            else:
                yield Problem(path, number, "toml", {"text": shown})
    if not told:
        shown = clean(lines[line - 1])[:100] if 0 < line <= len(lines) else ""
        twice = "overwrite" in str(error) or "twice" in str(error)
        params = {"text": shown}
        yield Problem(path, line, "toml-twice", params) if twice else Problem(path, line, "toml", params)


def as_day(text: str) -> str:
    """Return a day as TOML writes it where only one can be meant, or nothing: who knows what 3/4/2026 is."""
    words, numbers = re.findall(r"[^\W\d_]{3,}", text.lower()), re.findall(r"\d+", text)
    months = [
        n for n, names in enumerate(_MONTHS, 1) if words and any(map(words[-1].startswith, names.split()))
    ]
    if months and len(numbers) == 2:
        text = f"{numbers[1]}-{months[0]}-{numbers[0]}"
    found = _DAY.search(text.translate(_HYPHENS))
    # Which of three short numbers is the year is not known either.
    if not found or 4 not in (len(found["a"]), len(found["c"])):
        return ""
    parts = [int(part) for part in found.groups()]
    if len(found["a"]) == 4:
        orders = [parts]
    else:
        year, (a, b) = parts[2], parts[:2]
        orders = [[year, b, a], [year, a, b]] if a != b else [[year, b, a]]
    days = set()
    for order in orders:
        try:
            days.add(date(*order).isoformat())
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else ""


def _meant(line: str) -> str | None:
    """Return the line that was meant by one that TOML does not take: empty where that is not known.

    Returns:
        Nothing for a line that is good as it stands.
    """
    if one := _ONE_BRACKET.fullmatch(line):
        return f"[[{one[1]}]]"
    if _is_good(line):
        return None
    bare = line.strip().translate(_QUOTE_SIGNS)
    key, equals, value = (part.strip() for part in bare.partition("="))
    if not equals:
        key, equals, value = (part.strip() for part in bare.partition(":"))
    # A key has neither accents nor spaces.
    key = folded(key).replace(" ", "_") if equals and not bare.startswith("[") else key
    tries: list[str] = []
    if bare.startswith("["):
        tries.append(f"[[{bare.strip('[] ')}]]")
    elif equals and key and (inside := value.strip("\"' \u00a0\u202f")):
        if value.startswith("["):
            words = (word.strip("\"' \u00a0\u202f") for word in inside.strip("[]").split(","))
            listed = ", ".join(f'"{word}"' for word in words)
            # A list may go on on the next lines.
            tries += [f"{key} = [{listed}]"] if "]" in value else []
        elif key in DAYS:
            tries += [f"{key} = {as_day(inside)}"]
        else:
            tries += [f"{key} = {_YES_NO.get(inside.lower(), '')}", f'{key} = "{inside}"']
    return next((each for each in tries if _is_good(each)), "")


def _is_good(line: str) -> bool:
    try:
        tomllib.loads(line)
    except ValueError:
        return False
    return True
