"""The guide as ordinary lines, whole or one part at a time."""

from __future__ import annotations

from collections.abc import Callable

from safechat_tui.guide import (
    CARD,
    EXTRA,
    STAGES,
    Ages,
    Guide,
    Kind,
    Page,
    Question,
    Section,
    Strategy,
)
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.handout.prose import picture
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, Lines, words_of
from safechat_tui.plain.parts import NUMBERED, PARTS, part_names
from safechat_tui.plain.reference import add_card, add_helpline


def guide_text(
    guide: Guide,
    tr: Translator,
    *,
    part: str | None = None,
    width: int = WIDTH,
    region: str = "ca",
    ascii: bool = False,
    ages: Ages | None = None,
) -> str:
    """Return the guide as lines.

    Args:
        guide: what to show.
        tr: the language of the words between those of the guide.
        part: one of PARTS, or nothing for all of them in order.
        width: columns a line may fill.
        region: whose helplines to show besides Canada's; `ca` shows every region's.
        ascii: draw with the signs of a typewriter.
        ages: which facts are old; those of today when left out.
    """
    lines = Lines(tr, width)
    ages = ages or Ages.as_of_now()
    if part is None:
        names = part_names(tr.lang)
        lines.say(tr("plain.about", parts=", ".join(names.values())))
        lines.blank()
        lines.say(tr("plain.urgent-first", part=names["urgent"]))
    for each in PARTS if part is None else (part,):
        page = guide.urgent_page(region) if each == "urgent" else guide.pages[each]
        if each in NUMBERED:
            number = NUMBERED.index(each) + 1
            lines.page(tr("plain.step", number=number, count=len(NUMBERED), title=page.head.title))
        else:
            lines.page(page.head.title)
        lines.blocks(page.head.blocks, level=1)
        if each in ("understand", "wants"):
            _asking(lines, guide, page, tr)
        elif each == "strategies":
            _strategies(lines, guide, page, tr)
        elif each == "documenting":
            _documenting(lines, guide, page, tr, ascii=ascii)
        elif each == "platforms":
            for platform in guide.platforms:
                add_card(lines, guide, platform, ages)
        else:
            _sections(lines, page)
        if each == "urgent":
            _helplines(lines, guide, tr, region, ages)
    return lines.text()


def _sections(lines: Lines, page: Page) -> None:
    for section in page.sections:
        lines.section(section)


def _asking(lines: Lines, guide: Guide, page: Page, tr: Translator) -> None:
    """Show a step that asks: what goes before the questions, then the questions in order."""
    questions = [question for question in guide.questions if question.step == page.head.id]
    asked = {question.id for question in questions}
    for section in page.sections:
        if section.id not in asked:
            lines.section(section)
    for number, question in enumerate(questions, start=1):
        _question(lines, guide, question, tr, number, len(questions))


def _question(
    lines: Lines, guide: Guide, question: Question, tr: Translator, number: int, count: int
) -> None:
    text = question.text
    lines.heading(tr("plain.question", number=number, count=count, title=text.title))
    if question.under:
        lines.say(tr("plain.under", title=lines.quoted(guide.question(question.under).text.title)), level=2)
        lines.blank()
    lines.blocks(text.of(Kind.SAY), level=2)
    _labelled(lines, tr("plain.why"), [words_of(block) for block in text.of(Kind.PARAGRAPH)], lines.say)
    _labelled(lines, tr("plain.next"), [words_of(block) for block in text.of(Kind.ITEM)], lines.item)
    label = {"many": "plain.answers-many", "words": "plain.answer-words"}.get(question.kind, "plain.answers")
    _labelled(lines, tr(label), [guide.labels.get(code, code) for code in question.choices], lines.item)
    if question.kind == "words":
        lines.blank()
        lines.say(tr(label), level=2)
    if question.urgent_on:
        answers = tr("plain.or").join(
            lines.quoted(guide.labels.get(code, code)) for code in question.urgent_on
        )
        lines.blank()
        lines.say(tr("plain.urgent-on", answers=answers, part=tr("part.urgent")), level=2)


def _labelled(lines: Lines, label: str, texts: list[str], add: Callable[..., None]) -> None:
    """Add texts under a label; nothing when there are none."""
    if texts:
        lines.heading(label, level=2)
        for text in texts:
            add(text, level=3)


def _strategies(lines: Lines, guide: Guide, page: Page, tr: Translator) -> None:
    """Show the strategies with their cards, stage by stage, numbered in safe order."""
    _sections(lines, page)
    number = 0
    for stage in STAGES:
        here = [strategy for strategy in guide.strategies if strategy.stage is stage]
        if here:
            lines.heading(guide.labels[f"stage.{stage}"])
        for strategy in here:
            number += 1
            _strategy(lines, guide, strategy, tr, number)


def _strategy(lines: Lines, guide: Guide, strategy: Strategy, tr: Translator, number: int) -> None:
    lines.heading(f"{number}. {strategy.title}", level=2)
    for line in (*CARD, *EXTRA):
        if strategy.card(line):
            lines.say(guide.labels.get(f"card.{line}", line), level=3)
            lines.say(strategy.card(line), level=4)
    if strategy.goals:
        lines.say(tr("plain.serves"), level=3)
        lines.say("; ".join(guide.labels[f"goal.{goal}"] for goal in strategy.goals), level=4)
    if strategy.page.head.blocks:
        lines.blank()
        lines.blocks(strategy.page.head.blocks, level=3)
    for section in strategy.page.sections:
        lines.section(section, level=3)


def _documenting(lines: Lines, guide: Guide, page: Page, tr: Translator, *, ascii: bool) -> None:
    """Show how to document."""
    for section in page.sections:
        if section.id == "documenting.picture":
            _picture(lines, guide, section, tr, ascii=ascii)
        else:
            lines.section(section)


def _picture(lines: Lines, guide: Guide, section: Section, tr: Translator, *, ascii: bool) -> None:
    """Draw the good screenshot between what is said of it and the list of its numbered parts."""
    drawn = picture(guide)
    lines.heading(section.title)
    lines.blocks(section.of(Kind.PARAGRAPH, Kind.SAY), level=2)
    lines.blank()
    lines.say(tr("plain.picture"), level=2)
    lines.blank()
    lines.as_is(picture_lines(drawn, lines.width, ascii=ascii), level=0)
    lines.blank()
    for part in drawn.parts:
        lines.say("".join(span.text for span in part.words), level=2, lead=f"({part.number}) ")


def _helplines(lines: Lines, guide: Guide, tr: Translator, region: str, ages: Ages) -> None:
    """Show whom to call where she is; without a region, Canada's helplines, then every region's."""
    lines.section(guide.pages["helplines"].head)
    if missing := guide.no_line(region):
        lines.section(missing)
    for helpline in guide.helplines_listed(region):
        add_helpline(lines, guide, helpline, tr, ages)
