"""Lists to choose from with keys of their own: kept plans, the five words that are offered."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

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
from safechat_tui.tui.keys import bindings
from safechat_tui.tui.screens.dialogs import ListDialog


class KeptDialog(ListDialog[KeptChoice]):
    """Lists kept plans; Enter opens one, other keys delete it or change the passphrase."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list", "kept")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "kept")

    def action_delete(self) -> None:
        """Ask for this one to be deleted."""
        if isinstance(plan := self.item.value, OpenPlan):
            self.dismiss(DeletePlan(plan.code))

    def action_passphrase(self) -> None:
        """Ask for another passphrase."""
        self.dismiss(ChangePassphrase())


class WrittenDialog(ListDialog[WrittenChoice]):
    """Lists written papers; Enter asks what to do with one, other keys print or delete it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list", "written")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "written")

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
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "offer")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "offer")

    def action_draw(self) -> None:
        """Ask for five other words."""
        self.dismiss(OTHER_WORDS)
