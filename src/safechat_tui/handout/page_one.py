"""Page one: the whole plan, for whom reads nothing else, with whom to call in danger on top. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safechat_tui.guide.model import Guide, Stage
from safechat_tui.guide.reference import Helpline
from safechat_tui.guide.text import Kind, Span
from safechat_tui.handout.blocks import Heading, Items, Text, Words, said
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.document import Block, CardLine, Note, NoteKind, ShortStep, ShortSteps, Summary
from safechat_tui.handout.prose import printed_words
from safechat_tui.plan import Plan, PlanStep, is_urgent, plan_steps

NOTICE_SIGNS: Final = {"likely": "*", "may": "~", "check": "~"}
"""The sign of a step by how likely the other person is to notice it, the same as beside it on a screen."""


TO_WRITE: Final = "_" * 16
"""Room for a number that differs from place to place."""

DAY_AND_NIGHT: Final = "24/7"
"""The hours of a line that always answers."""

CANADIAN: Final = 10
"""Digits of a whole number in Canada; shorter ones are dialled as they are."""


def page_one(guide: Guide, plan: Plan, region: str) -> Iterator[Block]:
    """Yield whom to call in danger, what she wants, her steps in one line each, where to keep the page.

    `region` is the code of a province or territory whose line is given; any other word means none of them.
    """
    page = guide.pages["handout"]
    steps = plan_steps(guide, plan)
    yield _urgent(guide, plan, region)
    yield _opening(guide)
    yield Summary(tuple(_wishes(guide, plan, steps)))
    yield Heading(page.value("steps"), level=2)
    if steps:
        yield ShortSteps(tuple(_step(guide, number, step) for number, step in enumerate(steps, start=1)))
        yield Summary((CardLine("", page.value("unsure")), _place(guide, plan, whole=False)))
    else:
        yield said(page.value("no_steps"))
        yield Summary((_place(guide, plan, whole=True),))


def _urgent(guide: Guide, plan: Plan, region: str) -> Note:
    """Return the box with whom to call in danger."""
    blocks: list[Text | Items] = [Items(tuple(_danger(guide, region)))]
    step = next((each for each in guide.strategies if each.stage is Stage.URGENT), None)
    # Beside the step itself its words would stand twice.
    if is_urgent(guide, plan) and step is not None and step.id not in plan.chosen:
        blocks.append(said(step.card("first")))
    return Note(NoteKind.URGENT, guide.pages["handout"].value("urgent"), tuple(blocks))


def _opening(guide: Guide) -> Text:
    """Return the first words, and who "the other person" is, in one paragraph."""
    page = guide.pages["handout"]
    said = [line for id in ("intro", "words") for line in page.section(f"handout.{id}").of(Kind.PARAGRAPH)]
    return Text(tuple(span for line in said for span in (*printed_words(line), Span(" "))))


def _wishes(guide: Guide, plan: Plan, steps: tuple[PlanStep, ...]) -> Iterator[CardLine]:
    """Yield her own words, her wishes and what to begin with; a fact, such as an order, is no wish."""
    page, colon = guide.pages["handout"], COLON[guide.lang]
    wishes = " · ".join(guide.labels[f"goal.{goal}"] for goal in plan.wishes(guide))
    if plan.words:
        yield CardLine(page.value("own_words") + colon, plan.words, strong=True)
    if wishes or not plan.words:
        yield CardLine(page.value("goals") + colon, wishes or page.value("no_goals"))
    begin = steps[0].strategy.title if steps else page.value("small_thing")
    yield CardLine(page.value("to_begin") + colon, begin)


def _place(guide: Guide, plan: Plan, *, whole: bool) -> CardLine:
    """Return where to keep these pages: the first words of it, or all."""
    page = guide.pages["handout"]
    # Only what to mind: the place's name would tell a finder where she keeps the rest, or with whom.
    chosen = (
        guide.pages["place"].section(plan.place).texts(Kind.PARAGRAPH) if plan.place in guide.places else ()
    )
    said = " ".join(chosen if whole else chosen[:1]) or page.value("place_unknown")
    return CardLine(page.value("place") + COLON[guide.lang], said)


def _step(guide: Guide, number: int, step: PlanStep) -> ShortStep:
    strategy, page = step.strategy, guide.pages["handout"]
    sign, before = NOTICE_SIGNS.get(strategy.notice, ""), strategy.card("before")
    return ShortStep(
        number,
        strategy.title,
        sign,
        guide.labels[f"noticed.{strategy.notice}"] if sign else "",
        f"{page.value('before')}{COLON[guide.lang]} {before}" if before else "",
    )


def _danger(guide: Guide, region: str) -> Iterator[Words]:
    """Yield the lines that stand on top: emergency, a line of the region, where to find a shelter.

    Where no line of the region is certain, there is room to write one.
    """
    reached = [line for line in guide.helplines_for(region) if line.printable]
    urgent = [line for line in reached if line.urgent]
    for line in urgent:
        if line.phone or line.to_write:
            yield _words(guide, line.name, line.phone or TO_WRITE)
    found = local(guide, region)
    for line in found:
        yield _words(guide, with_hours(guide, line), line.phone or line.url)
    if not found:
        yield _words(guide, guide.pages["handout"].value("urgent_local"), TO_WRITE)
    for line in urgent:
        if not line.phone and not line.to_write:
            yield _words(guide, line.name, line.url)


def local(guide: Guide, region: str) -> tuple[Helpline, ...]:
    """Return the shelter's own first line, and a certain one of the region: best one that always answers."""
    reached = [line for line in guide.helplines_for(region) if line.printable and not line.urgent]
    own = [line for line in reached if line.own][:1]
    of_region = [line for line in reached if not line.everywhere and not line.own and line.phone]
    of_region.sort(key=lambda line: line.hours != DAY_AND_NIGHT)
    return (*own, *of_region[:1])


def link_to(value: str) -> str:
    """Return where a number or a site leads when it is followed, or nothing where it is neither."""
    digits = re.sub(r"[\s()-]", "", value)
    if digits.isdigit():
        return f"tel:{digits}" if len(digits) < CANADIAN else f"tel:+1{digits[-CANADIAN:]}"
    return f"https://{value.removeprefix('https://')}" if "." in value and not re.search(r"\s", value) else ""


def with_hours(guide: Guide, line: Helpline) -> str:
    """Return the name of a line, and that it answers day and night where it does."""
    if line.hours != DAY_AND_NIGHT:
        return line.name
    return f"{line.name} ({guide.pages['handout'].value('day_and_night')})"


def _words(guide: Guide, label: str, value: str) -> Words:
    number = value.replace(" ", "\u00a0")
    return (Span(f"{label}{COLON[guide.lang]} "), Span(number, strong=True, href=link_to(value) or None))
