"""Papers to hand over by themselves: logs to fill in, capture cards, cards of helplines. Pure."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from io import StringIO
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages, Helpline, Platform
from safechat_tui.guide.text import Kind, Span
from safechat_tui.handout.blocks import Heading, Text, Tone, said
from safechat_tui.handout.cards import COLON, proof_words
from safechat_tui.handout.document import (
    BlankLog,
    Block,
    CardLine,
    Document,
    Note,
    NoteKind,
    Numbers,
    WriteLines,
)
from safechat_tui.handout.neutral import FINDER
from safechat_tui.handout.page_one import TO_WRITE, local, with_hours
from safechat_tui.handout.paper import PaperOptions, rendered
from safechat_tui.handout.prose import (
    body,
    document,
    fixed,
    good_screenshot,
    least,
    printed_section,
    printed_words,
)
from safechat_tui.options import LOG_FORMS

_COLUMNS: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "short": (("when", 1), ("where-who", 1), ("what", 2), ("saved", 1), ("witness-short", 1)),
    "long": (
        ("when", 1), ("saved-when", 1), ("where", 1), ("address", 1), ("who", 1), ("why", 1),
        ("what-long", 3), ("reply", 1), ("saved-long", 1), ("copies", 1), ("witness", 1), ("effect", 1),
    ),
    "low-energy": (("when-who", 2), ("saved-low", 1)),
    "told": (("when-told", 1), ("whom", 1), ("number", 1), ("answer", 2), ("paper", 1)),
}  # fmt: skip
"""What is written down of each message in each form, and how many lines it gets."""

CAPTURING: Final = ("documenting.capture", "documenting.second-device")
"""How to take a screenshot, and how to do without one where the platform may tell of it."""

LOW_ENERGY: Final = ("first", "last", "last", "last", "worst", "worst", "worst")
"""The least that helps: which messages are kept on a day without energy."""

FILLED_IN: Final = {"low-energy": "papers.low", "told": "papers.told"}
"""The section that says how a form is filled in, where it has one of its own."""

ROWS: Final[Mapping[str, int]] = {"short": 10, "long": 3, "low-energy": len(LOW_ENERGY), "told": 8}
"""Entries of each form when nobody says how many."""

MOST_ROWS: Final = 200
"""Entries that one log may have."""

WARNING: Final = ("yes", "may")
"""What a platform does about a screenshot where none is to be taken on the phone itself."""

SEPARATORS: Final = {"fr": ";", "en": ","}
"""What a spreadsheet in each language expects between two cells."""


MOST_LINES: Final = 6
"""Lines of a card: what a small one has room for, and what is found at a glance on a large one."""

COPIES: Final = 8
"""Small cards on a page, each of the size of a bank card."""


def blank_log(
    guide: Guide, form: str = LOG_FORMS[0], *, rows: int | None = None, start: int = 1, neutral: bool = False
) -> Document:
    """Return a log to fill in by hand.

    Args:
        guide: the words, in the language of the paper.
        form: one of LOG_FORMS; low-energy always has seven entries, and `told` is no log but a sheet to keep
            apart from one.
        rows: entries, 1 to MOST_ROWS; the form's own number when left out.
        start: number of the first entry, for a sheet that goes on after another.
        neutral: use words that say nothing of violence, where the content has them.
    """
    word = _words(guide, neutral)
    above = (word("zone"),) if form == "low-energy" else (word("zone"), word("sheet"))
    how = (
        body(guide.pages["papers"].section("papers.neutral-how")) if neutral else _how_to_fill_in(guide, form)
    )
    blocks = (*how, WriteLines(above), _entries(word, form, rows, start))
    return document(guide, word(f"title.{form}"), blocks)


def _entries(word: Callable[[str], str], form: str, rows: int | None, start: int) -> BlankLog:
    low = form == "low-energy"
    names, lines = zip(*_COLUMNS[form], strict=True)
    return BlankLog(
        number=word("field.which" if low else "number"),
        columns=tuple(word(f"field.{name}") for name in names),
        widest=lines.index(max(lines)),
        rows=len(LOW_ENERGY) if low else rows or ROWS[form],
        start=start,
        lines=lines,
        forms=form == "long",
        named=tuple(word(f"low.{which}") for which in LOW_ENERGY) if low else (),
    )


def _how_to_fill_in(guide: Guide, form: str) -> Iterator[Block]:
    """Yield what stands above a log: what to mind, then how to fill it in."""
    filled_in = body(guide.pages["papers"].section(FILLED_IN.get(form, "papers.how")))
    if form == "told":
        # The caution of a log says to leave out who helps her, which is what this sheet is for.
        yield Note(NoteKind.CAUTION, "", filled_in)
        return
    yield Note(NoteKind.CAUTION, "", body(guide.pages["handout"].section("handout.log-caution")))
    if form == "low-energy":
        yield least(guide)
    yield from filled_in


def log_csv(
    guide: Guide, form: str = LOG_FORMS[0], *, rows: int | None = None, start: int = 1, neutral: bool = False
) -> bytes:
    """Return the same log for a spreadsheet: UTF-8 with the mark by which Excel knows it."""
    word = _words(guide, neutral)
    log = _entries(word, form, rows, start)
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[guide.lang], lineterminator="\r\n")
    writer.writerow(map(_harmless, (log.number, log.columns[0], word("zone"), *log.columns[1:])))
    for index in range(log.rows):
        writer.writerow([_harmless(log.label(index)), *("" for _ in log.columns), ""])
    return out.getvalue().encode("utf-8-sig")


def log_on_paper(
    guide: Guide, paper: PaperOptions, form: str, *, rows: int | None = None, start: int = 1
) -> bytes:
    """Return a log as it goes into a file, for a spreadsheet or to fill in by hand."""
    if paper.format == "csv":
        return log_csv(guide, form, rows=rows, start=start, neutral=paper.neutral)
    return rendered(blank_log(guide, form, rows=rows, start=start, neutral=paper.neutral), paper)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def _words(guide: Guide, neutral: bool) -> Callable[[str], str]:
    """Return what gives the fixed words of these papers by their keys."""
    return partial(fixed, guide.pages["papers"], neutral=neutral)


def capture_card(guide: Guide, platform: Platform, ages: Ages, *, neutral: bool = False) -> Document:
    """Return one page on taking a screenshot that serves later, for one platform.

    Where the platform may tell of it, the page is on taking a picture with another device instead. A neutral
    one says nothing of violence.
    """
    word, warns = _words(guide, neutral), platform.capture_alert in WARNING
    shown = (
        word("picture.warned") if warns else guide.pages["documenting"].section("documenting.picture").title
    )
    alert, how = _neutral_capture(guide, platform) if neutral else _capture(guide, platform, ages)
    blocks = (
        Note(NoteKind.CAUTION, word("warns"), alert),
        *how,
        Heading(shown, level=2),
        good_screenshot(guide),
    )
    title = word("title.capture-warned" if warns else "title.capture")
    return document(guide, title.replace("%(name)s", platform.name), blocks)


def _capture(guide: Guide, platform: Platform, ages: Ages) -> tuple[tuple[Text, ...], tuple[Block, ...]]:
    """Return whether a screenshot warns there, and how to take one, or to do without it where it does."""
    defined = guide.pages["handout"].section("handout.words").texts(Kind.PARAGRAPH)[0]
    alert = guide.pages["platforms"].value(f"capture.{platform.capture_alert}")
    sure = platform.capture_alert == "unknown" and not ages.old(platform)
    proof = "" if sure else f" {proof_words(guide, platform, ages)}"
    about = (
        Text((Span(f"{defined} "), Span(alert, strong=True), Span(proof))),
        *(Text(printed_words(line)) for line in platform.text.of(Kind.PARAGRAPH)),
    )
    how = guide.pages["documenting"].section(CAPTURING[platform.capture_alert in WARNING])
    return about, printed_section(how)


def _neutral_capture(guide: Guide, platform: Platform) -> tuple[tuple[Text, ...], tuple[Block, ...]]:
    """Return the same in words that tell nothing."""
    papers = guide.pages["papers"]
    alert = said(papers.value(f"neutral_capture.{platform.capture_alert}"), strong=True)
    return (alert,), body(papers.section("papers.neutral-capture"))


def card_lines(guide: Guide, region: str) -> tuple[Helpline, ...]:
    """Return the lines that a card may have: what is certain of those she can reach from a region."""
    return tuple(line for line in guide.helplines_for(region) if line.certain)


def usual_lines(guide: Guide, region: str) -> tuple[str, ...]:
    """Return the ids of the usual lines of a card: those of the danger box, and 2-1-1."""
    near = local(guide, region)
    usual = (line for line in card_lines(guide, region) if line.urgent or line in near or line.id == FINDER)
    return tuple(line.id for line in usual)[:MOST_LINES]


def helplines_card(guide: Guide, region: str, chosen: Collection[str], *, small: bool = False) -> Document:
    """Return a card of helplines, in large type, or COPIES small ones to cut out.

    `chosen` are the ids of its lines, MOST_LINES at most, of those that can be reached from the region.
    """
    lines = [line for line in card_lines(guide, region) if line.id in chosen]
    numbers = Numbers(
        tuple(CardLine(_whose(guide, line), _way(guide, line)) for line in lines),
        copies=COPIES if small else 1,
    )
    cut = (said(guide.pages["papers"].value("cut"), Tone.SMALL),) if small else ()
    return document(guide, guide.pages["handout"].value("helplines"), (*cut, numbers))


def card_on_paper(guide: Guide, paper: PaperOptions, chosen: Collection[str], *, small: bool) -> bytes:
    """Return a card as it goes into a file: one in large type always, small ones never."""
    made = helplines_card(guide, paper.region, chosen, small=small)
    return rendered(made, paper._replace(large=paper.format == "pdf" and not small))


def _whose(guide: Guide, line: Helpline) -> str:
    """Return whose number it is; what it is for where it is called by its number."""
    return line.note.partition(". ")[0].rstrip(".") if line.name == line.phone else with_hours(guide, line)


def _way(guide: Guide, line: Helpline) -> str:
    """Return the best way to reach a line; its spaces never break over lines."""
    by_text = f"{guide.pages['handout'].value('text_message')}{COLON[guide.lang]} {line.text_to}"
    return (line.phone or (line.text_to and by_text) or line.url or TO_WRITE).replace(" ", "\u00a0")
