"""`safechat urgent`: whom to call in danger in a region, then the urgent card."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.commands.guides import asked_guide, paper_guide
from safechat_tui.commands.helplines import takes
from safechat_tui.commands.parser import Command
from safechat_tui.config import Config
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.handout.paper import whole
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import read_text, terminal_width
from safechat_tui.plain.output import GOOD, can_draw, write


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Show whom to call in danger, then the urgent card."""
    guide = paper_guide(asked, asked_guide(asked, config, tr), config, tr)
    ages = Ages.as_of_now(config.facts_days)
    region, width = asked.region or config.region or EVERYWHERE, terminal_width()
    card = guide_text(guide, tr, part="urgent", width=width, region=region, ascii=not can_draw(), ages=ages)
    called = read_text(pages.danger_lines(guide, tr, region, ages), tr, width=width)
    write(whole(f"{called}\n{card}"))
    return GOOD


COMMANDS = (Command("urgent", run, takes),)
