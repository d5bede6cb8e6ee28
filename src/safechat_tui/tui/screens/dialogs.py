"""Dialogs: a text to read, and lists to choose from, some with keys of their own. They only dismiss."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.widget import Widget

from safechat_tui.conversation.menu import Menu, MenuItem, Value
from safechat_tui.conversation.requests import (
    OTHER_WORDS,
    ChangePassphrase,
    DeletePaper,
    DeletePlan,
    KeptChoice,
    OpenPlan,
    PrintPaper,
    WrittenChoice,
)
from safechat_tui.store import Written
from safechat_tui.tui.screens.frame import Frame, pane
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.menu import draw_menu
from safechat_tui.tui.views.rows import Drawing


class Reader(Frame[None]):
    """A text to read, closed by Esc."""

    SCOPES: ClassVar[tuple[str, ...]] = ("reader", "reading")

    def __init__(
        self, name: str, draw: Callable[[int], Drawing], title: Callable[[], str] | None = None
    ) -> None:
        """Take what to show.

        Args:
            name: its words are `reader.<name>`.
            draw: lays the text out.
            title: gives a title of its own.
        """
        super().__init__()
        self.subject = name
        self._title = title
        self._draw_text = draw

    def heading(self) -> str:
        """Return the title of the text."""
        return self._title() if self._title else self.tr(f"reader.{self.subject}")

    def body(self) -> Iterable[Widget]:
        """Return the text."""
        yield pane(self._draw_text)

    def unbound(self, key: str) -> None:
        """Let any key that means nothing else skip what is shown at the first start."""
        if self.subject == "welcome":
            self.dismiss(None)
        else:
            super().unbound(key)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


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
    def items(self) -> tuple[MenuItem[Value], ...]:
        """What can be chosen."""
        return self._menu().items

    @property
    def item(self) -> MenuItem[Value]:
        """The item the cursor is on."""
        return self.items[self._cursor]

    def body(self) -> Iterable[Widget]:
        """Return the menu."""
        yield pane(self._draw)

    def _draw(self, width: int) -> Drawing:
        cut = chrome.more_below(self.tr, width)
        return draw_menu(self._menu(), self._cursor, width, self.main.size.height, cut)

    def action_move(self, by: int) -> None:
        """Move the cursor, round at the ends."""
        self._cursor = (self._cursor + by) % len(self.items)
        self.main.redraw()

    def action_edge(self, end: int) -> None:
        """Go to the first or the last item."""
        self.action_move((len(self.items) - 1 if end > 0 else 0) - self._cursor)

    def action_page(self, pages: int) -> None:
        """Page through the words above the items; where all are in sight, move by a page of items."""
        if self.main.room < self.main.size.height:
            super().action_page(pages)
            return
        by = pages * max(1, self.main.room - 2)
        self._cursor = max(0, min(len(self.items) - 1, self._cursor + by))
        self.main.redraw()

    def action_take(self) -> None:
        """Choose what the cursor is on."""
        self.dismiss(self.item.value)

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class KeptDialog(ListDialog[KeptChoice]):
    """Lists kept plans; Enter opens one, other keys delete it or change the passphrase."""

    SCOPES = ("list", "kept")

    def action_delete(self) -> None:
        """Ask for this one to be deleted."""
        if isinstance(plan := self.item.value, OpenPlan):
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
