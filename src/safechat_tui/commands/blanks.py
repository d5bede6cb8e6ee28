"""The commands that write papers to hand over by themselves: a log to fill in, a capture card."""

from __future__ import annotations

import sys

from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.line import Said
from safechat_tui.commands.papers import chosen_paper, hand_over
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.guide import Ages
from safechat_tui.handout.blanks import capture_card as card
from safechat_tui.handout.blanks import log_on_paper
from safechat_tui.handout.paper import rendered
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import GOOD, write
from safechat_tui.plain.reference import find_platform


def log(parsed: Said, config: Config, tr: Translator) -> int:
    """Write a log to fill in, as text, PDF or a file for spreadsheets."""
    target = parsed.output or "-"
    if parsed.format is None and target.lower().endswith(".csv"):
        parsed.format = "csv"
    paper = chosen_paper(parsed, config, target, tr.lang)
    guide = asked_guide(parsed, config, tr)
    data = log_on_paper(guide, paper, parsed.form, rows=parsed.rows, start=parsed.start)
    if paper.format == "csv" and target == "-" and sys.stdout is not None and sys.stdout.isatty():
        # The mark for Excel would be seen as dirt on a terminal.
        write(data.decode("utf-8-sig").replace("\r\n", "\n"))
        return GOOD
    return hand_over(data, target, paper.format, parsed, tr, "log.written")


def capture_card(parsed: Said, config: Config, tr: Translator) -> int:
    """Write one page on taking a screenshot on one platform."""
    target = parsed.output or "-"
    paper = chosen_paper(parsed, config, target, tr.lang)
    guide = asked_guide(parsed, config, tr)
    if parsed.name is None:
        raise UsageError("which-platform", known=", ".join(platform.code for platform in guide.platforms))
    platform = find_platform(guide, parsed.name)
    document = card(guide, platform, Ages.as_of_now(config.facts_days), neutral=paper.neutral)
    return hand_over(rendered(document, paper), target, paper.format, parsed, tr, "log.written")
