"""The command line: read by argparse, with help and errors in the user's language."""

from __future__ import annotations

import argparse
import gettext
import os
import shutil
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from safechat_tui import __version__
from safechat_tui.commands import shapes, strangers
from safechat_tui.commands.line import ParseError, Said
from safechat_tui.commands.shapes import PROGRAM, Takes
from safechat_tui.commands.values import RefusedError
from safechat_tui.i18n import LOCALES, Translator
from safechat_tui.plain.output import write
from safechat_tui.plain.parts import part_names

HELP_WORDS: Final = ("help", "aide")
"""What people type for `--help`, in either language."""

_DOMAIN: Final = "commands"


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving the program, writes through `write`, and takes no shortened options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **settings,
        )
        # Python 3.14 would colour the help otherwise.
        self.color = False

    def error(self, message: str) -> NoReturn:
        raise ParseError(message, self.format_usage(), self.prog)

    def format_help(self) -> str:
        # Every command has a description, and one line asks for at most one of them.
        self.description = self.description and _filled_lines(self.description)
        self.epilog = self.epilog and _filled_lines(self.epilog)
        return super().format_help()

    def print_help(self, file: Any = None) -> None:
        write(self.format_help())


class _Version(argparse.Action):
    """Says which version this is, or that it cannot be said."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        write(f"{PROGRAM} {__version__}\n")
        parser.exit()


class Reads:
    """Reads a value for the parser, and says in the user's language why it cannot."""

    def __init__(self, tr: Translator, read: Callable[[str], object]) -> None:
        """Take the language, and what reads the value."""
        self.known: tuple[str, ...] = getattr(read, "known", ())
        """The values there are; none where anything goes."""
        self._tr = tr
        self._read = read

    def __call__(self, word: str) -> object:
        """Return the value."""
        try:
            return self._read(word)
        except RefusedError as error:
            raise argparse.ArgumentTypeError(self._tr(f"error.{error.code}", **error.params)) from error


def parse(arguments: Sequence[str], tr: Translator) -> Said | None:
    """Return what a line says; nothing when it asked for help or the version and got it.

    Raises:
        ParseError: when the line is wrong.
    """
    if arguments and arguments[0] in HELP_WORDS:
        arguments = [*arguments[1:], "--help"]
    with _parser_speaks(tr.lang):
        # Only what this line may name is described: all of it takes several times as long.
        parser, under = _parser(tr, used=set(arguments))
        strange = strangers.first(arguments)
        if strange is not None:
            used = under[strange.command]
            words = tr(f"error.{strange.code}", value=strange.word, known=", ".join(strange.known))
            raise ParseError(words, used.format_usage(), used.prog, strange.meant)
        try:
            parsed = vars(parser.parse_args(arguments))
        except SystemExit:
            return None
    parsed["command"] = f"{parsed['command'] or ''} {parsed.get('what', '')}".strip()
    return Said(**parsed)


@contextmanager
def _parser_speaks(lang: str) -> Iterator[None]:
    """Let argparse find its own words in our catalogue, through the one gettext of the process."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, LOCALES)
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def command_parser(tr: Translator) -> argparse.ArgumentParser:
    """Return the parser with its help in a language, for those who describe the commands."""
    with _parser_speaks(tr.lang):
        return _parser(tr)[0]


def _parser(tr: Translator, used: Collection[str] | None = None) -> tuple[_Parser, dict[str, _Parser]]:
    """Return the parser, and by its name that of each command.

    Args:
        tr: the language.
        used: the words of the line; what a command takes that is not among them is left out.
    """
    parser = _Parser(prog=PROGRAM, description=tr("help.about"))
    parser.set_defaults(**shapes.EVERY_LINE)
    _fill(parser, "", tr)
    parser.add_argument("--version", action=_Version, help=tr("help.version"))
    made = {"": parser}
    _add_commands(made, "", tr, used)
    return parser, made


def _add_commands(made: dict[str, _Parser], over: str, tr: Translator, used: Collection[str] | None) -> None:
    """Add the commands under another one."""
    below = made[over].add_subparsers(
        dest="what" if over else "command",
        required=bool(over),
        title=tr("help.commands"),
        # The parser names this where it is missing: then it is to say what there is.
        metavar="|".join(shapes.under(over)) if over else tr("help.metavar.command"),
    )
    for name in shapes.under(over):
        command = f"{over} {name}".strip()
        words = tr(f"help.{command.replace(' ', '.')}")
        parser = below.add_parser(name, help=words, description=f"{words[:1].upper()}{words[1:]}.")
        made[command] = parser
        if used is None or name in used:
            _fill(parser, command, tr)
            if shapes.under(command):
                _add_commands(made, command, tr, used)


def _fill(parser: _Parser, command: str, tr: Translator) -> None:
    """Add what a command takes."""
    parser.add_argument("-h", "--help", action="help", help=tr("help.help"))
    groups: dict[str, Any] = {"": parser}
    if command in shapes.AFTER:
        parser.epilog = tr(shapes.AFTER[command])
    if shapes.on_paper(command):
        parser.set_defaults(**shapes.EVERY_PAPER)
    for takes in (shapes.LANG, *shapes.SHAPES[command]):
        if takes.either not in groups:
            groups[takes.either] = parser.add_mutually_exclusive_group()
        groups[takes.either].add_argument(*(takes.flags or (takes.dest,)), **_settings(takes, tr))


def _settings(takes: Takes, tr: Translator) -> dict[str, Any]:
    """Return how an option or word is told to the parser."""
    parts = ", ".join(part_names(tr.lang).values())
    named = {"guide": {"known": "messages, calls"}, "part": {"parts": parts}}
    settings: dict[str, Any] = {"help": tr(takes.help, **named.get(takes.dest, {}))}
    if takes.flags:
        # Without a default, what was given before the command is not lost after it.
        settings["default"] = argparse.SUPPRESS if takes.from_before else takes.default
        settings |= {"dest": takes.dest}
    if not takes.metavar:
        return settings | {"action": "store_true"}
    if takes.needed:
        settings["required"] = True
    if takes.count or takes.missed_later:
        settings["nargs"] = takes.count or "?"
    return settings | {"type": Reads(tr, takes.read), "metavar": tr(f"help.metavar.{takes.metavar}")}


def _filled_lines(words: str) -> str:
    """Return a paragraph in lines; hyphens are no place to break, since names of goals hold them."""
    width = shutil.get_terminal_size().columns - 2
    return textwrap.fill(words, max(width, 24), break_long_words=False, break_on_hyphens=False)
