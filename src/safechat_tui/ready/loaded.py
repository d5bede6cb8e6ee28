"""What the parent loads before the first session, so that every session finds it and shares it.

Everything here is the program's own: its code, words, guides and styles, the same for everyone. Nothing of an
account is looked at.
"""

from __future__ import annotations

import gc
import os
from typing import Final

from safechat_tui import hardening
from safechat_tui.early import state
from safechat_tui.resources import CONTENT, STYLES

SIZE: Final = (80, 24)
"""Columns and rows of the screens that are drawn for nobody."""

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


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
        _draw(lang)
    for lang in LANGUAGES:
        for guide in ("", state.EVERY, *(name.id for name in prepared.guides(lang))):
            state.hold(lang, guide)
    hardening.hide_memory()
    gc.collect()
    gc.freeze()


def _draw(lang: str) -> None:
    """Draw the first screens for nobody: what has run already runs faster, and what it found is found."""
    from safechat_tui.config import Config
    from safechat_tui.conversation import Conversation
    from safechat_tui.early.rows import assembled
    from safechat_tui.terminal.picture import changes, filled
    from safechat_tui.tui.first import first_parts, picture_of

    talk = Conversation(Config(), lang)
    for first, asks in ((True, False), (False, True), (False, False)):
        parts = first_parts(talk, SIZE[0], first_start=first, asks_for_guide=asks, kept=True)
        changes(filled(SIZE), picture_of(assembled(parts, SIZE[1]), SIZE[0]))


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
