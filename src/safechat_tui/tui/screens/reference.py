"""Dialogs for looking something up: the list of platforms, the helplines of a region."""

from __future__ import annotations

from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph
from safechat_tui.handout import pages
from safechat_tui.options import REGIONS
from safechat_tui.tui.screens.dialogs import ListDialog, Reader
from safechat_tui.tui.views.reading import draw
from safechat_tui.tui.views.rows import Drawing


class PlatformsDialog(ListDialog[str]):
    """Lists the platforms, those of the conversation first; dismisses with the id of one."""

    def __init__(self, named: tuple[str, ...], at: str = "") -> None:
        """Take the platforms to list first, and the one the cursor begins on."""
        super().__init__(self._platforms)
        self._named = named
        self._at = at

    def on_mount(self) -> None:
        """Put the cursor where it was before the card was read."""
        ids = [item.value for item in self.items]
        self._cursor = ids.index(self._at) if self._at in ids else 0

    def _platforms(self) -> Menu[str]:
        guide, tr = self.conversation.guide, self.tr
        page = guide.pages["platforms"]
        shown = sorted(guide.platforms, key=lambda platform: platform.id not in self._named)
        items = tuple(
            MenuItem(
                platform.id,
                tr("platforms.hers", name=platform.name) if platform.id in self._named else platform.name,
                page.value(f"capture.{platform.capture_alert}"),
            )
            for platform in shown
        )
        return Menu(tr("platforms.title"), (Paragraph(tr("platforms.words")),), items)


class HelplinesReader(Reader):
    """The helplines of the paper's region; a key turns to the next region, here alone."""

    SCOPES = ("reader", "helplines", "reading")

    def __init__(self) -> None:
        """Draw them."""
        super().__init__("helplines", self._draw_lines)
        self._turns = 0

    def _draw_lines(self, width: int) -> Drawing:
        talk = self.conversation
        region = REGIONS[(REGIONS.index(talk.paper.region) + self._turns) % len(REGIONS)]
        return draw(pages.helplines_of(talk.guide, talk.tr, region, talk.ages), width)

    def action_province(self) -> None:
        """Show the helplines of the next region."""
        self._turns += 1
        self.redraw(top=True)
