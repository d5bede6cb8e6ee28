"""The commands as plain data, read off the parser of the command line."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safechat_tui.commands.arguments import Reads, command_parser
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.parts import NUMBERED, part_names
from safechat_tui.resources import CONTENT

FILES: Final = frozenset({"output", "folder"})
"""What takes the name of a file or folder."""

LISTS: Final = frozenset({"goals", "steps", "platforms"})
"""What takes several values with commas between."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or a word that a command takes."""

    dest: str
    flags: tuple[str, ...]
    """Such as `-o` and `--output`; none for a word."""
    metavar: str
    """What stands for its value; nothing where it takes none."""
    help: str
    values: tuple[str, ...]
    """The values there are; none where anything goes."""
    required: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what it takes and the commands under it."""

    path: tuple[str, ...]
    """Its words after the program's name; none for the program itself."""
    help: str
    after: str
    """What is said after its options, or nothing."""
    options: tuple[Option, ...]
    words: tuple[Option, ...]
    under: tuple[Command, ...]

    def walk(self) -> Iterator[Command]:
        """Yield this command and all under it."""
        yield self
        for command in self.under:
            yield from command.walk()


def command_tree(tr: Translator) -> Command:
    """Return the commands with their help in a language."""
    return _command(command_parser(tr), (), tr("help.about"), known_values())


def known_values() -> dict[str, tuple[str, ...]]:
    """Return the values that the guide and its parts give, by the name of what takes them."""
    frames = [tomllib.loads(path.read_text("utf-8")) for path in sorted((CONTENT / "facts").glob("*.toml"))]
    rows = [
        row
        for frame in frames
        for table in ("question", "strategy", "platform")
        for row in frame.get(table, ())
    ]
    goals = tuple(dict.fromkeys(row["goal"] for row in rows if "goal" in row))
    steps = tuple(dict.fromkeys(row["id"] for row in rows if "stage" in row))
    platforms = tuple(row["id"].partition(".")[2] for row in rows if "capture_alert" in row)
    guides = sorted({folder.name for folder in (CONTENT / LANGUAGES[0]).glob("*/")})
    names = [name for lang in LANGUAGES for name in part_names(lang).values()]
    return {
        "lang": LANGUAGES,
        "part": (*dict.fromkeys(names), *(str(number) for number in range(1, len(NUMBERED) + 1))),
        "guide": tuple(guides),
        "goals": goals,
        "steps": steps,
        "platforms": platforms,
        "name": platforms,
    }


def _command(
    parser: argparse.ArgumentParser, path: tuple[str, ...], help: str, values: dict[str, tuple[str, ...]]
) -> Command:
    options: list[Option] = []
    words: list[Option] = []
    under: list[Command] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            under = [
                _command(child, (*path, name), helps[name], values) for name, child in action.choices.items()
            ]
        else:
            (options if action.option_strings else words).append(_option(action, values))
    # The help wraps it; only plain spaces and line ends are places to break.
    after = (parser.epilog or "").replace("\n", " ")
    return Command(path, help, after, tuple(options), tuple(words), tuple(under))


def _option(action: argparse.Action, values: dict[str, tuple[str, ...]]) -> Option:
    # Codes of kept plans stay off the screen: nothing is offered for them.
    own = action.type.known if isinstance(action.type, Reads) else ()
    known = own or values.get(action.dest, ())
    return Option(
        dest=action.dest,
        flags=tuple(action.option_strings),
        metavar="" if action.nargs == 0 else str(action.metavar or action.dest),
        help=(action.help or "").replace("%%", "%"),
        values=() if action.nargs == 0 else known,
        required=action.required,
        many=action.nargs == "+",
    )
