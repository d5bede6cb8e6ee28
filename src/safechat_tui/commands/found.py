"""Commands that need more than one room: the search, the manual page, the completion of shells."""

from __future__ import annotations

from safechat_tui.commands import completion as completing
from safechat_tui.commands import page
from safechat_tui.commands import search as words
from safechat_tui.commands.line import Said
from safechat_tui.config import Config
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import GOOD, write
from safechat_tui.tui.finding import key_entries


def search(parsed: Said, config: Config, tr: Translator) -> int:
    """Say where words stand in the guide, and which keys they name."""
    return words.search(parsed, config, tr, lambda: key_entries(tr))


def man(parsed: Said, config: Config, tr: Translator) -> int:
    """Write the manual page."""
    write(page.manual_page(tr))
    return GOOD


def completion(parsed: Said, config: Config, tr: Translator) -> int:
    """Write the completion of the shell that is named."""
    write(completing.completion(parsed.shell, tr))
    return GOOD
