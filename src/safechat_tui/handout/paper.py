"""How a plan goes on paper: language, format, print, title, size, region."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

from safechat_tui import clock
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import FACTS_DAYS
from safechat_tui.guide.translated import unsaid
from safechat_tui.handout import text
from safechat_tui.handout.build import build
from safechat_tui.handout.document import Document, mapped, texts
from safechat_tui.handout.neutral import short_lines
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import EVERYWHERE, FORMATS, PAPERS, PLAN_FORMATS
from safechat_tui.plan import Plan
from safechat_tui.text.direction import in_order, leftward, numbers_in_order
from safechat_tui.text.letters import to_ascii
from safechat_tui.text.wrap import Piece, Row

_T = TypeVar("_T")

FORMAT_SUFFIXES: Final = {"pdf": ".pdf", "text": ".txt", "csv": ".csv", "short": ".txt"}
"""The end of a file's name for each format."""

MOST_NAMED: Final = 3
"""Texts that are named where a language lacks some."""

_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


class PaperOptions(NamedTuple):
    """What was chosen for the paper; the language of screens and lines stays its own."""

    language: str
    """One of the screens', or one that the content has for papers alone."""
    format: str = FORMATS[0]
    """One of PLAN_FORMATS, or `csv`."""
    ascii: bool = False
    """Text: nothing but the letters that old printers know."""
    size: str = PAPERS[0]
    """PDF: one of PAPERS."""
    large: bool = False
    """PDF: letters of 18 points."""
    neutral: bool = False
    """Whether the title says nothing of violence."""
    region: str = EVERYWHERE
    """Whose helplines to add to Canada's."""
    facts_days: int = FACTS_DAYS
    """Days after which a fact is marked as old."""
    parts: tuple[str, ...] = ()
    """Names of PARTS; those that are offered for the plan where none was chosen."""

    @property
    def suffix(self) -> str:
        """The end of the file's name, such as `.pdf`."""
        return FORMAT_SUFFIXES[self.format]

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen for it, in order."""
        always = ("parts", "language", "format", "neutral", "region")
        return (*always, "large", "size") if self.format == "pdf" else always

    def words(self, name: str, tr: Translator, labels: Mapping[str, str]) -> str:
        """Return what is chosen for one of its choices in words.

        The guide's labels name the regions and the languages of papers.
        """
        value = getattr(self, name)
        if name == "region" or (name == "language" and value not in LANGUAGES):
            return labels.get(f"{name}.{value}", value)
        if name in ("neutral", "large"):
            return tr(f"option.{name}.{'on' if value else 'off'}")
        if name == "parts":
            return ", ".join(tr(f"parts.name.{part}") for part in value)
        kinds = {"language": "language", "format": "option.format", "size": "option.paper"}
        return tr(f"{kinds[name]}.{value}")

    def chosen_for(self, plan: Plan) -> PaperOptions:
        """Return the same with what was chosen for a plan: whose helplines, a neutral title, its parts."""
        return self._replace(
            region=plan.region or self.region,
            neutral=plan.neutral or self.neutral,
            parts=plan.parts or self.parts,
        )

    def turned(self, name: str, languages: tuple[str, ...] = LANGUAGES) -> PaperOptions:
        """Return the same with the next value of `language`, `format`, `large`, `neutral` or `size`."""
        match name:
            case "language":
                return self._replace(language=_next(languages, self.language))
            case "format":
                return self._replace(format=_next(PLAN_FORMATS, self.format))
            case "size":
                return self._replace(size=_next(PAPERS, self.size))
            case "large":
                return self._replace(large=not self.large)
            case _:
                return self._replace(neutral=not self.neutral)


def _document(guide: Guide, plan: Plan, paper: PaperOptions) -> Document:
    """Return the plan of today, before it is put on paper, in the guide's language."""
    return build(
        guide, plan, clock.today(),
        neutral=paper.neutral, region=paper.region, facts_days=paper.facts_days, parts=paper.parts,
    )  # fmt: skip


def on_paper(guide: Guide, plan: Plan, paper: PaperOptions, *, width: int = text.TEXT_WIDTH) -> bytes:
    """Return the plan as it goes into a file, in the guide's language.

    Raises:
        SafeChatError: what `rendered` raises.
    """
    if paper.format == "short":
        lines = _short(guide, plan, paper)
        lines = in_order(lines) if leftward(lines) else "\n".join(map(numbers_in_order, lines.split("\n")))
        return (to_ascii(lines) if paper.ascii else lines).encode("utf-8")
    return rendered(_document(guide, plan, paper), paper, width=width)


def on_screen(guide: Guide, plan: Plan, paper: PaperOptions, width: int) -> list[Row]:
    """Return the plan as it is read on a screen so wide, whatever it is written as.

    Raises:
        SafeChatError: `not-in-language` when something of it is not written in its language.
    """
    if paper.format == "short":
        return [(Piece(line),) for line in _short(guide, plan, paper).splitlines()]
    return text.rows(whole(_document(guide, plan, paper)), width)


def _short(guide: Guide, plan: Plan, paper: PaperOptions) -> str:
    return whole("\n".join(short_lines(guide, plan, paper.region)) + "\n")


def is_whole(guide: Guide, plan: Plan, paper: PaperOptions) -> bool:
    """Return whether the plan can be written in a guide's language without a word missing."""
    return not unsaid(texts(_document(guide, plan, paper)))


def rendered(made: Document, paper: PaperOptions, *, width: int = text.TEXT_WIDTH) -> bytes:
    """Return a document as it goes into a file; a text has as many columns as printers when none are given.

    Raises:
        SafeChatError: `not-in-language` when something of it is not written in its language; `no-letters`
            when a PDF cannot be written in its letters here.
    """
    whole(made)
    if leftward(made.title):
        made = mapped(made, in_order)
    elif not paper.ascii:
        made = mapped(made, numbers_in_order)
    if paper.format == "pdf":
        # The PDF's library takes some 40 ms and 2.5 MiB, so a text does without it.
        from safechat_tui.handout import pdf

        # A word of hers may lack a letter; a paper whose own title does would be nothing but gaps.
        if pdf.lacking(made.title):
            raise SafeChatError("no-letters")
        return pdf.render_pdf(made, paper=paper.size, large=paper.large)

    return text.render_text(made, ascii=paper.ascii, width=width).encode("utf-8")


def whole(said: _T) -> _T:
    """Return a text, or a document, in a language that lacks none of its words.

    Raises:
        SafeChatError: `not-in-language`, with what has no words there.
    """
    if lacking := unsaid(texts(said)):
        raise SafeChatError("not-in-language", lacking=", ".join(lacking[:MOST_NAMED]))
    return said


def pages(data: bytes) -> int:
    """Return how many pages a finished PDF has."""
    # Page objects are never compressed by the library; "/Pages" is the tree above them.
    return len(_PAGE.findall(data))


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
