"""`safechat paper`: a written plan handed to the output, which over ssh is the worker's own machine."""

from __future__ import annotations

import sys
from argparse import Namespace

from safechat_tui.commands import exports
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.values import filled
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import GOOD, write
from safechat_tui.store import Papers


def hand_over(asked: Namespace, config: Config, tr: Translator) -> int:
    """List the written plans, write one to the output as it is, or delete one."""
    if asked.delete:
        asked.name, asked.yes = asked.delete, True
        return exports.delete(asked, config, tr)
    if not asked.name:
        return exports.list_all(asked, config, tr)
    papers = Papers(config)
    found = papers.find(asked.name)
    if found.path.suffix != ".txt" and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("paper-to-terminal")
    write(papers.read(found))
    return GOOD


def takes_name(parser: Parser) -> None:
    """Add the name of the file, or of the one to delete."""
    one = parser.add_mutually_exclusive_group()
    parser.add("name", help="help.exports.name", metavar="file", type=filled, nargs="?", group=one)
    parser.add("--delete", help="help.paper.delete", metavar="file", type=filled, group=one)


COMMANDS = (Command("paper", hand_over, takes_name),)
