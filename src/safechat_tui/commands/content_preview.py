"""`safechat content preview`: one card, question or page as it is read on a screen and as it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.commands.content_new import own_folder
from safechat_tui.commands.naming import every_guide
from safechat_tui.commands.papers import put
from safechat_tui.commands.parser import Asked, Command, Parser, filled
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.search.entries import Entry, PlaceKind, entries_of
from safechat_tui.handout import pages
from safechat_tui.handout.blanks import capture_card, log_on_paper
from safechat_tui.handout.blocks import PageBlocks
from safechat_tui.handout.paper import PaperOptions, on_paper, rendered
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.lines import page_as_lines, terminal_width
from safechat_tui.plain.output import QUOTED_LETTERS, complain, write
from safechat_tui.plan import Plan
from safechat_tui.store.papers import NEUTRAL, stem
from safechat_tui.text.near import near

PRINTED_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "handout": ("plan",), "place": ("plan", "steps"), "helplines": ("plan", "helplines"),
    "documenting": ("plan", "evidence"), "strategies": ("plan", "steps"),
}  # fmt: skip
"""The parts of the paper on which the words of a page stand; those of any other page are not printed."""


def preview(asked: Asked) -> None:
    """Show what stands under an id, on the screen and on paper; or put the paper into a file.

    Raises:
        UsageError: `unknown-text` when nothing has that id, with the nearest; `on-no-paper` when a file is
            asked for of something that is on no paper.
    """
    config, tr = asked.config, asked.tr
    if config.content_dir is None and (own := own_folder(config)):
        config = config.looking_at(own)
        complain([tr("error.line", words=tr("look.words", folder=clean(str(own))))])
    guides = [guide for guide in every_guide(config, tr) if asked.guide in (None, guide.id)]
    found = {entry.place.id: entry for entry in reversed(entries_of(guides))}
    if asked.id not in found:
        value = clean(asked.id)[:QUOTED_LETTERS]
        raise UsageError("unknown-text", value=value, meant=near(value, found))
    entry, ages = found[asked.id], Ages.as_of_now(config.facts_days)
    guide = next(each for each in guides if each.id == entry.place.guide)
    pdf = bool(asked.output) and Path(asked.output).suffix.lower() == ".pdf"
    paper = PaperOptions(
        tr.lang, format="pdf" if pdf else "text", size=config.paper, facts_days=config.facts_days
    )
    printed = _printed(guide, entry, tr, paper, config, ages)
    if asked.output:
        if not printed:
            raise UsageError("on-no-paper", value=asked.id)
        path = put(printed, Path(asked.output), stem(NEUTRAL, tr), paper.suffix)
        write(tr("handout.written", file=clean(str(path))) + "\n")
        return
    shown = page_as_lines(_read(guide, entry, tr, config, ages), tr, width=terminal_width())
    on_a_paper = printed.decode() if printed else tr("content.not-printed") + "\n"
    write(f"{tr('content.on-screen')}\n\n{shown}\n\n{tr('content.on-paper')}\n\n{on_a_paper}")


def _read(guide: Guide, entry: Entry, tr: Translator, config: Config, ages: Ages) -> PageBlocks:
    """Return what is read on the screen: a page as a whole, or one part of it."""
    place = entry.place
    if place.kind is PlaceKind.SECTION and place.id == guide.pages[place.page].head.id:
        return pages.part(guide, place.page, config.region or EVERYWHERE)
    return pages.found_page(guide, place, tr, ages)


def _printed(
    guide: Guide, entry: Entry, tr: Translator, paper: PaperOptions, config: Config, ages: Ages
) -> bytes:
    """Return the paper on which it stands; nothing for what is never printed."""
    place = entry.place
    if place.kind is PlaceKind.PLATFORM:
        return rendered(capture_card(guide, guide.platform(place.id), ages), paper)
    if place.page == "papers":
        return log_on_paper(guide, paper, "short")
    if place.page not in PRINTED_ON or (place.page == "strategies" and place.kind is not PlaceKind.STRATEGY):
        return b""
    plan = Plan(guide=guide.id)
    # How to keep evidence is printed whole only where a step keeps some.
    step = (
        place.id
        if place.kind is PlaceKind.STRATEGY
        else next((s.id for s in guide.strategies if s.saves), "")
    )
    if step:
        plan = plan.with_strategy(step, wanted=True)
    if place.id in guide.places:
        plan = plan.with_place(place.id)
    region = next((line.regions[0] for line in guide.helplines if line.id == place.id), config.region)
    paper = paper._replace(parts=PRINTED_ON[place.page], region=region or EVERYWHERE)
    return on_paper(guide, plan, paper)


def _takes(parser: Parser) -> None:
    parser.add("id", help="help.content.preview.id", metavar="id", type=filled)
    parser.add_guide()
    parser.add("-o", "--output", help="help.content.preview.output", metavar="file", type=filled)


COMMANDS = (Command("content preview", preview, _takes),)
