"""The two steps that ask: what is happening, and what she wants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from textual.widget import Widget

from safechat_tui.conversation.progress import last_question, overview
from safechat_tui.guide.model import Question
from safechat_tui.plan import points_at_someone
from safechat_tui.tui.keys import Hotkey, keys_of, names_of
from safechat_tui.tui.screens.lists import ListDialog
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.screens.words import WordsDialog
from safechat_tui.tui.views import question as question_view
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.lines import Panes

DIGITS: Final = frozenset("éèçà")
"""Letters that stand on the keys of digits on a French keyboard, where digits lead to the steps."""


class Spot(NamedTuple):
    """What is in focus on a screen of questions."""

    question: int
    """Its place among those of the step."""
    cursor: int
    """The choice."""
    top: int
    """The first row in sight."""


class Questions(Step):
    """Steps 1 and 2: one question in focus."""

    SCOPES = ("question", "guides", "step")

    def __init__(self) -> None:
        """Begin at the first question."""
        super().__init__()
        self._index = 0
        self._moved = False

    @property
    def question(self) -> Question:
        """The question in focus."""
        asked = self.conversation.guide.asked(self.STEP)
        # Another guide may ask less.
        return asked[min(self._index, len(asked) - 1)]

    @property
    def keys(self) -> tuple[Hotkey, ...]:
        """The keys that hold here, named for what they do to this question."""
        keys = keys_of(("words" if self.letters_write else "question", "guides", "step", "always"))
        # Where a letter begins her line, none is named as a key.
        named = [key for key in keys if key.in_field or not (len(key.label) == 1 and key.label.isalpha())]
        return tuple(named if self.letters_write else keys)

    @property
    def opens_field(self) -> frozenset[str]:
        """Her own words are written in one, too."""
        return super().opens_field | (names_of("choose") if self.letters_write else frozenset())

    @property
    def letters_write(self) -> bool:
        """Her own words begin with any letter."""
        return self.question.kind == "words"

    def writes(self, letter: str | None) -> bool:
        """Open the line with a letter; the unshifted signs of a French keyboard's digits stay keys."""
        begins = self.letters_write and letter is not None and letter.isalpha() and letter not in DIGITS
        if begins:
            self.app.push_screen(WordsDialog(self.question, letter or ""), self._keep_words)
        return begins

    def body(self) -> Iterable[Widget]:
        """Return the question, and what she said where there is room."""
        yield Panes(*super().body(), self.said(), id="columns")

    def drawn(self, width: int) -> Drawing:
        """Return the question in focus."""
        return question_view.draw_question(self.conversation, self.question, self._cursor, width)

    def enter(self, coming: int) -> None:
        """Put the first question in focus, or the last when one comes back from the next step."""
        if coming:
            self._focus(0 if coming > 0 else len(self.conversation.guide.asked(self.STEP)) - 1)

    def _focus(self, index: int) -> None:
        self._index = index
        given = self.conversation.plan.answer(self.question.id)
        self._cursor = next((i for i, code in enumerate(self.question.choices) if code in given), 0)
        self._moved = False
        if self.is_mounted:
            self.redraw(top=True)

    @property
    def spot(self) -> Spot:
        """What is in focus."""
        return Spot(self._index, self._cursor, self.main.top)

    def take(self, spot: Spot) -> None:
        """Put in focus what was."""
        self._index, self._cursor, _ = spot
        if self.is_mounted:
            self.redraw()
            self.main.scroll_rows(spot.top - self.main.top)

    def seek(self, id: str) -> None:
        """Put a question of this step in focus."""
        self._focus([question.id for question in self.conversation.guide.asked(self.STEP)].index(id))

    def _turn(self, by: int) -> None:
        if by > 0:
            self.conversation.passed.add(self.question.id)
        index = self.conversation.guide.asked(self.STEP).index(self.question) + by
        if 0 <= index < len(self.conversation.guide.asked(self.STEP)):
            self._focus(index)
        else:
            super()._turn(by)

    @property
    def count(self) -> int:
        """How many choices the question has; none where her own words are the answer."""
        return len(self.question.choices)

    @property
    def per_page(self) -> int:
        """Nothing: pages are those of what is to be said."""
        return 0

    def point_at(self, index: int) -> None:
        """Move the cursor to a choice."""
        self._moved = True
        super().point_at(index)

    def action_back(self) -> None:
        """Go to the column of choices before, else to the question before."""
        if not self._sideways(-1):
            super().action_back()

    def action_on(self) -> None:
        """Go to the next column of choices, else to the next question."""
        if not self._sideways(1):
            super().action_on()

    def _sideways(self, by: int) -> bool:
        """Move the cursor to the column before or after, and return whether there is one."""
        height = question_view.column_height(self.conversation, self.question, self.main.size.width)
        last = len(self.question.choices) - 1
        column = self._cursor // height + by
        there_is = last >= 0 and 0 <= column <= last // height
        if there_is:
            self.point_at(min(last, self._cursor + by * height))
        return there_is

    def action_pass(self) -> None:
        """Take the choice that was moved to, and go on; without a move, pass. Stay in the step."""
        talk, question = self.conversation, self.question
        last = question is talk.guide.asked(self.STEP)[-1]
        if last:
            # A held key repeats: it must not run on into the next step.
            talk.passed.add(question.id)
            self.notice(last_question(talk, self.STEP, "question.last"))
        if self._moved and (code := question.choices[self._cursor]) not in talk.plan.answer(question.id):
            if not last and code in question.urgent_on:
                self.notice(self.tr("question.urgent"), "danger")
            elif not last:
                self.notice(self.tr("talk.noted", words=talk.guide.labels[code]), "chosen")
            self.action_choose()
        if not last:
            self._turn(1)

    def action_choose(self) -> None:
        """Choose or take back what the cursor is on; her own words open a line to write in."""
        question = self.question
        if question.kind == "words":
            self.app.push_screen(WordsDialog(question), self._keep_words)
            return
        code = question.choices[self._cursor]
        self._moved = False
        given = self.conversation.plan.answer(question.id)
        apart = code.startswith("answer.")
        if code in given:
            codes = tuple(other for other in given if other != code)
        elif question.kind == "many" and not apart:
            # "Not now" and "rather not say" stand alone; so do the choices against them.
            codes = (*(other for other in given if not other.startswith("answer.")), code)
        else:
            codes = (code,)
        ordered = tuple(code for code in question.choices if code in codes)
        self.change(self.conversation.plan.with_answer(question.id, ordered))

    def action_overview(self) -> None:
        """List the questions of this step; Enter goes to one."""

        def go(index: int | None) -> None:
            if index is not None:
                self._focus(index)

        self.app.push_screen(ListDialog(lambda: overview(self.conversation, self.STEP), self._index), go)

    def _keep_words(self, words: str | None) -> None:
        """Take the line and go on, unless it seems to name someone."""
        if words is None:
            return
        talk = self.conversation
        plan = talk.plan.with_words(words)
        if plan.words:
            self.notice(self.tr("talk.noted", words=plan.words), "chosen")
        self.change(plan)
        if not points_at_someone(plan.words):
            self.action_pass()


class Understand(Questions):
    """Step 1: understand what is happening."""

    STEP = "understand"


class Wants(Questions):
    """Step 2: learn what she wants."""

    STEP = "wants"
