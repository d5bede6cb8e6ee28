"""`safechat platform`: the card of a platform, or the list of them."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.names import named_platform
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import read_text, terminal_width
from safechat_tui.plain.output import GOOD, write


def takes(parser: Parser) -> None:
    """Add the platform and the guide."""
    parser.add("name", help="help.platform.name", metavar="platform", nargs="?")
    parser.add_guide()


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Show the card that the line names, or the list."""
    guide = asked_guide(asked, config, tr)
    if asked.name is None:
        page = pages.platforms(guide, tr)
    else:
        platform = named_platform(guide, asked.name)
        page = pages.named_card(guide, platform, Ages.as_of_now(config.facts_days))
    write(read_text(page, tr, width=terminal_width()))
    return GOOD


COMMANDS = (Command("platform", run, takes),)
