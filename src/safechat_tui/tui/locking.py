"""Covering the screen and locking: what is open and kept is closed, and the program forgets it whole.

The rules this module keeps:

- The cover is drawn before anything else is done.
- What is in memory alone is never thrown away without asking: under the cover, it waits.
- Neither a passphrase that is being typed nor the words offered for one are left for whoever takes the cover
  away: the asking ends.
- What is kept needs no memory: the program begins again in the same terminal, without the plan, the line,
  the passphrase or the key.
"""

from __future__ import annotations

from textual import events, work

from safechat_tui.terminal.restart import Restart
from safechat_tui.tui.kept import KeptPlans
from safechat_tui.tui.keys import names_of
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.cover import cover


class Locks(KeptPlans, inherit_bindings=False):
    """What the keys to cover and to lock do, and what is done when nobody is there."""

    _closed_kept = False

    async def action_cover(self) -> None:
        """Put a page of ordinary notes in front of everything, and close what is kept."""
        self.draw_cover()
        self._untype()
        # A line that is being typed is in memory alone.
        if not self.frame.HAS_UNSAVED_LINE:
            await self._close_kept()

    async def left_alone(self) -> None:
        """Do the same because nobody has pressed a key for a while; an unfinished line is closed too."""
        self.draw_cover()
        self._untype()
        frame = self.frame
        if frame.HAS_UNSAVED_LINE and self.conversation.keeping.is_keeping:
            # What is closed is saved, the line that was being typed with it.
            frame.keep_line()
        await self._close_kept()

    def _untype(self) -> None:
        """End the asking for a passphrase, its field emptied and masked again."""
        asking = [screen for screen in self.screen_stack if isinstance(screen, Frame) and screen.ASKS_SECRET]
        for screen in asking:
            screen.untype()
        if asking:
            self.workers.cancel_group(self, "default")
            self._back_to_step()

    def _back_to_step(self) -> None:
        """Close every dialog; what waits for an answer must have been cancelled."""
        while not isinstance(self.screen, Step):
            self.screen.dismiss(None)

    async def _close_kept(self) -> None:
        """Close what is kept, under the cover; what is in memory alone stays, but no key does."""
        if not self.conversation.keeping.holds_secrets:
            return
        if self.conversation.is_safe:
            await self._forget_all(covered=True)
        elif not self.conversation.keeping.is_keeping:
            self.conversation.keeping.forget_key()

    def draw_cover(self) -> None:
        """Put the page in front, for the size of the moment."""
        self.cover(cover(self.tr, *self.size))
        self.shown()

    def typed_on_cover(self, event: events.Event) -> None:
        """Take the cover away by its own key, or leave; nothing else does anything."""
        if not isinstance(event, events.Key):
            return
        if event.key in names_of("exit"):
            self.leave()
        elif event.key in names_of("cover"):
            self.uncover()
            self.shown()
            if self._closed_kept:
                self._closed_kept = False
                self.say(self.tr("cover.closed"))

    def locked(self, *, covered: bool) -> None:
        """Say that what was open was closed, and how it is opened again: now, or after the cover."""
        self._closed_kept = covered
        if not covered:
            self.say(self.tr("lock.done"))

    @work
    async def action_lock(self) -> None:
        """Close everything and forget it; ask first when something would be lost."""
        if self.conversation.is_safe or await self.asked("lock"):
            self.call_later(self._forget_all, covered=False)

    async def _forget_all(self, *, covered: bool) -> None:
        """Begin the program again; under test, begin anew in the same one."""
        await self.restart_without(Restart(self.tr.lang, covered, self.conversation.plan.guide))
        # What waits for an answer would go on with the plan.
        self.workers.cancel_all()
        self._back_to_step()
        self.conversation.keeping.forget_key()
        self.begin_anew()
        self.locked(covered=covered)
