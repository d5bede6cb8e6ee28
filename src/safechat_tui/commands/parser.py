"""argparse's parser as every command uses it: in the user's language, filled only when a line needs it.

What reads a value raises RefusedError for one it cannot take.
"""

from __future__ import annotations

import argparse
import shutil
import textwrap
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, NoReturn

from safechat_tui.clean import clean
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.output import QUOTED_LETTERS, write
from safechat_tui.text.near import near

PROGRAMS_OWN: Final = ("--plain", "--no-plain", "--version")
"""Options that go with no command: beside one they are no slip for another option."""


class ParseError(UsageError):
    """A line that is refused, with its words ready to be shown."""

    def __init__(self, words: str, parser: Parser, meant: str = "") -> None:
        """Keep the words, the usage of the parser, and the nearest word there is, or nothing."""
        super().__init__("arguments", meant=meant)
        self.words = words
        self.usage = parser.format_usage()
        self.command = parser.prog


class RefusedError(UsageError):
    """A value that cannot be read; told beside its option and the usage, so it has no hint of its own."""


ON_INPUT: Final = "-"
"""What is written in place of a value that is typed, or comes down a pipe.

A command line stands in the list of processes while the program runs, and in the shell's history.
"""


class Asked(Namespace):
    """What a line asks for, in which language and under which settings: all that a command works with."""

    command: Command | None
    """Nothing for the screens."""
    parser: Parser
    """That of the command."""
    tr: Translator
    config: Config

    def on_input(self) -> list[argparse.Action]:
        """Return the arguments in whose place the line has `-`."""
        values = ((action, getattr(self, action.dest)) for action in self.parser.typed)
        return [action for action, value in values if value in (ON_INPUT, [ON_INPUT], (ON_INPUT,))]


class Command(NamedTuple):
    """A command of the shell."""

    name: str
    """The words that name it, such as `kept show`; its help is `help.kept.show`."""
    run: Callable[[Asked], int | None]
    """Does what the line asks for and returns the exit code; nothing where all is well."""
    arguments: Callable[[Parser], None] = lambda _: None
    """Adds what it takes besides `--help` and `--lang`."""


class Parser(argparse.ArgumentParser):
    """Speaks the user's language, raises instead of leaving the program, and takes no shortened options."""

    def __init__(self, *, tr: Translator, fill: Callable[[Parser], None], **settings: Any) -> None:
        """Make a parser without arguments; `fill` adds them once a line names the command."""
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **settings,
        )
        # Python 3.14 would colour the help otherwise.
        self.color = False
        self.tr: Final = tr
        self.actions: Final[dict[argparse.Action, str]] = {}
        """What it takes, in the order of its help, each with the kind of its value (such as `region`)."""
        self.typed: Final[list[argparse.Action]] = []
        """What is read from standard input where the line has `-` in its place."""
        self.commands: Final[dict[str, Parser]] = {}
        """The commands right under this one."""
        self._fill = fill

    def fill(self) -> Parser:
        """Add what the command takes and return this parser; nothing more when called again."""
        if not self.actions:
            self.add("-h", "--help", help="help.help", action="help")
            # Without a default, what was given before the command is not lost after it.
            unsaid = argparse.SUPPRESS
            self.add(
                "--lang", help="help.lang", metavar="lang", type=language, choices=LANGUAGES, default=unsaid
            )
            self.add("--content", help="help.content-option", metavar="folder", type=filled, default=unsaid)
            self._fill(self)
        return self

    def leaves(self) -> Iterator[Parser]:
        """Yield the commands that stand at the end of a line, each filled."""
        for command in self.commands.values():
            yield from command.fill().leaves() if command.fill().commands else (command,)

    def add(
        self,
        *names: str,
        help: str,
        metavar: str = "",
        type: Callable[[str], object] | None = None,
        typed: bool = False,
        group: Any = None,
        **settings: Any,
    ) -> None:
        """Add an option, or a word that the command takes.

        Args:
            names: as for argparse's `add_argument`, like `settings`.
            help: id of its help, or the help itself.
            metavar: the kind of its value; its words are `help.metavar.<kind>`. Nothing for what takes none.
            type: reads the value; the RefusedError it raises is told beside the option's name. One of the
                `choices` where there are such, or any word.
            typed: whether `-` in place of the value has it read from standard input.
            group: the options of which only one may be there.
            settings: the rest.
        """
        if metavar:
            read = type or (one_of(*settings["choices"]) if "choices" in settings else str)
            settings |= {"metavar": self.tr(f"help.metavar.{metavar}"), "type": self._told(read)}
        action = (group or self).add_argument(*names, help=self.tr(help), **settings)
        self.actions[action] = metavar
        if typed:
            self.typed.append(action)

    def add_guide(self) -> None:
        """Add `--guide`."""
        help = self.tr("help.guide-option", known="messages, calls")
        self.add("--guide", help=help, metavar="guide", type=filled, default=argparse.SUPPRESS)

    def add_commands(self, fills: Mapping[str, Callable[[Parser], None]]) -> None:
        """Add the commands under this one, each with what fills its parser."""
        over = self.prog.split()[1:]
        # Where a command is missing, argparse names the metavar: it is to say what there is.
        metavar = "|".join(fills) if over else self.tr("help.metavar.command")
        under = self.add_subparsers(
            prog=self.prog, required=bool(over), title=self.tr("help.commands"), metavar=metavar
        )
        for name, fill in fills.items():
            words = self.tr(".".join(("help", *over, name)))
            self.commands[name] = under.add_parser(
                name, help=words, description=f"{words[:1].upper()}{words[1:]}.", tr=self.tr, fill=fill
            )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Read the words of this command and of those under it."""
        self.fill()
        self._refuse_unknown(args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Refuse the line, in the words of argparse."""
        raise ParseError(message, self)

    def format_help(self) -> str:
        """Return the help; one line asks for at most one."""
        self.description = self.description and _filled(self.description)
        self.epilog = self.epilog and _filled(self.epilog)
        return super().format_help()

    def print_help(self, file: Any = None) -> None:
        """Write the help to the output, where a full disk is told."""
        write(self.format_help())

    def _refuse_unknown(self, words: Sequence[str]) -> None:
        """Refuse the first option or command that is not there: argparse would first miss what follows it."""
        flags = {flag: action for action in self.actions for flag in action.option_strings}
        rest = iter(words)
        for word in rest:
            flag, equals, _ = word.partition("=")
            if word == "--" or word in self.commands:
                return
            if word[:1] != "-" or word == "-" or " " in flag or word[1:].isdigit():
                if self.commands:
                    self._refuse("unknown-command", word, self.commands)
                continue
            action = flags.get(flag) or (flags.get(word[:2]) if word[1] != "-" else None)
            if action is None:
                self._refuse("unknown-option", flag, [name for name in flags if name[1] == "-"])
            if action.nargs != 0 and flag in flags and not equals:
                next(rest, "")

    def _refuse(self, code: str, word: str, known: Iterable[str]) -> NoReturn:
        shown = clean(word)[:QUOTED_LETTERS]
        words = self.tr(f"error.{code}", value=shown, known=", ".join(known))
        raise ParseError(words, self, "" if shown in PROGRAMS_OWN else near(shown, known))

    def _told(self, read: Callable[[str], object]) -> Callable[[str], object]:
        """Return a reader of values whose errors are in the user's language, as argparse shows them."""

        def told(word: str) -> object:
            try:
                return read(word)
            except RefusedError as error:
                words = self.tr(f"error.{error.code}", **error.params)
                if error.params.get("meant"):
                    words = f"{words} {self.tr('error.meant', meant=error.params['meant'])}"
                raise argparse.ArgumentTypeError(words) from error

        return told


def _filled(words: str) -> str:
    """Return a paragraph in lines; hyphens are no place to break, since names of goals hold them."""
    width = shutil.get_terminal_size().columns - 2
    return textwrap.fill(words, max(width, 24), break_long_words=False, break_on_hyphens=False)


def one_of(*known: str) -> Callable[[str], str]:
    """Return what reads one of a few words, in any letters."""

    def read(word: str) -> str:
        found = word.strip().lower()
        if found in known:
            return found
        shown = clean(word)[:QUOTED_LETTERS]
        raise RefusedError("not-one-of", value=shown, known=", ".join(known), meant=near(found, known))

    return read


def number(most: int) -> Callable[[str], int]:
    """Return what reads a whole number from 1 to `most`."""

    def read(word: str) -> int:
        digits = word.strip()
        if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= most:
            return int(digits)
        raise RefusedError("not-a-number", value=clean(word)[:QUOTED_LETTERS], most=most)

    return read


def language(word: str) -> str:
    """Return the code of a language; a locale such as fr_CA.UTF-8 names a language too."""
    return one_of(*LANGUAGES)(word.replace("-", "_").partition("_")[0])


def filled(word: str) -> str:
    """Return a word that is not empty: empty values usually come from an unset shell variable."""
    if not word.strip():
        raise RefusedError("empty")
    return word


def several(words: str) -> tuple[str, ...]:
    """Return words with commas between them, at least one."""
    found = tuple(word.strip() for word in words.split(",") if word.strip())
    if not found:
        raise RefusedError("empty")
    return found
