"""The neutral paper: whoever finds it learns nothing of what it is about. Pure.

It is a paper of its own and a short one: numbers without names, the steps under neutral names, pages to fill
in. What cannot be said without telling the subject is left out: her wishes and words, the cards, how evidence
is kept, her apps, whom to reach, where the pages are kept. No box is there to tick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from safechat_tui.guide.model import Guide, Strategy
from safechat_tui.guide.text import Page, Span
from safechat_tui.handout.blocks import Heading, Text, Tone
from safechat_tui.handout.danger import danger
from safechat_tui.handout.document import Block, Document, Note, NoteKind
from safechat_tui.handout.prose import body, document, page_log, toned
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, plan_steps


def neutral_paper(
    guide: Guide, plan: Plan, today: date, tr: Translator, region: str, parts: Collection[str]
) -> Document:
    """Return the neutral paper of a plan.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        today: the date on the paper.
        tr: words for the date, in the same language.
        region: code of a province or territory whose line is given; any other word means none of them.
        parts: names of PARTS; only the plan and the log can be neutral, the others are left out.
    """
    title = guide.pages["handout"].value("neutral_title")
    return document(guide, title, _blocks(guide, plan, region, parts), made_on=tr.date(today))


def _blocks(guide: Guide, plan: Plan, region: str, parts: Collection[str]) -> Iterator[Block]:
    page = guide.pages["handout"]
    yield Note(NoteKind.URGENT, page.value("neutral_urgent"), (danger(guide, region, neutral=True),))
    steps = [step.strategy for step in plan_steps(guide, plan)]
    yield Heading(page.value("neutral_steps"))
    if not steps:
        yield Text((Span(page.value("neutral_no_steps")),))
    for number, strategy in enumerate(steps, start=1):
        yield Text((Span(f"{number}.\u00a0{neutral_name(page, strategy)}"),))
    if "log" in parts:
        yield Heading(page.value("neutral_log"), new_page=True)
        yield page_log(page, neutral=True)
    yield from toned(body(page.section("handout.neutral-credit")), Tone.SMALL)


def neutral_name(page: Page, strategy: Strategy) -> str:
    """Return what a step is called on a neutral paper.

    Args:
        page: the fixed words of the paper; they have a name for a strategy without one of its own.
        strategy: the strategy.
    """
    return strategy.page.value("neutral") or page.value("neutral_step")
