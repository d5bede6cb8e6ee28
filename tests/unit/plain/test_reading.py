"""What a conversation in lines reads out of a plan: wishes as wishes, facts as facts, marks in words."""

from __future__ import annotations

from typing import Final

import pytest

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout import pages
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.lines import LineWriter
from safechat_tui.plain.reading import say_strategies
from safechat_tui.plan import Plan, advise

GUIDES: Final = [
    read_guide(lang, guide=name) for lang in LANGUAGES for name in ("messages", "calls", "messages.calls")
]

every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.lang}-{guide.id}")


def listed(guide: Guide, plan: Plan) -> list[str]:
    """Return the lines that the list of strategies is read out in."""
    tr = Translator(guide.lang)
    lines = LineWriter(tr, 1000)
    say_strategies(lines, guide, tr, plan, advise(guide, plan))
    return [line.strip() for line in lines.text().replace("\u00a0", " ").splitlines()]


def said(guide: Guide, code: str) -> str:
    """Return the words of a code as they are read out."""
    return guide.labels[code].replace("\u00a0", " ")


@every_guide
@pytest.mark.parametrize("answer", ["order.breached", "order.respected"])
def test_an_order_is_read_out_as_it_is_and_not_as_her_goal(guide: Guide, answer: str) -> None:
    plan = Plan(guide=guide.id).with_answer("wants.order", (answer,))
    lines = listed(guide, plan.with_goals(guide, ("stop",)))
    (goals,) = (line for line in lines if said(guide, "goal.stop") in line)
    assert said(guide, "goal.order") in lines
    assert said(guide, "goal.order") not in goals


@every_guide
def test_a_step_is_read_out_with_whether_it_may_be_noticed(guide: Guide) -> None:
    lines = listed(guide, Plan(guide=guide.id).with_goals(guide, ("stop",)))
    for strategy in advise(guide, Plan(guide=guide.id).with_goals(guide, ("stop",))):
        (line,) = (line for line in lines if strategy.title.replace("\u00a0", " ") in line)
        assert line.endswith(said(guide, f"noticed.{strategy.notice}"))


@pytest.mark.parametrize("guide", [g for g in GUIDES if g.id == "messages"], ids=lambda guide: guide.lang)
def test_a_card_that_is_read_out_names_her_app_that_tells(guide: Guide) -> None:
    tr = Translator(guide.lang)
    lines = LineWriter(tr)
    plan = Plan().with_answer("understand.platforms", ("platform.snapchat",))
    card = guide.strategy("legal.date-visible")
    lines.read(pages.whole_card(guide, card, tr, Ages.as_of_now(), plan.platforms()))
    assert "Snapchat" in lines.text()
