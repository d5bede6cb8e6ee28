"""One line to write in: no blink, no clipboard, no suggestions."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from safechat_tui.store.passphrase import MAX_LETTERS
from safechat_tui.terminal.editing import EditedLine
from safechat_tui.tui.views.rows import shown


class Field(Input, inherit_bindings=False, inherit_css=False):
    """Textual's Input as a picture of a line; the application hands each key over in its order."""

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[Any]] = []

    class Stands(Message):
        """The field can take the keys that were typed ahead of it."""

    def __init__(self, value: str, *, id: str, most: int) -> None:
        """Start with a text, the cursor at its end; at `most` so many letters fit."""
        super().__init__(value, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self._most = most
        self.cut = False
        """Whether the last letters did not fit."""
        self.joined = False
        """Whether the last paste was of several lines, which stand in one now."""

    def on_mount(self) -> None:
        """Say that the field stands; through its own queue, at whose end it does."""
        self.post_message(self.Stands())

    def take_key(self, key: str, letter: str | None) -> bool:
        """Do what a key does to the line, or put in the letter it types; return whether it did anything."""
        if letter is not None and letter.isprintable():
            self.insert_text_at_cursor(letter)
            return True
        line = EditedLine(self.value, self.cursor_position).pressed(key)
        if line is None:
            return False
        self.cut = self.joined = False
        self._show(line)
        return True

    def take_paste(self, text: str) -> None:
        """Put in what was pasted; lines become one, with a space between them."""
        lines = [line for line in text.splitlines() if line.strip()]
        self._put(" ".join(lines), joined=len(lines) > 1)

    def insert_text_at_cursor(self, text: str) -> None:
        """Put in letters at the cursor, as far as they can be shown and there is room."""
        self._put(text)

    def _put(self, text: str, *, joined: bool = False) -> None:
        before = EditedLine(self.value, self.cursor_position)
        letters = shown(text)
        line = before.typed(letters, self._most)
        self.cut = len(line.text) < len(before.text) + len(letters)
        self.joined = joined
        self._show(line)
        if line == before:
            # Nothing fitted, which is to be said too.
            self.post_message(self.Changed(self, self.value))

    def _show(self, line: EditedLine) -> None:
        # An accent that came by itself joins its letter.
        self.value, self.cursor_position = line.text, len(shown(line.text[: line.at]))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter comes; Textual's own is a cell further at the end of the line."""
        return super().cursor_screen_offset - (self.cursor_position == len(self.value), 0)

    def validate_value(self, value: str) -> str:
        """Let in only what can be shown; the spaces that are being typed stay."""
        return shown(value)


class Secret(Field):
    """A field whose letters are not shown, empty at first."""

    def __init__(self, *, id: str) -> None:
        """Start empty and masked."""
        super().__init__("", id=id, most=MAX_LETTERS)
        self.password = True
