"""Makes the printed plan from the guide and what was decided. Pure: no file, no clock, no terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from safechat_tui.guide.model import CARD, EXTRA, Guide, Strategy
from safechat_tui.guide.reference import FACTS_DAYS, Ages, Helpline
from safechat_tui.guide.text import Kind, Page, Span
from safechat_tui.handout.cards import COLON, printed, printed_first, printed_proof
from safechat_tui.handout.danger import TO_WRITE
from safechat_tui.handout.document import (
    Block,
    CardLine,
    CheckStep,
    Contact,
    Contacts,
    Document,
    Extra,
    Heading,
    Items,
    Note,
    NoteKind,
    Text,
    Tone,
    Way,
)
from safechat_tui.handout.neutral import neutral_paper
from safechat_tui.handout.page_one import page_one
from safechat_tui.handout.prose import body, document, headed, page_log, picture, toned, words
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan, PlanStep, card_line, plan_steps

PARTS: Final = ("plan", "steps", "evidence", "helplines", "log")
"""Parts of the paper, in order: page one, each step in detail, how to keep evidence, whom to reach, a log."""

EXTRAS: Final = ("caution", "how")
"""Sections of a strategy that are printed, what to mind before how to do it."""

CAPTURE: Final = ("documenting.capture", "documenting.second-device")
"""How to take a screenshot; the picture comes after it."""

KEEPING: Final = (
    "documenting.where", "documenting.accounts", "documenting.log-entry", "documenting.others-read",
)  # fmt: skip
"""Where to keep evidence, in which accounts, and how to write the log."""

CAUTIONS: Final = ("documenting.second-device", "documenting.accounts")
"""All that is said of evidence, beside the least, to a person who decides nothing today."""

_SPACES: Final = re.compile(" +")


def build(
    guide: Guide,
    plan: Plan,
    today: date,
    tr: Translator,
    *,
    neutral: bool = False,
    region: str = "",
    facts_days: int = FACTS_DAYS,
    parts: Collection[str] = PARTS,
) -> Document:
    """Return the paper for her.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        today: the date on the paper.
        tr: gives the date its words; one of another language is put aside for the guide's own.
        neutral: return the neutral paper, a short one of its own, which tells nobody what it is about.
        region: code of a province or territory whose helplines are added to the national ones.
        facts_days: days after which a fact is marked as old.
        parts: names of PARTS; a neutral paper is one by itself and takes no notice of them.
    """
    tr = tr if tr.lang == guide.lang else Translator(guide.lang)
    if neutral:
        return neutral_paper(guide, plan, today, tr, region)
    return _Builder(guide, plan, region, Ages(today, facts_days)).document(today, tr, parts)


class _Builder:
    """Puts the parts of one paper together."""

    def __init__(self, guide: Guide, plan: Plan, region: str, ages: Ages) -> None:
        self.guide = guide
        self.plan = plan
        self.region = region
        self.ages = ages
        self.page: Page = guide.pages["handout"]

    def document(self, today: date, tr: Translator, parts: Collection[str]) -> Document:
        """Return the paper with these parts, in the order of PARTS."""
        made: dict[str, Callable[[], Iterator[Block]]] = {
            "plan": lambda: page_one(self.guide, self.plan, self.region),
            "steps": self._steps,
            "evidence": self._documenting,
            "helplines": self._helplines,
            "log": self._log,
        }
        blocks = [block for name in PARTS if name in parts for block in made[name]()]
        blocks += self._credit() if set(parts) == {PARTS[0]} else self._closing()
        return document(self.guide, self._word("title"), blocks, made_on=tr.date(today))

    def _word(self, key: str) -> str:
        return self.page.value(key)

    def _colon(self, label: str) -> str:
        """Return a label ready for what follows it; a question needs no colon."""
        return label if label.endswith("?") else label + COLON[self.guide.lang]

    def _label(self, id: str) -> str:
        return self._colon(self.guide.labels.get(id, ""))

    def _section(self, id: str) -> tuple[Text | Items, ...]:
        return body(self.page.section(id))

    def _steps(self) -> Iterator[Block]:
        steps = plan_steps(self.guide, self.plan)
        if not steps:
            return
        yield Heading(self._word("details"), new_page=True)
        yield Note(NoteKind.DECIDE, "", self._section("handout.decide"))
        yield Text((Span(self._word("tick")),))
        for number, step in enumerate(steps, start=1):
            yield self._step(number, step)

        if self.plan.place in self.guide.places:
            yield Heading(self._word("place"), level=2)
            yield from body(self.guide.pages["place"].section(self.plan.place))

    def _step(self, number: int, step: PlanStep) -> CheckStep:
        strategy, named = step.strategy, self.plan.platforms()
        return CheckStep(
            number=number,
            title=strategy.title,
            lines=tuple(
                # What a step does follows its title by itself.
                CardLine("" if line == CARD[0] else self._label(f"card.{line}"), words)
                for line in (*CARD, *EXTRA)
                if (words := card_line(self.guide, strategy, line, named))
            ),
            extras=tuple(_extras(strategy)),
            note=self._word("step_added") if step.added else "",
        )

    def _decides_nothing(self) -> bool:
        """Return whether there is neither a goal of hers nor a step."""
        return not self.plan.goals(self.guide) and not plan_steps(self.guide, self.plan)

    def _documenting(self) -> Iterator[Block]:
        page = self.guide.pages["documenting"]
        least = page.section("documenting.minimum")
        yield Heading(self._word("documenting"))
        yield from body(page.head)
        yield Note(NoteKind.LEAST, least.title, body(least))
        if self._decides_nothing():
            yield from self._platforms()
            for id in CAUTIONS:
                yield from headed(page.section(id))
            return
        for id in CAPTURE:
            yield from headed(page.section(id))
        shown = page.section("documenting.picture")
        yield Heading(shown.title, level=2)
        yield from (Text(words(line)) for line in shown.of(Kind.PARAGRAPH, Kind.SAY))
        yield picture(self.guide)
        yield from self._platforms()
        for id in KEEPING:
            yield from headed(page.section(id))

    def _platforms(self) -> Iterator[Block]:
        named = self.plan.platforms()
        platforms = [platform for platform in self.guide.platforms if platform.id in named]
        codes = {code for step in plan_steps(self.guide, self.plan) for code in step.strategy.actions}
        if platforms:
            yield Heading(self._word("platforms"), level=2)
        for platform in platforms:
            yield Heading(platform.name, level=3)
            yield from (Text(words(line)) for line in platform.text.of(Kind.PARAGRAPH))
            lines = printed(self.guide, platform, codes)
            if first := printed_first(self.guide, platform, codes):
                yield Text((Span(first, strong=True),))
            if lines:
                yield Items(lines)
            yield Text((Span(printed_proof(self.guide, platform, codes, self.ages)),))

    def _helplines(self) -> Iterator[Block]:
        yield Heading(self._word("helplines"))
        yield from body(self.guide.pages["helplines"].head)
        if missing := self.guide.no_line(self.region):
            yield from body(missing)
        reachable = self.guide.helplines_for(self.region)
        yield Contacts(tuple(_contact(self, line) for line in reachable if line.printable))

    def _log(self) -> Iterator[Block]:
        if self._decides_nothing():
            return
        yield Heading(self._word("log"), new_page=True)
        yield Note(NoteKind.CAUTION, "", self._section("handout.log-caution"))
        yield page_log(self.page)

    def _credit(self) -> Iterator[Block]:
        """Yield what a page by itself owes its source, in a line or two."""
        yield from toned(self._section("handout.neutral-credit"), Tone.SMALL)

    def _closing(self) -> Iterator[Block]:
        yield from self._section("handout.resources")
        yield from toned(self._section("handout.not-legal"), Tone.SMALL)
        yield Heading(self._word("credits"), level=3)
        yield from toned(body(self.guide.pages["closing"].section("closing.credit")), Tone.SMALL)


def _contact(builder: _Builder, line: Helpline) -> Contact:
    phone = line.phone or (TO_WRITE if line.to_write else "")
    found = (("phone", phone), ("text_message", line.text_to), ("web", line.url))
    return Contact(
        name=line.name,
        ways=tuple(
            Way(builder._colon(builder._word(key)), _unbroken(value)) for key, value in found if value
        ),
        note=line.note,
    )


def _unbroken(value: str) -> str:
    """Keep each number or address in one piece; several of them may still stand on several lines."""
    return ", ".join(_SPACES.sub("\u00a0", part) for part in value.split(", "))


def _extras(strategy: Strategy) -> Iterator[Extra]:
    sections = {section.id: section for section in strategy.page.sections}
    for name in EXTRAS:
        section = sections.get(f"{strategy.id}.{name}")
        if section is not None:
            yield Extra(section.title, name == "caution", body(section))
