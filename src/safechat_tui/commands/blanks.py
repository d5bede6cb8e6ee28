"""The commands that print what is no plan: a log to fill in, the card of a screenshot, chosen helplines."""

from __future__ import annotations

import sys
from typing import Final

from safechat_tui.commands import arguments
from safechat_tui.commands.naming import asked_guide, named, named_platform, paper_guide
from safechat_tui.commands.papers import chosen_paper, hand_over
from safechat_tui.commands.parser import Asked, Command, Parser, number, several
from safechat_tui.errors import UsageError
from safechat_tui.guide.reference import Ages
from safechat_tui.handout.blanks import (
    MOST_LINES,
    MOST_ROWS,
    capture_card,
    card_lines,
    card_on_paper,
    log_on_paper,
    usual_lines,
)
from safechat_tui.handout.paper import rendered
from safechat_tui.options import FORMATS, LOG_FORMS
from safechat_tui.plain.output import write

MOST_START: Final = 9999
"""The highest number that a log may begin with."""


def write_log(asked: Asked) -> None:
    """Write a log, as text, PDF or a file for spreadsheets."""
    paper = chosen_paper(asked)
    data = log_on_paper(asked_guide(asked), paper, asked.form, rows=asked.rows, start=asked.start)
    to_terminal = asked.output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    if paper.format == "csv" and to_terminal:
        # The mark for Excel would be seen as dirt on a terminal.
        write(data.decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        hand_over(data, paper, "log", asked)


def write_capture_card(asked: Asked) -> None:
    """Write the card on taking a screenshot; `which-platform` is raised where none is named."""
    paper, guide = chosen_paper(asked), asked_guide(asked)
    if asked.name is None:
        raise UsageError("which-platform", known=", ".join(platform.code for platform in guide.platforms))
    platform, ages = named_platform(guide, asked.name), Ages.as_of_now(asked.config.facts_days)
    document = capture_card(guide, platform, ages, neutral=paper.neutral)
    hand_over(rendered(document, paper), paper, "capture-card", asked)


def write_helplines_card(asked: Asked) -> None:
    """Write chosen helplines on one page, large or to cut out, or list those that it may have.

    Raises:
        UsageError: `only-with` for small cards as text; `unknown-helpline`, with the nearest;
            `too-many-lines`.
    """
    paper, guide = chosen_paper(asked), asked_guide(asked)
    names = {line.id.partition(".")[2]: line.name for line in card_lines(guide, paper.region)}
    if asked.list:
        room = max(map(len, names))
        write("".join(f"{id:{room}}  {name}\n" for id, name in names.items()))
        return
    if asked.small and paper.format != "pdf":
        raise UsageError("only-with", option="--small", format="pdf")
    chosen = {f"helpline.{named(word, names, guide, 'unknown-helpline')}" for word in asked.lines}
    if len(chosen) > MOST_LINES:
        raise UsageError("too-many-lines", most=str(MOST_LINES))
    lines = chosen or usual_lines(guide, paper.region)
    data = card_on_paper(paper_guide(asked, guide), paper, lines, small=asked.small)
    hand_over(data, paper, "helplines", asked)


def _takes_log(parser: Parser) -> None:
    parser.add_guide()
    usual = LOG_FORMS[0]
    parser.add("--form", help="help.log.form", metavar="form", choices=LOG_FORMS, default=usual)
    parser.add("--rows", help="help.log.rows", metavar="number", type=number(MOST_ROWS))
    parser.add("--start", help="help.log.start", metavar="number", type=number(MOST_START), default=1)
    arguments.paper(parser, "help.log.output", (*FORMATS, "csv"))


def _takes_platform(parser: Parser) -> None:
    parser.add_guide()
    # Where it is missing, the command tells which platforms there are.
    parser.add("name", help="help.capture-card.name", metavar="platform", nargs="?")
    arguments.paper(parser, "help.log.output")


def _takes_lines(parser: Parser) -> None:
    parser.add_guide()
    parser.add("--lines", help="help.helplines-card.lines", metavar="lines", type=several, default=())
    parser.add("--small", help="help.helplines-card.small", action="store_true")
    parser.add("--list", help="help.helplines-card.list", action="store_true")
    arguments.paper(parser, "help.log.output", fixed=True)
    arguments.region(parser, "help.paper.region")
    arguments.paper_language(parser)


COMMANDS = (
    Command("log", write_log, _takes_log),
    Command("capture-card", write_capture_card, _takes_platform),
    Command("helplines-card", write_helplines_card, _takes_lines),
)
