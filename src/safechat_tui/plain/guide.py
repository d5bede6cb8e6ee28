"""The guide as ordinary lines, whole or one part at a time, and the words a part is asked for by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safechat_tui.guide.model import Guide, Question
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.text import Kind, Page
from safechat_tui.handout import pages, passages
from safechat_tui.handout.blocks import Heading
from safechat_tui.handout.cards import actions
from safechat_tui.handout.passages import reading
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.lines import USUAL_WIDTH, LineWriter, with_addresses
from safechat_tui.plain.reading import question_title
from safechat_tui.text.fold import folded
from safechat_tui.text.near import near

GUIDE_PARTS: Final = (
    "opening",
    "understand",
    "wants",
    "strategies",
    "documenting",
    "platforms",
    "urgent",
    "closing",
)
"""The parts of the guide, in reading order: the names of their pages."""

NUMBERED: Final = ("understand", "wants", "strategies")
"""The parts that are the three steps, in order."""


def guide_text(
    guide: Guide,
    tr: Translator,
    *,
    part: str | None = None,
    width: int = USUAL_WIDTH,
    region: str = "ca",
    ascii: bool = False,
    ages: Ages | None = None,
) -> str:
    """Return the guide as lines.

    Args:
        guide: what to show.
        tr: the language of the words between those of the guide.
        part: one of GUIDE_PARTS, or nothing for all of them in order.
        width: columns a line may fill.
        region: whose helplines to show besides Canada's; `ca` shows every region's.
        ascii: draw with the signs of a typewriter.
        ages: which facts are old; those of today when left out.
    """
    lines = LineWriter(tr, width)
    ages = ages or Ages.as_of_now()
    if part is None:
        names = part_names(tr.lang)
        lines.say(tr("plain.about", parts=", ".join(names.values())))
        lines.blank()
        lines.say(tr("plain.urgent-first", part=names["urgent"]))
    for each in GUIDE_PARTS if part is None else (part,):
        page = guide.pages[each]
        if each in NUMBERED:
            number = NUMBERED.index(each) + 1
            lines.page(tr("plain.step", number=number, count=len(NUMBERED), title=page.head.title))
            lines.read(reading(page.head.blocks))
        if each in ("understand", "wants"):
            _asking(lines, guide, page, tr)
        elif each == "strategies":
            _strategies(lines, guide, tr, ages)
        elif each == "documenting":
            lines.read(pages.documenting(guide), ascii=ascii)
        elif each == "platforms":
            lines.read(passages.headed(page.head, 1))
            for platform in guide.platforms:
                lines.read((Heading(platform.text.title, 2), *actions(guide, platform, ages)))
        elif each == "urgent":
            lines.read(pages.urgent(guide, tr, region, ages, guide.helplines_listed(region)))
        else:
            lines.read(pages.part(guide, each))
    return lines.text()


def _asking(lines: LineWriter, guide: Guide, page: Page, tr: Translator) -> None:
    """Show a step that asks: what goes before the questions, then the questions in order."""
    questions = guide.asked(page.head.id)
    asked = {question.id for question in questions}
    for section in page.sections:
        if section.id not in asked:
            lines.read(passages.headed(section))
    for question in questions:
        _question(lines, guide, question, tr)


def _question(lines: LineWriter, guide: Guide, question: Question, tr: Translator) -> None:
    text = question.text
    lines.heading(question_title(guide, tr, question))
    if question.under:
        lines.say(tr("plain.under", title=lines.quoted(guide.question(question.under).text.title)), level=2)
        lines.blank()
    lines.read(reading(text.of(Kind.SAY)), level=2)
    for label, kind, add in (("plain.why", Kind.PARAGRAPH, lines.say), ("plain.next", Kind.ITEM, lines.item)):
        _labelled(lines, tr(label), [with_addresses(block.spans) for block in text.of(kind)], add)
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


def _labelled(lines: LineWriter, label: str, texts: list[str], add: Callable[..., None]) -> None:
    """Add texts under a label; nothing when there are none."""
    if texts:
        lines.heading(label, level=2)
        for text in texts:
            add(text, level=3)


def _strategies(lines: LineWriter, guide: Guide, tr: Translator, ages: Ages) -> None:
    """Show the strategies with their cards, stage by stage, numbered in safe order."""
    lines.read(passages.sections(guide.pages["strategies"].sections))
    stage = None
    for number, strategy in enumerate(guide.strategies, start=1):
        if strategy.stage is not stage:
            stage = strategy.stage
            lines.heading(guide.labels[f"stage.{stage}"])
        _, *rest = pages.whole_card(guide, strategy, tr, ages)
        lines.heading(f"{number}. {strategy.title}", level=2)
        lines.read(tuple(rest), level=3)
        if strategy.goals:
            lines.blank()
            lines.say(tr("plain.serves"), level=3)
            lines.say("; ".join(guide.labels[f"goal.{goal}"] for goal in strategy.goals), level=4)


# The words a part is asked for by ------------------------------------------------------------------


def part_names(lang: str) -> dict[str, str]:
    """Return the name of each part in a language, by part."""
    tr = Translator(lang)
    return {part: tr(f"part.{part}") for part in GUIDE_PARTS}


def find_part(word: str) -> str | None:
    """Return the part that a word means in either language or by its number, or nothing."""
    return _spellings().get(folded(word.strip()))


def nearest_part(word: str) -> str | None:
    """Return the part that a mistyped word comes nearest to in either language, or nothing."""
    known = _spellings()
    return known.get(near(folded(word.strip()), known))


def _spellings() -> dict[str, str]:
    words = {str(number): part for number, part in enumerate(NUMBERED, start=1)}
    words |= {part: part for part in GUIDE_PARTS}
    for lang in LANGUAGES:
        words |= {folded(name): part for part, name in part_names(lang).items()}
    return words
