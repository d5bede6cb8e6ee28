"""Lists to choose from, some with keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Final

from safechat_tui.conversation.requests import (
    OTHER_WORDS,
    ChangePassphrase,
    DeletePaper,
    DeletePlan,
    KeptChoice,
    Menu,
    MenuItem,
    Paragraph,
    PrintPaper,
    Value,
    WrittenChoice,
)
from safechat_tui.handout import pages
from safechat_tui.store import Kept, Written
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.reading import ReadingScreen
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import BLANK_ROW, Drawing, pad, row

_MARK: Final = 2
"""Cells of the mark that says that there are more items above or below."""


class ListDialog(Frame[Value | None]):
    """Shows a menu; dismisses with the value chosen, or with nothing."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list",)

    def __init__(self, menu: Callable[[], Menu[Value]], cursor: int = 0) -> None:
        """Take what to show.

        Args:
            menu: makes the menu in the language of the moment.
            cursor: index of the item the cursor begins on.
        """
        super().__init__()
        self._menu = menu
        self._cursor = cursor

    def heading(self) -> str:
        """Return the title."""
        return self._menu().title

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def per_page(self) -> int:
        """A page of items, where the words above them are all in sight; otherwise these are paged."""
        return 0 if self.main.room < self.main.size.height else max(1, self.main.room - 2)

    @property
    def items(self) -> tuple[MenuItem[Value], ...]:
        """What can be chosen."""
        return self._menu().items

    @property
    def item(self) -> MenuItem[Value]:
        """The item the cursor is on."""
        return self.items[self._cursor]

    def drawn(self, width: int) -> Drawing:
        """Return the menu, the item at the cursor with what to mind.

        Where an item would be out of sight when the words are in it, the items stay under words that can be
        paged through: nobody is to take what cannot be seen.
        """
        menu, cursor, height = self._menu(), self._cursor, self.main.size.height
        words = [line for paragraph in menu.words for line in (*wrap(_row(paragraph), width - 2), BLANK_ROW)]
        labels = _labels(menu, cursor, width - 2)
        notes = [_note(item, width - 2) for item in menu.items]
        highest = max(len(label) + len(note) for label, note in zip(labels, notes, strict=True))
        if len(words) + highest > height:
            moving = [*words, *notes[cursor]] if notes[cursor] else words[:-1]
            # Items take half of the pane, and more where the words leave it.
            below = _window(menu, cursor, width, max(height // 2, height - 1 - len(moving)))
            focus = (len(words), len(moving) - 1) if notes[cursor] and cursor else None
            return Drawing(indented(moving), focus, indented(below), chrome.more_below(self.tr, width))
        above = [*words, *_joined(labels[:cursor])]
        here = [*labels[cursor], *notes[cursor]]
        focus = (0 if cursor == 0 else len(above), len(above) + len(here) - 1)
        return Drawing(indented([*above, *here, *_joined(labels[cursor + 1 :])]), focus)

    def action_take(self) -> None:
        """Choose what the cursor is on."""
        self.dismiss(self.item.value)


class KeptDialog(ListDialog[KeptChoice]):
    """Lists kept plans; Enter opens one, other keys delete it or change the passphrase."""

    SCOPES = ("list", "kept")

    def action_delete(self) -> None:
        """Ask for this one to be deleted."""
        if isinstance(plan := self.item.value, Kept):
            self.dismiss(DeletePlan(plan.code))

    def action_passphrase(self) -> None:
        """Ask for another passphrase."""
        self.dismiss(ChangePassphrase())


class WrittenDialog(ListDialog[WrittenChoice]):
    """Lists written papers; Enter asks what to do with one, other keys print or delete it."""

    SCOPES = ("list", "written")

    def action_print(self) -> None:
        """Ask for this one to be printed."""
        if isinstance(paper := self.item.value, Written):
            self.dismiss(PrintPaper(paper))

    def action_delete(self) -> None:
        """Ask for this one to be deleted."""
        if isinstance(paper := self.item.value, Written):
            self.dismiss(DeletePaper(paper))


class OfferDialog(ListDialog[str]):
    """Offers five words as passphrase; a key asks for five others."""

    ASKS_SECRET = True
    SCOPES = ("list", "offer")

    def action_draw(self) -> None:
        """Ask for five other words."""
        self.dismiss(OTHER_WORDS)


class PlatformsDialog(ListDialog[str]):
    """Lists the platforms, hers first; their cards open over it."""

    def __init__(self) -> None:
        """Begin at the first one."""
        super().__init__(self._platforms)

    def _platforms(self) -> Menu[str]:
        guide, tr, hers = self.conversation.guide, self.tr, self.conversation.plan.platforms()
        page = guide.pages["platforms"]
        items = tuple(
            MenuItem(
                platform.id,
                tr("platforms.hers", name=platform.name) if platform.id in hers else platform.name,
                page.value(f"capture.{platform.capture_alert}"),
            )
            for platform in sorted(guide.platforms, key=lambda platform: platform.id not in hers)
        )
        return Menu(tr("platforms.title"), (Paragraph(tr("platforms.words")),), items)

    def action_take(self) -> None:
        """Show the card of the platform the cursor is on."""
        talk, id = self.conversation, self.item.value
        self.app.push_screen(
            ReadingScreen(
                "platform",
                lambda: pages.platform_card(talk.guide, talk.guide.platform(id), talk.ages),
                lambda: talk.guide.platform(id).name,
            )
        )


def _window(menu: Menu[Value], cursor: int, width: int, room: int) -> list[Row]:
    """Return as many rows of items as there is room for, the one at the cursor whole among them."""
    labels = _labels(menu, cursor, width - 2 - _MARK)
    items = _joined(labels)
    first, count = len(_joined(labels[:cursor])), len(labels[cursor])
    room = max(count, room)
    top = max(0, min(first - (room - count) // 2, len(items) - room))
    shown = items[top : top + room]
    inner = width - 2 - _MARK
    if top > 0:
        shown[0] = (*pad(shown[0], inner), Piece(" ↑", "rule"))
    if top + room < len(items):
        shown[-1] = (*pad(shown[-1], inner), Piece(" ↓", "rule"))
    return shown


def _row(paragraph: Paragraph) -> Row:
    if paragraph.kind == "caution":
        return row(f"! {paragraph.text}", "warn")
    return row(paragraph.text, "text" if paragraph.kind == "keys" else paragraph.kind)


def _labels(menu: Menu[Value], cursor: int, width: int) -> list[list[Row]]:
    return [_label(item, width, here=at == cursor) for at, item in enumerate(menu.items)]


def _joined(parts: Iterable[Iterable[Row]]) -> list[Row]:
    return [line for part in parts for line in part]


def _label(item: MenuItem[Value], width: int, *, here: bool) -> list[Row]:
    mark = row("► " if here else "  ", "strong")
    return wrap([Piece(item.label, "cursor" if here else "text")], width, first=mark)


def _note(item: MenuItem[Value], width: int) -> list[Row]:
    return wrap([Piece(item.note)], width, first=row("    ")) if item.note else []
