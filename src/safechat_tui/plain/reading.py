"""What a conversation in lines reads out: a question, the strategies that fit, the plan in short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safechat_tui.guide.model import Guide, Question, Strategy
from safechat_tui.guide.text import Kind
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.paper import PaperOptions
from safechat_tui.handout.passages import reading
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import LineWriter
from safechat_tui.plan import Plan, plan_steps


def question_title(guide: Guide, tr: Translator, question: Question) -> str:
    """Return which question of how many, and its title."""
    asked = guide.asked(question.step)
    return tr("plain.question", number=asked.index(question) + 1, count=len(asked), title=question.text.title)


def say_question(lines: LineWriter, guide: Guide, tr: Translator, plan: Plan, question: Question) -> None:
    """Add what to say, what may be answered, and what was answered."""
    lines.read(reading(question.text.of(Kind.SAY)), level=0)
    if question.choices:
        lines.say(tr("plain.answers-many" if question.kind == "many" else "plain.answers"))
        for number, code in enumerate(question.choices, start=1):
            lines.say(guide.labels[code], lead=f"{number:>2} ")
    noted = noted_answer(guide, tr, plan, question)
    if noted:
        lines.say(noted)


def noted_answer(guide: Guide, tr: Translator, plan: Plan, question: Question) -> str:
    """Return what is noted for a question, or nothing."""
    if question.kind == "words":
        return tr("talk.noted-words", words=plan.words) if plan.words else ""
    given = "; ".join(guide.labels[code] for code in plan.answer(question.id))
    return tr("talk.noted", words=given) if given else ""


def say_why(lines: LineWriter, tr: Translator, question: Question) -> None:
    """Add why one asks, and what to ask next."""
    why, following = question.text.of(Kind.PARAGRAPH), question.text.of(Kind.ITEM)
    if why:
        lines.say(tr("plain.why"))
        lines.read(reading(why))
    if following:
        lines.say(tr("question.follow-ups"))
        lines.read(reading(following))


def say_strategies(
    lines: LineWriter, guide: Guide, tr: Translator, plan: Plan, fitting: Sequence[Strategy]
) -> None:
    """Add the strategies that fit, numbered in safe order, stage by stage; say which are in the plan."""
    _say_goals(lines, guide, tr, plan, none=tr("strategies.no-goal"))
    added = {step.strategy.id for step in plan_steps(guide, plan) if step.added}
    stage = None
    for number, strategy in enumerate(fitting, start=1):
        if strategy.stage is not stage:
            stage = strategy.stage
            lines.say(guide.labels[f"stage.{stage}"])
        id = "talk.in-plan" if strategy.id in plan.chosen else "talk.added" if strategy.id in added else ""
        title = tr(id, title=strategy.title) if id else strategy.title
        lines.say(
            f"{title}{COLON[guide.lang]} {guide.labels[f'noticed.{strategy.notice}']}", lead=f"{number:>2} "
        )


def _say_goals(lines: LineWriter, guide: Guide, tr: Translator, plan: Plan, *, none: str) -> None:
    """Add what she asked for, then what holds without being a wish; one line where there is neither."""
    wishes, facts = (
        [guide.labels[f"goal.{g}"] for g in found] for found in (plan.wishes(guide), plan.facts(guide))
    )
    if wishes:
        lines.say(tr("talk.goals", goals="; ".join(wishes)))
    for words in facts or ([] if wishes else [none]):
        lines.say(words)


def say_plan(
    lines: LineWriter,
    guide: Guide,
    tr: Translator,
    plan: Plan,
    paper: PaperOptions,
    labels: Mapping[str, str],
) -> None:
    """Add the plan in short: goals, her words, steps in order; then how it would go on paper."""
    words = guide.pages["handout"]
    _say_goals(lines, guide, tr, plan, none=words.value("no_goals"))
    if plan.words:
        lines.say(tr("talk.noted-words", words=plan.words))
    steps = plan_steps(guide, plan)
    if not steps:
        lines.say(words.value("no_steps"))
    for number, step in enumerate(steps, start=1):
        title = step.strategy.title
        lines.say(tr("talk.added", title=title) if step.added else title, lead=f"{number:>2} ")
    if any(step.added for step in steps):
        lines.say(tr("talk.added-why"))
    for name in paper.choices:
        lines.say(option_line(labels, tr, paper, name))


def option_line(labels: Mapping[str, str], tr: Translator, paper: PaperOptions, name: str) -> str:
    """Return what is chosen for one thing of the paper."""
    return tr(f"talk.option.{name}", value=paper.words(name, tr, labels))
