"""Builds a Guide from content/: the frame from facts/, the words from one language's folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.facts import FactFile
from safechat_tui.guide.markdown import PageReader
from safechat_tui.guide.model import (
    CARD,
    EXTRA,
    STAGES,
    Guide,
    Helpline,
    Page,
    Platform,
    Question,
    Section,
    Stage,
    Strategy,
)
from safechat_tui.guide.problems import ContentError, Problem, near
from safechat_tui.guide.required import required_problems
from safechat_tui.resources import CONTENT

GUIDE_PAGES: Final = (
    "opening", "understand", "wants", "strategies", "documenting", "urgent", "closing", "labels",
)  # fmt: skip
"""Pages that every guide has."""

COMMON_PAGES: Final = ("welcome", "place", "platforms", "helplines", "handout")
"""Pages that all guides share."""

KINDS: Final = ("one", "many", "words")
"""Kinds of question."""

ALERTS: Final = ("yes", "disappearing", "blocked", "unknown")
"""What a platform may do about a screenshot."""

REGIONS: Final = (
    "ca", "ab", "bc", "mb", "nb", "nl", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yt",
)  # fmt: skip
"""Codes of the provinces and territories, and `ca` for all of them."""

MIN_CODE_WORDS: Final = 128
"""Fewer words would make the codes of kept plans collide too often."""


class GuideReader:
    """Reads one guide in one language and collects every problem."""

    def __init__(self, root: Path, guide: str, lang: str) -> None:
        """Say where to read; nothing is read yet."""
        self.root = root
        self.guide = guide
        self.lang = lang
        self.problems: list[Problem] = []

    def read(self) -> Guide:
        """Return the guide; look at `problems` before using it."""
        common = self.root / self.lang
        folder = common / self.guide
        pages = {name: self._page(folder / f"{name}.md") for name in GUIDE_PAGES}
        pages |= {name: self._page(common / f"{name}.md") for name in COMMON_PAGES}
        frame = FactFile.load(self.root / "facts" / f"{self.guide}.toml")
        labels = {key: entry.text for key, entry in pages["labels"].entries.items()}
        questions = self._questions(frame, pages, labels)
        goals = tuple(question.goal for question in questions if question.goal)
        strategies = self._strategies(frame, folder / "strategies", goals)
        places = tuple(section.id for section in pages["place"].sections)
        self._need(labels, (f"goal.{goal}" for goal in goals), pages["labels"])
        self._need(labels, (f"stage.{stage}" for stage in STAGES), pages["labels"])
        self._need(labels, (f"card.{line}" for line in (*CARD, *EXTRA)), pages["labels"])
        self._need(labels, (f"region.{region}" for region in REGIONS), pages["labels"])
        self.problems += required_problems(pages)
        guide = Guide(
            id=self.guide,
            lang=self.lang,
            points=frame.texts("points"),
            pages=pages,
            questions=questions,
            goals=goals,
            strategies=strategies,
            platforms=self._platforms(pages["platforms"], labels),
            helplines=self._helplines(pages["helplines"]),
            places=places,
            labels=labels,
            code_words=self._code_words(common / "code-words.txt"),
        )
        self.problems += frame.problems
        self._check_points(guide, frame)
        return guide

    def _page(self, path: Path) -> Page:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.problems.append(Problem(path, 0, "unreadable"))
            text = "# \n"
        else:
            if not text.strip():
                self.problems.append(Problem(path, 0, "no-title"))
        reader = PageReader(path, text)
        page = reader.read()
        self.problems += reader.problems if text != "# \n" else []
        return page

    def _section(self, page: Page, id: str) -> Section:
        try:
            return page.section(id)
        except KeyError:
            known = [section.id for section in page.sections]
            self.problems.append(Problem(page.path, 0, "id-missing", {"id": id, "near": near(id, known)}))
            return Section(id, "", (), page.path, 0)

    def _need(self, labels: dict[str, str], keys: Iterable[str], page: Page) -> None:
        for key in keys:
            if key not in labels:
                self.problems.append(Problem(page.path, 0, "label-missing", {"key": key}))

    def _questions(
        self, frame: FactFile, pages: dict[str, Page], labels: dict[str, str]
    ) -> tuple[Question, ...]:
        questions: list[Question] = []
        rows = frame.rows("question")
        for row in rows:
            step = row.text("step", required=True, known=("understand", "wants"))
            choices = row.texts("choices")
            self._need(labels, choices, pages["labels"])
            questions.append(
                Question(
                    id=row.id,
                    step=step,
                    kind=row.text("kind", required=True, known=KINDS),
                    choices=choices,
                    goal=row.text("goal") or None,
                    urgent_on=row.texts("urgent_on", known=choices),
                    under=row.text("under", known=[other.id for other in rows]) or None,
                    text=self._section(pages.get(step, pages["understand"]), row.id),
                )
            )
        return tuple(questions)

    def _strategies(self, frame: FactFile, folder: Path, goals: tuple[str, ...]) -> tuple[Strategy, ...]:
        strategies: list[Strategy] = []
        rows = frame.rows("strategy")
        for row in rows:
            stage = row.text("stage", required=True, known=STAGES)
            page = self._page(folder / f"{row.id}.md")
            if page.head.id and page.head.id != row.id:
                self.problems.append(
                    Problem(
                        page.path,
                        page.head.line,
                        "id-other",
                        {"id": page.head.id, "expected": row.id},
                    )
                )
            for line in CARD:
                if page.head.id and not page.value(line):
                    self.problems.append(Problem(page.path, 1, "card-line-missing", {"key": line}))
            # Evidence kept at a later stage would come after what can make it vanish.
            if (row.flag("keeps_evidence") or row.flag("keep_first")) and stage != Stage.KEEP:
                frame.problem(row.id, "evidence-late", id=row.id, stage=Stage.KEEP)
            source, confidence, verified_on = row.proof()
            strategies.append(
                Strategy(
                    id=row.id,
                    stage=Stage(stage) if stage in STAGES else Stage.TELL,
                    goals=row.texts("goals", known=goals),
                    keep_first=row.flag("keep_first"),
                    keeps_evidence=row.flag("keeps_evidence"),
                    covered_by=row.text("covered_by", known=[other.id for other in rows]) or None,
                    source=source,
                    confidence=confidence,
                    verified_on=verified_on,
                    page=page,
                )
            )
        if strategies and not any(s.keep_first and s.keeps_evidence for s in strategies):
            frame.problems.append(Problem(frame.path, 0, "no-evidence", {"stage": Stage.KEEP}))
        # A stable sort keeps the frame's own order inside a stage.
        return tuple(sorted(strategies, key=lambda strategy: STAGES.index(strategy.stage)))

    def _platforms(self, page: Page, labels: dict[str, str]) -> tuple[Platform, ...]:
        facts = FactFile.load(self.root / "facts" / "platforms.toml")
        platforms: list[Platform] = []
        for row in facts.rows("platform"):
            source, confidence, verified_on = row.proof()
            platforms.append(
                Platform(
                    id=row.id,
                    name=labels.get(row.id, row.id),
                    capture_alert=row.text("capture_alert", required=True, known=ALERTS),
                    confidence=confidence,
                    source=source,
                    verified_on=verified_on,
                    text=self._section(page, row.id),
                )
            )
        self.problems += facts.problems
        return tuple(platforms)

    def _helplines(self, page: Page) -> tuple[Helpline, ...]:
        facts = FactFile.load(self.root / "facts" / "helplines.toml")
        helplines: list[Helpline] = []
        for row in facts.rows("helpline"):
            source, confidence, verified_on = row.proof()
            words = self._section(page, row.id)
            if not row.row.get("regions"):
                facts.problem(row.id, "fact-missing", id=row.id, key="regions")
            if not any(key.partition("_")[0] in {"phone", "text", "url"} for key in row.row):
                facts.problem(row.id, "fact-missing", id=row.id, key="phone")
            helplines.append(
                Helpline(
                    id=row.id,
                    name=words.title,
                    regions=row.texts("regions", known=REGIONS),
                    phone=row.text("phone"),
                    text_to=row.text(f"text_{self.lang}") or row.text("text"),
                    url=row.text(f"url_{self.lang}") or row.text("url"),
                    note=" ".join(block.text for block in words.blocks),
                    confidence=confidence,
                    source=source,
                    verified_on=verified_on,
                )
            )
        self.problems += facts.problems
        return tuple(helplines)

    def _code_words(self, path: Path) -> tuple[str, ...]:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            self.problems.append(Problem(path, 0, "unreadable"))
            return ()
        words: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            word = clean(line)
            if not word or word.startswith("#"):
                continue
            if not (word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9):
                self.problems.append(Problem(path, number, "code-word", {"word": word}))
            elif word in words:
                self.problems.append(Problem(path, number, "code-word-twice", {"word": word}))
            else:
                words[word] = number
        if len(words) < MIN_CODE_WORDS:
            self.problems.append(
                Problem(
                    path,
                    0,
                    "code-words-few",
                    {"count": str(len(words)), "least": str(MIN_CODE_WORDS)},
                )
            )
        return tuple(words)

    def _check_points(self, guide: Guide, frame: FactFile) -> None:
        said = guide.said()
        for point in guide.points:
            if point not in said:
                self.problems.append(
                    Problem(self.root / self.lang / self.guide, 0, "point-unsaid", {"id": point})
                )


def read_guide(lang: str, *, guide: str = "messages", root: Path = CONTENT) -> Guide:
    """Return a guide in one language.

    Raises:
        ContentError: when the content has a problem.
    """
    reader = GuideReader(root, guide, lang)
    result = reader.read()
    if reader.problems:
        raise ContentError(reader.problems)
    return result
