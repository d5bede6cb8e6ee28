"""Covering the screen: what is open and kept is closed, and the program forgets it whole.

The rules this module keeps:

- The cover is drawn before anything else is done.
- The cover, by its key or by itself, leaves what is kept open, for whoever was listening and goes on; it is
  closed once nobody typed for `lock_minutes`. To close it at once, there is the lock.
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
from safechat_tui.tui.views.chrome import cover


class Locks(Flows, inherit_bindings=False):
    """What the key to cover does, and what is done when nobody is there."""

    def action_cover(self) -> None:
        """Put a page of ordinary notes in front of everything."""
        self.left_alone()

    def left_alone(self) -> None:
        """Put the page in front, as when nobody has pressed a key for a while; what is open stays so."""
        if not self.covered:
            self.draw_cover()
        self._end_asking_secrets()

    async def left_for_long(self) -> None:
        """Close what is kept under the cover, an unfinished line too: nobody came back."""
        self.left_alone()
        keeping = self.conversation.keeping
        had_key = not keeping.needs_passphrase
        line = next((screen for screen in self.screen_stack if isinstance(screen, WordsDialog)), None)
        if line is not None and keeping.is_keeping:
            # What is closed is saved, the line that was being typed with it.
            typed = "saved" if line.keep_line() else ""
        elif line is not None:
            # It is in memory alone.
            keeping.forget_key()
            self._say_key_forgotten(had_key)
            return
        else:
            typed = "lost" if self._stands_in_field() else ""
        if self.conversation.close_kept():
            await self.restart_emptied(Restart(self.tr.lang, covered=True, typed=typed))
            self._show_step("opening")
            self.say_closed(typed)
        else:
            self._say_key_forgotten(had_key)

    def _stands_in_field(self) -> bool:
        """Return whether something was typed into a field and not sent off."""
        frames = (screen for screen in self.screen_stack if isinstance(screen, Frame))
        return any(frame.field is not None and frame.field.value for frame in frames)

    def _say_key_forgotten(self, had_key: bool) -> None:
        """Say, to be seen after the cover, that the passphrase will be asked for again, if it was given."""
        if had_key and self.conversation.keeping.needs_passphrase:
            self.frame.notice(self.tr("cover.key-forgotten"), "chosen")

    def _end_asking_secrets(self) -> None:
        """End the asking for a passphrase, its field emptied and masked again."""
        asking = [screen for screen in self.screen_stack if isinstance(screen, Frame) and screen.ASKS_SECRET]
        for screen in asking:
            screen.untype()
        if asking:
            self.close_dialogs()
            self.step.notice(self.tr("cover.asking-ended"))

    def say_closed(self, typed: str) -> None:
        """Say, to be seen after the cover, that what was open was closed and how it opens again.

        What was typed in a field was `saved`, `lost`, or nothing.
        """
        self.step.notice(self.tr(f"cover.closed.{typed}" if typed else "cover.closed"), "chosen")

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
