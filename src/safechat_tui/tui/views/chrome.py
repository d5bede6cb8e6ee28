"""The frame around every screen: where one is, the way out, urgent help, the keys; and what covers it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safechat_tui.i18n import Translator
from safechat_tui.options import STEPS
from safechat_tui.text.wrap import Piece, Row, cells, sized, width_of, wrap
from safechat_tui.tui.keys import Hotkey, written
from safechat_tui.tui.views.rows import row, rule, spread

WIDE: Final = 60
"""Cells from which two things stand side by side."""

BROAD: Final = 110
"""Cells from which three things do."""

PROSE: Final = 80
"""Cells of a pane of words, as the style sheets have it: longer rows are hard to follow."""

LOW_SCREEN: Final = 16
"""Rows under which the frame takes less room."""

OPEN: Final = 8
"""Cells of a rule that is left open, before its words."""

END: Final = 2
"""Cells of it after them."""

SHORTENED: Final = ("wants", "strategies", "understand")
"""The steps in the order in which their names become short: what saves most first."""

NO_COUNTS: Final[Mapping[str, str]] = {}
"""What stands for the answers of each step before there are any."""


def _ways_out(tr: Translator, *, short: bool, field: bool, reader: bool) -> Row:
    """Return urgent help and the quick exit, always in the same corner."""
    length, air = ("short", "") if short else ("long", " ")
    urgent = f"{'F2' if field else '!'} {tr(f'frame.urgent.{length}')}"
    # Screen readers say “X” for “^X”.
    leave = f"{'Ctrl+X' if reader else '^X'} {tr(f'frame.exit.{length}')}"
    return (Piece(f"{air}{urgent}{air}", "danger"), Piece(" "), Piece(f"{air}{leave}{air}", "cursor"))


def header(
    tr: Translator,
    title: str,
    step: str,
    width: int,
    *,
    low: bool,
    field: bool = False,
    counts: Mapping[str, str] = NO_COUNTS,
    reader: bool = False,
) -> list[Row]:
    """Return the top of a screen.

    Args:
        tr: the language.
        title: name of the guide or of the dialog.
        step: one of STEPS, or nothing in a dialog.
        width: cells of a row.
        low: whether the screen is too low for more than one row.
        field: whether a field takes the letters, so that urgent help needs another key.
        counts: how many questions were answered, such as `5/7`, by step.
        reader: whether keys are written out, for a screen reader.
    """
    short = width < WIDE
    out = _ways_out(tr, short=short, field=field, reader=reader)
    if low:
        room = width - width_of(out)
        place = _tab(tr, step, "short", counts).text.rstrip() if step else f" {title}"
        short_place = _tab(tr, step, "short").text.rstrip() if step else ""
        return [spread(_whole(place, room) or _whole(short_place, room), out, width)]
    rows = [spread(_whole(f" {title}", width - width_of(out)), out, width)]
    if step:
        other = tr("frame.other-language")
        rows.append(spread(_tabs(tr, step, width - cells(other) - 2, counts), (Piece(f"{other} "),), width))
    rows.append(rule(width))
    return rows


def _whole(words: str, width: int) -> Row:
    """Return a title, or nothing where it would be cut: what stands below says it too."""
    title = row(words, "strong")
    return title if width_of(title) < width else ()


def _tabs(tr: Translator, step: str, width: int, counts: Mapping[str, str] = NO_COUNTS) -> Row:
    """Return the names of the steps, the present one marked; no more short or left out than must be."""
    steps = range(len(SHORTENED) + 1)
    shortened = [dict.fromkeys(STEPS, "name") | dict.fromkeys(SHORTENED[:n], "short") for n in steps]
    alone = {step: "short"}
    for names, counted in (*((each, counts) for each in shortened), (alone, counts), (alone, NO_COUNTS)):
        pieces = tuple(_tab(tr, each, names.get(each, ""), counted, here=each == step) for each in STEPS)
        if width_of(pieces) <= width:
            break
    return pieces


def _tab(
    tr: Translator, step: str, name: str, counts: Mapping[str, str] = NO_COUNTS, *, here: bool = False
) -> Piece:
    """Return a step with its number, its long or short name or none, and what is counted where named."""
    words = (tr(f"step.{step}.{name}"), counts.get(step)) if name else ()
    shown = " ".join(word for word in (str(STEPS.index(step)), *words) if word)
    return Piece(f" {shown} ", "cursor" if here else "tab")


def status_rows(tr: Translator, notice: str, width: int, *, more: bool, role: str = "warn") -> list[Row]:
    """Return what stands above the keys: a notice, or the rule that says whether there is more below."""
    if notice:
        # In the rule: it is no part of the words above, nor of the keys.
        rows = wrap([Piece(notice, role)], width - 1, first=(*rule(END), Piece(" ")))
        left = width - width_of(rows[0]) - 1
        return [(*rows[0], Piece(" "), *rule(left)), *rows[1:]] if left > 0 else rows
    return [more_below(tr, width) if more else rule(width)]


def more_below(tr: Translator, width: int) -> Row:
    """Return the rule that says that there is more below, and which key shows it: it is left open."""
    words = f" ↓ {tr('frame.more')} "
    left = max(0, width - cells(words) - END)
    before = min(OPEN, left)
    return (Piece(" " * (left - before)), *rule(before), Piece(words), *rule(END))


def leading(keys: Iterable[Hotkey], step: str) -> tuple[Hotkey, ...]:
    """Return the keys of a step; nothing comes before the first one."""
    return tuple(key for key in keys if key.id != "back" or step != STEPS[0])


def footer(
    tr: Translator, keys: Iterable[Hotkey], width: int, *, low: bool, field: bool = False
) -> list[Row]:
    """Return the keys that hold here, as many as there is room for; help is always among them.

    They come in the order of need. The other language yields to the rest, and search on a narrow screen.
    A second row names what is looked up, and what begins or keeps a conversation: a low screen has none.
    """
    shown = [key for key in keys if key.row and key.label]
    ends = {key.id: _named(tr, key, field) for key in shown if key.scope == "always" and key.row == 1}
    if width < WIDE:
        ends.pop("search", None)
    last = tuple(piece for pieces in ends.values() for piece in pieces)
    first = [key for key in shown if key.row == 1 and key.scope != "always"]
    # What holds everywhere comes first, so that it stays in its place.
    second = sorted((key for key in shown if key.row == 2), key=lambda key: key.scope != "always")
    if low:
        first, second = [*first, *second], []
    first.sort(key=lambda key: key.action == "app.follow('language')")
    rows = [(*_fitting(tr, first, width - width_of(last), field), *last)]
    return rows if low else [*rows, _fitting(tr, second, width, field)]


def _fitting(tr: Translator, keys: Iterable[Hotkey], room: int, field: bool) -> Row:
    """Return the keys for which there is room, the first ones first."""
    kept: list[Piece] = []
    for key in keys:
        pieces = _named(tr, key, field)
        if width_of(pieces) <= room:
            room -= width_of(pieces)
            kept += pieces
    return tuple(kept)


def _named(tr: Translator, key: Hotkey, field: bool) -> Row:
    """Return a key with its name."""
    return (Piece(f" {written(tr, key, field=field)}", "strong"), Piece(f" {tr(f'key.{key.id}')} "))


def cover(tr: Translator, width: int, height: int) -> list[str]:
    """Return the page in front of everything: notes of an office, keys in the last row, as in an editor."""
    notes = ["", *tr("cover.notes").split("\n")]
    above = [*notes, *([""] * height)][: max(0, height - 1)]
    return [sized(f"  {words}", width).rstrip() for words in (*above, tr("cover.keys"))]
