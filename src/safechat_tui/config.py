"""The settings: two TOML files, the system's then the user's, and the folders that follow from them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import EVERYWHERE, KEEP, MAX_KEEP_DAYS, PAPERS
from safechat_tui.rules import LOCKED, checked
from safechat_tui.settings_file import read

AnyPath = str | os.PathLike[str]
"""A path as it is written, or as an object."""

SYSTEM: Final = "/etc/safechat/settings.toml"
"""Settings for everyone on this machine; the user's own come after and win, but for the keys it locks."""

PLANS: Final = "plans"
"""The folder of kept plans in the data folder."""

_ABOUT_KEEPING: Final = frozenset({"keep", "keep_days", "recovery_key", LOCKED})
_ROOT: Final = frozenset({0})


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force. Frozen; made by `load`."""

    lang: str | None = None
    """`fr` or `en`, or nothing when the settings do not say."""
    keep_days: int = 30
    """Days after its last change when a kept plan is erased: 1 to MAX_KEEP_DAYS."""
    keep: str = KEEP[0]
    """How plans are kept: one of KEEP."""
    recovery_key: str | None = None
    """The public half (`age1...`) of the organisation's key, which opens sealed plans too; or nothing."""
    idle_minutes: int = 3
    """Minutes without a key after which the screen is covered: 1 to MAX_IDLE_MINUTES."""
    clear_scrollback: bool = True
    """Whether the quick exit also clears what the shell showed before; no other way of leaving does."""
    paper: str = PAPERS[0]
    """The size of paper of a PDF: one of PAPERS."""
    region: str = EVERYWHERE
    """Whose helplines come first: one of REGIONS."""
    facts_days: int = 180
    """Days after which a fact of the guide is marked as old: 1 to MAX_FACTS_DAYS."""
    guide: str | None = None
    """Id of the guide that is open at the start, or nothing: the screens ask where there are several."""
    content_dir: Path | None = None
    """A shelter's own folder laid over the shipped content, or nothing."""
    exports: Path | None = None
    """The folder where handouts are put, or nothing for the home folder."""
    plain: bool = False
    """Whether the conversation comes as ordinary lines instead of screens."""
    troubles: tuple[SafeChatError, ...] = ()
    """What of the settings cannot be used, the system's first."""
    guarded: bool = False
    """Whether that may have been about what is kept: then nothing is kept, and plans stay their longest."""
    locked: tuple[str, ...] = ()
    """The keys that the file for everyone does not let a user change."""
    home_name: str = ""
    """The user's home folder."""
    data_name: str = "safechat"
    """Where the program keeps what it keeps; it may not exist yet."""

    def explained(self, tr: Translator) -> str:
        """Return the first of the troubles and what holds meanwhile in one line; nothing without troubles."""
        if not self.troubles:
            return ""
        first = self.troubles[0]
        words = [tr(f"error.{first.code}", **first.params)]
        if first.params.get("meant"):
            words.append(tr("error.meant", meant=first.params["meant"]))
        words.append(tr("error.settings-guarded" if self.guarded else "error.settings-usual"))
        return " ".join(words)

    # Paths take longer to import than many a command needs, so they are made of their names when asked for.
    @property
    def home(self) -> Path:
        """The user's home folder."""
        return Path(self.home_name)

    @property
    def data_folder(self) -> Path:
        """Where the program keeps what it keeps; it may not exist yet."""
        return Path(self.data_name)

    @property
    def plans_folder(self) -> Path:
        """The folder of kept plans; it may not exist yet."""
        return self.data_folder / PLANS

    @property
    def export_folder(self) -> Path:
        """The folder where handouts are put when no other is named."""
        return self.exports or self.home


def load(environ: Mapping[str, str] = os.environ, *, system: AnyPath = SYSTEM) -> Config:
    """Return the settings in force; what cannot be used of them is in `troubles`, and shuts nobody out.

    Args:
        environ: where HOME, XDG_CONFIG_HOME and XDG_DATA_HOME are looked up.
        system: the file for everyone on this machine, which root alone may own.

    Raises:
        SafeChatError: `no-home` when the home folder cannot be found.
    """
    home = _home(environ)
    troubles: list[SafeChatError] = []
    found = [_settings(path, home, troubles) for path in settings_files(environ, system=system)]
    values = _in_force(*found)
    locked = values.pop(LOCKED, ())
    if guarded := any(_is_grave(trouble) for trouble in troubles):
        # What cannot be read may have said that nothing is kept, or for how long.
        values |= {"keep": "off", "keep_days": MAX_KEEP_DAYS}
    return Config(
        **values,
        home_name=home,
        data_name=_data_folder(environ, home),
        troubles=tuple(troubles),
        guarded=guarded,
        locked=locked,
    )


def _is_grave(trouble: SafeChatError) -> bool:
    """Return whether what is wrong may be about what is kept, for how long, and who reads it."""
    return trouble.code != "settings-value" or trouble.params["key"] in _ABOUT_KEEPING


def settings_files(environ: Mapping[str, str] = os.environ, *, system: AnyPath = SYSTEM) -> tuple[str, ...]:
    """Return the files that `load` reads, in order, whether they exist or not.

    Raises:
        SafeChatError: `no-home` when the home folder cannot be found.
    """
    return os.fspath(system), _settings_file(environ, _home(environ))


def language(environ: Mapping[str, str] = os.environ, *, system: AnyPath = SYSTEM) -> str | None:
    """Return the language that the settings name, however wrong the rest of them is; never raises."""
    found: str | None = None
    locked: object = ()
    paths = [os.fspath(system)]
    with suppress(SafeChatError):
        paths.append(_settings_file(environ, _home(environ)))
    for path in paths:
        try:
            values = _read(path)
        except SafeChatError:
            continue
        if values.get("lang") in LANGUAGES and not (isinstance(locked, list) and "lang" in locked):
            found = values["lang"]
        locked = values.get(LOCKED)
    return found


def _settings_file(environ: Mapping[str, str], home: str) -> str:
    """Return the file of the user's own settings, whether it exists or not."""
    base = _base_folder(environ, "XDG_CONFIG_HOME", os.path.join(home, ".config"))
    return os.path.join(base, "safechat", "settings.toml")


def _data_folder(environ: Mapping[str, str], home: str) -> str:
    """Return where the program keeps what it keeps, whether it exists or not."""
    base = _base_folder(environ, "XDG_DATA_HOME", os.path.join(home, ".local", "share"))
    return os.path.join(base, "safechat")


def _base_folder(environ: Mapping[str, str], variable: str, default: str) -> str:
    """Return a base folder of the XDG specification, which says to ignore a relative one."""
    value = environ.get(variable, "")
    return value if value.startswith("/") else default


def _in_force(system: Mapping[str, Any], user: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of both files: the user's win, but for the keys that the system's file locks."""
    locked = (*system.get(LOCKED, ()), LOCKED)
    return {**system, **{key: value for key, value in user.items() if key not in locked}}


def _home(environ: Mapping[str, str]) -> str:
    found = environ.get("HOME") or os.path.expanduser("~")
    if found == "~":
        raise SafeChatError("no-home")
    return found


def _settings(path: str, home: str, troubles: list[SafeChatError]) -> dict[str, Any]:
    """Return the settings of one file that are right; add what is wrong to the troubles."""
    try:
        values = _read(path)
    except SafeChatError as trouble:
        troubles.append(trouble)
        return {}
    if not values:
        return {}

    return checked(path, values, home, troubles)


def _read(path: AnyPath) -> dict[str, Any]:
    """Return what a file says; nothing when it does not exist."""
    name = os.fspath(path)
    if not os.path.lexists(name) and os.access(os.path.dirname(name) or ".", os.X_OK):
        return {}

    return read(name, _ROOT if name == SYSTEM else _ROOT | {os.geteuid()})
