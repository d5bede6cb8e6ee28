"""The five steps of a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final, NamedTuple, cast

from textual.binding import BindingType
from textual.widget import Widget

from safechat_tui.conversation.steps import STEPS
from safechat_tui.guide import Question, Strategy
from safechat_tui.plan import on_offer, plan_steps
from safechat_tui.tui import screens
from safechat_tui.tui.keys import Key, bindings, keys_of, names_of
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.frame import Frame, pane
from safechat_tui.tui.views import chrome, pages, strategies
from safechat_tui.tui.views import question as question_view
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets import Beside, Lines


class Step(Frame[None]):
    """A step: left and right lead through the whole conversation."""

    def heading(self) -> str:
        """Return the name of the guide, and whether the plan is kept."""
        name = self.conversation.guide.name
        return self.tr("frame.title-kept", guide=name) if self.conversation.keeping.is_keeping else name

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that lead somewhere from here."""
        return chrome.leading(super().keys, self.STEP)

    def action_back(self) -> None:
        """Go to the step before."""
        self._turn(-1)

    def action_on(self) -> None:
        """Go to the next step."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        index = STEPS.index(self.STEP) + by
        if 0 <= index < len(STEPS):
            self.go(STEPS[index], coming=by)

    def go(self, step: str, *, coming: int = 0) -> None:
        """Show a step in the place of this one.

        Args:
            step: its name.
            coming: 1 from the step before, -1 from the one after, 0 from anywhere.
        """
        screen = cast("Step", self.app.get_screen(step))
        screen.enter(coming)
        if screen is not self:
            self.app.switch_screen(step)

    def enter(self, coming: int) -> None:
        """Prepare to be shown: from the step before or after, at the top.

        Args:
            coming: 1 from the step before, -1 from the one after, 0 from anywhere.
        """
        if coming and self.is_mounted:
            self.main.redraw(top=True)


class Opening(Step):
    """What the guide is about, and the ground it stands on."""

    STEP = "opening"
    SCOPES: ClassVar[tuple[str, ...]] = ("opening", "reading", "text", "step")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def heading(self) -> str:
        """Return the name of the guide; behind the choice of one nothing, for none need be read yet."""
        return "" if self.talks.asks_for_guide else super().heading()

    def body(self) -> Iterable[Widget]:
        """Return the text."""
        yield pane(self._draw)

    def _draw(self, width: int) -> Drawing:
        return Drawing(()) if self.talks.asks_for_guide else pages.opening(self.conversation.guide, width)

    def on_screen_resume(self) -> None:
        """Show what has changed, and say once what is wrong with the guide."""
        super().on_screen_resume()
        if self.talks.asks_for_guide:
            return
        if trouble := self.conversation.untold():
            self.notice(trouble)


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

    SCOPES: ClassVar[tuple[str, ...]] = ("question", "step")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def __init__(self) -> None:
        """Begin at the first question."""
        super().__init__()
        self._index = 0
        self._cursor = 0
        self._moved = False

    @property
    def question(self) -> Question:
        """The question in focus."""
        return self.conversation.guide.asked(self.STEP)[self._index]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that hold here, named for what they do to this question."""
        keys = keys_of(("words" if self.letters_write else "question", "step", "always"))
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
            self.app.push_screen(screens.WordsDialog(self.question, letter or ""), self._keep_words)
        return begins

    def body(self) -> Iterable[Widget]:
        """Return the question."""
        yield pane(self._draw)

    def _draw(self, width: int) -> Drawing:
        talk = self.conversation
        return question_view.draw(talk.guide, talk.tr, talk.plan, self.question, self._cursor, width)

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
        index = self._index + by
        if 0 <= index < len(self.conversation.guide.asked(self.STEP)):
            self._focus(index)
        else:
            super()._turn(by)

    def action_move(self, by: int) -> None:
        """Move the cursor among the choices, round at the ends."""
        if self.question.choices:
            self._cursor = (self._cursor + by) % len(self.question.choices)
            self._moved = True
            self.main.redraw()
        else:
            self.main.scroll_rows(by)

    def action_pass(self) -> None:
        """Go on; where a choice was looked for and none is marked, say so once before."""
        # Enter chooses in every list of answers: here an answer would be lost without a word.
        if self._moved and not self.conversation.plan.answer(self.question.id):
            self._moved = False
            self.notice(self.tr("question.unmarked"))
        else:
            self.action_on()

    def action_choose(self) -> None:
        """Choose or take back what the cursor is on; her own words open a line to write in."""
        question = self.question
        if question.kind == "words":
            self.app.push_screen(screens.WordsDialog(question), self._keep_words)
            return
        code = question.choices[self._cursor]
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

    def _keep_words(self, words: str | None) -> None:
        if words is not None:
            self.change(self.conversation.plan.with_words(words))


class Understand(Questions):
    """Step 1: understand what is happening."""

    STEP = "understand"


class Wants(Questions):
    """Step 2: learn what she wants."""

    STEP = "wants"


class Strategies(Step):
    """Step 3: strategies that fit, in safe order, with the card beside."""

    STEP = "strategies"
    SCOPES: ClassVar[tuple[str, ...]] = ("strategies", "step")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def __init__(self) -> None:
        """Begin at the first strategy."""
        super().__init__()
        self._at = ""

    @property
    def fitting(self) -> tuple[Strategy, ...]:
        """The strategies that fit and those that are in the plan already, in order."""
        return on_offer(self.conversation.guide, self.conversation.plan)

    @property
    def strategy(self) -> Strategy:
        """The strategy in focus."""
        return self.fitting[self._cursor]

    @property
    def _cursor(self) -> int:
        """Its place in the list, which changes with the plan; the first where it is not in the list."""
        return next((i for i, strategy in enumerate(self.fitting) if strategy.id == self._at), 0)

    def enter(self, coming: int) -> None:
        """Put the first strategy in focus when one comes from step 2 or begins anew."""
        if coming > 0:
            self._at = ""
        super().enter(coming)

    def body(self) -> Iterable[Widget]:
        """Return the list with the card beside it, or under it on a small screen."""
        yield Beside(pane(self._draw_list), pane(self._draw_card, id="card"), id="columns")

    def _draw_list(self, width: int) -> Drawing:
        talk = self.conversation
        return strategies.draw_list(talk.guide, talk.tr, talk.plan, self.fitting, self._cursor, width)

    def _draw_card(self, width: int) -> Drawing:
        talk = self.conversation
        named = talk.plan.platforms()
        return strategies.draw_card(talk.guide, talk.tr, self.strategy, width, talk.ages, named)

    def action_move(self, by: int) -> None:
        """Move to another strategy and show its card."""
        fitting = self.fitting
        self._at = fitting[(self._cursor + by) % len(fitting)].id
        self.main.redraw()
        self.query_one("#card", Lines).redraw(top=True)

    def action_page(self, pages: int) -> None:
        """Page through the card: the list follows its own cursor."""
        card = self.query_one("#card", Lines)
        card.scroll_rows(pages * max(1, card.size.height - 2))

    def action_choose(self) -> None:
        """Put the strategy into the plan, or take it out."""
        talk, strategy = self.conversation, self.strategy
        self._at = strategy.id
        wanted = strategy.id not in talk.plan.chosen
        self.change(talk.plan.with_strategy(strategy.id, wanted=wanted))
        if wanted and any(step.added for step in plan_steps(talk.guide, talk.plan)):
            self.notice(self.tr("strategies.added"))

    def action_card(self) -> None:
        """Show the whole card with the guidance for the worker."""
        talk, id = self.conversation, self.strategy.id

        def draw(width: int) -> Drawing:
            named = talk.plan.platforms()
            return pages.whole_card(talk.guide, talk.guide.strategy(id), talk.tr, width, talk.ages, named)

        self.app.push_screen(Reader("card", draw))
