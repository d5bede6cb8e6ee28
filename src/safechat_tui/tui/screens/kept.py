"""Kept plans: the list, opening and deleting by code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from safechat_tui import clock
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import bindings
from safechat_tui.tui.screens.dialogs import Ask, ListDialog, Option, Reader
from safechat_tui.tui.views.rows import Drawing, row

if TYPE_CHECKING:
    from safechat_tui.conversation.holding import Held
    from safechat_tui.store import Kept


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done with which kept plan."""

    code: str
    delete: bool = False
    sealed: bool = False
    passphrase: bool = False


class KeptDialog(ListDialog[Choice]):
    """Lists kept plans; Enter opens one, another key deletes it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list", "kept")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "kept")

    def __init__(self, kept: Sequence[Kept]) -> None:
        """Take the plans to list; at least one."""
        super().__init__(self._plans)
        self._kept = tuple(kept)

    def _plans(self) -> Ask[Choice]:
        tr = self.tr
        options = tuple(_option(tr, plan) for plan in self._kept)
        return Ask(tr("kept.title"), (row(tr("kept.words")),), options)

    def action_delete(self) -> None:
        """Ask for this one to be deleted."""
        self.dismiss(Choice(self.option.value.code, delete=True))

    def action_passphrase(self) -> None:
        """Ask for another passphrase."""
        self.dismiss(Choice(self.option.value.code, passphrase=True))


class Report(Reader):
    """What the program holds on this computer; a key deletes what has come to its end."""

    SCOPES: ClassVar[tuple[str, ...]] = ("reader", "report", "reading")
    BINDINGS: ClassVar[list[BindingType]] = bindings("report", "reader", "reading")

    def __init__(self, found: Sequence[Held], draw: Callable[[Sequence[Held], int], Drawing]) -> None:
        """Take the files, looked up once, and what lays them out in some columns."""
        super().__init__("report", lambda width: draw(self._found, width))
        self._found = found

    def show_again(self, found: Sequence[Held]) -> None:
        """Show what is left."""
        self._found = found
        self.redraw()


def _option(tr: Translator, plan: Kept) -> Option[Choice]:
    """Return the line of one kept plan; a damaged one has no dates."""
    if plan.damaged or plan.changed is None or plan.expires is None:
        note = tr("kept.unreadable" if plan.unreadable else "kept.damaged")
        return Option(Choice(plan.code, sealed=plan.sealed), plan.code, note)
    changed = tr.date(clock.day_of(plan.changed), "medium")
    line = tr("kept.line", code=plan.code, date=changed)
    left = max(0, (plan.expires - clock.today()).days)
    until = tr("kept.until", date=tr.date(plan.expires, "medium"))
    note = f"{until} {tr.plural('kept.left', left)} {tr.plural('kept.size', plan.size)}"
    if plan.is_over(clock.today()):
        note = f"{tr('kept.over', date=tr.date(plan.expires, 'medium'))} {tr.plural('kept.size', plan.size)}"
    if not plan.sealed:
        note = f"{note} {tr('kept.open-file')}"
    return Option(Choice(plan.code, sealed=plan.sealed), line, note)
