"""One line to write in: no blink, no clipboard, no suggestions."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, cast

from textual.binding import Binding
from textual.widgets import Input

from safechat_tui.store.passphrase import LONGEST
from safechat_tui.tui.views.rows import shown


class Holds(Protocol):
    """What a field needs of its screen."""

    def take_early(self) -> str:
        """Return what was typed before the field took keys, once."""
        raise NotImplementedError


class Field(Input, inherit_bindings=False, inherit_css=False):
    """Textual's Input with only the keys that edit the line; cutting and copying stay away."""

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[Any]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
    ]

    def __init__(self, value: str, *, id: str) -> None:
        """Start with a text, the cursor at its end."""
        super().__init__(value, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def on_focus(self) -> None:
        """Take what was typed while the screen was being built."""
        self.insert_text_at_cursor(cast("Holds", self.screen).take_early())

    def validate_value(self, value: str) -> str:
        """Let in only what can be shown; the spaces that are being typed stay."""
        return shown(value)


class Secret(Field):
    """A field whose letters are not shown, empty at first."""

    def __init__(self, *, id: str) -> None:
        """Start empty and masked."""
        super().__init__("", id=id)
        self.password = True
        self.max_length = LONGEST
