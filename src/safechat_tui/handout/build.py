"""Makes the printed plan from the guide and what was decided. Pure: no file, no clock, no terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from safechat_tui.guide.model import CARD, EXTRA, Guide, Strategy
from safechat_tui.guide.reference import FACTS_DAYS, Ages, Helpline
from safechat_tui.guide.text import Kind, Page
from safechat_tui.handout.blocks import Contact, Contacts, Heading, Items, Text, Tone, Way, said
from safechat_tui.handout.cards import COLON, printed_first, printed_lines, printed_proof
from safechat_tui.handout.document import Block, CardLine, CheckStep, Columns, Document, Note, NoteKind
from safechat_tui.handout.neutral import neutral_blocks
from safechat_tui.handout.page_one import TO_WRITE, link_to, page_one
from safechat_tui.handout.parts import apps_for_steps, offered, step_actions, written_parts
from safechat_tui.handout.prose import (
    body,
    document,
    good_screenshot,
    least,
    page_log,
    printed_section,
    printed_words,
)
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan, PlanStep, card_line, plan_steps

EXTRAS: Final = (("caution", NoteKind.CAUTION), ("how", NoteKind.HOW))
"""Sections of a strategy that are printed, what to mind before how to do it."""

KEEPING: Final = ("documenting.where", "documenting.accounts")
"""Where to keep evidence, and in which accounts; what goes into a log is said beside the log.

When to use another device is not among them: how to capture says it in a sentence, and the page is full.
"""

KEEPING_LONG: Final = ("documenting.second-device", *KEEPING, "documenting.log-entry")
"""The same where how to capture takes more than LONG lines, so that there is a second page to be filled."""

LONG: Final = 8
"""Lines on how to capture that leave room for KEEPING on one page."""

CAUTIONS: Final = ("documenting.second-device", "documenting.accounts")
"""All that is said of evidence, beside the least, to a person who decides nothing today."""

_FULL: Final = frozenset({"plan", "evidence"})
"""Parts that fill a page each."""

MOST_APPS: Final = 3
"""Apps whose lines stand on one page, whatever her steps are; further ones are named."""

_SPACES: Final = re.compile(" +")


def build(
    guide: Guide,
    plan: Plan,
    today: date,
    *,
    neutral: bool = False,
    region: str = "",
    facts_days: int = FACTS_DAYS,
    parts: Collection[str] = (),
) -> Document:
    """Return the paper for her.

    Args:
        guide: the guide in the language of the paper.
        plan: what was decided.
        today: the date on the paper.
        neutral: return the neutral paper, a short one of its own, which tells nobody what it is about.
        region: code of a province or territory whose helplines are added to the national ones.
        facts_days: days after which a fact is marked as old.
        parts: names of PARTS; those that are offered for the plan when left out.
    """
    parts = tuple(part for part in parts if part in written_parts(guide)) or offered(guide, plan)
    if neutral:
        title, blocks = "neutral_title", neutral_blocks(guide, plan, region, parts)
    else:
        title, blocks = "title", _Builder(guide, plan, region, Ages(today, facts_days)).blocks(parts)
    return document(guide, guide.pages["handout"].value(title), blocks, today)


class _Builder:
    """Puts the parts of one paper together."""

    def __init__(self, guide: Guide, plan: Plan, region: str, ages: Ages) -> None:
        self.guide = guide
        self.plan = plan
        self.region = region
        self.ages = ages
        self.page: Page = guide.pages["handout"]
        self.steps = plan_steps(guide, plan)
        self.is_open = not self.steps and not plan.goals(guide)
        """Whether there is neither a goal of hers nor a step."""

    def blocks(self, parts: Collection[str]) -> Iterator[Block]:
        """Yield these parts, in the order of PARTS, and what the paper owes its source."""
        made: dict[str, Callable[[], Iterator[Block]]] = {
            "plan": lambda: page_one(self.guide, self.plan, self.region),
            "steps": self._steps,
            "evidence": self._documenting,
            "apps": self._platforms,
            "helplines": self._helplines,
            "log": self._log,
        }
        # A page on evidence has no room left, and for two lines no other is begun.
        is_full = set(parts) <= _FULL and not self.is_open and not (self._is_long and "evidence" in parts)
        for name in (name for name in PARTS if name in parts):
            yield from made[name]()
            if is_full and name == PARTS[0]:
                yield from self._credit()
        if not is_full:
            yield from self._credit() if self.is_open else self._closing()

    def _word(self, key: str) -> str:
        return self.page.value(key)

    def _colon(self, label: str) -> str:
        """Return a label ready for what follows it; a question needs no colon."""
        return label if label.endswith("?") else label + COLON[self.guide.lang]

    def _section(self, id: str, tone: Tone = Tone.PLAIN) -> tuple[Text | Items, ...]:
        return body(self.page.section(id), tone)

    def _steps(self) -> Iterator[Block]:
        if not self.steps:
            return
        yield Heading(self._word("details"), new_page=True)
        yield Note(NoteKind.DECIDE, "", self._section("handout.decide"))
        yield said(self._word("tick"))
        told: dict[tuple[str, str], int] = {}
        for number, step in enumerate(self.steps, start=1):
            yield self._step(number, step, told)
        if self.plan.place in self.guide.places:
            yield Heading(self._word("place"), level=2)
            yield from body(self.guide.pages["place"].section(self.plan.place))

    def _step(self, number: int, step: PlanStep, told: dict[tuple[str, str], int]) -> CheckStep:
        """Return a step; what was said of an earlier one is not said again, but where it stands.

        `told` is the number of the step that first said each line; this one's are added.
        """
        strategy, named = step.strategy, self.plan.platforms()
        lines: list[CardLine] = []
        for line in (*CARD, *EXTRA):
            words = card_line(self.guide, strategy, line, named)
            if not words:
                continue
            first = told.setdefault((line, words), number)
            # What a step does follows its title by itself.
            label = "" if line == CARD[0] else self._colon(self.guide.labels.get(f"card.{line}", ""))
            lines.append(CardLine(label, words if first == number else self._as_step("as_step", first)))
        note = ""
        if step.added:
            first = told.setdefault(("added", ""), number)
            note = self._word("step_added") if first == number else self._as_step("added_as_step", first)
        return CheckStep(number, strategy.title, tuple(lines), tuple(_extras(strategy)), note)

    def _as_step(self, key: str, number: int) -> str:
        return self._word(key).replace("%(number)s", str(number))

    def _documenting(self) -> Iterator[Block]:
        page = self.guide.pages["documenting"]
        if self.is_open:
            yield least(self.guide)
            for id in CAUTIONS:
                yield from printed_section(page.section(id))
            return
        yield Heading(self._word("documenting"), new_page=True)
        yield from body(page.head)
        yield least(self.guide)
        capture, shown = page.section("documenting.capture"), page.section("documenting.picture")
        told = (Text(printed_words(line)) for line in shown.of(Kind.PARAGRAPH, Kind.SAY))
        yield Columns(
            (Heading(capture.title, level=2), *body(capture)),
            (Heading(shown.title, level=2), *told, good_screenshot(self.guide)),
        )
        for id in KEEPING_LONG if self._is_long else KEEPING:
            yield from printed_section(page.section(id))

    @property
    def _is_long(self) -> bool:
        """Whether how to keep evidence takes two pages."""
        capture = body(self.guide.pages["documenting"].section("documenting.capture"))
        return any(len(each.items) > LONG for each in capture if isinstance(each, Items))

    def _platforms(self) -> Iterator[Block]:
        """Yield what her steps need to know of her apps, in a line or two for each thing they do there."""
        codes = step_actions(self.guide, self.plan)
        platforms = apps_for_steps(self.guide, self.plan)
        if not platforms:
            return
        yield Heading(self._word("platforms"))
        if first := printed_first(self.guide, platforms, codes):
            yield said(first, strong=True)
        shown, others = platforms[:MOST_APPS], platforms[MOST_APPS:]
        for app in shown:
            yield Heading(app.name, level=3)
            yield Items(printed_lines(self.guide, app, codes))
        if others:
            names = ", ".join(app.name for app in others)
            yield said(self._word("apps_more").replace("%(apps)s", names))
        yield said(printed_proof(self.guide, shown, codes, self.ages))

    def _helplines(self) -> Iterator[Block]:
        yield Heading(self._word("helplines"))
        yield from body(self.guide.pages["helplines"].head)
        if missing := self.guide.no_line(self.region):
            yield from body(missing)
        reachable = self.guide.helplines_for(self.region)
        yield Contacts(tuple(self._contact(line) for line in reachable if line.printable))

    def _contact(self, line: Helpline) -> Contact:
        phone = line.phone or (TO_WRITE if line.to_write else "")
        found = (("phone", phone), ("text_message", line.text_to), ("web", line.url))
        ways = (
            # A number for texts is none to call.
            Way(
                self._colon(self._word(key)),
                _unbroken(value),
                link="" if key == "text_message" else link_to(value),
            )
            for key, value in found
            if value
        )
        return Contact(line.name, tuple(ways), line.note)

    def _log(self) -> Iterator[Block]:
        if self.is_open:
            return
        yield Heading(self._word("log"), apart=True)
        yield Note(NoteKind.CAUTION, "", self._section("handout.log-caution"))
        yield page_log(self.page)

    def _credit(self) -> Iterator[Block]:
        """Yield what a page by itself owes its source, in a line or two."""
        yield from self._section("handout.neutral-credit", Tone.SMALL)
        yield from self._unreviewed()

    def _unreviewed(self) -> Iterator[Block]:
        """Yield that nobody whose language it is has read these words over, where that is so."""
        if unreviewed := self._word("unreviewed"):
            yield said(unreviewed, Tone.SMALL)

    def _closing(self) -> Iterator[Block]:
        yield from self._section("handout.resources")
        yield from self._section("handout.not-legal", Tone.SMALL)
        yield Heading(self._word("credits"), level=3)
        yield from body(self.guide.pages["closing"].section("closing.credit"), Tone.SMALL)
        yield from self._unreviewed()


def _unbroken(value: str) -> str:
    """Keep each number or address in one piece; several of them may still stand on several lines."""
    return ", ".join(_SPACES.sub("\u00a0", part) for part in value.split(", "))


def _extras(strategy: Strategy) -> Iterator[Note]:
    sections = {section.id: section for section in strategy.page.sections}
    for name, kind in EXTRAS:
        section = sections.get(f"{strategy.id}.{name}")
        if section is not None:
            yield Note(kind, section.title, body(section))
