"""What can be looked up from every screen: platform cards and helplines."""

from __future__ import annotations

from textual import work

from safechat_tui.handout import pages
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.screens.reference import HelplinesReader, PlatformsDialog
from safechat_tui.tui.shell import Shell
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing


class Reference(Shell, inherit_bindings=False):
    """What the keys for looking something up do."""

    @work
    async def action_platforms(self) -> None:
        """List the platforms, hers first; show the card of the one chosen, then the list again."""
        if self.came_back(lambda screen: isinstance(screen, PlatformsDialog)):
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

        def shown(width: int) -> Drawing:
            talk = self.conversation
            return draw(pages.platform_card(talk.guide, talk.guide.platform(id), talk.ages), width)

        return Reader("platform", shown, lambda: self.conversation.guide.platform(id).name)

    def action_helplines(self) -> None:
        """Show the helplines of the paper's region."""
        if not self.came_back(lambda screen: isinstance(screen, HelplinesReader)):
            self.push_screen(HelplinesReader())
