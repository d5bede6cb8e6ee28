"""Choosing among several guides; where there is one, nobody is asked."""

from __future__ import annotations

from textual import work

from safechat_tui.tui.kept import KeptPlans
from safechat_tui.tui.screens.guides import KEPT, GuidesDialog


class Guides(KeptPlans, inherit_bindings=False):
    """What the key for the guides does."""

    asks_for_guide = False
    """Whether nothing but the choice of guide is shown, and so no guide need be read yet."""

    def ask_for_guide(self) -> None:
        """Ask which guide to take; Esc takes the first one."""
        self.asks_for_guide = True
        self.push_screen(self._list_of_guides(), self._take_first)

    def _take_first(self, chosen: str | None) -> None:
        """Begin with the guide that was chosen, or with a kept plan."""
        self.asks_for_guide = False
        if chosen == KEPT:
            self._open_first()
        else:
            self._take(chosen)
            # Where keys come fast, the opening stands in front already, still empty.
            self.frame.on_screen_resume()

    @work
    async def _open_first(self) -> None:
        """Open a kept plan; where none was opened, ask for the guide again."""
        if not await self.kept_opened():
            self.ask_for_guide()

    @work
    async def action_guides(self) -> None:
        """Choose another guide; ask first when something would be lost, for a plan belongs to one guide."""
        talk = self.conversation
        if len(talk.guides) < 2:
            self.frame.notice(self.tr("guides.one"))
            return
        chosen = await self.push_screen_wait(self._list_of_guides())
        if chosen == KEPT:
            await self.kept_opened()
        elif chosen not in {None, talk.plan.guide} and (not talk.may_be_lost or await self.asked("guide")):
            self._take(chosen)

    def _take(self, chosen: str | None) -> None:
        """Begin anew with the guide that was chosen; without a choice all stays as it is."""
        talk = self.conversation
        if chosen in {None, talk.plan.guide}:
            return
        kept = talk.keeping.code
        if self.frame.attempt(lambda: talk.choose(chosen or "")):
            self.show_anew()
            if kept:
                self.say(self.tr("frame.new-kept", code=kept))
            self.tell()

    def _list_of_guides(self) -> GuidesDialog:
        return GuidesDialog(self.conversation.guides, self.conversation.plan.guide)
