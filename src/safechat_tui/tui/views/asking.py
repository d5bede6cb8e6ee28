"""A question with answers to choose from: what it is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from safechat_tui.guide import GuideName
from safechat_tui.i18n import Translator
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK, Drawing, pad, row

Value = TypeVar("Value")

MARK: Final = 2
"""Cells of the mark that says that there are more options above or below."""


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


def draw_ask(
    ask: Ask[Value], cursor: int, width: int, height: int | None = None, cut: Row = BLANK
) -> Drawing:
    """Return the question and the options, the one at the cursor with what to mind.

    Where an option would be out of sight when the words are in it, the options stay under words that can be
    paged through: nobody is to take what cannot be seen.

    Args:
        ask: the question.
        cursor: index of the option the cursor is on.
        width: cells of a row.
        height: rows of the pane; enough for everything when left out.
        cut: what stands between words and options where there are more words.
    """
    words = [line for paragraph in ask.words for line in (*wrap(paragraph, width - 2), BLANK)]
    labels = _labels(ask, cursor, width - 2)
    notes = [_note(option, width - 2) for option in ask.options]
    highest = max(len(label) + len(note) for label, note in zip(labels, notes, strict=True))
    if height is not None and len(words) + highest > height:
        moving = [*words, *notes[cursor]] if notes[cursor] else words[:-1]
        # Options take half of the pane, and more where the words leave it.
        below = _window(ask, cursor, width, max(height // 2, height - 1 - len(moving)))
        focus = (len(words), len(moving) - 1) if notes[cursor] and cursor else None
        return Drawing(tuple(indented(moving)), focus, tuple(indented(below)), cut)
    above = [*words, *_joined(labels[:cursor])]
    here = [*labels[cursor], *notes[cursor]]
    focus = (0 if cursor == 0 else len(above), len(above) + len(here) - 1)
    return Drawing(tuple(indented([*above, *here, *_joined(labels[cursor + 1 :])])), focus)


def _window(ask: Ask[Value], cursor: int, width: int, room: int) -> list[Row]:
    """Return as many rows of options as there is room for, the one at the cursor whole among them."""
    labels = _labels(ask, cursor, width - 2 - MARK)
    options = _joined(labels)
    first, count = len(_joined(labels[:cursor])), len(labels[cursor])
    room = max(count, room)
    top = max(0, min(first - (room - count) // 2, len(options) - room))
    shown = options[top : top + room]
    inner = width - 2 - MARK
    if top > 0:
        shown[0] = (*pad(shown[0], inner), Piece(" ↑", "rule"))
    if top + room < len(options):
        shown[-1] = (*pad(shown[-1], inner), Piece(" ↓", "rule"))
    return shown


def _labels(ask: Ask[Value], cursor: int, width: int) -> list[list[Row]]:
    return [_label(option, width, here=at == cursor) for at, option in enumerate(ask.options)]


def _joined(parts: Iterable[Iterable[Row]]) -> list[Row]:
    return [line for part in parts for line in part]


def _label(option: Option[Value], width: int, *, here: bool) -> list[Row]:
    mark = row("► " if here else "  ", "strong")
    return wrap([Piece(option.label, "cursor" if here else "text")], width, first=mark)


def _note(option: Option[Value], width: int) -> list[Row]:
    return wrap([Piece(option.note)], width, first=row("    ")) if option.note else []


def which_guide(tr: Translator, names: Sequence[GuideName], *, kept: bool) -> Ask[str]:
    """Return the question which guide to take.

    Args:
        tr: the language.
        names: the guides.
        kept: whether there are kept plans, each of which brings its guide.
    """
    options = tuple(Option(name.id, name.name, name.about) for name in names)
    words = f"{tr('guides.words')} {tr('guides.kept')}" if kept else tr("guides.words")
    return Ask(tr("guides.title"), (row(words),), options)
