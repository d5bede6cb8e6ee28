"""Writes all that is prepared when the program is built: guides, indexes, first screens, guides as lines."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Final

from safechat_tui import clock
from safechat_tui.config import REGIONS, Config
from safechat_tui.conversation import Conversation
from safechat_tui.early import answer, rows, state
from safechat_tui.guide import Ages, Guide, guides, prepare, read_guide
from safechat_tui.guide.search import prepared as search
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.guide import guide_text
from safechat_tui.tui.finding import index_over
from safechat_tui.tui.first import first_parts

FOREVER: Final = date(9999, 12, 31)
"""Until when lines hold of which no fact grows old."""


def first_screens(lang: str, guide: str) -> bytes:
    """Return the first screens of a guide, or those before one is chosen, where there are no settings."""
    talk = Conversation(Config(), lang, guide)
    kinds = rows.KINDS if not guide else (rows.FIRST, rows.LATER)
    return rows.packed(
        {
            (kind, width): first_parts(
                talk, width, first_start=kind == rows.FIRST, asks_for_guide=not guide, kept=kind == rows.KEPT
            )
            for kind, width in product(kinds, rows.WIDTHS)
        }
    )


def last_day(guide: Guide) -> date:
    """Return the last day on which no fact is older than it is today."""
    ages = Ages(clock.today())
    facts = [fact for platform in guide.platforms for _, fact in platform.facts]
    ages_soon = [fact for fact in (*facts, *guide.helplines) if not ages.old(fact)]
    return min((fact.dated + timedelta(days=ages.days) for fact in ages_soon), default=FOREVER)


def lines(guide: Guide, lang: str, width: int) -> str:
    """Return the guide as lines for every region, with the last day on which they hold."""
    tr, ages = Translator(lang), Ages(clock.today())
    texts = {region: guide_text(guide, tr, width=width, region=region, ages=ages) for region in REGIONS}
    return answer.as_text(last_day(guide).isoformat(), texts)


def indexes(lang: str) -> dict[str, str]:
    """Return the index of a language for each guide that may come first, by the name it is kept under."""
    read = [read_guide(lang, guide=name.id) for name in guides(lang)]
    tr = Translator(lang)
    orders = [(first, *(guide for guide in read if guide is not first)) for first in read]
    return {search.name_of(lang, order[0].id): index_over(order, tr).text for order in orders}


def main() -> None:
    """Prepare everything in every language."""
    prepare.main()
    for lang in LANGUAGES:
        for id in ("", *(name.id for name in guides(lang))):
            _write(rows.name_of(lang, id), lang, id, first_screens(lang, id))
        guide = read_guide(lang)
        for width in answer.WIDTHS:
            _write(answer.name_of(lang, width), lang, guide.id, lines(guide, lang, width).encode("utf-8"))
        for name, text in indexes(lang).items():
            _write(name, lang, state.EVERY, text.encode("utf-8"))


def _write(name: str, lang: str, guide: str, data: bytes) -> None:
    """Write what is prepared from a guide, from every one, or from the choice of one."""
    Path(state.PREPARED, name).write_bytes(f"{state.head(lang, guide)}\n".encode("ascii") + data)


if __name__ == "__main__":
    main()
