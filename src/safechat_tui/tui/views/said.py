"""What she said so far, beside the steps where there is room for it."""

from __future__ import annotations

from safechat_tui.conversation.steps import STEPS
from safechat_tui.guide.model import Guide
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, row


def draw_said(guide: Guide, tr: Translator, plan: Plan, width: int, height: int) -> Drawing:
    """Return her wishes and answers, as many as there is room for: the overview of a step has all of them.

    Args:
        guide: the words.
        tr: the interface's language.
        plan: what was answered so far.
        width: cells of a row.
        height: rows there are.
    """
    told = [(tr("question.noted"), "; ".join(guide.labels[f"goal.{goal}"] for goal in plan.wishes(guide)))]
    for question in (question for step in STEPS for question in guide.asked(step)):
        given = "; ".join(guide.labels[code] for code in plan.answer(question.id))
        # A wish stands among the wishes.
        if question.step != "wants" or question.kind == "words":
            told.append((question.text.title, plan.words if question.kind == "words" else given))
    rows: list[Row] = [*wrap([Piece(tr("said.title"), "title")], width - 2), BLANK]
    for title, words in told:
        if words:
            rows += [
                *wrap([Piece(title, "note")], width - 2),
                *wrap([Piece(words, "strong")], width - 2, first=row("  ")),
            ]
    if len(rows) == 2:
        rows += wrap([Piece(tr("said.nothing"))], width - 2)
    if len(rows) > height:
        rows[max(0, height - 1) :] = [row("…")]
    return Drawing(tuple(indented(rows)))
