"""What can be looked up from every screen: platform cards, helplines, papers to fill in."""

from __future__ import annotations

from textual import work

from safechat_tui.errors import SafeChatError
from safechat_tui.handout import pages
from safechat_tui.tui import screens
from safechat_tui.tui.screens.dialogs import Reader
from safechat_tui.tui.shell import Shell
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing


class Reference(Shell, inherit_bindings=False):
    """What the keys for looking something up do."""

    @work
    async def action_platforms(self) -> None:
        """List the platforms, hers first; show the card of the one chosen, then the list again."""
        if isinstance(self.screen, screens.PlatformsDialog):
            return
        at = ""
        while True:
            id = await self.push_screen_wait(screens.PlatformsDialog(self.conversation.plan.platforms(), at))
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

    @work
    async def action_papers(self) -> None:
        """Ask which paper to hand over, and as what; then write it."""
        if isinstance(self.screen, (screens.PapersDialog, screens.FormatDialog)):
            return
        blank = await self.push_screen_wait(screens.PapersDialog(self.conversation.plan.platforms()))
        if blank is None:
            return
        format = await self.push_screen_wait(screens.FormatDialog(table=bool(blank.form)))
        if format is not None:
            self._write_blank(blank, format)

    @work(thread=True, group="disk")
    def _write_blank(self, blank: screens.Blank, format: str) -> None:
        """Write the paper outside the event loop, so that the screen stays alive meanwhile."""
        try:
            path = self.conversation.write_blank(blank.form, blank.platform, format)
        except SafeChatError as error:
            self.call_from_thread(self.frame.notice, self.conversation.explain(error))
        else:
            self.call_from_thread(self.say, self.tr("papers.written", path=str(path)))

    def action_helplines(self) -> None:
        """Show the helplines of the paper's region."""
        if not isinstance(self.screen, screens.HelplinesReader):
            self.push_screen(screens.HelplinesReader())
