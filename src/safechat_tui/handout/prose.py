"""The guide's text as parts of a paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from safechat_tui.guide.model import Guide
from safechat_tui.guide.text import Kind, Page, Section, Span, TextBlock
from safechat_tui.handout.blocks import Heading, Items, Picture, PicturePart, Samples, Text, Tone, Words
from safechat_tui.handout.cards import in_words
from safechat_tui.handout.document import BlankLog, Block, Document
from safechat_tui.handout.passages import blocks_of
from safechat_tui.i18n import Translator

LOG_COLUMNS: Final = ("when", "where", "who", "what", "saved")
"""What is written down of each message on the pages of a plan, after its number."""

LOG_ROWS: Final = 10
"""Entries there: one page by hand."""


def headed(section: Section) -> Iterator[Block]:
    """Yield a section under its title."""
    yield Heading(section.title, level=2)
    yield from body(section)


def toned(blocks: Iterable[Text | Items], tone: Tone) -> Iterator[Block]:
    """Yield the blocks, their paragraphs meant in another way."""
    for block in blocks:
        yield Text(block.words, tone) if isinstance(block, Text) else block


def body(section: Section) -> tuple[Text | Items, ...]:
    """Return a section's paragraphs and lists as they are printed."""
    return blocks_of(section.blocks, words, Tone.PLAIN)


def words(line: TextBlock) -> Words:
    """Return the spans of a line without links: an address that is not in the words follows them."""
    spans: list[Span] = []
    for span in line.spans:
        address = (span.href or "").removeprefix("https://").rstrip("/")
        shown = not address or address.removeprefix("www.") in span.text
        spans.append(Span(span.text if shown else f"{span.text} ({address})", span.strong))
    return tuple(spans)


def picture(guide: Guide) -> Picture:
    """Return the picture of a good screenshot, with its parts and made-up words."""
    page = guide.pages["documenting"]
    section = page.section("documenting.picture")
    parts = tuple(
        PicturePart(number, words(line)) for number, line in enumerate(section.of(Kind.ITEM), start=1)
    )
    sample = {name: page.value(f"picture.sample-{name}") for name in Samples._fields}
    return Picture(parts, Samples(**sample), page.value("picture.alt"))


def fixed(page: Page, key: str, *, neutral: bool) -> str:
    """Return a fixed word of a paper; on a neutral paper its neutral twin when there is one."""
    return (neutral and page.value(f"neutral_{key}")) or page.value(key)


def document(guide: Guide, title: str, blocks: Iterable[Block], *, made_on: str = "") -> Document:
    """Return a paper of these blocks.

    Args:
        guide: the guide in the language of the paper.
        title: what stands on top.
        blocks: what follows, in order.
        made_on: the day in words; nothing on a paper to fill in, for nobody knows when it will be used.
    """
    page = guide.pages["handout"]
    return Document(
        lang=guide.lang,
        title=title,
        made_on=page.value("made_on").replace("%(date)s", made_on) if made_on else "",
        page_label=page.value("page"),
        left_out=page.value("left_out"),
        blocks=tuple(blocks),
    )


def day(guide: Guide, today: date, tr: Translator) -> str:
    """Return a day in the language of a guide; a language of papers brings its own words for it.

    Args:
        guide: the guide in the language of the paper.
        today: the day.
        tr: words for the date where the guide's language is one of the screens.
    """
    tr = tr if tr.lang == guide.lang else Translator(guide.lang)
    return in_words(guide, "date", today) or tr.date(today)


def page_log(page: Page, *, neutral: bool = False) -> BlankLog:
    """Return the log that a plan brings, to go on with by hand.

    Args:
        page: the fixed words of the paper.
        neutral: use the words that tell nothing, where there are any.
    """
    words = [fixed(page, f"log.{name}", neutral=neutral) for name in ("number", *LOG_COLUMNS)]
    return BlankLog(words[0], tuple(words[1:]), widest=LOG_COLUMNS.index("what"), rows=LOG_ROWS)
