"""The commands that show what is read, as lines: the guide, a platform, whom to call, and in danger."""

from __future__ import annotations

from safechat_tui.clean import clean
from safechat_tui.commands import arguments
from safechat_tui.commands.naming import asked_guide, compared_name, named_platform, paper_guide
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.errors import UsageError
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.handout.paper import whole
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.guide import GUIDE_PARTS, NUMBERED, find_part, guide_text, nearest_part, part_names
from safechat_tui.plain.lines import page_as_lines, terminal_width
from safechat_tui.plain.output import QUOTED_LETTERS, can_draw, write


def show_guide(asked: Asked) -> None:
    """Show the guide, whole or one part; `unknown-part` or `unknown-step` is raised for one it has not."""
    guide = asked_guide(asked)
    part = None if asked.part is None else _part(asked.part, guide, asked.tr)
    write(_guide_text(guide, asked, part, asked.config.region or EVERYWHERE))


def show_platform(asked: Asked) -> None:
    """Show the card of the platform that the line names, or the list of them."""
    guide = asked_guide(asked)
    if asked.name is None:
        page = pages.platforms(guide, asked.tr)
    else:
        page = pages.named_card(guide, named_platform(guide, asked.name), _ages(asked))
    write(page_as_lines(page, asked.tr, width=terminal_width()))


def show_helplines(asked: Asked) -> None:
    """List the helplines of a region."""
    guide, region = paper_guide(asked, asked_guide(asked)), _region(asked)
    page = pages.helplines_of(guide, asked.tr, region, _ages(asked))
    write(whole(page_as_lines(page, asked.tr, width=terminal_width())))


def show_urgent(asked: Asked) -> None:
    """Show whom to call in danger in a region, then the urgent card."""
    guide, region = paper_guide(asked, asked_guide(asked)), _region(asked)
    page = pages.danger_lines(guide, asked.tr, region, _ages(asked))
    called = page_as_lines(page, asked.tr, width=terminal_width())
    write(whole(f"{called}\n{_guide_text(guide, asked, 'urgent', region)}"))


def _guide_text(guide: Guide, asked: Asked, part: str | None, region: str) -> str:
    width, ascii = terminal_width(), not can_draw()
    ages = _ages(asked)
    return guide_text(guide, asked.tr, part=part, width=width, region=region, ascii=ascii, ages=ages)


def _ages(asked: Asked) -> Ages:
    return Ages.as_of_now(asked.config.facts_days)


def _region(asked: Asked) -> str:
    return asked.region or asked.config.region or EVERYWHERE


def _part(word: str, guide: Guide, tr: Translator) -> str:
    """Return the part that a word means: its name, its number, or the title of its page."""
    titles = {compared_name(guide.pages[part].head.title): part for part in GUIDE_PARTS}
    if found := find_part(word) or titles.get(compared_name(word)):
        return found
    names = part_names(tr.lang)
    raise UsageError(
        "unknown-step" if word.strip().isdigit() else "unknown-part",
        steps=", ".join(str(number) for number in range(1, len(NUMBERED) + 1)),
        value=clean(word)[:QUOTED_LETTERS],
        meant=names.get(nearest_part(word) or "", ""),
        known=", ".join(names.values()),
    )


def _takes_part(parser: Parser) -> None:
    parser.add_guide()
    parts = ", ".join(part_names(parser.tr.lang).values())
    parser.add("part", help=parser.tr("help.guide.part", parts=parts), metavar="part", nargs="?")


def _takes_platform(parser: Parser) -> None:
    parser.add("name", help="help.platform.name", metavar="platform", nargs="?")
    parser.add_guide()


def _takes_region(parser: Parser) -> None:
    parser.add_guide()
    arguments.region(parser)
    arguments.paper_language(parser)


COMMANDS = (
    Command("guide", show_guide, _takes_part),
    Command("platform", show_platform, _takes_platform),
    Command("helplines", show_helplines, _takes_region),
    Command("urgent", show_urgent, _takes_region),
)
