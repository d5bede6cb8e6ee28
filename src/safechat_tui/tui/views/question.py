"""One question in focus: what to say, what was answered, why one asks, what comes next; and all she said."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import caution
from safechat_tui.guide.model import Guide, Question
from safechat_tui.guide.text import Kind, TextBlock
from safechat_tui.handout.passages import reading
from safechat_tui.i18n import Translator
from safechat_tui.options import STEPS
from safechat_tui.plan import Plan
from safechat_tui.text.wrap import Piece, Row, width_of, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented, text_rows
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing, row, spread


def _columns_for(talk: Conversation, question: Question, width: int) -> int:
    """Return in how many columns the choices stand, read down each column."""
    # A screen reader reads rows: two answers in one would be heard as one.
    if width < WIDE or not question.choices or talk.config.screen_reader:
        return 1
    longest = max(len(talk.guide.labels[code]) for code in question.choices) + 6
    return max(1, min(3, (width - 4) // longest))


def column_height(talk: Conversation, question: Question, width: int) -> int:
    """Return how many choices stand in a column, at least 1."""
    return -(-len(question.choices) // _columns_for(talk, question, width)) or 1


def _choice_rows(talk: Conversation, question: Question, cursor: int, width: int) -> list[Row]:
    """Return the choices, in columns where there is room: ( ) (•) for one of several, [ ] [x] for any."""
    marks = ("[ ]", "[x]") if question.kind == "many" else ("( )", "(•)")
    columns = _columns_for(talk, question, width)
    height = column_height(talk, question, width)
    cell = (width - 4) // columns
    rows: list[Row] = []
    for line in range(height):
        pieces: list[Piece] = [Piece("  ")]
        for column in range(columns):
            index = column * height + line
            if index >= len(question.choices):
                continue
            code = question.choices[index]
            chosen = code in talk.plan.answer(question.id)
            text = f"{marks[chosen]} {talk.guide.labels[code]}"
            role = "cursor" if index == cursor else "chosen" if chosen else "text"
            pieces += [Piece("► " if index == cursor else "  ", "strong"), Piece(text, role)]
            if column < columns - 1:
                pieces.append(Piece(" " * max(0, cell - 2 - width_of([Piece(text)]))))
        rows.append(tuple(pieces))
    return rows


def draw_question(talk: Conversation, question: Question, cursor: int, width: int) -> Drawing:
    """Return the whole question, the cursor on one of its choices."""
    guide, tr, plan = talk.guide, talk.tr, talk.plan
    asked = guide.asked(question.step)
    place = tr("question.place", n=asked.index(question) + 1, of=len(asked))
    section = question.text
    inner = width - 4
    title = wrap([Piece(section.title, "title")], width - len(place) - 2, first=row(" "))
    rows: list[Row] = [spread(title[0], (Piece(f"{place} "),), width), *title[1:], BLANK_ROW]
    rows += [*_read(section.of(Kind.SAY), inner), BLANK_ROW]
    first = len(rows)
    if question.kind == "words":
        rows += wrap([Piece(plan.words or tr("question.words-empty"), "cursor")], inner, first=row("    "))
        if mind := caution(tr, plan.words):
            rows += wrap([Piece(mind, "warn")], inner, first=row("    ! ", "warn"))
    else:
        rows += _choice_rows(talk, question, cursor, width)
    last = len(rows) - 1
    if set(question.urgent_on) & set(plan.answer(question.id)):
        rows += [BLANK_ROW, *wrap([Piece(tr("question.urgent"), "danger")], inner, first=row("  "))]
    if why := section.of(Kind.PARAGRAPH):
        rows += [BLANK_ROW, *_read(why, inner)]
    if follow := section.of(Kind.ITEM):
        rows += [BLANK_ROW, row(f"  {tr('question.follow-ups')}", "strong"), *_read(follow, inner)]
    if question.step == "wants":
        rows += noted(guide, tr, plan, inner, "  ")
    focus = first + cursor % column_height(talk, question, width)
    # The first choice brings what is to be said into sight with it, until something is answered.
    begin = 0 if cursor == 0 and not plan.answer(question.id) else focus
    return Drawing(rows, (begin, min(focus + 1, last)))


def _read(lines: Iterable[TextBlock], width: int) -> list[Row]:
    """Return what is read of a question."""
    return indented((line for block in reading(lines) for line in text_rows(block, width)), 2)


def noted(guide: Guide, tr: Translator, plan: Plan, width: int, margin: str) -> list[Row]:
    """Return what she asked for so far, under a blank row; nothing where she asked for nothing."""
    words = " · ".join(guide.labels[f"goal.{goal}"] for goal in plan.wishes(guide))
    label = Piece(f"{tr('question.noted')} ", "strong")
    return [BLANK_ROW, *wrap([label, Piece(words)], width, first=row(margin))] if words else []


def draw_said(talk: Conversation, width: int, height: int) -> Drawing:
    """Return her wishes and answers, as many as there is room for: the overview of a step has all of them."""
    guide, tr, plan = talk.guide, talk.tr, talk.plan
    told = [(tr("question.noted"), "; ".join(guide.labels[f"goal.{goal}"] for goal in plan.wishes(guide)))]
    for question in (question for step in STEPS for question in guide.asked(step)):
        given = "; ".join(guide.labels[code] for code in plan.answer(question.id))
        # A wish stands among the wishes.
        if question.step != "wants" or question.kind == "words":
            told.append((question.text.title, plan.words if question.kind == "words" else given))
    rows: list[Row] = [*wrap([Piece(tr("said.title"), "title")], width - 2), BLANK_ROW]
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
    return Drawing(indented(rows))
