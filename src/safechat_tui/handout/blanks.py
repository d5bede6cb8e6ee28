"""Papers to hand over by themselves: logs to fill in, and a capture card for each platform. Pure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Final

from safechat_tui.config import LOG_FORMS
from safechat_tui.guide import Ages, Guide, Kind, Platform, Span
from safechat_tui.handout.build import CAPTURE
from safechat_tui.handout.cards import proof_words
from safechat_tui.handout.document import (
    BlankLog,
    Block,
    Document,
    Heading,
    Items,
    Note,
    NoteKind,
    Text,
    Tone,
    WriteLines,
)
from safechat_tui.handout.paper import Paper, rendered
from safechat_tui.handout.prose import body, headed, picture, words

COLUMNS: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "short": (("when", 1), ("where-who", 1), ("what", 2), ("saved", 1), ("reported-short", 1)),
    "long": (
        ("when", 1), ("saved-when", 1), ("where", 1), ("address", 1), ("who", 1), ("why", 1),
        ("what-long", 3), ("reply", 1), ("saved-long", 1), ("copies", 1), ("witness", 1), ("effect", 1),
        ("order", 1), ("reported", 2),
    ),
    "low-energy": (("when-who", 2), ("saved-low", 1)),
}  # fmt: skip
"""What is written down of each message in each form, and how many lines it gets."""

LOW: Final = ("first", "last", "last", "last", "worst", "worst", "worst")
"""The least that helps: which messages are kept on a day without energy."""

ROWS: Final[Mapping[str, int]] = {"short": 10, "long": 3, "low-energy": len(LOW)}
"""Entries of each form when nobody says how many."""

MOST_ROWS: Final = 200
"""Entries that one log may have."""

WARNING: Final = ("yes", "may")
"""What a platform does about a screenshot where none is to be taken on the phone itself."""

SEPARATORS: Final = {"fr": ";", "en": ","}
"""What a spreadsheet in each language expects between two cells."""


def blank_log(
    guide: Guide, form: str = LOG_FORMS[0], *, rows: int | None = None, start: int = 1, neutral: bool = False
) -> Document:
    """Return a log to fill in by hand.

    Args:
        guide: the words, in the language of the paper.
        form: one of LOG_FORMS; the last one always has seven entries.
        rows: entries, 1 to MOST_ROWS; the form's own number when left out.
        start: number of the first entry, for a sheet that goes on after another.
        neutral: use words that say nothing of violence, where the content has them.
    """
    paper = _Paper(guide, neutral)
    low = form == "low-energy"
    named = tuple(paper.word(f"low.{which}") for which in LOW) if low else ()
    names, lines = zip(*COLUMNS[form], strict=True)
    blocks: list[Block] = [
        Note(NoteKind.CAUTION, "", body(guide.pages["handout"].section("handout.log-caution"))),
    ]
    if low:
        least = guide.pages["documenting"].section("documenting.minimum")
        blocks.append(Note(NoteKind.LEAST, least.title, body(least)))
    blocks += body(guide.pages["papers"].section("papers.low" if low else "papers.how"))
    blocks.append(WriteLines((paper.word("zone"),) if low else (paper.word("zone"), paper.word("sheet"))))
    blocks.append(
        BlankLog(
            number=paper.word("field.which" if low else "number"),
            columns=tuple(paper.word(f"field.{name}") for name in names),
            widest=lines.index(max(lines)),
            rows=len(LOW) if low else rows or ROWS[form],
            start=start,
            lines=lines,
            forms=form == "long",
            named=named,
        )
    )
    return paper.document(paper.word(f"title.{form}"), blocks)


def log_csv(
    guide: Guide, form: str = LOG_FORMS[0], *, rows: int | None = None, start: int = 1, neutral: bool = False
) -> bytes:
    """Return a log for a spreadsheet: UTF-8 with the mark by which Excel knows it.

    Args:
        guide: the words, in the language of the file.
        form: one of LOG_FORMS.
        rows: numbered lines, 1 to MOST_ROWS.
        start: number of the first entry.
        neutral: use words that say nothing of violence, where the content has them.
    """
    log = next(b for b in blank_log(guide, form, rows=rows, start=start, neutral=neutral).blocks
               if isinstance(b, BlankLog))  # fmt: skip
    zone = _Paper(guide, neutral).word("zone")
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[guide.lang], lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in (log.number, log.columns[0], zone, *log.columns[1:])])
    for index in range(log.rows):
        writer.writerow([_harmless(log.label(index)), *("" for _ in log.columns), ""])
    return out.getvalue().encode("utf-8-sig")


def log_on_paper(guide: Guide, paper: Paper, form: str, *, rows: int | None = None, start: int = 1) -> bytes:
    """Return a log as it goes into a file, for a spreadsheet or to fill in by hand.

    Args:
        guide: the words, in the language of the paper.
        paper: how it is put on paper.
        form: one of LOG_FORMS.
        rows: numbered lines, 1 to MOST_ROWS; the form's own number when left out.
        start: number of the first entry.
    """
    if paper.format == "csv":
        return log_csv(guide, form, rows=rows, start=start, neutral=paper.neutral)
    return rendered(blank_log(guide, form, rows=rows, start=start, neutral=paper.neutral), paper)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def capture_card(guide: Guide, platform: Platform, ages: Ages, *, neutral: bool = False) -> Document:
    """Return one page on taking a screenshot that serves later, for one platform.

    Where the platform may tell of it, the page is on taking a picture with another device instead.

    Args:
        guide: the words, in the language of the paper.
        platform: the platform.
        ages: tells whether what is known of its warnings is old.
        neutral: use a title that says nothing of violence.
    """
    paper = _Paper(guide, neutral)
    documenting = guide.pages["documenting"]
    alert = guide.pages["platforms"].value(f"capture.{platform.capture_alert}")
    about: list[Text | Items] = [Text((Span(alert, strong=True),))]
    about += [Text(words(line)) for line in platform.text.of(Kind.PARAGRAPH)]
    if platform.capture_alert != "unknown" or ages.old(platform):
        about.append(Text((Span(proof_words(guide, platform, ages)),), Tone.SMALL))
    warns = platform.capture_alert in WARNING
    shown = documenting.section("documenting.picture").title
    blocks: list[Block] = [
        Note(NoteKind.CAUTION, paper.word("warns"), tuple(about)),
        *headed(documenting.section(CAPTURE[warns])),
        Heading(paper.word("picture.warned") if warns else shown, level=2),
        picture(guide),
    ]
    title = paper.word("title.capture-warned" if warns else "title.capture")
    return paper.document(title.replace("%(name)s", platform.name), blocks)


class _Paper:
    """The fixed words of one paper."""

    def __init__(self, guide: Guide, neutral: bool) -> None:
        self.guide = guide
        self.neutral = neutral

    def word(self, key: str) -> str:
        """Return a fixed word; in a neutral paper its neutral twin when there is one."""
        page = self.guide.pages["papers"]
        return (self.neutral and page.value(f"neutral_{key}")) or page.value(key)

    def document(self, title: str, blocks: list[Block]) -> Document:
        """Return the paper; it bears no date, for nobody knows when it will be used."""
        fixed = self.guide.pages["handout"]
        return Document(
            self.guide.lang, title, "", fixed.value("page"), tuple(blocks), fixed.value("left_out")
        )
