"""The choice of guide: also the way to a kept plan, which brings its own guide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import BindingType

from safechat_tui.guide import GuideName
from safechat_tui.tui.keys import Key, bindings
from safechat_tui.tui.screens.dialogs import Ask, ListDialog
from safechat_tui.tui.views.asking import which_guide

KEPT: Final = ""
"""What the choice dismisses with where a kept plan is wanted instead."""


class GuidesDialog(ListDialog[str]):
    """Lists the guides; dismisses with the id of one, with KEPT, or with nothing."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list", "which guide")
    BINDINGS: ClassVar[list[BindingType]] = bindings(*SCOPES)

    def __init__(self, names: Sequence[GuideName], at_hand: str) -> None:
        """Take the guides and the id of the one the cursor begins on."""
        ids = [name.id for name in names]
        super().__init__(self._guides, ids.index(at_hand) if at_hand in ids else 0)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that hold here; the one for kept plans where there are any."""
        kept = self.conversation.keeping.has_kept
        return tuple(key for key in super().keys if kept or key.scope != "which guide")

    def _guides(self) -> Ask[str]:
        talk = self.conversation
        return which_guide(self.tr, talk.guides, kept=talk.keeping.has_kept)

    def action_kept(self) -> None:
        """Ask for the kept plans instead."""
        self.dismiss(KEPT)
