"""Reads the command line by the table of commands.

The rules this module keeps:

- A line as people type it is read at once. The parser of the standard library takes longer to import than
  most commands take, so it is asked only for help, and for words about what is wrong.
- What is read here is what that parser would read; where the two could differ, it decides.
"""

from __future__ import annotations

from safechat_tui.errors import UsageError
from safechat_tui.plain.shapes import EVERY_LINE, EVERY_PAPER, LANG, SHAPES, Takes, on_paper, under
from safechat_tui.plain.values import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from safechat_tui.i18n import Translator


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


def parse(arguments: Sequence[str], tr: Translator) -> Said | None:
    """Return what the line says, or nothing when it asked for help or the version and got it.

    Raises:
        ParseError: when the line is wrong.
    """
    said = read(arguments)
    if said is not None:
        return said
    from safechat_tui.plain.arguments import describe

    return describe(arguments, tr)


def read(arguments: Sequence[str]) -> Said | None:
    """Return what an ordinary line says; nothing for a line that asks for help or may be wrong."""
    command, rest = _command(arguments)
    if command is None:
        return None
    values = dict(EVERY_LINE)
    for level in ("", command) if command else ("",):
        values |= {takes.dest: takes.default for takes in SHAPES[level] if not takes.from_before}
    if on_paper(command):
        values = {**EVERY_PAPER, **values}
    words = _options(rest, values)
    if words is None or not _take_words(command, words, values):
        return None
    if " " in command:
        values["what"] = command.rpartition(" ")[2]
    return Said(command=command, **values)


def _command(arguments: Sequence[str]) -> tuple[str | None, list[tuple[Takes, str]]]:
    """Return the command and everything else on the line, each word with what takes it.

    No command is returned for a line that is not quite ordinary.
    """
    command = ""
    known = _flags(command)
    one_word = Takes("", "")
    rest: list[tuple[Takes, str]] = []
    words = iter(arguments)
    for word in words:
        if word[:1] == "-" and word != "-":
            flag, equals, value = word.partition("=")
            takes = known.get(flag)
            if takes is None or (equals and (not takes.metavar or flag[:2] != "--")):
                return None, []
            if takes.metavar and not equals:
                value = next(words, "")
                if value[:1] == "-" and value != "-":
                    return None, []
            if takes.metavar and not value:
                return None, []
            rest.append((takes, value))
        elif word in (below := under(command)):
            command = f"{command} {word}".strip()
            known = _flags(command)
        elif below:
            return None, []
        else:
            rest.append((one_word, word))
    return (None, []) if command and under(command) else (command, rest)


def _flags(command: str) -> dict[str, Takes]:
    return {flag: takes for takes in (LANG, *SHAPES[command]) for flag in takes.flags}


def _options(rest: list[tuple[Takes, str]], values: dict[str, object]) -> list[str] | None:
    """Note the options and return the other words; nothing where something is wrong."""
    words: list[str] = []
    either: dict[str, str] = {}
    before: Takes | None = None
    for takes, value in rest:
        if not takes.dest:
            if words and before is not None and before.dest:
                # Words in two places.
                return None
            words.append(value)
        elif either.setdefault(takes.either or takes.dest, takes.dest) != takes.dest:
            return None
        else:
            try:
                values[takes.dest] = takes.read(value) if takes.metavar else True
            except RefusedError:
                return None
        before = takes
    return words


def _take_words(command: str, words: list[str], values: dict[str, object]) -> bool:
    """Note the words that are no options; tell whether the command takes them, and has all it needs."""
    for takes in SHAPES[command]:
        if takes.flags:
            if takes.needed and values[takes.dest] is None:
                return False
        elif takes.count == "+":
            values[takes.dest], words = list(words), []
            if not values[takes.dest]:
                return False
        elif words:
            try:
                values[takes.dest] = takes.read(words.pop(0))
            except RefusedError:
                return False
        elif takes.count != "?" and not takes.missed_later:
            return False
    return not words
