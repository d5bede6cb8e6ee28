"""Keeping a plan, opening and deleting kept ones, beginning anew."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, cast

from textual import work

from safechat_tui.conversation.holding import held, report
from safechat_tui.errors import SafeChatError
from safechat_tui.terminal.restart import Restart
from safechat_tui.text.wrap import Piece, Row, wrap
from safechat_tui.tui import screens
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.unlocking import Unlocking
from safechat_tui.tui.views.cover import cover
from safechat_tui.tui.views.reading import indented
from safechat_tui.tui.views.rows import Drawing, row

if TYPE_CHECKING:
    from safechat_tui.conversation.holding import Held


PATIENCE: Final = 3.0
"""Seconds for which a file that is being written is waited for."""


class KeptPlans(Unlocking, inherit_bindings=False):
    """What the keys for kept plans do."""

    @work(thread=True, group="disk")
    def purge(self) -> None:
        """Remove the kept plans whose time is over."""
        try:
            count, overdue = self.conversation.keeping.purge(), self.conversation.keeping.overdue()
        except SafeChatError as error:
            self.call_from_thread(self.frame.notice, self.conversation.explain(error))
        else:
            if count:
                self.call_from_thread(self.say, self.tr.plural("kept.purged", count))
            elif overdue:
                self.call_from_thread(self.frame.notice, self.tr.plural("kept.overdue", overdue))

    @work
    async def action_keep(self) -> None:
        """Keep the plan from now on, under a code of neutral words."""
        keeping = self.conversation.keeping
        if keeping.is_keeping:
            # Another session may have sealed it since.
            if keeping.needs_passphrase and not await self.unlocked():
                return
            self.frame.attempt(lambda: self.say(self.conversation.kept_words))
        elif (
            self.frame.attempt(keeping.may_keep)
            and await self.asked("keep", lambda: self.conversation.consent)
            and await self.unlocked()
            and self.frame.attempt(self.conversation.keep)
        ):
            self.frame.redraw()
            self.say(self.conversation.now_kept_words)

    @work
    async def action_kept(self) -> None:
        """List the kept plans; open or delete one."""
        await self.kept_opened()

    async def kept_opened(self) -> bool:
        """List the kept plans, open or delete some, and return whether one was opened."""
        keeping = self.conversation.keeping
        while True:
            try:
                kept = keeping.list()
            except SafeChatError as error:
                self.frame.notice(self.conversation.explain(error))
                return False
            if not kept:
                self.frame.notice(self.tr("kept.none"))
                return False
            choice = await self.push_screen_wait(screens.KeptDialog(kept))
            if choice is None:
                return False
            if choice.passphrase:
                await self.changed_passphrase()
                return False
            if choice.delete:
                await self._delete(choice.code)
                continue
            if self.conversation.may_be_lost and not await self.asked("open"):
                return False
            return await self._open(choice.code, sealed=choice.sealed)

    def action_report(self) -> None:
        """Show what the program holds on this computer."""
        config = self.conversation.config

        def draw(found: Sequence[Held], width: int) -> Drawing:
            return _text(report(config, found, self.tr), width)

        if not isinstance(self.screen, screens.Report):
            self.frame.attempt(lambda: self.push_screen(screens.Report(held(config), draw)))

    @work
    async def action_purge_now(self) -> None:
        """Delete now what has come to its end, and show what is left."""
        keeping, screen = self.conversation.keeping, self.screen
        if not isinstance(screen, screens.Report) or not await self.asked("purge"):
            return
        count: list[int] = []
        if self.frame.attempt(lambda: count.append(keeping.purge(sure=True))):
            self.frame.attempt(lambda: screen.show_again(held(self.conversation.config)))
            self.frame.redraw()
            self.say(self.tr.plural("kept.purged", count[0]) if count[0] else self.tr("kept.none-purged"))

    async def _delete(self, code: str) -> None:
        if not await self.asked("delete", lambda: self.tr("ask.delete", code=code)):
            return
        if self.frame.attempt(lambda: self.conversation.keeping.delete(code)):
            self.frame.redraw()
            self.say(self.tr("kept.deleted", code=code))

    async def _open(self, code: str, *, sealed: bool) -> bool:
        """Open a kept plan and show it; return whether that was done."""
        if sealed and not self.conversation.keeping.keyring.exists:
            self.frame.notice(self.conversation.explain(SafeChatError("key-missing")))
            return False
        if not await self.unlocked():
            return False
        if not self.frame.attempt(lambda: self.conversation.open(code)):
            return False
        # The plan may be of another guide, where the questions are others.
        self._begin_steps()
        # Somebody may have opened urgent help while the passphrase was checked.
        (await self.step_in_front()).go("plan", coming=1)
        self.frame.redraw()
        self.say(self.conversation.opened_words)
        return True

    @work
    async def action_new(self) -> None:
        """Begin a new conversation; ask first when something would be lost."""
        if self.conversation.may_be_lost and not await self.asked("new"):
            return
        keeping, guide = self.conversation.keeping, self.conversation.plan.guide
        code = keeping.code if keeping.is_keeping else ""
        # Nothing of the old one stays in memory.
        await self.restart_without(Restart(self.tr.lang, covered=False, guide=guide, new=True, code=code))
        self.begin_anew()
        self.begun_anew(code)

    async def restart_without(self, how: Restart) -> None:
        """Begin the program again once nothing is being written; under test, return."""
        with contextlib.suppress(Exception):
            # A paper or a plan that is just being written is finished first.
            if writing := [worker for worker in self.workers if worker.group == "disk"]:
                await asyncio.wait_for(self.workers.wait_for_complete(writing), PATIENCE)
        rows = cover(self.tr, *self.size) if how.covered else [""] * self.size.height
        self.restart_program(how, rows)

    def begun_anew(self, code: str) -> None:
        """Say that a new conversation has begun, and where the one before is, if it was kept."""
        self.say(self.tr("frame.new-kept", code=code) if code else self.tr("frame.new"))

    def begin_anew(self) -> None:
        """Forget the conversation and show the opening."""
        self.conversation.begin_anew()
        self.show_anew()

    def show_anew(self) -> None:
        """Show the opening of a conversation that has just begun, every step at its beginning."""
        self._begin_steps()
        self.step.go("opening")
        self.frame.redraw(top=True)

    def _begin_steps(self) -> None:
        """Put every step at its beginning."""
        for name in self.SCREENS:
            cast("Step", self.get_screen(name)).enter(1)


def _text(lines: Iterable[str], width: int) -> Drawing:
    """Return lines as rows; those that begin with a dash stand in."""
    rows: list[Row] = []
    for line in lines:
        item = line.startswith("- ")
        rows += wrap([Piece(line.removeprefix("- "))], width - 2, first=row("· ") if item else ())
    return Drawing(tuple(indented(rows)))
