"""The guide's text as parts of a paper: what every paper is made of. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.text import Kind, Page, Section, Span, TextBlock
from safechat_tui.handout.blocks import Heading, Items, Picture, Samples, Text, Tone, Words
from safechat_tui.handout.cards import in_words
from safechat_tui.handout.document import BlankLog, Block, Document, Note, NoteKind
from safechat_tui.handout.passages import blocks_of
from safechat_tui.i18n import Translator

LOG_COLUMNS: Final = ("when", "where", "who", "what", "saved")
"""What is written down of each message on the pages of a plan, after its number."""

LOG_ROWS: Final = 10
"""Entries there: one page by hand."""


def printed_section(section: Section) -> tuple[Heading | Text | Items, ...]:
    """Return a section under its title."""
    return (Heading(section.title, level=2), *body(section))


def body(section: Section, tone: Tone = Tone.PLAIN) -> tuple[Text | Items, ...]:
    """Return a section's paragraphs and lists as they are printed, what can be said aloud like the rest."""
    return blocks_of(section.blocks, printed_words, tone, tone)


def printed_words(line: TextBlock) -> Words:
    """Return the spans of a line without links: an address that is not in the words follows them."""
    spans: list[Span] = []
    for span in line.spans:
        address = (span.href or "").removeprefix("https://").rstrip("/")
        shown = not address or address.removeprefix("www.") in span.text
        spans.append(Span(span.text if shown else f"{span.text} ({address})", span.strong))
    return tuple(spans)


def least(guide: Guide) -> Note:
    """Return the least that helps of how to keep evidence, for hard days."""
    section = guide.pages["documenting"].section("documenting.minimum")
    return Note(NoteKind.LEAST, section.title, body(section))


def good_screenshot(guide: Guide) -> Picture:
    """Return the picture of a good screenshot, with its parts and made-up words."""
    page = guide.pages["documenting"]
    section = page.section("documenting.picture")
    sample = {name: page.value(f"picture.sample-{name}") for name in Samples._fields}
    return Picture(
        tuple(map(printed_words, section.of(Kind.ITEM))), Samples(**sample), page.value("picture.alt")
    )


def fixed(page: Page, key: str, *, neutral: bool) -> str:
    """Return a fixed word of a paper; on a neutral paper its neutral twin when there is one."""
    return (neutral and page.value(f"neutral_{key}")) or page.value(key)


def document(guide: Guide, title: str, blocks: Iterable[Block], made: date | None = None) -> Document:
    """Return a paper of these blocks in the language of a guide.

    Args:
        guide: the guide.
        title: what stands on top.
        blocks: what follows, in order.
        made: the day; nothing on a paper to fill in, for nobody knows when it will be used.
    """
    page = guide.pages["handout"]
    # A language of papers brings its own words for a day.
    day = (in_words(guide, "date", made) or Translator(guide.lang).date(made)) if made else ""
    return Document(
        lang=guide.lang,
        title=title,
        made_on=page.value("made_on").replace("%(date)s", day) if made else "",
        page_label=page.value("page"),
        left_out=page.value("left_out"),
        blocks=tuple(blocks),
    )


def page_log(page: Page, *, neutral: bool = False) -> BlankLog:
    """Return the log that a plan brings, to go on with by hand, in the fixed words of a page."""
    number, *columns = (fixed(page, f"log.{name}", neutral=neutral) for name in ("number", *LOG_COLUMNS))
    return BlankLog(number, tuple(columns), widest=LOG_COLUMNS.index("what"), rows=LOG_ROWS)
