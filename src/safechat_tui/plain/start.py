"""Begins and ends a conversation in lines."""

from __future__ import annotations

import codecs
import os
import sys

from safechat_tui import hardening
from safechat_tui.config import Config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.plain import everywhere
from safechat_tui.plain.positions import position_of
from safechat_tui.plain.talk import Talk
from safechat_tui.terminal.capabilities import clears_scrollback
from safechat_tui.terminal.line_reader import LineReader
from safechat_tui.terminal.line_terminal import LineTerminal


def talk(config: Config, lang: str, guide: str = "") -> int:
    """Talk in lines until the worker leaves, and return the exit code.

    Args:
        config: the settings.
        lang: `fr` or `en`.
        guide: id of the guide to open; that of the settings, or the first one, when empty.
    """
    encoding = codecs.lookup((sys.stdout and sys.stdout.encoding) or "ascii").name
    terminal = LineTerminal(encoding=encoding)
    terminal.clears_scrollback = config.clear_scrollback
    typed = LineReader(terminal)
    typed.start()
    hardening.begin_screens(terminal.restore)
    try:
        conversation = Conversation(config, lang, guide)
        talk = Talk(conversation, terminal, typed, position_of, everywhere.HANDLERS)
        hardening.speak(lambda reference: f"{conversation.tr('frame.crash')} ({reference})")
        everywhere.introduce(talk, clears=config.clear_scrollback and clears_scrollback(os.environ))
        talk.run()
        return 0
    finally:
        typed.stop()
        terminal.restore()
