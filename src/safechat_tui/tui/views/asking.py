"""A question with answers to choose from: what it is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from safechat_tui.guide import GuideName
from safechat_tui.i18n import Translator
from safechat_tui.records import dataclass
from safechat_tui.tui.views.pages import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, Piece, Row, row, wrap

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """One line to choose."""

    value: Value
    label: str
    note: str = ""
    """What to mind, shown under the line while the cursor is on it."""


@dataclass(frozen=True, slots=True)
class Ask(Generic[Value]):
    """One question and its answers, in one language."""

    title: str
    """Words at the top."""
    words: tuple[Row, ...]
    """What stands above the answers, one paragraph each, to be wrapped."""
    options: tuple[Option[Value], ...]
    """What can be chosen; at least one, the same number in every language."""


def draw_ask(ask: Ask[Value], cursor: int, width: int) -> Drawing:
    """Return the question and the options, the one at the cursor with what to mind."""
    rows: list[Row] = []
    for words in ask.words:
        rows += [*wrap(words, width - 2), BLANK]
    focus = (0, 0)
    for index, option in enumerate(ask.options):
        here = index == cursor
        mark = "▸ " if here else "  "
        first = len(rows)
        rows += wrap(
            [Piece(option.label, "cursor" if here else "text")], width - 2, first=row(mark, "strong")
        )
        if here and option.note:
            rows += wrap([Piece(option.note)], width - 2, first=row("    "))
        if here:
            focus = (0 if index == 0 else first, len(rows) - 1)
    return Drawing(tuple(indented(rows)), focus)


def which_guide(tr: Translator, names: Sequence[GuideName]) -> Ask[str]:
    """Return the question which guide to take."""
    options = tuple(Option(name.id, name.name, name.about) for name in names)
    return Ask(tr("guides.title"), (row(tr("guides.words")),), options)
