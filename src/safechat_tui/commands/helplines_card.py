"""`safechat helplines-card`: chosen helplines on one page, large or to cut out."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.commands import arguments
from safechat_tui.commands.guides import asked_guide, paper_guide
from safechat_tui.commands.names import named
from safechat_tui.commands.papers import chosen_paper, hand_over
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.values import several
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.handout.helplines_card import MOST_LINES, card_lines, card_on_paper, usual_lines
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import GOOD, write


def takes(parser: Parser) -> None:
    """Add the lines of the card, and how it is put on paper."""
    parser.add_guide()
    parser.add("--lines", help="help.helplines-card.lines", metavar="lines", type=several, default=())
    parser.add("--small", help="help.helplines-card.small", action="store_true")
    parser.add("--list", help="help.helplines-card.list", action="store_true")
    arguments.paper(parser, "help.log.output", fixed=True)
    arguments.region(parser, "help.paper.region")
    arguments.paper_language(parser)


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Write the card, or list the lines that it may have.

    Raises:
        UsageError: `only-with` for small cards as text; `unknown-helpline`, with the nearest;
            `too-many-lines`.
    """
    target = asked.output or "-"
    paper = chosen_paper(asked, config, target, tr.lang)
    guide = asked_guide(asked, config, tr)
    names = {line.id.partition(".")[2]: line.name for line in card_lines(guide, paper.region)}
    if asked.list:
        room = max(map(len, names))
        write("".join(f"{id:{room}}  {name}\n" for id, name in names.items()))
        return GOOD
    if asked.small and paper.format != "pdf":
        raise UsageError("only-with", option="--small", format="pdf")
    chosen = {f"helpline.{named(word, names, guide, 'unknown-helpline')}" for word in asked.lines}
    if len(chosen) > MOST_LINES:
        raise UsageError("too-many-lines", most=str(MOST_LINES))
    lines = chosen or usual_lines(guide, paper.region)
    data = card_on_paper(paper_guide(asked, guide, config, tr), paper, lines, small=asked.small)
    return hand_over(data, target, paper, "helplines", asked, config, tr)


COMMANDS = (Command("helplines-card", run, takes),)
