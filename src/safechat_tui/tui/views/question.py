"""One question in focus: what to say, what was answered, why one asks, what comes next."""

from __future__ import annotations

from safechat_tui.guide.model import Guide, Question
from safechat_tui.guide.text import Kind
from safechat_tui.handout.passages import reading
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, points_at_someone
from safechat_tui.text.wrap import Piece, Row, width_of, wrap
from safechat_tui.tui.views.chrome import WIDE
from safechat_tui.tui.views.reading import indented, text_rows
from safechat_tui.tui.views.rows import BLANK, Drawing, row, spread


def choice_text(guide: Guide, question: Question, plan: Plan, index: int) -> str:
    """Return one choice with its mark: ( ) (•) for one of several, [ ] [x] for any of several."""
    code = question.choices[index]
    chosen = code in plan.answer(question.id)
    marks = ("[ ]", "[x]") if question.kind == "many" else ("( )", "(•)")
    return f"{marks[chosen]} {guide.labels[code]}"


def columns_for(guide: Guide, question: Question, width: int) -> int:
    """Return in how many columns the choices stand, read down each column."""
    if width < WIDE or not question.choices:
        return 1
    longest = max(len(guide.labels[code]) for code in question.choices) + 6
    return max(1, min(3, (width - 4) // longest))


def column_height(guide: Guide, question: Question, width: int) -> int:
    """Return how many choices stand in a column, at least 1."""
    return -(-len(question.choices) // columns_for(guide, question, width)) or 1


def choice_rows(guide: Guide, question: Question, plan: Plan, cursor: int, width: int) -> list[Row]:
    """Return the choices, in columns where there is room."""
    columns = columns_for(guide, question, width)
    height = column_height(guide, question, width)
    cell = (width - 4) // columns
    rows: list[Row] = []
    for line in range(height):
        pieces: list[Piece] = [Piece("  ")]
        for column in range(columns):
            index = column * height + line
            if index >= len(question.choices):
                continue
            text = choice_text(guide, question, plan, index)
            chosen = question.choices[index] in plan.answer(question.id)
            role = "cursor" if index == cursor else "chosen" if chosen else "text"
            pieces += [Piece("► " if index == cursor else "  ", "strong"), Piece(text, role)]
            if column < columns - 1:
                pieces.append(Piece(" " * max(0, cell - 2 - width_of([Piece(text)]))))
        rows.append(tuple(pieces))
    return rows


def draw(guide: Guide, tr: Translator, plan: Plan, question: Question, cursor: int, width: int) -> Drawing:
    """Return the whole question.

    Args:
        guide: the words.
        tr: the interface's language.
        plan: what was answered so far.
        question: the one in focus.
        cursor: index of the choice the cursor is on.
        width: cells of a row.
    """
    asked = guide.asked(question.step)
    place = tr("question.place", n=asked.index(question) + 1, of=len(asked))
    section = question.text
    inner = width - 4
    title = wrap([Piece(section.title, "title")], width - len(place) - 2, first=row(" "))
    rows: list[Row] = [spread(title[0], (Piece(f"{place} "),), width), *title[1:], BLANK]
    for block in reading(section.of(Kind.SAY)):
        rows += indented(text_rows(block, inner), 2)
    rows.append(BLANK)
    first = len(rows)
    if question.kind == "words":
        rows += _words(tr, plan, inner)
        kind = points_at_someone(plan.words)
        if kind:
            rows += wrap([Piece(tr(f"field.caution.{kind}"), "warn")], inner, first=row("    ! ", "warn"))
    else:
        rows += choice_rows(guide, question, plan, cursor, width)
    last = len(rows) - 1
    if set(question.urgent_on) & set(plan.answer(question.id)):
        rows += [BLANK, *wrap([Piece(tr("question.urgent"), "danger")], inner, first=row("  "))]
    why = section.of(Kind.PARAGRAPH)
    if why:
        rows.append(BLANK)
        for block in reading(why):
            rows += indented(text_rows(block, inner), 2)
    follow = section.of(Kind.ITEM)
    if follow:
        rows += [BLANK, row(f"  {tr('question.follow-ups')}", "strong")]
        for block in reading(follow):
            rows += indented(text_rows(block, inner), 2)
    rows += _noted(guide, tr, plan, question, inner)
    focus = first + cursor % column_height(guide, question, width)
    # The first choice brings what is to be said into sight with it, until something is answered.
    begin = 0 if cursor == 0 and not plan.answer(question.id) else focus
    return Drawing(tuple(rows), (begin, min(focus + 1, last)))


def _words(tr: Translator, plan: Plan, width: int) -> list[Row]:
    """Return her own words, or that nothing was noted."""
    if plan.words:
        return wrap([Piece(plan.words, "cursor")], width, first=row("    "))
    return wrap([Piece(tr("question.words-empty"), "cursor")], width, first=row("    "))


def _noted(guide: Guide, tr: Translator, plan: Plan, question: Question, width: int) -> list[Row]:
    """Return her goals so far, under the questions of step 2."""
    goals = plan.wishes(guide)
    if question.step != "wants" or not goals:
        return []
    words = " · ".join(guide.labels[f"goal.{goal}"] for goal in goals)
    return [BLANK, *wrap([Piece(f"{tr('question.noted')} ", "strong"), Piece(words)], width, first=row("  "))]
