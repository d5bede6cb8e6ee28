"""What the environment says: the language, the letters, where files are. Imports nothing."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

LANGUAGES: Final = ("fr", "en")
"""The interface's languages, the default first."""

POOR_TERMINALS: Final = frozenset({"", "dumb", "unknown"})
"""Values of TERM that promise nothing: no screen, and no way to erase a line."""

PLANS: Final = "plans"
"""The folder of kept plans in the data folder."""

MARK: Final = "welcomed"
"""The file in the data folder that says that the first start is over."""


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


def base_folder(environ: Mapping[str, str], variable: str, default: str) -> str:
    """Return a base folder of the XDG specification, which says to pass over a relative one.

    Args:
        environ: where the variable is looked up.
        variable: its name, such as XDG_DATA_HOME.
        default: the folder where it is not set.
    """
    value = environ.get(variable, "")
    return value if value.startswith("/") else default


def data_folder(environ: Mapping[str, str], home: str) -> str:
    """Return where the program keeps what it keeps, whether it exists or not."""
    return os.path.join(
        base_folder(environ, "XDG_DATA_HOME", os.path.join(home, ".local", "share")), "safechat"
    )


def has_kept(data: str) -> bool:
    """Return whether there seem to be kept plans: a look at the names in their folder, which opens none.

    Args:
        data: the data folder.
    """
    try:
        names = os.listdir(os.path.join(data, PLANS))
    except OSError:
        return False
    return any(not name.startswith(".") and name.endswith((".age", ".json")) for name in names)


def names_utf_8(environ: Mapping[str, str]) -> bool:
    """Return whether the locale names UTF-8 itself; where it names nothing, others must look closer."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    # Where the locale is C, Python itself puts such a name into LC_CTYPE.
    coerced = not environ.get("LC_ALL") and environ.get("LC_CTYPE", "")[:2] in {"C.", "UT"}
    return not coerced and locale.lower().partition("@")[0].endswith(("utf-8", "utf8"))


def lacks_colours(environ: Mapping[str, str]) -> bool:
    """Return whether no colour may be sent: none is wanted (https://no-color.org), or there is none."""
    name = environ.get("TERM", "")
    monochrome = name.startswith("ansi-m") or name.endswith(("-m", "-mono"))
    return bool(environ.get("NO_COLOR")) or monochrome or _is_old(name)


def lacks_signs(environ: Mapping[str, str]) -> bool:
    """Return whether only letters of Western Europe, light rules and arrows are sure to be shown.

    The fonts of the Linux console hold 256 or 512 signs, and which ones is up to each machine.
    """
    return environ.get("TERM", "").partition("-")[0] == "linux"


def lacks_moves(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal knows no other way to move than to a cell and along a row."""
    return _is_old(environ.get("TERM", ""))


def _is_old(name: str) -> bool:
    """Return whether it is one of DEC's first four series, from the VT100 on."""
    return name[:2] == "vt" and name[2:3] in {"1", "2", "3", "4"} and name[3:5].isdigit()
