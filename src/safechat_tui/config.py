"""The settings: two TOML files, the system's then the user's, and the folders that follow from them.

A setting is a field of Config, with its type and default, and a rule of what may be written. The manual
page and what is said of a slip are made from the rules; the READMEs explain each.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from safechat_tui import settings_file
from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import KEEP, MAX_KEEP_DAYS, PAPERS, REGIONS
from safechat_tui.settings_file import (
    DATABASE,
    FOLDER,
    GUIDE_ID,
    PRINTER,
    RECIPIENT,
    YES_OR_NO,
    Rule,
    choice_rule,
    up_to,
)

SYSTEM: Final = Path("/etc/safechat/settings.toml")
"""Settings for everyone on this machine; the user's own come after and win, but for the keys it locks."""

PLANS: Final = "plans"
"""The folder of kept plans in the data folder."""

_LOCKED: Final = "locked"
_FOR_EVERYONE: Final = ("store",)
"""The settings that the file for everyone alone may hold."""

_ABOUT_KEEPING: Final = frozenset({"keep", "store", "keep_days", "recovery_key", _LOCKED})
"""The settings that say what is kept, for how long, and who reads it."""

KEPT_SAFE: Final[Mapping[str, object]] = {"keep": "off", "keep_days": MAX_KEEP_DAYS}
"""What holds where a file that may speak of keeping cannot be used: nothing is lost, nothing added."""

_ROOT: Final = frozenset({0})


def _known_keys(value: object, _home: Path) -> tuple[str, ...] | None:
    """Return the names of settings in a list."""
    if not isinstance(value, list):
        return None
    good = all(isinstance(key, str) and key in RULES and key != _LOCKED for key in value)
    return tuple(value) if good else None


RULES: Final[Mapping[str, Rule]] = {
    "lang": choice_rule(LANGUAGES),
    "keep_days": up_to(MAX_KEEP_DAYS),
    "idle_minutes": up_to(15),
    "lock_minutes": up_to(120),
    "clear_scrollback": YES_OR_NO,
    "facts_days": up_to(730),
    "keep": choice_rule(KEEP),
    "store": DATABASE,
    "recovery_key": RECIPIENT,
    "paper": choice_rule(PAPERS),
    "region": choice_rule(REGIONS),
    "guide": GUIDE_ID,
    "content_dir": FOLDER,
    "plain": YES_OR_NO,
    "screen_reader": YES_OR_NO,
    "pages": YES_OR_NO,
    "exports": FOLDER,
    "printer": PRINTER,
    "locked": Rule(_known_keys, '["keep", …]'),
}
"""Every key that a settings file may hold, with its rule; each is a field of Config."""


class Config(NamedTuple):
    """The settings in force. Frozen; made by `load`."""

    lang: str | None = None
    """`fr` or `en`, or nothing when the settings do not say."""
    keep_days: int = 30
    """Days after which a kept plan is erased that was not changed since, and a written paper."""
    idle_minutes: int = 3
    """Minutes without a key after which the screen is covered."""
    lock_minutes: int = 15
    """Minutes without a key after which what is kept is closed; see `minutes_to_lock`."""
    clear_scrollback: bool = True
    """Whether the quick exit also clears what the shell showed before; no other way of leaving does."""
    facts_days: int = 180
    """Days after which a fact of the guide is marked as old."""
    keep: str = KEEP[0]
    """How plans are kept."""
    store: str | None = None
    """The database where plans are kept for several servers, or nothing: files of the worker's own.

    The settings for everyone alone may name one.
    """
    recovery_key: str | None = None
    """The public half (`age1...`) of the organisation's key, which opens sealed plans too; or nothing."""
    paper: str = PAPERS[0]
    """The size of paper of a PDF."""
    region: str | None = None
    """Whose helplines come first, or nothing: the country's, and it is asked before a plan is written."""
    guide: str | None = None
    """Id of the guide to follow, or of several with JOINT between; or nothing: step 1 asks first."""
    content_dir: Path | None = None
    """A shelter's own folder laid over the shipped content, or nothing."""
    plain: bool = False
    """Whether the conversation comes as ordinary lines instead of screens."""
    screen_reader: bool = False
    """Whether the screens are for a screen reader or Braille: one column, and keys written out."""
    pages: bool = True
    """Whether a long text in lines stops at each screenful, until Enter is pressed."""
    exports: Path | None = None
    """The folder where handouts are put, or nothing for the home folder."""
    printer: str | None = None
    """The queue of CUPS that prints plans, `attached` for the terminal's own printer, or nothing."""
    locked: tuple[str, ...] = ()
    """The keys that the file for everyone does not let a user change."""

    origins: Mapping[str, Path] = {}
    """The file that each setting comes from; none for one that has its usual value."""
    overruled: tuple[str, ...] = ()
    """The keys of the user's file that are not used, since the file for everyone locks them."""
    troubles: tuple[SafeChatError, ...] = ()
    """What of the settings cannot be used, the system's first."""
    guarded: bool = False
    """Whether that may have been about what is kept: then nothing is kept, and plans stay their longest."""
    looking: bool = False
    """Whether the shelter's folder is one that is only looked at: what is done with it is kept nowhere."""
    home: Path = Path()
    """The user's home folder."""
    data_folder: Path = Path("safechat")
    """Where the program keeps what it keeps; it may not exist yet."""

    def looking_at(self, folder: Path) -> Config:
        """Return the same with a folder of texts that is not in use, for a look: no plan is kept under it."""
        return self._replace(content_dir=folder, keep="off", looking=True)

    def explained(self, tr: Translator) -> str:
        """Return in one line that this is only a look, the first of the troubles and what holds meanwhile.

        Nothing is returned where there is nothing to say.
        """
        look = tr("look.words", folder=clean(str(self.content_dir))) if self.looking else ""
        if not self.troubles:
            return look
        first = self.troubles[0]
        words = [*filter(None, [look]), tr(f"error.{first.code}", **first.params)]
        if first.params.get("meant"):
            words.append(tr("error.meant", meant=first.params["meant"]))
        words.append(tr("error.settings-guarded" if self.guarded else "error.settings-usual"))
        return " ".join(words)

    @property
    def check_command(self) -> str:
        """The command that tells what is wrong with the shelter's own texts."""
        return f"safechat content check {clean(str(self.content_dir)) if self.looking else ''}".strip()

    @property
    def minutes_to_lock(self) -> int:
        """Minutes without a key after which what is kept is closed, never before the screen is covered."""
        return max(self.lock_minutes, self.idle_minutes)

    @property
    def plans_folder(self) -> Path:
        """The folder of kept plans; it may not exist yet."""
        return self.data_folder / PLANS

    @property
    def export_folder(self) -> Path:
        """The folder where handouts are put when no other is named."""
        return self.exports or self.home


def load(environ: Mapping[str, str] = os.environ, *, system: Path = SYSTEM) -> Config:
    """Return the settings in force; what cannot be used of them is in `troubles`, and shuts nobody out.

    Args:
        environ: where HOME, XDG_CONFIG_HOME and XDG_DATA_HOME are looked up.
        system: the file for everyone on this machine, which root alone may own.

    Raises:
        SafeChatError: `no-home` when the home folder cannot be found.
    """
    home = _home(environ)
    troubles: list[SafeChatError] = []
    paths = settings_files(environ, system=system)
    everyone, own = (_settings(path, home, troubles) for path in paths)
    troubles += [SafeChatError("settings-everyone", key=key) for key in _FOR_EVERYONE if key in own]
    locked = (*everyone.get(_LOCKED, ()), _LOCKED, *_FOR_EVERYONE)
    used = {key: value for key, value in own.items() if key not in locked}
    values = {**everyone, **used}
    origins = {**dict.fromkeys(everyone, paths[0]), **dict.fromkeys(used, paths[1])}
    if guarded := any(_is_grave(trouble) for trouble in troubles):
        # What cannot be read may have said that nothing is kept, or for how long.
        values |= KEPT_SAFE
    data = _base_folder(environ, "XDG_DATA_HOME", home / ".local" / "share") / "safechat"
    return Config(
        **values,
        home=home,
        data_folder=data,
        origins=origins,
        overruled=tuple(own.keys() - used.keys() - set(_FOR_EVERYONE)),
        troubles=tuple(troubles),
        guarded=guarded,
    )


def settings_files(environ: Mapping[str, str] = os.environ, *, system: Path = SYSTEM) -> tuple[Path, Path]:
    """Return the files that `load` reads, in order, whether they exist or not.

    Raises:
        SafeChatError: `no-home` when the home folder cannot be found.
    """
    base = _base_folder(environ, "XDG_CONFIG_HOME", _home(environ) / ".config")
    return system, base / "safechat" / "settings.toml"


def _is_grave(trouble: SafeChatError) -> bool:
    """Return whether what is wrong may be about what is kept, for how long, and who reads it."""
    if trouble.code == "settings-everyone":
        return False
    return trouble.code != "settings-value" or trouble.params["key"] in _ABOUT_KEEPING


def _base_folder(environ: Mapping[str, str], variable: str, default: Path) -> Path:
    """Return a base folder of the XDG specification, which says to ignore a relative one."""
    value = environ.get(variable, "")
    return Path(value) if value.startswith("/") else default


def _home(environ: Mapping[str, str]) -> Path:
    found = environ.get("HOME") or os.path.expanduser("~")
    if found == "~":
        raise SafeChatError("no-home")
    return Path(found)


def _settings(path: Path, home: Path, troubles: list[SafeChatError]) -> dict[str, Any]:
    """Return the settings of one file that are right; add what is wrong to the troubles."""
    # In a folder that this account may not enter, nobody can tell whether there is one.
    if not os.path.lexists(path) and os.access(path.parent, os.X_OK):
        return {}
    owners = _ROOT if path == SYSTEM else _ROOT | {os.geteuid()}
    try:
        found, wrong = settings_file.check_settings(
            path, RULES, settings_file.read_settings(path, owners), home
        )
    except SafeChatError as trouble:
        found, wrong = {}, [trouble]
    troubles += wrong
    return found
