"""Page one: the whole plan, for whom reads nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.guide.model import Guide, Stage
from safechat_tui.guide.text import Kind, Span
from safechat_tui.handout.blocks import Contacts, Heading, Items, Text
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.danger import danger
from safechat_tui.handout.document import Block, CardLine, Note, NoteKind, ShortStep, ShortSteps, Summary
from safechat_tui.handout.prose import words
from safechat_tui.plan import Plan, PlanStep, is_urgent, plan_steps

SIGNS: Final = {"likely": "*", "may": "~", "check": "~"}
"""The sign of a step by how likely the other person is to notice it, the same as beside it on a screen."""


def page_one(guide: Guide, plan: Plan, region: str) -> Iterator[Block]:
    """Yield whom to call in danger, what she wants, her steps in one line each, where to keep the page.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        region: code of a province or territory whose line is given; any other word means none of them.
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
        yield Text((Span(page.value("no_steps")),))
        yield Summary((_place(guide, plan, whole=True),))


def _urgent(guide: Guide, plan: Plan, region: str) -> Note:
    """Return the box with whom to call in danger."""
    blocks: list[Text | Items | Contacts] = [danger(guide, region)]
    step = next((each for each in guide.strategies if each.stage is Stage.URGENT), None)
    # Beside the step itself its words would stand twice.
    if is_urgent(guide, plan) and step is not None and step.id not in plan.chosen:
        blocks.append(Text((Span(step.card("first")),)))
    return Note(NoteKind.URGENT, guide.pages["handout"].value("urgent"), tuple(blocks))


def _opening(guide: Guide) -> Text:
    """Return the first words, and who "the other person" is, in one paragraph."""
    page = guide.pages["handout"]
    said = [line for id in ("intro", "words") for line in page.section(f"handout.{id}").of(Kind.PARAGRAPH)]
    return Text(tuple(span for line in said for span in (*words(line), Span(" "))))


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
    sign, before = SIGNS.get(strategy.notice, ""), strategy.card("before")
    return ShortStep(
        number,
        strategy.title,
        sign,
        guide.labels[f"noticed.{strategy.notice}"] if sign else "",
        f"{page.value('before')}{COLON[guide.lang]} {before}" if before else "",
    )
