"""What may stand in a settings file: for each key the rule of its values, and what is said of a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from safechat_tui.age.recipient import is_recipient
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import KEEP, MAX_FACTS_DAYS, MAX_IDLE_MINUTES, MAX_KEEP_DAYS, PAPERS, REGIONS

LOCKED: Final = "locked"
"""The key under which the system's file lists keys that no user may change."""

LONGEST_ID: Final = 61
"""Letters of the longest id of a guide."""

_IN_AN_ID: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


def _one_of(known: tuple[str, ...]) -> Callable[[object, str], object | None]:
    return lambda value, _home: value if value in known else None


def _up_to(most: int) -> Callable[[object, str], object | None]:
    """Return the rule of a whole number from 1 to `most`."""

    def rule(value: object, _home: str) -> object | None:
        good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most
        return value if good else None

    return rule


def _yes_or_no(value: object, _home: str) -> object | None:
    return value if isinstance(value, bool) else None


def _folder(value: object, home: str) -> object | None:
    """Return an absolute folder, `~` being the home folder."""
    if not isinstance(value, str) or not value or "\0" in value:
        return None

    path = Path(home, value[2:]) if value[:2] in {"~", "~/"} else Path(value)
    return path if path.is_absolute() else None


def _id(value: object, _home: str) -> object | None:
    """Return the id of a guide; which ones there are is not known here."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        return None
    return value if value[0] not in ".-" and _IN_AN_ID.issuperset(value) else None


def _recipient(value: object, _home: str) -> object | None:
    return value if isinstance(value, str) and is_recipient(value) else None


def _keys(value: object, _home: str) -> object | None:
    """Return the names of settings in a list."""
    if not isinstance(value, list):
        return None
    good = all(isinstance(key, str) and key in RULES and key != LOCKED for key in value)
    return tuple(value) if good else None


RULES: Final[Mapping[str, tuple[Callable[[object, str], object | None], str]]] = {
    "lang": (_one_of(LANGUAGES), ", ".join(LANGUAGES)),
    "keep_days": (_up_to(MAX_KEEP_DAYS), f"1 … {MAX_KEEP_DAYS}"),
    "idle_minutes": (_up_to(MAX_IDLE_MINUTES), f"1 … {MAX_IDLE_MINUTES}"),
    "clear_scrollback": (_yes_or_no, "true, false"),
    "facts_days": (_up_to(MAX_FACTS_DAYS), f"1 … {MAX_FACTS_DAYS}"),
    "keep": (_one_of(KEEP), ", ".join(KEEP)),
    "recovery_key": (_recipient, "age1…"),
    "paper": (_one_of(PAPERS), ", ".join(PAPERS)),
    "region": (_one_of(REGIONS), ", ".join(REGIONS)),
    "guide": (_id, "messages, calls, …"),
    "content_dir": (_folder, "/…, ~/…"),
    "plain": (_yes_or_no, "true, false"),
    "exports": (_folder, "/…, ~/…"),
    LOCKED: (_keys, '["keep", …]'),
}
"""For each key: what turns a value into a setting (nothing when it is wrong), and what may be written."""


def known_settings() -> dict[str, str]:
    """Return every key that a settings file may hold, with what may be written."""
    return {key: allowed for key, (_, allowed) in RULES.items()}


def checked(path: str, values: Mapping[str, Any], home: str, troubles: list[SafeChatError]) -> dict[str, Any]:
    """Return the settings of one file that are right, each as the program takes it.

    Args:
        path: the file.
        values: what it says.
        home: the user's home folder, which `~` stands for.
        troubles: where an error is added for each that is wrong: `settings-key` for an unknown key,
            `settings-value` for a wrong value.
    """
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key not in RULES:
            params = {"key": clean(key)[:60], "meant": _near(key, tuple(RULES)), "known": ", ".join(RULES)}
            troubles.append(SafeChatError("settings-key", file=clean(path), **params))
            continue
        rule, allowed = RULES[key]
        setting = rule(value, home)
        if setting is None:
            meant = _near(value, allowed.split(", ")) if isinstance(value, str) else ""
            params = {"key": key, "value": clean(str(value))[:60], "meant": meant, "allowed": allowed}
            troubles.append(SafeChatError("settings-value", file=clean(path), **params))
            continue
        found[key] = setting
    return found


def _near(word: str, known: tuple[str, ...] | list[str]) -> str:
    """Return the known word nearest to this one, or an empty text."""
    return (get_close_matches(word, known, n=1, cutoff=0.6) or [""])[0]
