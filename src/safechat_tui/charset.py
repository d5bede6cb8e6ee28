"""Which letters the terminal has, as far as the locale says.

The rules this module keeps:

- What the locale names is believed, also where the system does not have that locale.
- Where nothing is named, a terminal of today is taken for granted: UTF-8.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from typing import Final, TextIO

UTF_8: Final = "utf-8"
"""The charset with all letters."""

_ISO: Final = r"iso-?_?8859-?(\d+)"
"""The names of the commonest charsets of one byte for each letter, as systems write them."""

_ONE_BYTE: Final = r"ascii|iso8859-\d+|cp125\d|koi8-[ru]"
"""The names of such charsets in Python."""

_COERCED: Final = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python itself puts into LC_CTYPE at its start, where the locale is C."""


def locale_charset(environ: Mapping[str, str]) -> str:
    """Return the charset that the locale names, under Python's name for it; UTF-8 where it names none."""
    locale = (environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "").lower()
    if locale in {"c", "posix"}:
        return "ascii"
    if locale.endswith("@euro") and "." not in locale:
        return "iso8859-15"
    charset = locale.partition(".")[2].partition("@")[0]
    # Systems write these names with and without their hyphens.
    name = _name(re.sub(_ISO, r"iso8859-\1", charset))
    return name if re.fullmatch(_ONE_BYTE, name) else UTF_8


def undo_coercion(environ: MutableMapping[str, str]) -> None:
    """Give LC_CTYPE the value this process was started with; what begins again in it is to see it too.

    Where the system does not tell, what stands there now is believed.
    """
    if environ.get("LC_CTYPE") not in _COERCED:
        return
    with suppress(OSError), open("/proc/self/environ", "rb") as file:
        started = dict(part.partition(b"=")[::2] for part in file.read().split(b"\0"))
        if value := os.fsdecode(started.get(b"LC_CTYPE", b"")):
            environ["LC_CTYPE"] = value
        else:
            del environ["LC_CTYPE"]


def fit(*streams: TextIO | None) -> None:
    """Let streams that go to a terminal write no other letters than it has."""
    charset = locale_charset(os.environ)
    for stream in streams:
        # Where Python itself took another charset for granted, it was told to.
        if charset != UTF_8 and stream is not None and stream.isatty() and _name(stream.encoding) == UTF_8:
            stream.reconfigure(encoding=charset, errors="replace")  # type: ignore[attr-defined]


def can_show(encoding: str | None) -> bool:
    """Return whether a screen can be drawn in a charset: UTF-8, or one with a byte for each letter."""
    name = _name(encoding)
    return name == UTF_8 or re.fullmatch(_ONE_BYTE, name) is not None


def _name(encoding: str | None) -> str:
    try:
        return codecs.lookup(encoding or "").name
    except LookupError:
        return ""
