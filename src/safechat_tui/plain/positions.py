"""Where a conversation in lines can be: the opening, the questions, the strategies, the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safechat_tui.conversation import flows
from safechat_tui.conversation.menus import caution
from safechat_tui.conversation.paper import labels, paper_with_parts, preview
from safechat_tui.conversation.progress import last_question, overview
from safechat_tui.guide.model import GUIDES, Question, Strategy
from safechat_tui.handout import pages, passages
from safechat_tui.options import STEPS
from safechat_tui.plain import reading
from safechat_tui.plain.choices import Meant
from safechat_tui.plain.follow import follow
from safechat_tui.plain.listed import Listed
from safechat_tui.plain.talk import Position, Talk
from safechat_tui.plan import MAX_WORDS, Plan, on_offer, plan_steps
from safechat_tui.text.wrap import Row

ASKING: Final = ("understand", "wants")
"""The steps that are made of questions."""


def position_of(step: str, talk: Talk, *, last: bool = False) -> Position:
    """Return where a step begins, or ends.

    Args:
        step: one of STEPS.
        talk: the conversation.
        last: whether to come in from behind, at its last question.
    """
    if step in ASKING:
        return asking(step, len(talk.guide.asked(step)) - 1 if last else 0, talk)
    return next(each() for each in (OpeningPosition, StrategiesPosition, PlanPosition) if each.scope == step)


def asking(step: str, index: int, talk: Talk) -> Position:
    """Return one question of a step, counted from 0."""
    kind = talk.guide.asked(step)[index].kind
    return QuestionPosition(step, index, "words" if kind == "words" else "question")


def _position_after(step: str, talk: Talk) -> Position:
    """Return the beginning of the next step."""
    return position_of(STEPS[STEPS.index(step) + 1], talk)


def position_before(position: Position, talk: Talk) -> Position | None:
    """Return where one was before in the order of the guide, or nothing at its beginning."""
    if isinstance(position, QuestionPosition) and position.index > 0:
        return asking(position.step, position.index - 1, talk)
    step = position.step if isinstance(position, QuestionPosition) else position.scope
    index = STEPS.index(step)
    return position_of(STEPS[index - 1], talk, last=True) if index else None


class OpeningPosition(Position):
    """What the guide is about."""

    scope = "opening"

    def title(self, talk: Talk) -> str:
        """Return the title of the guide's opening."""
        return talk.guide.pages["opening"].head.title

    def show(self, talk: Talk) -> None:
        """Say its first words; the rest on request."""
        talk.read_page(passages.reading(talk.guide.pages["opening"].head.blocks), level=0)

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Read the opening out, or begin."""
        if meant.choice.id == "begin":
            talk.closing_heard = False
            return _position_after("opening", talk)
        if meant.choice.id == "guides":
            if talk.conversation.ask_guide():
                return asking("understand", 0, talk)
            talk.say(talk.tr("guides.one"))
            return None
        talk.read_page((*passages.opening(talk.guide.pages), *passages.about(talk.guide.pages)))
        return None


@dataclass(frozen=True, slots=True)
class QuestionPosition(Position):
    """One question of step 1 or 2."""

    step: str
    index: int
    scope: str
    """Whose choices hold: `words` where a line is written, `question` where answers are chosen."""

    def asked(self, talk: Talk) -> Question:
        """Return the question."""
        return talk.guide.asked(self.step)[self.index]

    def title(self, talk: Talk) -> str:
        """Return which question of how many, under the name of its step."""
        title = reading.question_title(talk.guide, talk.tr, self.asked(talk))
        return talk.tr("talk.step", number=STEPS.index(self.step), title=title)

    def show(self, talk: Talk) -> None:
        """Say the step's name before its first question, then the question."""
        lines = talk.lines()
        if self.index == 0:
            lines.read(passages.reading(talk.guide.pages[self.step].head.blocks), level=0)
            lines.blank()
        reading.say_question(lines, talk.guide, talk.tr, talk.conversation.plan, self.asked(talk))
        talk.read_out(lines)

    def listed(self, talk: Talk) -> Listed:
        """Return the answers; only guides are titles, for a word of an answer can mean its opposite."""
        question = self.asked(talk)
        guides = question.id == GUIDES
        labels = [talk.guide.labels[code] for code in question.choices]
        return talk.listed(labels, are_titles=guides, are_both=guides and len(labels) == 2)

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Note an answer and go on, or do what else was chosen."""
        question = self.asked(talk)
        match meant.choice.id:
            case "answer":
                return self._answer(talk, question, meant.at)
            case "write-words":
                return self._write(talk)
            case "take-back" | "words-back":
                plan = talk.conversation.plan
                words = question.kind == "words"
                talk.change(plan.with_words("") if words else plan.with_answer(question.id, ()))
                talk.say(talk.tr("talk.taken-back"))
                return None
            case "why":
                lines = talk.lines()
                reading.say_why(lines, talk.tr, question)
                talk.read_out(lines)
                return None
            case "overview":
                index = talk.ask(lambda: overview(talk.conversation, self.step))
                return None if index is None else asking(self.step, index, talk)
        return self._pass(talk, question)

    def next(self, talk: Talk) -> Position:
        """Return the next question, or the next step."""
        if self.index + 1 < len(talk.guide.asked(self.step)):
            return asking(self.step, self.index + 1, talk)
        return _position_after(self.step, talk)

    def _pass(self, talk: Talk, question: Question) -> Position | None:
        """Go on without an answer, but never out of the step: a held Enter repeats."""
        talk.conversation.passed.add(question.id)
        if question is talk.guide.asked(self.step)[-1]:
            talk.say(last_question(talk.conversation, self.step, "talk.last"))
            return None
        return self.next(talk)

    def _answer(self, talk: Talk, question: Question, chosen: tuple[int, ...]) -> Position | None:
        codes = tuple(question.choices[at] for at in sorted(chosen))
        if len(codes) > 1 and question.kind != "many":
            talk.refuse("talk.only-one")
            return None
        if len(codes) > 1 and any(code.startswith("answer.") for code in codes):
            # "Not now" and "rather not say" stand alone.
            talk.refuse("talk.stands-alone")
            return None
        talk.change(talk.conversation.plan.with_answer(question.id, codes))
        talk.say(reading.noted_answer(talk.guide, talk.tr, talk.conversation.plan, question))
        if set(question.urgent_on) & set(codes):
            talk.say(talk.tr("talk.urgent"))
        return self.next(talk)

    def _write(self, talk: Talk) -> Position | None:
        talk.say(talk.tr("field.rules", most=MAX_WORDS))

        words = talk.ask_words(
            talk.tr("talk.write"), lambda line: talk.change(talk.conversation.plan.with_words(line))
        )
        if not words:
            talk.say(talk.tr("talk.unchanged"))
            return None
        if len(words) > MAX_WORDS:
            talk.say(talk.tr("field.too-long", most=MAX_WORDS))
        talk.change(talk.conversation.plan.with_words(words))
        kept = talk.conversation.plan.words
        talk.say(talk.tr("talk.noted-words", words=kept))
        if warning := caution(talk.tr, kept):
            talk.say(warning)
            return None
        return self.next(talk)


class StrategiesPosition(Position):
    """Step 3: the strategies that fit, in safe order."""

    scope = "strategies"

    def fitting(self, talk: Talk) -> tuple[Strategy, ...]:
        """Return the strategies that fit and those that are in the plan already, in order."""
        return on_offer(talk.guide, talk.conversation.plan)

    def title(self, talk: Talk) -> str:
        """Return the title of the step."""
        title = talk.guide.pages["strategies"].head.title
        return talk.tr("talk.step", number=STEPS.index("strategies"), title=title)

    def show(self, talk: Talk) -> None:
        """Say the list."""
        lines = talk.lines()
        reading.say_strategies(lines, talk.guide, talk.tr, talk.conversation.plan, self.fitting(talk))
        talk.read_out(lines)

    def listed(self, talk: Talk) -> Listed:
        """Return the titles of the strategies."""
        return talk.listed([strategy.title for strategy in self.fitting(talk)], are_titles=True)

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Put strategies into the plan or take them out, read a card, or go on."""
        if meant.choice.id == "to-plan":
            return _position_after("strategies", talk)
        listed, fitting = self.listed(talk), self.fitting(talk)
        if meant.choice.id == "add":
            for at in meant.at:
                self._turn(talk, fitting[at])
        elif chosen := listed.chosen(meant.rest):
            ages, named = talk.conversation.ages, talk.conversation.plan.platforms()
            for at in chosen:
                talk.read_page(pages.whole_card(talk.guide, fitting[at], talk.tr, ages, named))
        elif listed.begun_by(meant.rest):
            talk.slip(meant.rest, listed)
        else:
            talk.refuse("talk.card-number")
        return None

    def _turn(self, talk: Talk, strategy: Strategy) -> None:
        plan = talk.conversation.plan
        wanted = strategy.id not in plan.chosen
        talk.change(plan.with_strategy(strategy.id, wanted=wanted))
        talk.say(talk.tr("talk.put-in" if wanted else "talk.taken-out", title=strategy.title))
        before, after = _added(talk, plan), _added(talk, talk.conversation.plan)
        if after and after != before:
            talk.say(talk.tr("talk.added-why"))
            for title in after:
                talk.say(talk.tr("talk.added", title=title))


def _added(talk: Talk, plan: Plan) -> list[str]:
    """Return the titles of the steps that the order rule adds."""
    return [step.strategy.title for step in plan_steps(talk.guide, plan) if step.added]


def _by_ear(rows: Iterable[Row], blank: str) -> str:
    """Return a paper as it is said: without what is drawn, and with words where there is room to write."""
    said = (row for row in rows if not any(piece.role == "rule" for piece in row))
    return "".join(re.sub("_{3,}", blank, "".join(piece.text for piece in row)) + "\n" for row in said)


class PlanPosition(Position):
    """The plan: in short, as it will be printed, and on paper."""

    scope = "plan"

    def title(self, talk: Talk) -> str:
        """Return the name of the step."""
        return talk.tr("talk.step", number=STEPS.index("plan"), title=talk.tr("step.plan.name"))

    def show(self, talk: Talk) -> None:
        """Say the plan in short, and how it would go on paper."""
        lines, now = talk.lines(), talk.conversation
        reading.say_plan(lines, talk.guide, talk.tr, now.plan, paper_with_parts(now), labels(now))
        talk.read_out(lines)

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Read the plan out, change how it goes on paper, write or print it."""
        now, choice = talk.conversation, meant.choice.id
        if choice == "preview":
            talk.read_out(_by_ear(preview(now, talk.width), talk.tr("talk.blank")))
        elif choice in ("write", "print", "plan-parts"):
            follow(talk, flows.FLOWS[choice])
        elif choice == "close" and talk.closing_heard:
            talk.say(talk.tr("talk.closing-heard"))
        elif choice in ("close", "close-again"):
            talk.closing_heard = True
            talk.read_page(pages.part(talk.guide, "closing"))
        else:
            name = choice.removeprefix("plan-")
            if name not in now.paper.choices:
                talk.refuse("talk.pdf-only")
                return None
            follow(talk, flows.FLOWS[choice])
            talk.say(reading.option_line(labels(now), talk.tr, now.paper, name))
        return None
