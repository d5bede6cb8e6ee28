"""Builds a Guide from content/: the frame from facts/, the words from one language's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError
from safechat_tui.guide.cards import read_helplines, read_platforms
from safechat_tui.guide.codewords import code_words
from safechat_tui.guide.facts import FactRow, Facts
from safechat_tui.guide.known import ACTIONS, CAPTURE, CHECK, NOTICES
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import (
    CARD,
    EXTRA,
    LOSING,
    STAGES,
    WARNINGS,
    YES,
    Guide,
    GuideName,
    Question,
    SearchWords,
    Stage,
    Strategy,
)
from safechat_tui.guide.own import NONE, Own, look
from safechat_tui.guide.problems import ContentError, Problem, near
from safechat_tui.guide.required import required_problems
from safechat_tui.guide.search.words import search_words
from safechat_tui.guide.text import Page, Section
from safechat_tui.options import FIRST_GUIDE, REGIONS
from safechat_tui.resources import CONTENT

COMMON_PAGES: Final = (
    "welcome", "place", "platforms", "helplines", "handout", "papers", "urgent", "labels",
)  # fmt: skip
"""Pages whose words all guides share; a guide may have its own words for some of them."""

PAGES: Final = (
    "opening", "understand", "wants", "strategies", "documenting", "closing", *COMMON_PAGES,
)  # fmt: skip
"""Pages that every guide has."""

KINDS: Final = ("one", "many", "words")
"""Kinds of question."""


class GuideReader:
    """Reads one guide in one language and collects every problem."""

    def __init__(self, root: Path, guide: str, lang: str, over: Own = NONE) -> None:
        """Say where to read; nothing is read yet.

        Args:
            root: the shipped content.
            guide: id of the guide.
            lang: the language.
            over: a shelter's own folder.
        """
        self.root = root
        self.guide = guide
        self.lang = lang
        self.layers = Layers(root, over)
        self.problems: list[Problem] = []

    def read(self) -> Guide:
        """Return the guide; look at `problems` before using it."""
        frame = self.layers.facts(self.guide, self.problems)
        pages = {name: self._page(name, own_guide=frame.own) for name in PAGES}
        labels = {key: entry.text for key, entry in pages["labels"].entries.items()}
        questions = self._questions(frame, pages, labels)
        goals = tuple(question.goal for question in questions if question.goal)
        strategies = self._strategies(frame, goals)
        places = tuple(section.id for section in pages["place"].sections)
        self._need(labels, (f"stage.{stage}" for stage in STAGES), pages["labels"])
        self._need(labels, (f"noticed.{notice}" for notice in NOTICES), pages["labels"])
        self._need(labels, (f"card.{line}" for line in (*CARD, *EXTRA)), pages["labels"])
        self._need(labels, (f"region.{region}" for region in (*REGIONS, "except")), pages["labels"])
        self.problems += required_problems(pages)
        guide = Guide(
            id=self.guide,
            lang=self.lang,
            points=frame.texts("points"),
            pages=pages,
            questions=questions,
            goals=goals,
            strategies=strategies,
            platforms=read_platforms(
                self.layers.facts("platforms", self.problems), pages["platforms"], labels, self._section
            ),
            helplines=read_helplines(
                self.layers.facts("helplines", self.problems), pages, self.lang, self._section
            ),
            places=places,
            labels=labels,
            code_words=code_words(self.root / self.lang / "code-words.txt", self.problems),
            search_words=self._search_words(),
        )
        self._check_points(guide)
        return guide

    def _page(self, name: str, *, own_guide: bool = False) -> Page:
        """Return a page: words that all guides share, then those of this guide."""
        names = [f"{self.lang}/{name}.md", f"{self.lang}/{self.guide}/{name}.md"]
        if name in COMMON_PAGES:
            # The place of a shared page that is missing is where all guides find it.
            names = [names[1], names[0]] if not any(self.layers.files(names[0])) else names
        return self.layers.page(*names, problems=self.problems, own_guide=own_guide)

    def _section(self, page: Page, id: str, row: FactRow) -> Section:
        """Return the words of an entry of the facts."""
        try:
            return page.section(id)
        except KeyError:
            known = [section.id for section in page.sections]
            nearest = near(id, known)
            if self._is_shelters(row, page):
                row.file.problem(row.id, "own-words", id=id, file=self._name(page), near=nearest)
            else:
                self.problems.append(Problem(page.path, 0, "id-missing", {"id": id, "near": nearest}))
            return Section(id, "", (), page.path, 0)

    def _need(
        self, labels: dict[str, str], keys: Iterable[str], page: Page, row: FactRow | None = None
    ) -> None:
        for key in (key for key in keys if key not in labels):
            if row and self._is_shelters(row, page):
                row.file.problem(row.id, "own-label", id=key, file=self._name(page))
            else:
                self.problems.append(Problem(page.path, 0, "label-missing", {"key": key}))

    def _is_shelters(self, row: FactRow, page: Page) -> bool:
        """Return whether an entry is a shelter's and the page that lacks its words is not.

        Then the entry is told, for nothing is wrong with the shipped page.
        """
        return row.file.own and page.path.is_relative_to(self.root) and not self.layers.is_own(page.path)

    def _name(self, page: Page) -> str:
        return page.path.relative_to(self.root).as_posix()

    def _questions(
        self, frame: Facts, pages: dict[str, Page], labels: dict[str, str]
    ) -> tuple[Question, ...]:
        questions: list[Question] = []
        rows = frame.rows("question", fixed=True)
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
                    kind=row.text("kind", required=True, known=KINDS),
                    choices=choices,
                    goal=goal or None,
                    goal_on=row.texts("goal_on", known=choices) or (YES,),
                    fact=row.flag("fact"),
                    urgent_on=row.texts("urgent_on", known=choices),
                    under=row.text("under", known=[other.id for other in rows]) or None,
                    text=self._section(pages.get(step, pages["understand"]), row.id, row),
                )
            )
        return tuple(questions)

    def _strategies(self, frame: Facts, goals: tuple[str, ...]) -> tuple[Strategy, ...]:
        strategies: list[Strategy] = []
        rows = frame.rows("strategy", fixed=True)
        answers = tuple(code for row in frame.rows("question", fixed=True) for code in row.texts("choices"))
        saved = tuple(dict.fromkeys(thing for row in rows for thing in row.texts("saves")))
        for row in rows:
            stage = row.text("stage", required=True, known=STAGES)
            losing = (
                row.texts("may_lose", known=saved) if "may_lose" in row.row else saved * (stage in LOSING)
            )
            name = f"{self.lang}/{self.guide}/strategies/{row.id}.md"
            if row.file.own and not any(self.layers.files(name)):
                row.file.problem(row.id, "own-page", id=row.id, file=name)
            page = self.layers.page(name, problems=self.problems, own_guide=row.file.own)
            if page.head.id and page.head.id != row.id:
                self.problems.append(
                    Problem(
                        page.path,
                        page.head.line,
                        "id-other",
                        {"id": page.head.id, "expected": row.id},
                    )
                )
            for key in WARNINGS:
                if (entry := page.entries.get(key)) and "%(apps)s" not in entry.text:
                    params = {"key": key, "need": "%(apps)s"}
                    self.problems.append(Problem(entry.path, entry.line, "places", params))
            for line in CARD:
                if page.head.id and not page.value(line):
                    self.problems.append(Problem(page.path, 1, "card-line-missing", {"key": line}))
            # Evidence kept at a later stage would come after what can make it vanish.
            if (row.texts("saves") or row.flag("keep_first")) and stage != Stage.KEEP:
                row.file.problem(row.id, "evidence-late", id=row.id, stage=Stage.KEEP)
            if losing and stage in {Stage.URGENT, Stage.KEEP}:
                row.file.problem(row.id, "loses-early", id=row.id, stage=Stage.KEEP)
            strategies.append(
                Strategy(
                    id=row.id,
                    stage=Stage(stage) if stage in STAGES else Stage.TELL,
                    goals=row.texts("goals", known=goals),
                    offered_on=row.texts("offered_on", known=answers),
                    keep_first=row.flag("keep_first"),
                    may_lose=losing,
                    saves=row.texts("saves"),
                    brings=row.texts("brings", known=[other.id for other in rows]),
                    notice=row.text("notice", known=NOTICES) or CHECK,
                    covered_by=row.text("covered_by", known=[other.id for other in rows]) or None,
                    actions=row.texts("actions", known=(CAPTURE, *ACTIONS)),
                    page=page,
                    **row.proof(),
                )
            )
        if strategies and not saved:
            self.problems.append(Problem(frame.path, 0, "no-evidence", {"stage": Stage.KEEP}))
        # A stable sort keeps the frame's own order inside a stage.
        ordered = sorted(strategies, key=lambda strategy: STAGES.index(strategy.stage))
        order = [strategy.id for strategy in ordered]
        late = [(s.id, id) for s in ordered for id in s.brings if id in order[order.index(s.id) :]]
        for row, id in ((row, id) for row in rows for owner, id in late if owner == row.id):
            row.file.problem(row.id, "brings-late", id=row.id, brings=id)
        return tuple(ordered)

    def _search_words(self) -> SearchWords:
        """Return what means the same: the shipped words, then a shelter's own."""
        words = SearchWords()
        for path in self.layers.files(f"{self.lang}/search.txt"):
            try:
                words = search_words(path, self.layers.text(path), self.problems, under=words)
            except (OSError, UnicodeDecodeError):
                self.problems.append(Problem(path, 0, "unreadable"))
        return words

    def _check_points(self, guide: Guide) -> None:
        said = guide.said()
        for point in guide.points:
            if point not in said:
                self.problems.append(
                    Problem(self.root / self.lang / self.guide, 0, "point-unsaid", {"id": point})
                )


def guides(lang: str, *, root: Path = CONTENT, over: Path | None = None) -> tuple[GuideName, ...]:
    """Return the guides there are in a language, the first one first; little is read of them.

    Args:
        lang: `fr` or `en`.
        root: the shipped content.
        over: a shelter's own folder laid over it.
    """
    return Layers(root, look(over)).names(lang)


def read_guide(
    lang: str, *, guide: str = FIRST_GUIDE, root: Path = CONTENT, over: Path | None = None
) -> Guide:
    """Return a guide in one language.

    A file of a shelter's own that has a problem is set aside, whole, and the shipped words are used in its
    place; the guide's `set_aside` says so. When that does not help, all of the shelter's folder is set aside.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide.
        root: the shipped content.
        over: a shelter's own folder laid over it.

    Raises:
        SafeChatError: `no-such-guide` when there is none of that id, or none that can be used.
        ContentError: when the shipped content has a problem.
    """
    own = look(over)
    told = list(own.problems)
    while True:
        known = Layers(root, own).guides()
        if known and guide not in known:
            raise SafeChatError("no-such-guide", guide=guide)
        reader = GuideReader(root, guide, lang, own)
        result = reader.read()
        if not reader.problems:
            return replace(result, set_aside=tuple(told))
        if not own.files:
            raise ContentError(reader.problems)
        faulty = frozenset(own.name(problem.path) for problem in reader.problems) & own.files.keys()
        told += [problem for problem in reader.problems if own.name(problem.path) or not faulty]
        own = own.without(faulty or frozenset(own.files))
