"""Builds a Guide from content/: the frame from facts/, the words from one language's folder."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from pathlib import Path
from typing import Final

from safechat_tui.guide.cards import read_helplines, read_platforms
from safechat_tui.guide.fact_file import FactRow
from safechat_tui.guide.facts import Facts
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import (
    CARD,
    LOSING,
    STAGES,
    WARNINGS,
    YES,
    Guide,
    Question,
    Stage,
    Strategy,
)
from safechat_tui.guide.reference import ACTIONS, CAPTURE, CHECK, LOSING_ACTIONS, NOTICES
from safechat_tui.guide.required import GUIDE_LABELS, GUIDE_PAGES, required_problems
from safechat_tui.guide.text import Page, Section
from safechat_tui.guide.word_lists import code_words, search_words
from safechat_tui.text.near import near

ANSWER_KINDS: Final = ("one", "many", "words")
"""How a question is answered: one choice, several, or a line of words."""


class GuideReader:
    """Reads one guide in one language and collects every problem."""

    def __init__(self, layers: Layers, guide: str, lang: str) -> None:
        """Begin with nothing read; problems are noted in the layers."""
        self.layers = layers
        self.guide = guide
        self.lang = lang

    def read(self) -> Guide:
        """Return the guide; look at the problems of its layers before using it."""
        layers = self.layers
        frame, platforms, helplines = map(layers.facts_named, (self.guide, "platforms", "helplines"))
        own = all(file.own for file in frame.files)
        away = {row.id for row in (*self._hidden(frame), *helplines.hidden("helpline"))}
        pages = {
            name: _without(layers.page_of(self.lang, self.guide, name, own_guide=own), away)
            for name in GUIDE_PAGES
        }
        labels = {key: entry.text for key, entry in pages["labels"].entries.items()}
        questions = self._questions(frame, pages, labels)
        strategies = self._strategies(frame)
        self._need(labels, GUIDE_LABELS, pages["labels"])
        layers.problems += required_problems(pages)
        guide = Guide(
            id=self.guide,
            lang=self.lang,
            points=tuple(point for point in frame.texts("points") if not _is_of(point, away)),
            pages=pages,
            questions=questions,
            goals=tuple(question.goal for question in questions if question.goal),
            strategies=strategies,
            platforms=read_platforms(platforms, pages["platforms"], labels, self._section),
            helplines=read_helplines(helplines, pages, self.lang, self._section),
            places=tuple(section.id for section in pages["place"].sections),
            labels=labels,
            same=_same(frame),
            code_words=code_words(layers, self.lang),
            search_words=search_words(layers, self.lang),
        )
        said = guide.said()
        for point in (point for point in guide.points if point not in said):
            path, line = self._place_of(point, pages)
            layers.problem(path, line, "point-unsaid", id=point, near=near(point, said))
        return guide

    def _hidden(self, frame: Facts) -> list[FactRow]:
        """Return the questions and strategies that a shelter takes out; their words are no strays."""
        strategies = frame.hidden("strategy")
        for row in strategies:
            self.layers.used.update(self.layers.files(f"{self.lang}/{self.guide}/strategies/{row.id}.md"))
        return [*frame.hidden("question"), *strategies]

    def _place_of(self, point: str, pages: Mapping[str, Page]) -> tuple[Path, int]:
        """Return the section of one's own that a point would stand in, or the guide's folder."""
        for section in (section for page in pages.values() for section in page.parts):
            if section.id and point.startswith(f"{section.id}.") and self.layers.is_own(section.path):
                return section.path, section.line
        return self.layers.root / self.lang / self.guide, 0

    def _section(self, page: Page, id: str, row: FactRow) -> Section:
        """Return the words of an entry of the facts."""
        try:
            return page.section(id)
        except KeyError:
            ids = [section.id for section in page.sections]
            if not self._is_told(row, "own-words", id, page, ids):
                self.layers.problem(page.path, 0, "id-missing", id=id, near=near(id, ids))
            return Section(id, "", (), page.path, 0)

    def _need(
        self, labels: Mapping[str, str], keys: Iterable[str], page: Page, row: FactRow | None = None
    ) -> None:
        """Note the labels that are not there."""
        for key in (key for key in keys if key not in labels):
            if row is None or not self._is_told(row, "own-label", key, page, labels):
                self.layers.problem(page.path, 0, "label-missing", key=key)

    def _is_told(self, row: FactRow, code: str, id: str, page: Page, known: Iterable[str]) -> bool:
        """Note at a shelter's own entry that its words are not there; return whether it is one.

        Nothing is wrong with the shipped page that lacks them.
        """
        root = self.layers.root
        if not row.file.own or not page.path.is_relative_to(root) or self.layers.is_own(page.path):
            return False
        name = page.path.relative_to(root).as_posix()
        row.problem(code, id=id, file=name, near=near(id, known, least=0.8))
        return True

    def _questions(
        self, frame: Facts, pages: Mapping[str, Page], labels: Mapping[str, str]
    ) -> tuple[Question, ...]:
        questions: list[Question] = []
        hidden = [row.id for row in frame.hidden("question")]
        rows = frame.rows("question")
        ids = [row.id for row in rows]
        for row in rows:
            step = row.text("step", required=True, known=("understand", "wants"))
            choices = row.texts("choices")
            goal = row.text("goal")
            named = (*choices, f"goal.{goal}") if goal else choices
            self._need(labels, named, pages["labels"], row)
            questions.append(
                Question(
                    id=row.id,
                    step=step,
                    kind=row.text("kind", required=True, known=ANSWER_KINDS),
                    choices=choices,
                    goal=goal or None,
                    goal_on=row.texts("goal_on", known=choices) or (YES,),
                    fact=row.flag("fact"),
                    urgent_on=row.texts("urgent_on", known=choices),
                    under=_shown(row.text("under", known=(*ids, *hidden)), hidden),
                    text=self._section(pages.get(step, pages["understand"]), row.id, row),
                )
            )
        return tuple(questions)

    def _strategies(self, frame: Facts) -> tuple[Strategy, ...]:
        rows = frame.rows("strategy")
        hidden = [row.id for row in frame.hidden("strategy")]
        ids = [*(row.id for row in rows), *hidden]
        # A strategy may serve the goal of a question that is hidden: it is then not offered for it.
        asked = [*frame.rows("question"), *frame.hidden("question")]
        goals = [goal for row in asked if (goal := row.text("goal"))]
        answers = tuple(code for row in asked for code in row.texts("choices"))
        saved = tuple(dict.fromkeys(thing for row in rows for thing in row.texts("saves")))
        strategies: list[Strategy] = []
        for row in rows:
            stage = row.text("stage", required=True, known=STAGES)
            losing = saved if stage in LOSING else ()
            if row.value("may_lose") is not None:
                losing = row.texts("may_lose", known=saved)
            # Evidence kept at a later stage would come after what can make it vanish.
            if (row.texts("saves") or row.flag("keep_first")) and stage != Stage.KEEP:
                row.problem("evidence-late", id=row.id, stage=Stage.KEEP)
            actions = row.texts("actions", known=(CAPTURE, *ACTIONS))
            if not losing and (losers := [action for action in actions if action in LOSING_ACTIONS]):
                row.problem("loses-unsaid", key="actions", id=row.id, action=losers[0])
            if losing and stage in {Stage.URGENT, Stage.KEEP}:
                row.problem("loses-early", id=row.id, stage=Stage.KEEP)
            strategies.append(
                Strategy(
                    id=row.id,
                    stage=Stage(stage or Stage.TELL),
                    goals=row.texts("goals", known=goals),
                    offered_on=row.texts("offered_on", known=answers),
                    keep_first=row.flag("keep_first"),
                    may_lose=losing,
                    saves=row.texts("saves"),
                    brings=row.texts("brings", known=ids),
                    notice=row.text("notice", known=NOTICES) or CHECK,
                    covered_by=_shown(row.text("covered_by", known=ids), hidden),
                    actions=actions,
                    log=row.flag("log"),
                    page=self._card(row),
                    **row.proof(),
                )
            )
        if strategies and not saved:
            self.layers.problem(frame.files[0].path, 0, "no-evidence", stage=Stage.KEEP)
        # A stable sort keeps the frame's own order inside a stage.
        ordered = sorted(strategies, key=lambda strategy: STAGES.index(strategy.stage))
        place = {strategy.id: at for at, strategy in enumerate(ordered)}
        for row in rows:
            for id in row.texts("brings"):
                if place.get(id, -1) >= place[row.id]:
                    row.problem("brings-late", id=row.id, brings=id)
        return tuple(ordered)

    def _card(self, row: FactRow) -> Page:
        """Return the card of a strategy."""
        name = f"{self.lang}/{self.guide}/strategies/{row.id}.md"
        # Where the whole guide is missing in a language, that is told.
        there = any(self.layers.files(f"{self.lang}/{self.guide}/opening.md"))
        if row.file.own and there and not any(self.layers.files(name)):
            row.problem("own-page", id=row.id, file=name)
        page = self.layers.page(name, own_guide=row.file.own)
        if not page.head.id:
            return page
        if page.head.id != row.id:
            self.layers.problem(page.path, page.head.line, "id-other", id=page.head.id, expected=row.id)
        for key in WARNINGS:
            if (entry := page.entries.get(key)) and "%(apps)s" not in entry.text:
                self.layers.problem(entry.path, entry.line, "places", key=key, need="%(apps)s")
        for line in (line for line in CARD if not page.value(line)):
            self.layers.problem(page.path, 1, "card-line-missing", key=line)
        # A shelter's own step without one is not named on a neutral paper, which has room to write it.
        if not row.file.own and not page.value("neutral"):
            nearest = near("neutral", page.entries)
            self.layers.problem(page.path, 1, "key-missing", key="neutral", near=nearest)
        return page


def _without(page: Page, ids: Container[str]) -> Page:
    """Return a page without the sections of what is hidden."""
    return page._replace(sections=tuple(section for section in page.sections if section.id not in ids))


def _is_of(point: str, ids: Collection[str]) -> bool:
    """Return whether something the guide must say belongs to one of these entries."""
    return any(point == id or point.startswith(f"{id}.") for id in ids)


def _shown(id: str, hidden: Container[str]) -> str | None:
    """Return the id of an entry, or nothing where it is hidden or none is named."""
    return id if id and id not in hidden else None


def _same(frame: Facts) -> dict[str, str]:
    """Return the ids of entries that are those of another guide, with the ids they have there."""
    rows = (row for table in ("question", "strategy") for row in frame.rows(table))
    return {row.id: same for row in rows if (same := row.text("same_as"))}
