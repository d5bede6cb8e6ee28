"""Nothing of the police or of a company is printed unchosen; a wish is what she asked for."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.handout.conftest import GUIDES, TODAY, guide_of, of_kind

from safechat_tui.guide.model import Guide, Stage
from safechat_tui.handout.blocks import Contacts
from safechat_tui.handout.build import build
from safechat_tui.handout.document import CheckStep, Note, NoteKind, texts
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan

TELLING = ("legal.police", "tell.police", "legal.report-platform", "removal.report", "tell.carrier")
"""Steps that tell the police or a company."""


@settings(max_examples=60, deadline=None)
@given(data=st.data(), named=st.sampled_from(GUIDES))
def test_no_step_tells_the_police_or_a_company_unless_it_was_chosen(
    data: st.DataObject, named: tuple[str, str]
) -> None:
    guide = guide_of(*named)
    ids = [strategy.id for strategy in guide.strategies]
    goals = tuple(data.draw(st.sets(st.sampled_from(guide.goals))))
    chosen = data.draw(st.sets(st.sampled_from(ids)))
    plan = Plan(guide=guide.id, chosen=tuple(chosen)).with_goals(guide, goals)

    made = build(guide, plan, TODAY, parts=PARTS)
    titles = {step.title for step in of_kind(made, CheckStep)}

    assert {guide.strategy(id).title for id in TELLING if id in ids and id not in chosen} & titles == set()


def test_a_paper_that_only_keeps_evidence_never_names_the_police(any_guide: Guide) -> None:
    keeping = tuple(strategy.id for strategy in any_guide.strategies if strategy.stage is Stage.KEEP)
    plan = Plan(guide=any_guide.id, chosen=keeping).with_goals(any_guide, ("record",))
    made = build(any_guide, plan, TODAY, region="ab", parts=PARTS)
    said = [
        text
        for block in made.blocks
        if not isinstance(block, Contacts) and not (isinstance(block, Note) and block.kind is NoteKind.URGENT)
        for text in texts(block)
    ]

    assert [text for text in said if re.search(r"\bpolice\b", text, re.IGNORECASE)] == []


def test_an_order_is_never_printed_as_a_wish(any_guide: Guide) -> None:
    plan = Plan(guide=any_guide.id).with_goals(any_guide, ("order", "record"))
    made = build(any_guide, plan, TODAY, parts=PARTS)
    said = "\n".join(texts(made))

    assert (any_guide.labels["goal.record"] in said, any_guide.labels["goal.order"] in said) == (True, False)


@pytest.mark.parametrize(
    ("lang", "day", "words"),
    [
        ("fr", date(2026, 11, 30), "30 novembre 2026"),
        ("fr", date(2026, 12, 1), "1er d\u00e9cembre 2026"),
        ("en", date(2026, 12, 1), "December 1, 2026"),
    ],
)
@pytest.mark.parametrize("neutral", [False, True])
def test_the_date_of_a_paper_is_in_words(lang: str, day: date, words: str, neutral: bool) -> None:
    made = build(guide_of(lang, "messages"), Plan(), day, neutral=neutral)

    assert words in made.made_on
    assert [text for text in texts(made) if re.search(r"\d{4}-\d\d", text)] == []
