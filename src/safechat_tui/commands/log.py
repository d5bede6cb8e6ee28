"""`safechat log`: a log to fill in, as text, PDF or a file for spreadsheets."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Final

from safechat_tui.commands import arguments
from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.papers import chosen_paper, hand_over
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.values import number, one_of
from safechat_tui.config import Config
from safechat_tui.handout.blanks import log_on_paper
from safechat_tui.i18n import Translator
from safechat_tui.options import FORMATS, LOG_FORMS
from safechat_tui.plain.output import GOOD, write

MOST_ROWS: Final = 200
"""Entries that one log may have."""

MOST_START: Final = 9999
"""The highest number that a log may begin with."""


def takes(parser: Parser) -> None:
    """Add the form of the log, and how it is put on paper."""
    parser.add_guide()
    parser.add(
        "--form",
        help="help.log.form",
        metavar="form",
        type=one_of(*LOG_FORMS),
        choices=LOG_FORMS,
        default=LOG_FORMS[0],
    )
    parser.add("--rows", help="help.log.rows", metavar="number", type=number(MOST_ROWS))
    parser.add("--start", help="help.log.start", metavar="number", type=number(MOST_START), default=1)
    arguments.paper(parser, "help.log.output", (*FORMATS, "csv"))


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Write the log."""
    target = asked.output or "-"
    paper = chosen_paper(asked, config, target, tr.lang)
    guide = asked_guide(asked, config, tr)
    data = log_on_paper(guide, paper, asked.form, rows=asked.rows, start=asked.start)
    if paper.format == "csv" and target == "-" and sys.stdout is not None and sys.stdout.isatty():
        # The mark for Excel would be seen as dirt on a terminal.
        write(data.decode("utf-8-sig").replace("\r\n", "\n"))
        return GOOD
    return hand_over(data, target, paper, "log", asked, config, tr)


COMMANDS = (Command("log", run, takes),)
