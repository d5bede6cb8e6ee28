"""`safechat helplines`: whom one can call, in a region."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.commands import arguments
from safechat_tui.commands.guides import asked_guide, paper_guide
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.handout.paper import whole
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.lines import read_text, terminal_width
from safechat_tui.plain.output import GOOD, write


def takes(parser: Parser) -> None:
    """Add the guide and the region."""
    parser.add_guide()
    arguments.region(parser)
    arguments.paper_language(parser)


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """List the helplines of a region."""
    ages = Ages.as_of_now(config.facts_days)
    region = asked.region or config.region or EVERYWHERE
    guide = paper_guide(asked, asked_guide(asked, config, tr), config, tr)
    write(whole(read_text(pages.helplines_of(guide, tr, region, ages), tr, width=terminal_width())))
    return GOOD


COMMANDS = (Command("helplines", run, takes),)
