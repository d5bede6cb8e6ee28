"""What can be looked up from every screen: platform cards, helplines, papers to fill in."""

from __future__ import annotations

from textual import work

from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.reference import HelplinesReader, PlatformsDialog
from safechat_tui.tui.shell import Shell
from safechat_tui.tui.views import reference
from safechat_tui.tui.views.rows import Drawing


class Reference(Shell, inherit_bindings=False):
    """What the keys for looking something up do."""

    @work
    async def action_platforms(self) -> None:
        """List the platforms, hers first; show the card of the one chosen, then the list again."""
        if isinstance(self.screen, PlatformsDialog):
            return
        at = ""
        while True:
            id = await self.push_screen_wait(PlatformsDialog(self.conversation.plan.platforms(), at))
            if id is None:
                return
            at = id
            await self.push_screen_wait(self._card(id))

    def _card(self, id: str) -> Reader:
        """Return the card of a platform, in the language of the moment."""

        def draw(width: int) -> Drawing:
            talk = self.conversation
            return reference.platform_card(talk.guide, talk.guide.platform(id), talk.ages, width)

        return Reader("platform", draw, lambda: self.conversation.guide.platform(id).name)

    def action_helplines(self) -> None:
        """Show the helplines of the paper's region; a key shows another region's."""
        if not isinstance(self.screen, HelplinesReader):
            self.push_screen(HelplinesReader(self.conversation.paper.region))
