"""Covering the screen: what is open and kept is closed, and the program forgets it whole.

The rules this module keeps:

- The cover is drawn before anything else is done.
- What is in memory alone is never thrown away without asking: under the cover, it waits.
- Neither a passphrase that is being typed nor the words offered for one are left for whoever takes the cover
  away: the asking ends.
- What is kept needs no memory: the program begins again in the same terminal, without the plan, the line,
  the passphrase or the key.
"""

from __future__ import annotations

from textual import events

from safechat_tui.terminal.restart import Restart
from safechat_tui.tui.flows import Flows
from safechat_tui.tui.keys import names_of
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.words import WordsDialog
from safechat_tui.tui.views.cover import cover


class Locks(Flows, inherit_bindings=False):
    """What the key to cover does, and what is done when nobody is there."""

    async def action_cover(self) -> None:
        """Put a page of ordinary notes in front of everything, and close what is kept."""
        await self._close_under_cover(takes_line=False)

    async def left_alone(self) -> None:
        """Do the same because nobody has pressed a key for a while; an unfinished line is closed too."""
        await self._close_under_cover(takes_line=True)

    async def _close_under_cover(self, *, takes_line: bool) -> None:
        self.draw_cover()
        self._end_asking_secrets()
        keeping = self.conversation.keeping
        line = next((screen for screen in self.screen_stack if isinstance(screen, WordsDialog)), None)
        if line is not None and takes_line and keeping.is_keeping:
            # What is closed is saved, the line that was being typed with it.
            line.keep_line()
        elif line is not None:
            # It is in memory alone.
            if not keeping.is_keeping:
                keeping.forget_key()
            return
        if self.conversation.close_kept():
            await self.restart_emptied(
                Restart(self.tr.lang, covered=True, guide=self.conversation.plan.guide)
            )
            self._show_step("opening")
            self.say_closed()

    def _end_asking_secrets(self) -> None:
        """End the asking for a passphrase, its field emptied and masked again."""
        asking = [screen for screen in self.screen_stack if isinstance(screen, Frame) and screen.ASKS_SECRET]
        for screen in asking:
            screen.untype()
        if asking:
            self.close_dialogs()

    def say_closed(self) -> None:
        """Say, to be seen after the cover, that what was open was closed and how it opens again."""
        self.step.notice(self.tr("cover.closed"), "chosen")

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
