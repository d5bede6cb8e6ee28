"""A pane of prepared lines: no children, no scroll bars, nothing drawn that is not in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from safechat_tui.text.wrap import Row, cells
from safechat_tui.tui.views.rows import Drawing, looks, shown


class Panes(Widget, inherit_css=False):
    """Holds panes side by side, or one under the other where there is no room."""


class Lines(Widget, inherit_css=False):
    """Shows a Drawing made for its width. The data is never read as markup."""

    class Moved(Message):
        """Whether there is more below has changed."""

    def __init__(self, draw: Callable[[int], Drawing], *, id: str, fits: bool = False) -> None:
        """Take what lays the rows out for a width in cells, and the pane's name in the style sheets.

        A pane that `fits` may be as high as its rows; the style sheets say how high at most.
        """
        super().__init__(id=id)
        self._fits = fits
        self._draw = draw
        self._drawing = Drawing(())
        self._top = 0
        self._in_sight: Sequence[Row] = ()
        self._said_more = False
        self._laid_out_for: tuple[Size, Size] | None = None
        self.leads = True
        """Whether the terminal's cursor is led here; not while a line is being typed above."""

    @property
    def text(self) -> str:
        """All the words of the pane, in sight or not."""
        self._lay_out_once()
        rows = (*self._drawing.rows, *self._drawing.below)
        return "\n".join("".join(piece.text for piece in row) for row in rows)

    @property
    def more(self) -> bool:
        """Whether there are rows below what is in sight, and the pane does not say so itself.

        `Moved` is sent when that changes.
        """
        self._lay_out_once()
        self._said_more = not self._drawing.below and self._top + self.room < len(self._drawing.rows)
        return self._said_more

    @property
    def room(self) -> int:
        """How many of the rows that move are in sight."""
        self._lay_out_once()
        return self._drawing.room(self.size.height)

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self._top

    def redraw(self, *, top: bool = False) -> None:
        """Lay the rows out anew, from the `top` if asked for."""
        if not self.size.width:
            return
        before, high = self._in_sight, len(self._drawing.rows)
        self._lay_out(top=top)
        self._settle()
        if self._fits and len(self._drawing.rows) != high:
            self.refresh(layout=True)
        if self.app.screen is not self.screen:
            # Rows that nobody draws again for now would stay remembered as they were.
            self.refresh()
            return
        rows = enumerate(zip_longest(before, self._in_sight))
        changed = [y for y, (old, new) in rows if old != new]
        # Always one at least, so that the cursor is led there.
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed or [0]))

    def scroll_rows(self, rows: int) -> None:
        """Move what is in sight by some rows; negative is up."""
        self._place(self._top + rows)
        self._settle()
        self.refresh()

    def _lay_out(self, *, top: bool = False) -> None:
        self._laid_out_for = self._room
        drawing = self._draw(self.size.width)
        # Whatever slipped by where it came in stops here: everything on the screen is drawn by this pane.
        (cut,) = _clean((drawing.cut,))
        self._drawing = drawing._replace(rows=_clean(drawing.rows), below=_clean(drawing.below), cut=cut)
        self._place(0 if top else self._top)
        focus = self._drawing.focus
        if focus is not None:
            first, last = focus
            self._place(min(first, max(self._top, last - self.room + 1)))
        self._lead_cursor()

    @property
    def _room(self) -> tuple[Size, Size]:
        """The sizes of the pane and of the screen: what the rows are laid out for."""
        return self.size, self.app.size

    def _lay_out_once(self) -> None:
        """Lay the rows out where that was not done yet for this size: nobody waits for a second picture."""
        if self.size.width and self._laid_out_for != self._room:
            self._lay_out()

    def _place(self, top: int) -> None:
        self._top = max(0, min(top, len(self._drawing.rows) - self.room))
        self._in_sight = self._drawing.sight(self.size.height, self._top)

    def _settle(self) -> None:
        """Lead the cursor, and say whether there is more below."""
        self._lead_cursor()
        said = self._said_more
        if self.more != said:
            self.post_message(self.Moved())

    def _lead_cursor(self) -> None:
        """Put the terminal's cursor on what is in focus: Braille displays and console readers follow it."""
        if self.id != "main" or not self.leads or not self.is_attached or self.app.screen is not self.screen:
            return
        leads = self._drawing.focus or self._drawing.below
        for y, row in enumerate(self._in_sight if leads else ()):
            x = 0
            for piece in row:
                if piece.role == "cursor":
                    self.app.cursor_position = self.region.offset + Offset(x, y)
                    return
                x += cells(piece.text)
        self.app.cursor_position = self.region.offset

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are for a width in cells."""
        return len(self._draw(width).rows)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new size, where the first picture of it did not do so."""
        self._lay_out_once()
        self._settle()

    def render_line(self, y: int) -> Strip:
        """Return one line of the pane."""
        self._lay_out_once()
        pieces = self._in_sight[y] if y < len(self._in_sight) else ()
        segments = [Segment(piece.text, _look(piece.role)) for piece in pieces]
        strip = Strip(segments)
        return strip.adjust_cell_length(self.size.width, _look("text"))


def _clean(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(tuple(piece._replace(text=shown(piece.text)) for piece in row) for row in rows)


@cache
def _look(role: str) -> Style:
    """Return the look of a role, on the terminal's own background."""
    return Style.parse(f"{looks()[role]} on default")
