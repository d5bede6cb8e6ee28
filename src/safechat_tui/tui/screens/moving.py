"""What the keys that move do on every screen: a cursor among things, or a text that scrolls."""

from __future__ import annotations

from typing import Final, TypeVar

from textual.screen import Screen

from safechat_tui.tui.widgets.lines import Lines

Result = TypeVar("Result")

_ALL: Final = 10_000
"""More rows than any text has."""

FEW: Final = 6
"""Rows of a pane up to which a page keeps only one line of the one before."""


class Moving(Screen[Result], inherit_bindings=False, inherit_css=False):
    """A screen whose pane `main` has a cursor or scrolls."""

    _cursor = 0

    @property
    def main(self) -> Lines:
        """The pane that scrolls."""
        return self.query_one("#main", Lines)

    @property
    def count(self) -> int:
        """How many things the cursor moves among; none where all is a text."""
        return 0

    @property
    def cursor(self) -> int:
        """The one of them that it is on."""
        return self._cursor

    @property
    def per_page(self) -> int:
        """How many of them a page key moves by, each two rows high; 0 where it pages a text."""
        return max(1, self.main.size.height // 2 - 1) if self.count else 0

    def point_at(self, index: int) -> None:
        """Put the cursor on one of them."""
        self._cursor = index
        self.main.redraw()

    def action_move(self, by: int) -> None:
        """Move the cursor, round at the ends; a text by rows."""
        if self.count:
            self.point_at((self.cursor + by) % self.count)
        else:
            self.main.scroll_rows(by)

    def action_page(self, pages: int) -> None:
        """Move by pages; those of a text keep two lines for the eye, one where there are few."""
        if self.per_page:
            self.point_at(max(0, min(self.count - 1, self.cursor + pages * self.per_page)))
            return
        room = self.main.room
        self.main.scroll_rows(pages * max(1, room - (2 if room > FEW else 1)))

    def action_edge(self, end: int) -> None:
        """Go to the first of what can be chosen, or to the last; where nothing can, to that row of the text.

        Args:
            end: -1 for the first, 1 for the last.
        """
        if self.count:
            self.point_at(self.count - 1 if end > 0 else 0)
        else:
            self.main.scroll_rows(end * _ALL)
