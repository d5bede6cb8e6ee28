"""`safechat guide`: the guide as lines, whole or one part."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.clean import clean
from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.names import spelled
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import terminal_width
from safechat_tui.plain.output import GOOD, LONGEST, can_draw, write
from safechat_tui.plain.parts import NUMBERED, PARTS, find_part, nearest_part, part_names


def takes(parser: Parser) -> None:
    """Add the guide and the part."""
    parser.add_guide()
    parts = ", ".join(part_names(parser.tr.lang).values())
    parser.add("part", help=parser.tr("help.guide.part", parts=parts), metavar="part", nargs="?")


def run(asked: Namespace, config: Config, tr: Translator) -> int:
    """Show the guide; `unknown-part` or `unknown-step` is raised for a part it does not have."""
    guide = asked_guide(asked, config, tr)
    part = None if asked.part is None else _part(asked.part, guide, tr)
    ages = Ages.as_of_now(config.facts_days)
    width, ascii = terminal_width(), not can_draw()
    write(
        guide_text(
            guide, tr, part=part, width=width, region=config.region or EVERYWHERE, ascii=ascii, ages=ages
        )
    )
    return GOOD


def _part(word: str, guide: Guide, tr: Translator) -> str:
    """Return the part that a word means: its name, its number, or the title of its page."""
    titles = {spelled(guide.pages[part].head.title): part for part in PARTS}
    if found := find_part(word) or titles.get(spelled(word)):
        return found
    names = part_names(tr.lang)
    raise UsageError(
        "unknown-step" if word.strip().isdigit() else "unknown-part",
        steps=", ".join(str(number) for number in range(1, len(NUMBERED) + 1)),
        value=clean(word)[:LONGEST],
        meant=names.get(nearest_part(word) or "", ""),
        known=", ".join(names.values()),
    )


COMMANDS = (Command("guide", run, takes),)
