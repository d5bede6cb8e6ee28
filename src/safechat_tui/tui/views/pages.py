"""Texts to read: the opening, the urgent card, how to document, help."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from safechat_tui.guide import CARD, Ages, Guide, Helpline, Section, Strategy
from safechat_tui.handout.cards import COLON, month, proof_words, there
from safechat_tui.i18n import Translator
from safechat_tui.plan import card_line
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.keys import KEYS, Key, written
from safechat_tui.tui.views.rows import BLANK, Drawing, block_rows, row, section_rows


def indented(rows: Iterable[Row], cells: int = 1) -> list[Row]:
    """Return the rows moved to the right; empty rows stay empty."""
    return [(Piece(" " * cells), *line) if line else line for line in rows]


def sections(parts: Iterable[Section], width: int) -> Drawing:
    """Return sections one under the other."""
    rows: list[Row] = []
    for part in parts:
        if rows:
            rows.append(BLANK)
        rows += section_rows(part, width - 2)
    return Drawing(tuple(indented(rows)))


def opening(guide: Guide, width: int) -> Drawing:
    """Return what the guide is about, and where it comes from."""
    page, credit = guide.pages["opening"], guide.pages["closing"].section("closing.credit")
    return sections((page.head, *page.sections, credit), width)


def closing(guide: Guide, width: int) -> Drawing:
    """Return what to say and to keep in mind when the conversation ends."""
    page = guide.pages["closing"]
    return sections((page.head, *page.sections), width)


def helpline_rows(
    guide: Guide, lines: Iterable[Helpline], tr: Translator, ages: Ages, width: int
) -> list[Row]:
    """Return helplines: name, how to reach it, for whom; with a warning where it must be checked first."""
    rows: list[Row] = []
    for line in lines:
        rows += wrap([Piece(line.name, "strong")], width)
        ways = [line.phone, f"{tr('help-line.text')} {line.text_to}" if line.text_to else "", line.url]
        if any(ways):
            rows += wrap([Piece(" · ".join(way for way in ways if way))], width, first=row("  "))
        if line.note:
            rows += wrap([Piece(line.note)], width, first=row("  "))
        if line.has_way and ages.check_first(line):
            doubt = proof_words(guide, line, ages) if ages.old(line) else tr("help-line.check")
            rows += wrap([Piece(doubt, "warn")], width, first=row("  ! ", "warn"))
    return rows


def urgent(guide: Guide, tr: Translator, region: str, ages: Ages, width: int) -> Drawing:
    """Return the urgent card, then the helplines that hold where she is."""
    page = guide.urgent_page(region)
    rows = list(sections((page.head, *page.sections), width).rows)
    for part in filter(None, (guide.pages["helplines"].head, guide.no_line(region))):
        rows += [BLANK, *indented(section_rows(part, width - 2))]
    rows += [BLANK]
    rows += indented(helpline_rows(guide, guide.helplines_for(region), tr, ages, width - 2))
    return Drawing(tuple(rows))


def card_rows(
    guide: Guide, strategy: Strategy, tr: Translator, width: int, ages: Ages, named: Collection[str] = ()
) -> list[Row]:
    """Return a strategy's card in short.

    Args:
        guide: the words of the cards.
        strategy: whose card it is.
        tr: the interface's words.
        width: cells of a row.
        ages: tells whether the card is old.
        named: ids of her platforms; the card says what the strategy is called there.
    """
    rows = wrap([Piece(strategy.title, "title")], width)
    for line in (*CARD, "check"):
        words = card_line(guide, strategy, line, named)
        if words:
            rows += wrap([Piece(guide.labels.get(f"card.{line}", line), "strong")], width)
            rows += wrap([Piece(words)], width, first=row("  "))
    on_hers = there(guide, strategy, named)
    rows += wrap([Piece(tr("platforms.there"), "strong")], width) if on_hers else []
    for name, words in on_hers:
        label = row(f"  {name}{COLON[guide.lang]} ", "strong")
        rows += wrap([Piece(words)], width, first=label, rest=row("    "))
    if ages.old(strategy):
        return [*rows, BLANK, *wrap([Piece(proof_words(guide, strategy, ages), "warn")], width)]
    checked = tr("card.verified", date=month(guide.lang, strategy.verified_on))
    confirm = tr("card.confirm") if strategy.actions else ""
    return [*rows, BLANK, *wrap([Piece(f"{checked} {confirm}", "note")], width)]


def whole_card(
    guide: Guide, strategy: Strategy, tr: Translator, width: int, ages: Ages, named: Collection[str] = ()
) -> Drawing:
    """Return a strategy: what it is, its card with what comes first, then how to, as on paper."""
    page = strategy.page
    rows: list[Row] = section_rows(page.head, width - 2)
    rows += [BLANK, *card_rows(guide, strategy, tr, width - 2, ages, named)[1:]]
    for section in page.sections:
        rows += [BLANK, *section_rows(section, width - 2)]
    return Drawing(tuple(indented(rows)))


def documenting(guide: Guide, picture: tuple[str, ...], width: int) -> Drawing:
    """Return how to document, with the picture of a good screenshot above the names of its parts."""
    page = guide.pages["documenting"]
    rows: list[Row] = section_rows(page.head, width - 2)
    for section in page.sections:
        rows += [
            BLANK,
            *section_rows(section, width - 2)[: None if section.id != "documenting.picture" else 1],
        ]
        if section.id == "documenting.picture":
            rows += [row(line) for line in picture]
            for number, block in enumerate(section.blocks, start=1):
                mark = f"{number}  " if block.id else ""
                rows += wrap([Piece(block.text)], width - 2, first=row(mark))
    return Drawing(tuple(indented(rows)))


def welcome(guide: Guide, width: int) -> Drawing:
    """Return the screen of the first start."""
    page = guide.pages["welcome"]
    rows: list[Row] = section_rows(page.head, width - 2, title=False)
    for section in page.sections:
        rows += [BLANK, *section_rows(section, width - 2)]
    return Drawing(tuple(indented(rows)))


def help_page(
    tr: Translator, keys: Iterable[Key], width: int, *, field: bool = False, tour: Section | None = None
) -> Drawing:
    """Return the keys of a screen in words, then all the others, then the few lines of the first start.

    Args:
        tr: the language.
        keys: the keys that hold on that screen.
        width: cells of a row.
        field: whether a field takes the letters there.
        tour: the lines of the first start, or nothing.
    """
    here = tuple(keys)
    rows: list[Row] = [*wrap([Piece(tr("help.here"), "title")], width - 2)]
    rows += _key_rows(tr, here, width - 2, field)
    others = [key for key in KEYS if key not in here]
    rows += [BLANK, *wrap([Piece(tr("help.elsewhere"), "title")], width - 2)]
    rows += _key_rows(tr, others, width - 2, False)
    if tour is not None:
        rows += [BLANK, *section_rows(tour, width - 2)]
    return Drawing(tuple(indented(rows)))


def _key_rows(tr: Translator, keys: Iterable[Key], width: int, field: bool) -> list[Row]:
    rows: list[Row] = []
    for key in keys:
        if key.label:
            label = f"  {written(tr, key, field=field):<12} "
            rows += wrap([Piece(tr(f"key.{key.id}.help"))], width, first=row(label, "strong"))
    return rows


def question_blocks(section: Section, width: int) -> list[Row]:
    """Return the lines to say of a question."""
    rows: list[Row] = []
    for block in section.blocks:
        rows += block_rows(block, width)
    return rows
