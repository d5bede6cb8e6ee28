"""Runs the screens of one conversation, from the first one to the last."""

from __future__ import annotations

import codecs
import sys

from safechat_tui import hardening
from safechat_tui.config import Config
from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.terminal.painter import Painter
from safechat_tui.terminal.restart import Restart
from safechat_tui.tui.first import first_screen
from safechat_tui.tui.lean import import_screens


def run_screens(
    config: Config,
    lang: str,
    guide: str = "",
    restart: Restart | None = None,
    keyboard: Keyboard | None = None,
) -> int:
    """Run the screens until the worker leaves, and return the exit code.

    Args:
        config: the settings.
        lang: `fr` or `en`.
        guide: id of the guide to open; that of the settings, or the one the worker chooses, when empty.
        restart: what a restarted program knows of the one before it; nothing at an ordinary start.
        keyboard: what reads the keys already; by default it is started here.
    """
    if keyboard is None:
        keyboard = Keyboard(Terminal(settings=restart.settings if restart else None))
        keyboard.start()
    terminal = keyboard.terminal
    terminal.clears_scrollback = config.clear_scrollback
    terminal.charset = codecs.lookup(sys.stdout.encoding).name
    try:
        hardening.begin_screens(terminal.restore)
        painter = Painter.of(terminal)
        if restart is None:
            # After a lock the modes are on, and the cover stays in front.
            painter.begin()
        if not (restart and restart.covered):
            picture = first_screen(config, lang, guide, terminal.size())
            if picture is not None:
                painter.show(picture)
        # Textual and the screens take most of a start to import: the first screen stands meanwhile.
        import_screens()
        from safechat_tui.tui.app import SafeChatApp

        app = SafeChatApp(config, lang, guide, restart=restart)
        app.keyboard, app.painter = keyboard, painter
        return app.run(mouse=False) or 0
    finally:
        keyboard.give_back()
