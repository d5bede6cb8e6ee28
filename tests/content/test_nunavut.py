"""Nunavut has no 9-1-1: nothing that is made for it sends anyone there."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import pytest
from tests.content.shipped import every_guide

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.handout.build import build
from safechat_tui.handout.text import render_text
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import page_as_lines
from safechat_tui.plan import Plan

TODAY: Final = date(2026, 11, 30)

WITHOUT: Final = re.compile(r"(no|pas de) 9-1-1")
"""That there is none."""


def sent_there(text: str) -> list[str]:
    """Return the lines of a text that name 9-1-1 other than to say that there is none."""
    flat = re.sub(r"\s+", " ", text).replace("\u2011", "-")
    return [line for line in re.split(r"(?<=[.!?]) ", flat) if "9-1-1" in WITHOUT.sub("", line)]


def urgent_plan(guide: Guide) -> Plan:
    """Return a plan of every strategy, with an answer that is urgent."""
    asked = next(question for question in guide.questions if question.urgent_on)
    chosen = tuple(strategy.id for strategy in guide.strategies)
    return Plan(guide=guide.id, chosen=chosen).with_answer(asked.id, asked.urgent_on[:1])


@every_guide
@pytest.mark.parametrize("neutral", [False, True])
def test_no_plan_for_nunavut_says_to_call_911(guide: Guide, neutral: bool) -> None:
    paper = build(guide, urgent_plan(guide), TODAY, region="nu", neutral=neutral)
    assert sent_there(render_text(paper)) == []


@every_guide
def test_a_plan_for_nunavut_leaves_room_for_the_number_of_the_police(guide: Guide) -> None:
    text = render_text(build(guide, urgent_plan(guide), TODAY, region="nu"))
    police = next(line.name for line in guide.helplines if line.id == "helpline.emergency-nunavut")
    assert re.search(rf"{re.escape(police)}[^\n]*\n?[^\n]*____", text)


@every_guide
def test_the_urgent_card_in_lines_for_nunavut_does_not_say_to_call_911(guide: Guide) -> None:
    assert sent_there(guide_text(guide, Translator(guide.lang), part="urgent", region="nu")) == []


@every_guide
def test_the_helplines_of_nunavut_do_not_give_911(guide: Guide) -> None:
    tr = Translator(guide.lang)
    assert sent_there(page_as_lines(pages.helplines_of(guide, tr, "nu", Ages(TODAY)), tr)) == []


@every_guide
def test_the_urgent_strategy_sends_nobody_to_911(guide: Guide) -> None:
    page = guide.strategy("strategies.urgent").page
    words = [*(entry.text for entry in page.entries.values()), *(block.text for block in page.head.blocks)]
    assert [line for text in words for line in sent_there(text)] == []
