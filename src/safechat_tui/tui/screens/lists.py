"""Lists to choose from, some with keys of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph, Value
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
from safechat_tui.handout import pages
from safechat_tui.store import Written
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.reading import Reader
from safechat_tui.tui.views import chrome
from safechat_tui.tui.views.menu import draw_menu
from safechat_tui.tui.views.rows import Drawing


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
        """Return the menu."""
        cut = chrome.more_below(self.tr, width)
        return draw_menu(self._menu(), self._cursor, width, self.main.size.height, cut)

    def action_take(self) -> None:
        """Choose what the cursor is on."""
        self.dismiss(self.item.value)


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
            Reader(
                "platform",
                lambda: pages.platform_card(talk.guide, talk.guide.platform(id), talk.ages),
                lambda: talk.guide.platform(id).name,
            )
        )
