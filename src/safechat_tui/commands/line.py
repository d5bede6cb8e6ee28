"""What a command line says once it is read, and what is wrong with one that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from safechat_tui.commands.shapes import LANG
from safechat_tui.errors import UsageError


class ParseError(UsageError):
    """A line that is refused, with its words ready to be shown."""

    def __init__(self, words: str, usage: str, command: str, meant: str = "") -> None:
        """Keep what to show.

        Args:
            words: what is wrong, in the user's language.
            usage: how the command is written.
            command: the command whose `--help` says more.
            meant: the nearest word there is, or nothing.
        """
        super().__init__("arguments", meant=meant)
        self.words = words
        self.usage = usage
        self.command = command


class Said:
    """What a line says.

    It has `command` (such as `kept list`, or nothing for the screens), `lang`, and what the command takes.
    """

    def __init__(self, **values: object) -> None:
        """Take the values by their names."""
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Said({self.__dict__})"

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


def wished_language(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` asks for, before the line is read; the last one counts."""
    wish: str | None = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name in LANG.flags:
            wish = value if equals else "".join(arguments[place + 1 : place + 2])
    return wish
