"""The two settings files: where they are, and what stands in them, right or wrong.

Plain lines are read here. Whatever is not plain is left to the standard library's reader of TOML, which takes
longer to import than an empty Python takes to start.
"""

from __future__ import annotations

import os

from safechat_tui.early.surroundings import base_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

    Value = str | int | bool | list[str]
    """What a plain line gives a key."""

SYSTEM_SETTINGS: Final = "/etc/safechat/settings.toml"
"""Settings for everyone on this machine."""

LOCKED: Final = "locked"
"""The key under which the system's file lists keys that no user may change."""

USUAL_GUIDE: Final = "messages"
"""The guide that is open when nobody says which."""

ALL_REGIONS: Final = "ca"
"""The region that singles none out."""

_MOST_DIGITS: Final = 9
"""Digits of the longest number that is plain."""

_YES_OR_NO: Final[Mapping[str, bool]] = {"true": True, "false": False}


def settings_file(environ: Mapping[str, str], home: str) -> str:
    """Return the file of the user's own settings, whether it exists or not."""
    return os.path.join(
        base_folder(environ, "XDG_CONFIG_HOME", os.path.join(home, ".config")), "safechat", "settings.toml"
    )


def settings(environ: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the settings as they are written, right or wrong; nothing where they cannot be read."""
    home = environ.get("HOME", "")
    if not home:
        return None
    try:
        return in_force(*[read(path) for path in (SYSTEM_SETTINGS, settings_file(environ, home))])
    except (OSError, ValueError, TypeError):
        return None


def in_force(system: Mapping[str, Any], user: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of both files: the user's win, but for the keys that the system's file locks."""
    locked = (*system.get(LOCKED, ()), LOCKED)
    return {**system, **{key: value for key, value in user.items() if key not in locked}}


def read(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return what a file says; nothing when it does not exist.

    Raises:
        OSError: when it cannot be read.
        UnicodeDecodeError: when it is not UTF-8.
        ValueError: when it is not TOML; a `tomllib.TOMLDecodeError`.
    """
    try:
        with open(path, "rb", buffering=0) as stream:
            text = stream.readall().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    found = plain(text)
    if found is not None:
        return found
    import tomllib

    return tomllib.loads(text)


def plain(text: str) -> dict[str, Value] | None:
    """Return what a TOML file says whose every line is plain; nothing where one is not.

    Plain are empty lines, comments, and a key with letters in quotes, a list of these in one line, a whole
    number, `true` or `false`. Whatever needs a second look is not: a backslash, a tab, a table, a key twice.
    """
    found: dict[str, Value] = {}
    for line in text.replace("\r\n", "\n").split("\n"):
        key, equals, rest = (word.strip(" ") for word in line.partition("="))
        if not line.isprintable():
            return None
        if not line.strip(" ") or key.startswith("#"):
            continue
        value = _value(rest)
        if not equals or value is None or not _is_bare(key) or key in found:
            return None
        found[key] = value
    return found


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("_", "").replace("-", "").isalnum()


def _value(rest: str) -> Value | None:
    """Return the plain value after an equals sign, perhaps with a comment; nothing for any other."""
    value: Value | None
    if rest.startswith('"'):
        word, quote, after = rest[1:].partition('"')
        value = word if quote and "\\" not in word else None
    elif rest.startswith("["):
        inner, bracket, after = rest[1:].partition("]")
        value = _words(inner) if bracket else None
    else:
        word, sign, after = rest.partition("#")
        word, after = word.strip(" "), sign + after
        number = word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS
        # Nothing but a nought itself begins with one.
        value = int(word) if number and str(int(word)) == word else _YES_OR_NO.get(word)
    return value if after.strip(" ")[:1] in {"", "#"} else None


def _words(inner: str) -> list[str] | None:
    """Return the words of a list, each in quotes; nothing where they are anything else."""
    if not inner.strip(" "):
        return []
    parts = [part.split('"') for part in inner.split(",")]
    quoted = all(len(part) == 3 and not (part[0] + part[2]).strip(" ") for part in parts)
    return [part[1] for part in parts] if quoted and "\\" not in inner else None
