"""The guide as data: frozen, in one language, each block with the line it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, NoReturn

from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import Fact, Helpline, Platform
from safechat_tui.guide.text import Page, Section
from safechat_tui.options import EVERYWHERE, REGIONS

YES: Final = "answer.yes"
"""The answer that sets a goal, unless the facts name others."""


GUIDES: Final = "understand.guides"
"""The question which guides to follow: the first one of step 1, where it is not settled."""

NO_LINE: Final = "helplines.none"
"""The section that says that no helpline of a region's own is given."""


class Question(NamedTuple):
    """A line to ask in step 1 or 2, with what may be answered."""

    id: str
    step: str
    """`understand` or `wants`."""
    kind: str
    """`one` choice, `many` choices, or `words` (one short line)."""
    choices: tuple[str, ...]
    """Codes of the answers, in order; their words are the guide's labels."""
    goal: str | None
    """The goal that some of its answers set."""
    goal_on: tuple[str, ...]
    """Answers that set the goal; a yes when the facts name none."""
    fact: bool
    """Whether its goal is how things are, such as an order, and no wish of hers."""
    urgent_on: tuple[str, ...]
    """Answers that call for the urgent card."""
    under: str | None
    """The question that this one follows up."""
    text: Section


HELPLINE_PREFIX: Final = "helpline."
"""How the ids of helplines begin."""


class Stage(StrEnum):
    """When a strategy comes. The order of the members is the order of the plan."""

    URGENT = "urgent"
    KEEP = "keep"
    LESSEN = "lessen"
    TELL = "tell"
    CHANGE = "change"


STAGES: Final = tuple(Stage)
"""The stages in safe order: what may vanish is kept first; telling comes before cutting off."""

LOSING: Final = frozenset({Stage.TELL, Stage.CHANGE})
"""Stages in which a strategy may lose everything that can be saved, unless the facts say what."""

CARD: Final = ("does", "notice", "loses", "undo", "first")
"""The lines every card has, in order."""

EXTRA: Final = ("check",)
"""The lines a card may have besides."""

WARNINGS: Final = {"notice.yes": ("yes",), "notice.may": ("may", "disappearing")}
"""Lines that stand for `notice` where her apps, named in `%(apps)s`, do one of these about a screenshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy(Fact):
    """One thing she can do, with its card."""

    id: str
    stage: Stage
    goals: tuple[str, ...]
    """Goals it serves; empty when it serves every goal."""
    offered_on: tuple[str, ...]
    """Answers that call for it besides, whatever her goals are."""
    keep_first: bool
    """Whether it is offered before any strategy that can make evidence vanish."""
    may_lose: tuple[str, ...]
    """What it can make vanish or put out of her reach, such as `messages` or `voicemail`."""
    saves: tuple[str, ...]
    """What of that it keeps; a log saves nothing, it tells of what was saved."""
    brings: tuple[str, ...]
    """Ids of what is done before it in every plan, such as the check before a screenshot."""
    notice: str
    """Whether the other person may notice: one of NOTICES."""
    covered_by: str | None
    """A strategy that says the same; this one is not offered beside it."""
    actions: tuple[str, ...] = ()
    """The lines of a platform's card that tell how it is done there: names of ACTIONS, or CAPTURE."""
    log: bool = False
    """Whether it is to keep a log, so that the paper offers pages to fill in."""
    page: Page

    @property
    def title(self) -> str:
        """The strategy in a few words, beginning with a verb."""
        return self.page.head.title

    def card(self, line: str) -> str:
        """Return one line of the card: a name of CARD or EXTRA."""
        return self.page.value(line)


class SearchWords(NamedTuple):
    """What a search knows of a language."""

    groups: tuple[tuple[str, ...], ...] = ()
    """Words and expressions that mean the same, as they are written."""
    small: tuple[str, ...] = ()
    """Words that are passed over."""
    first: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Ids of places, with the words and expressions that always bring these before all others."""


class Guide(NamedTuple):
    """A whole guide in one language."""

    id: str
    lang: str
    points: tuple[str, ...]
    """Ids of everything the guide must say."""
    pages: Mapping[str, Page]
    """Pages by name: those of the guide (`opening`, `wants`, …) and those all guides share (`place`, …)."""
    questions: tuple[Question, ...]
    goals: tuple[str, ...]
    """Codes of the goals, in the order they are asked."""
    strategies: tuple[Strategy, ...]
    """In safe order."""
    platforms: tuple[Platform, ...]
    helplines: tuple[Helpline, ...]
    places: tuple[str, ...]
    """Codes of the places where a plan may live."""
    labels: Mapping[str, str]
    """Words of the codes: `goal.stop`, `platform.x`, `answer.yes`, `stage.keep`, `card.notice`."""
    code_words: tuple[str, ...] = ()
    """Neutral words that codes of kept plans are made of."""
    search_words: SearchWords = SearchWords()
    """Words that mean the same, for the search."""
    same: Mapping[str, str] = {}
    """Ids of questions and strategies that are those of another guide, with the ids they have there."""
    parts: tuple[str, ...] = ()
    """Parts of the paper that are written in its language; none stands for every one."""
    set_aside: tuple[Problem, ...] = ()
    """Why some of a shelter's own files are not used here; their shipped words are."""

    @property
    def name(self) -> str:
        """What the guide is called, short enough for the top of a screen."""
        return self.pages["opening"].value("name")

    def question(self, id: str) -> Question:
        """Return the question of that id; KeyError when there is none."""
        return next((q for q in self.questions if q.id == id), None) or _missing(id)

    def strategy(self, id: str) -> Strategy:
        """Return the strategy of that id; KeyError when there is none."""
        return next((s for s in self.strategies if s.id == id), None) or _missing(id)

    def asked(self, step: str) -> tuple[Question, ...]:
        """Return the questions of a step, in order."""
        return tuple(q for q in self.questions if q.step == step)

    def helplines_for(self, region: str) -> tuple[Helpline, ...]:
        """Return whom she can reach: emergency, the shelter's own, those of her region, the national ones.

        For any word but the code of a province or territory, `ca` included, only national ones are given.
        """
        return tuple(sorted((line for line in self.helplines if line.reaches(region)), key=_rank))

    def urgent_page(self, region: str) -> Page:
        """Return the urgent card for a region, without what tells of an emergency line that is not there."""
        page = self.pages["urgent"]
        away = {line.urgent for line in self.helplines} - {line.urgent for line in self.helplines_for(region)}
        return page._replace(sections=tuple(part for part in page.sections if part.id not in away))

    def helplines_listed(self, region: str) -> tuple[Helpline, ...]:
        """Return whom to list for a region: those she can reach; without a region, every region's after."""
        reached = self.helplines_for(region)
        others = [line for line in self.helplines if region == EVERYWHERE and line not in reached]
        return (*reached, *others)

    def no_line(self, region: str) -> Section | None:
        """Return what says that no helpline of a region's own is given, where that is so.

        Nothing is said of any word but the code of a province or territory, `ca` included.
        """
        its_own = (line for line in self.helplines_for(region) if line.own or region in line.regions)
        if region not in REGIONS or region == EVERYWHERE or any(line.phone for line in its_own):
            return None
        return self.pages["helplines"].section(NO_LINE)

    @property
    def help_for_some(self) -> tuple[Section, ...]:
        """What to ask for where no helpline is made for the person: another language, men, legal aid."""
        page, lines = self.pages["helplines"], {line.id for line in self.helplines}
        return tuple(
            part
            for part in page.sections
            # The words of a helpline whose entry is not used would stand there without a number.
            if part.id not in lines and part.id != NO_LINE and not part.id.startswith(HELPLINE_PREFIX)
        )

    def where(self, line: Helpline) -> tuple[str, ...]:
        """Return in words where a helpline holds, or the few places where it does not."""
        label = self.labels.get
        codes = line.regions
        if line.not_in and len(line.not_in) <= len(REGIONS) // 2:
            away = ", ".join(label(f"region.{code}", code) for code in line.not_in)
            return (f"{label(f'region.{EVERYWHERE}', EVERYWHERE)}, {label('region.except', '')} {away}",)
        if line.not_in:
            codes = tuple(code for code in REGIONS if code != EVERYWHERE and line.reaches(code))
        return tuple(label(f"region.{code}", code) for code in codes)

    def platform(self, id: str) -> Platform:
        """Return the platform of that id; KeyError when there is none."""
        return next((p for p in self.platforms if p.id == id), None) or _missing(id)

    @property
    def every_page(self) -> dict[str, Page]:
        """The pages by name, the cards of the strategies by id."""
        return {**self.pages, **{strategy.id: strategy.page for strategy in self.strategies}}

    def said(self) -> frozenset[str]:
        """Return every id that some section or block of the guide carries."""
        parts = [part for page in self.every_page.values() for part in page.parts]
        blocks = (block.id for part in parts for block in part.blocks if block.id)
        return frozenset((*(part.id for part in parts), *blocks))


def _rank(line: Helpline) -> int:
    """Return where a helpline stands among others."""
    return 0 if line.urgent else 1 if line.own else 2 + line.everywhere


def _missing(id: str) -> NoReturn:
    raise KeyError(id)
