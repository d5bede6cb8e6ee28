"""Texts to read over a step: pages of the guide, the keys in words, the report of what is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Final

from safechat_tui.conversation import flows
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.holding import Held, held, report
from safechat_tui.conversation.requests import Flow
from safechat_tui.handout import pages, passages
from safechat_tui.handout.blocks import PageBlocks
from safechat_tui.options import REGIONS
from safechat_tui.tui.keys import Hotkey
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.views.help import help_page, key_page
from safechat_tui.tui.views.reading import draw_page
from safechat_tui.tui.views.rows import Drawing

_PAGES: Final[Mapping[str, Callable[[Conversation], PageBlocks]]] = {
    "about": lambda talk: passages.about(talk.guide.pages),
    "closing": lambda talk: pages.part(talk.guide, "closing"),
    "documenting": lambda talk: pages.documenting(talk.guide),
    "urgent": lambda talk: pages.urgent(talk.guide, talk.tr, talk.paper.region, talk.ages),
    "welcome": lambda talk: passages.welcome(talk.guide.pages),
}
"""Pages with a name of their own: a key opens one by `app.read`."""


class ReadingScreen(Frame[None]):
    """A text to read, closed by Esc."""

    SCOPES: ClassVar[tuple[str, ...]] = ("reader", "reading")

    def __init__(
        self, name: str, page: Callable[[], PageBlocks] | None = None, title: Callable[[], str] | None = None
    ) -> None:
        """Take what to show.

        Args:
            name: its title is `reader.<name>`.
            page: makes the page in the language of the moment; that of _PAGES when left out.
            title: gives a title of its own.
        """
        super().__init__()
        self.subject = name
        self._page = page or (lambda: _PAGES[name](self.conversation))
        self._title = title

    def heading(self) -> str:
        """Return the title of the text."""
        return self._title() if self._title else self.tr(f"reader.{self.subject}")

    def drawn(self, width: int) -> Drawing:
        """Return the text."""
        return draw_page(self._page(), width)

    def unbound(self, key: str) -> None:
        """Let any key that means nothing else skip what is shown at the first start."""
        if self.subject == "welcome":
            self.dismiss(None)
        else:
            super().unbound(key)


class HelplinesScreen(ReadingScreen):
    """The helplines of the paper's region; a key turns to the next region, here alone."""

    SCOPES = ("reader", "helplines", "reading")

    def __init__(self) -> None:
        """Begin at the paper's region."""
        super().__init__("helplines", self._lines)
        self._turns = 0

    def _lines(self) -> PageBlocks:
        talk = self.conversation
        region = REGIONS[(REGIONS.index(talk.paper.region) + self._turns) % len(REGIONS)]
        return pages.helplines_of(talk.guide, talk.tr, region, talk.ages)

    def action_province(self) -> None:
        """Show the helplines of the next region."""
        self._turns += 1
        self.redraw(top=True)


class HelpScreen(ReadingScreen):
    """The keys in words, those of the screen it was asked for on first."""

    def __init__(self, keys: Iterable[Hotkey], *, field: bool) -> None:
        """Take the keys that hold on that screen, and whether a field takes the letters there."""
        super().__init__("help")
        self._keys, self._field = tuple(keys), field

    def drawn(self, width: int) -> Drawing:
        """Return the keys, then the few lines of the first start."""
        sections = self.conversation.guide.pages["welcome"].sections
        tour = next((section for section in sections if section.id == "welcome.tour"), None)
        return help_page(self.tr, self._keys, width, field=self._field, tour=tour)


class KeyHelpScreen(ReadingScreen):
    """What one key does, as a search finds it."""

    def __init__(self, id: str) -> None:
        """Take the key."""
        super().__init__("found.key")
        self._key = id

    def drawn(self, width: int) -> Drawing:
        """Return its words under the heading that says where it holds."""
        return key_page(self.tr, self._key, width)


class StoredDataScreen(ReadingScreen):
    """What the program holds on this computer; a key deletes what has come to its end."""

    SCOPES = ("reader", "report", "reading")

    def __init__(self, found: Sequence[Held]) -> None:
        """Take the files, looked up once."""
        super().__init__("report", lambda: report(self.conversation.config, self._found, self.tr))
        self._found = found

    def action_purge(self) -> None:
        """Delete now what has come to its end, and show what is left."""
        self.conversation_app.follow(self._purged, self)

    def _purged(self, talk: Conversation) -> Flow[None]:
        yield from flows.purge_now(talk)
        self._found = held(talk.config)
