"""One settings file: judged by who could have written it, read as TOML, and each key checked by its rule."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from safechat_tui import files
from safechat_tui.age.keys import is_recipient
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.files.folders import OTHERS_WRITE, others_may_change
from safechat_tui.options import JOINT
from safechat_tui.text.near import near
from safechat_tui.text.toml import line_of_key

_MAX_BYTES: Final = 1 << 14
"""The largest file that is read; one with every setting has a twentieth of it."""

_MAX_WIDTH: Final = 1000
"""Letters of the longest line: a line of one value inside a thousand others would take long to read."""

_GUIDE_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")
_HOST: Final = r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?"
_DATABASE: Final = re.compile(rf"postgresql://(?:{_HOST}(?:,{_HOST}){{0,4}})?/[A-Za-z0-9_-]{{1,63}}")
"""Neither a role nor a password: the account's name is the one, and there is none of the other."""

_QUEUE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
"""The names that `lpadmin` and desktops give to queues: none begins an option, no letter has a meaning."""

_ODD: Final = frozenset({"file-unreadable", "file-too-large"})
"""What `files.read` says of a link, a FIFO, a folder, and of too much."""


class Rule(NamedTuple):
    """What a key of a settings file may hold."""

    take: Callable[[Any, Path], object | None]
    """Turns a value and the home folder into the setting; nothing when the value is wrong."""
    allowed: str
    """What may be written, as a person is told."""


def choice_rule(known: tuple[str, ...]) -> Rule:
    """Return the rule of one of these words."""
    return Rule(lambda value, _home: value if value in known else None, ", ".join(known))


def up_to(most: int) -> Rule:
    """Return the rule of a whole number from 1 to `most`."""
    return Rule(
        lambda value, _home: value if type(value) is int and 1 <= value <= most else None, f"1 … {most}"
    )


def _written_as(fits: Callable[[str], object], allowed: str) -> Rule:
    """Return the rule of a text that fits."""
    return Rule(lambda value, _home: value if isinstance(value, str) and fits(value) else None, allowed)


def _folder(value: object, home: Path) -> Path | None:
    if not isinstance(value, str) or not value or "\0" in value:
        return None
    path = home / value[2:] if value[:2] in {"~", "~/"} else Path(value)
    return path if path.is_absolute() else None


def _guide_id(value: object, _home: Path) -> str | None:
    # Several with commas between are followed at once. Which guides there are is not known here.
    guide = JOINT.join(id.strip() for id in value.split(",")) if isinstance(value, str) else ""
    return guide if _GUIDE_ID.fullmatch(guide) else None


YES_OR_NO: Final = Rule(lambda value, _home: value if isinstance(value, bool) else None, "true, false")
"""A switch."""

FOLDER: Final = Rule(_folder, "/…, ~/…")
"""An absolute folder, `~` being the home folder."""

GUIDE_ID: Final = Rule(_guide_id, '"messages", "calls", "messages, calls", …')
"""The id of a guide."""

PRINTER: Final = _written_as(_QUEUE.fullmatch, "attached, …")
"""A printer: `attached`, or the name of a queue of CUPS."""

DATABASE: Final = _written_as(_DATABASE.fullmatch, "postgresql://HOST/DATABASE, postgresql:///DATABASE")
"""A database of PostgreSQL: on machines that may take each other's place, or on this one."""

RECIPIENT: Final = _written_as(is_recipient, "age1…")
"""The public half of an age key, letter for letter."""


def read_settings(path: Path, owners: frozenset[int]) -> dict[str, Any]:
    """Return what a file says, right or wrong; nothing when it does not exist. It never waits.

    Args:
        path: the file.
        owners: the accounts that may own it; folders that lead to it may be root's too.

    Raises:
        SafeChatError: `settings-odd` for a link, a FIFO, a folder, and what is too large; `settings-loose`
            when somebody else could change it; `settings-unreadable`; `settings-toml`, with the place.
    """

    def judge(found: os.stat_result) -> None:
        if found.st_uid not in owners or found.st_mode & OTHERS_WRITE:
            raise SafeChatError("settings-loose", file=clean(str(path)))
        parent = Path(os.path.realpath(path.parent))
        for folder in (parent, *parent.parents):
            if others_may_change(folder.lstat(), owners | {0}):
                raise SafeChatError("settings-loose", file=clean(str(folder)), leads_to=clean(str(path)))

    name = clean(str(path))
    try:
        # Some editors begin a file with a mark of their own.
        text = files.read(path, _MAX_BYTES, judge).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SafeChatError("settings-unreadable", file=name) from error
    except SafeChatError as error:
        if error.code == "file-missing":
            return {}
        if error.code == "settings-loose":
            raise
        kind = "settings-odd" if error.code in _ODD else "settings-unreadable"
        raise SafeChatError(kind, file=name) from error
    if any(len(line) > _MAX_WIDTH for line in text.splitlines()):
        raise SafeChatError("settings-odd", file=name)
    try:
        return tomllib.loads(text)
    # Deep nesting ends in a RecursionError.
    except (ValueError, RecursionError) as error:
        raise SafeChatError("settings-toml", file=name, detail=_place(error)) from error


def check_settings(
    path: Path, rules: Mapping[str, Rule], values: Mapping[str, Any], home: Path
) -> tuple[dict[str, Any], list[SafeChatError]]:
    """Return the settings of one file that are right, each as the program takes it, and what is wrong.

    Each slip is an error with the nearest of what may be written as `meant`: `settings-key` for an unknown
    key, `settings-value` for a wrong value.
    """
    found: dict[str, Any] = {}
    wrong: list[SafeChatError] = []
    for key, value in values.items():
        if key not in rules:
            params = {"key": clean(key)[:60], "meant": near(key, tuple(rules)), "known": ", ".join(rules)}
            wrong.append(SafeChatError("settings-key", file=clean(str(path)), **params))
        elif (setting := rules[key].take(value, home)) is None:
            allowed = rules[key].allowed
            meant = near(value, tuple(allowed.split(", "))) if isinstance(value, str) else ""
            params = {"key": key, "value": clean(str(value))[:60], "meant": meant, "allowed": allowed}
            wrong.append(SafeChatError("settings-value", file=clean(str(path)), **params))
        else:
            found[key] = setting
    return found, wrong


def line_of(path: Path, key: str) -> int:
    """Return the line of a settings file where a key stands; 0 when it is on none, or cannot be read."""
    try:
        lines = files.read(path, _MAX_BYTES).decode("utf-8-sig").splitlines()
    except (SafeChatError, UnicodeDecodeError):
        return 0
    return line_of_key(lines, key)


def _place(error: Exception) -> str:
    """Return the `line:column` that an error of tomllib ends with, or `?`; its words are English only."""
    numbers = [word.strip("),") for word in str(error).split() if word.strip("),").isdigit()]
    return ":".join(numbers[-2:]) or "?"
