"""What can be looked up in a call: a platform's card, the helplines of a region."""

from __future__ import annotations

from safechat_tui.guide import Ages, Guide, Helpline, Kind, Platform
from safechat_tui.handout.cards import entries
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.pages import helpline_rows, indented
from safechat_tui.tui.views.rows import BLANK, Drawing, block_rows, row, section_rows


def platform_card(guide: Guide, platform: Platform, ages: Ages, width: int) -> Drawing:
    """Return a platform's card: whether a screenshot warns and what to do then, then every action."""
    inner = width - 2
    rows: list[Row] = []
    for entry in entries(guide, platform, ages):
        rows += [BLANK] if rows else []
        rows += wrap([Piece(entry.label, "title")], inner)
        if entry.state:
            rows += wrap([Piece(entry.state, "strong")], inner, first=row("  "))
        if entry.name:
            rows += wrap([Piece(entry.name)], inner, first=row("  "))
        if entry.first:
            rows += wrap([Piece(entry.first, "warn")], inner, first=row("  ! ", "warn"))
        for words in (entry.words, entry.notice):
            if words:
                rows += wrap([Piece(words)], inner, first=row("  "))
        if entry.code == "capture":
            for block in platform.text.of(Kind.PARAGRAPH):
                rows += [(Piece("  "), *line) for line in block_rows(block, inner - 2)]
        if entry.proof:
            role = "warn" if entry.old else "note"
            rows += wrap([Piece(entry.proof, role)], inner, first=row("  ! " if entry.old else "  ", role))
    rows += [BLANK]
    for block in guide.pages["platforms"].head.blocks:
        rows += block_rows(block, inner)
    return Drawing(tuple(indented(rows)))


def helpline_tags(guide: Guide, line: Helpline) -> str:
    """Return in short where, when and in which languages a helpline answers, as far as it is known."""
    places = ", ".join(guide.where(line))
    return " · ".join(tag for tag in (places, line.hours, " ".join(line.languages).upper()) if tag)


def helplines(guide: Guide, tr: Translator, region: str, ages: Ages, width: int) -> Drawing:
    """Return whom she can reach from a region, then what to mind before a call."""
    inner = width - 2
    label = guide.labels.get(f"region.{region}", region)
    rows = wrap([Piece(tr("helplines.region", region=label), "title")], inner)
    if missing := guide.no_line(region):
        rows += [BLANK, *section_rows(missing, inner)]
    for line in guide.helplines_listed(region):
        rows += [BLANK, *helpline_rows(guide, [line], tr, ages, inner)]
        rows += wrap([Piece(helpline_tags(guide, line), "note")], inner, first=row("  "))
    for section in (guide.pages["helplines"].head, *guide.help_for_some):
        rows += [BLANK, *section_rows(section, inner)]
    return Drawing(tuple(indented(rows)))
