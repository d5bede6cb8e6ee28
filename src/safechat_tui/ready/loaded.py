"""What the parent loads before the first session, so that every session finds it and shares it.

Everything here is the program's own: its code, words, guides and styles, the same for everyone. Nothing of an
account is looked at.
"""

from __future__ import annotations

import gc
import os

from safechat_tui import hardening
from safechat_tui.resources import CONTENT, STYLES

_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def load() -> None:
    """Load what a session needs, then let the collector of garbage leave it alone, and so shared."""
    from safechat_tui.tui.lean import lean_imports

    with lean_imports():
        from safechat_tui.tui import app, screens  # noqa: F401

    for name in screens.__all__:
        getattr(screens, name)
    from safechat_tui.guide import prepared
    from safechat_tui.i18n import LANGUAGES, Translator

    for lang in LANGUAGES:
        Translator(lang)
        prepared.hold(lang)
    hardening.hide_memory()
    gc.collect()
    gc.freeze()


def newest() -> int:
    """Return when a file of the program was last changed, in ns. Some 500 files are looked at, in 2 ms."""
    found = 0
    folders = [_PACKAGE, str(CONTENT), str(STYLES)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    found = max(found, entry.stat().st_mtime_ns)
                elif entry.name != "__pycache__":
                    folders.append(entry.path)
    return found
