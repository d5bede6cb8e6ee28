"""The arguments of the command line: what there is, its help, and its errors in the user's language."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from safechat_tui import __version__
from safechat_tui.config import FORMATS, LOG_FORMS, PAPERS, REGIONS
from safechat_tui.errors import UsageError
from safechat_tui.i18n import LANGUAGES, LOCALES, Translator
from safechat_tui.plain.output import write
from safechat_tui.plain.parts import part_names

PROGRAM: Final = "safechat"
"""What the program is called in usages and errors."""


MOST_ROWS: Final = 200
"""Entries that one log may have."""

MOST_START: Final = 9999
"""The highest number that a log may begin with."""

SHELLS: Final = ("bash", "zsh", "fish")
"""Shells that a line can be completed in."""

_DOMAIN: Final = "commands"
_LANG_OPTION: Final = "--lang"


class ParseError(UsageError):
    """A line that the parser refuses, with its words ready to be shown."""

    def __init__(self, words: str, usage: str, command: str) -> None:
        """Keep what to show.

        Args:
            words: what is wrong, in the user's language.
            usage: how the command is written.
            command: the command whose `--help` says more.
        """
        super().__init__("arguments")
        self.words = words
        self.usage = usage
        self.command = command


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


def wished_language(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` asks for, before the line is parsed; the last one counts."""
    wish: str | None = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == _LANG_OPTION:
            wish = value if equals else "".join(arguments[place + 1 : place + 2])
    return wish


def parse(arguments: Sequence[str], tr: Translator) -> argparse.Namespace | None:
    """Return what the line says, or nothing when it asked for help or the version and got it.

    The result has `command` (such as `kept list`, or nothing for the screens), `lang`, and what the command
    takes.

    Raises:
        ParseError: when the line is wrong.
    """
    if not arguments:
        # Nothing is asked for at most starts, and to say so takes no parser.
        return argparse.Namespace(command="", lang=None, part=None, guide=None, plain=False)
    with _parser_speaks(tr.lang):
        try:
            parsed = _parser(tr).parse_args(arguments)
        except SystemExit:
            return None
    parsed.command = f"{parsed.command or ''} {getattr(parsed, 'what', '')}".strip()
    return parsed


@contextmanager
def _parser_speaks(lang: str) -> Iterator[None]:
    """Let argparse find its own words in our catalogue, through the one gettext of the process."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(LOCALES))
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
        return _parser(tr)


def _parser(tr: Translator) -> _Parser:
    parser = _Parser(prog=PROGRAM, description=tr("help.about"))
    parser.set_defaults(lang=None, part=None, guide=None)
    _common(parser, tr)
    _guide(parser, tr)
    parser.add_argument("--plain", action="store_true", help=tr("help.plain"))
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {__version__}", help=tr("help.version")
    )
    below = _below(parser, tr, "command", required=False)
    guide = _command(below, "guide", tr)
    _guide(guide, tr)
    parts = ", ".join(part_names(tr.lang).values())
    guide.add_argument(
        "part", nargs="?", metavar=tr("help.metavar.part"), help=tr("help.guide.part", parts=parts)
    )
    search = _command(below, "search", tr)
    search.add_argument("words", nargs="+", metavar=tr("help.metavar.words"), help=tr("help.search.words"))
    _handout(_command(below, "handout", tr), tr)
    _reference(below, tr)
    _blanks(below, tr)
    kept = _below(_command(below, "kept", tr), tr, "what")
    _command(kept, "list", tr, "kept")
    for name in ("show", "export", "delete"):
        one = _command(kept, name, tr, "kept")
        one.add_argument("code", metavar=tr("help.metavar.code"), help=tr("help.kept.code"))
        if name == "export":
            _paper(one, tr, "help.kept.export.output")
        if name == "delete":
            one.add_argument("--yes", action="store_true", help=tr("help.kept.delete.yes"))
    for name in ("purge", "report", "passphrase"):
        _command(kept, name, tr, "kept")
    exports = _below(_command(below, "exports", tr), tr, "what")
    _command(exports, "list", tr, "exports")
    one = _command(exports, "delete", tr, "exports")
    one.add_argument("name", metavar=tr("help.metavar.file"), help=tr("help.exports.name"))
    one.add_argument("--yes", action="store_true", help=tr("help.kept.delete.yes"))
    _command(below, "ready", tr)
    _command(below, "doctor", tr)
    content = _below(_command(below, "content", tr), tr, "what")
    for name in ("check", "new"):
        _command(content, name, tr, "content").add_argument(
            "folder",
            nargs="?",
            type=_filled(tr),
            metavar=tr("help.metavar.folder"),
            help=tr("help.content.check.folder" if name == "check" else "help.content.new.folder"),
        )
    _command(below, "man", tr)
    _command(below, "completion", tr).add_argument(
        "shell",
        type=OneOf(tr, SHELLS),
        metavar=tr("help.metavar.shell"),
        help=tr("help.completion.shell"),
    )
    return parser


def _filled_lines(words: str) -> str:
    """Return a paragraph in lines; hyphens are no place to break, since names of goals hold them."""
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns - 2
    return textwrap.fill(words, max(width, 24), break_long_words=False, break_on_hyphens=False)


def _below(
    parser: _Parser, tr: Translator, dest: str, *, required: bool = True
) -> argparse._SubParsersAction[_Parser]:
    return parser.add_subparsers(
        dest=dest, required=required, title=tr("help.commands"), metavar=tr("help.metavar.command")
    )


def _command(
    below: argparse._SubParsersAction[_Parser], name: str, tr: Translator, over: str = ""
) -> _Parser:
    words = tr(f"help.{over}.{name}" if over else f"help.{name}")
    parser = below.add_parser(name, help=words, description=f"{words[:1].upper()}{words[1:]}.")
    _common(parser, tr)
    return parser


def _common(parser: _Parser, tr: Translator) -> None:
    """Add what every command takes."""
    parser.add_argument("-h", "--help", action="help", help=tr("help.help"))
    # Without a default, the language given before the command is not lost after it.
    parser.add_argument(
        _LANG_OPTION,
        default=argparse.SUPPRESS,
        type=_language(tr),
        metavar=tr("help.metavar.lang"),
        help=tr("help.lang"),
    )


def _guide(parser: _Parser, tr: Translator) -> None:
    """Add which of several guides is meant."""
    parser.add_argument(
        "--guide",
        # Without a default, the guide named before the command is not lost after it.
        default=argparse.SUPPRESS,
        type=_filled(tr),
        metavar=tr("help.metavar.guide"),
        help=tr("help.guide-option", known="messages, calls"),
    )


def _reference(below: argparse._SubParsersAction[_Parser], tr: Translator) -> None:
    """Add the commands that look something up."""
    platform = _command(below, "platform", tr)
    platform.add_argument(
        "name", nargs="?", metavar=tr("help.metavar.platform"), help=tr("help.platform.name")
    )
    _guide(platform, tr)
    helplines = _command(below, "helplines", tr)
    _guide(helplines, tr)
    helplines.add_argument(
        "--region",
        type=OneOf(tr, REGIONS),
        metavar=tr("help.metavar.region"),
        help=tr("help.helplines.region"),
    )


def _blanks(below: argparse._SubParsersAction[_Parser], tr: Translator) -> None:
    """Add the commands that write papers to hand over by themselves."""
    log = _command(below, "log", tr)
    _guide(log, tr)
    log.add_argument(
        "--form",
        default=LOG_FORMS[0],
        type=OneOf(tr, LOG_FORMS),
        metavar=tr("help.metavar.form"),
        help=tr("help.log.form"),
    )
    for name, default in (("rows", None), ("start", 1)):
        log.add_argument(
            f"--{name}",
            default=default,
            type=_number(tr, MOST_ROWS if name == "rows" else MOST_START),
            metavar=tr("help.metavar.number"),
            help=tr(f"help.log.{name}"),
        )
    _paper(log, tr, "help.log.output", formats=(*FORMATS, "csv"), region=False)
    card = _command(below, "capture-card", tr)
    _guide(card, tr)
    card.add_argument("name", metavar=tr("help.metavar.platform"), help=tr("help.capture-card.name"))
    _paper(card, tr, "help.log.output", region=False)


def _number(tr: Translator, most: int) -> Callable[[str], int]:
    def read(word: str) -> int:
        if word.strip().isascii() and word.strip().isdigit() and 1 <= int(word) <= most:
            return int(word)
        raise argparse.ArgumentTypeError(tr("error.not-a-number", value=word, most=most))

    return read


def _handout(parser: _Parser, tr: Translator) -> None:
    _guide(parser, tr)
    parser.epilog = tr("help.handout.goals-known")
    parser.add_argument(
        "--goals",
        required=True,
        type=_list(tr),
        metavar=tr("help.metavar.goals"),
        help=tr("help.handout.goals"),
    )
    parser.add_argument(
        "--platforms",
        default=(),
        type=_list(tr),
        metavar=tr("help.metavar.platforms"),
        help=tr("help.handout.platforms"),
    )
    _paper(parser, tr, "help.handout.output")


def _paper(
    parser: _Parser, tr: Translator, output: str, *, formats: tuple[str, ...] = FORMATS, region: bool = True
) -> None:
    """Add how something is put on paper, and where."""
    add = parser.add_argument
    add(
        "--format",
        type=OneOf(tr, formats),
        metavar=tr("help.metavar.format"),
        help=tr("help.paper.format" if formats == FORMATS else "help.log.format"),
    )
    add("--ascii", action="store_true", help=tr("help.paper.ascii"))
    add(
        "--paper",
        type=OneOf(tr, PAPERS),
        metavar=tr("help.metavar.paper"),
        help=tr("help.paper.paper"),
    )
    add("--large-print", dest="large", action="store_true", help=tr("help.paper.large"))
    add("--neutral", action="store_true", help=tr("help.paper.neutral"))
    parser.set_defaults(region=None, seal=False, seal_to=None)
    if region:
        add(
            "--region",
            type=OneOf(tr, REGIONS),
            metavar=tr("help.metavar.region"),
            help=tr("help.paper.region"),
        )
        # A blank paper says nothing of anybody, so it needs no seal.
        seal = parser.add_mutually_exclusive_group()
        seal.add_argument("--seal", action="store_true", help=tr("help.paper.seal"))
        seal.add_argument(
            "--seal-to", type=_filled(tr), metavar=tr("help.metavar.key"), help=tr("help.paper.seal-to")
        )
    add("-o", "--output", type=_filled(tr), metavar=tr("help.metavar.file"), help=tr(output))


class OneOf:
    """Reads one of a few words; a shell offers them."""

    def __init__(self, tr: Translator, known: tuple[str, ...]) -> None:
        """Take the words there are."""
        self.known = known
        """The words there are."""
        self._tr = tr

    def __call__(self, word: str) -> str:
        """Return the word as it is known."""
        if word.strip().lower() in self.known:
            return word.strip().lower()
        known = ", ".join(self.known)
        raise argparse.ArgumentTypeError(self._tr("error.not-one-of", value=word, known=known))


def _language(tr: Translator) -> Callable[[str], str]:
    read = OneOf(tr, LANGUAGES)
    # A locale such as fr_CA.UTF-8 names a language too.
    return lambda word: read(word.replace("-", "_").partition("_")[0])


def _filled(tr: Translator) -> Callable[[str], str]:
    def read(word: str) -> str:
        # An empty name is most often a variable of the shell that was never set.
        if not word.strip():
            raise argparse.ArgumentTypeError(tr("error.empty"))
        return word

    return read


def _list(tr: Translator) -> Callable[[str], tuple[str, ...]]:
    def read(words: str) -> tuple[str, ...]:
        found = tuple(word.strip() for word in words.split(",") if word.strip())
        if not found:
            raise argparse.ArgumentTypeError(tr("error.empty"))
        return found

    return read
