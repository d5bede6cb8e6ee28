"""`safechat capture-card`: one page on taking a screenshot on one platform."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.commands import arguments
from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.names import named_platform
from safechat_tui.commands.papers import chosen_paper, hand_over
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.guide.reference import Ages
from safechat_tui.handout.blanks import capture_card
from safechat_tui.handout.paper import rendered
from safechat_tui.i18n import Translator


def takes(parser: Parser) -> None:
    """Add the platform, and how the card is put on paper."""
    parser.add_guide()
    # Where it is missing, the command tells which platforms there are.
    parser.add("name", help="help.capture-card.name", metavar="platform", nargs="?")
    arguments.paper(parser, "help.log.output")


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Write the card; `which-platform` is raised where none is named."""
    target = asked.output or "-"
    paper = chosen_paper(asked, config, target, tr.lang)
    guide = asked_guide(asked, config, tr)
    if asked.name is None:
        raise UsageError("which-platform", known=", ".join(platform.code for platform in guide.platforms))
    platform = named_platform(guide, asked.name)
    document = capture_card(guide, platform, Ages.as_of_now(config.facts_days), neutral=paper.neutral)
    return hand_over(rendered(document, paper), target, paper, "capture-card", asked, config, tr)


COMMANDS = (Command("capture-card", run, takes),)
