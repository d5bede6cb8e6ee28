"""What the languages of papers do not say yet: a plan that needs it is not offered in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from safechat_tui import clock
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.library import Library
from safechat_tui.guide.model import Guide
from safechat_tui.guide.translated import unsaid
from safechat_tui.handout.blanks import helplines_card
from safechat_tui.handout.build import build
from safechat_tui.handout.document import texts
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE, REGIONS
from safechat_tui.plan import Plan


def unwritten(folder: Path | None, tr: Translator) -> Iterator[str]:
    """Yield a line for what each language of papers does not say, with the guides that need it."""
    library = Library(folder, unfinished=True)
    for language in library.paper_languages():
        lacking: dict[str, list[str]] = {}
        for guide in library.names(tr.lang):
            with suppress(SafeChatError):
                if ids := ", ".join(lacking_in(library.paper_guide(language.code, guide.id, tr.lang))):
                    lacking.setdefault(ids, []).append(guide.id)
        for ids, names in lacking.items():
            code, guides = language.code, ", ".join(names)
            yield tr("content.language", language=language.name, code=code, guides=guides, ids=ids)


def unlettered(folder: Path | None) -> dict[str, str]:
    """Return the languages of papers in whose letters no PDF can be written here: their names and codes."""
    from safechat_tui.handout.pdf.missing import lacking

    languages = Library(folder, unfinished=True).paper_languages()
    return {language.name: language.code for language in languages if lacking(language.name)}


def lacking_in(guide: Guide) -> tuple[str, ...]:
    """Return the ids of what a language lacks of the parts of the paper that are written in it."""
    plan = Plan(guide=guide.id).with_goals(guide, guide.goals)
    for strategy in guide.strategies:
        plan = plan.with_strategy(strategy.id, wanted=True)
    plans = [Plan(guide=guide.id), *(plan.with_place(place) for place in guide.places)]
    # Words of a plan differ by the place it is kept in, and by the region she is in.
    kinds = [*((each, EVERYWHERE) for each in plans), *((plan, region) for region in REGIONS)]
    papers = [
        build(guide, each, clock.today(), region=region, parts=guide.parts, neutral=neutral)
        for each, region in kinds
        for neutral in (False, True)
    ]
    lines = [line.id for line in guide.helplines]
    papers += [helplines_card(guide, region, lines, small=True) for region in REGIONS]
    return unsaid(text for paper in papers for text in texts(paper))
