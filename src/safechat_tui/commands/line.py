"""The command line: what a line says, read by argparse in the user's language.

A command's module is imported, and its arguments are added, when a line names it: `--version` need not wait
for the store.
"""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from safechat_tui import __version__
from safechat_tui.clean import clean
from safechat_tui.commands import MODULES
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.errors import UsageError
from safechat_tui.guide.layers import guides
from safechat_tui.i18n import LOCALES, Translator
from safechat_tui.options import JOINT
from safechat_tui.plain.output import QUOTED_LETTERS, write
from safechat_tui.text.near import near

PROGRAM: Final = "safechat"
"""What the program is called in usages and errors."""

HELP_WORDS: Final = ("help", "aide")
"""What people type for `--help`, in either language."""


def parse_line(words: Sequence[str], tr: Translator) -> Asked | None:
    """Return what a line says; nothing when it asked for help or the version and got it.

    Raises:
        ParseError: when the line is wrong.
    """
    if words and words[0] in HELP_WORDS:
        words = [*words[1:], "--help"]
    with argparse_speaks(tr.lang):
        try:
            asked = program(tr).parse_args(words, Asked(tr=tr))
        except SystemExit:
            return None
        if asked.version:
            write(f"{PROGRAM} {__version__}\n")
            return None
    return asked


def program(tr: Translator) -> Parser:
    """Return the parser of the whole command line."""
    return Parser(prog=PROGRAM, description=tr("help.about"), tr=tr, fill=_fill)


def commands(word: str) -> list[Command]:
    """Return the command that a word names, or those that stand under it."""
    held: tuple[Command, ...] = import_module(f"{__package__}.{MODULES[word]}").COMMANDS
    return [each for each in held if each.name.split()[0] == word]


def _fill(parser: Parser) -> None:
    parser.set_defaults(command=None, parser=parser, lang=None, content=None, guide=None, part=None)
    parser.add_guide()
    parser.add("--plain", help="help.plain", action=argparse.BooleanOptionalAction)
    parser.add("--version", help="help.version", action="store_true")
    parser.add_commands({word: partial(_fill_named, word) for word in MODULES})


def _fill_named(word: str, parser: Parser) -> None:
    under = {each.name.partition(" ")[2]: partial(_fill_for, each) for each in commands(word)}
    if "" in under:
        under[""](parser)
    else:
        parser.add_commands(under)


def _fill_for(command: Command, parser: Parser) -> None:
    parser.set_defaults(command=command, parser=parser)
    command.arguments(parser)


def tells_settings(asked: Asked) -> bool:
    """Return whether the command tells itself what is wrong with the settings."""
    return asked.parser.prog.split()[1:2] in (["doctor"], ["settings"])


def wished_language(words: Sequence[str]) -> str | None:
    """Return what `--lang` asks for, before the line is read in that language; the last one counts."""
    wish: str | None = None
    for place, word in enumerate(words):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            wish = value if equals else "".join(words[place + 1 : place + 2])
    return wish


def checked_guide(asked: Asked) -> str:
    """Return the id of the guide that the line names, or an empty text; `unknown-guide` is raised.

    Several with commas between are followed at once.
    """
    if asked.guide is None:
        return ""
    config = asked.config
    known = [name.id for name in guides(asked.tr.lang, overlay=config.content_dir, unfinished=config.looking)]
    wanted = [word.strip() for word in asked.guide.replace(JOINT, ",").split(",")]
    for unknown in (word for word in wanted if word not in known):
        value = clean(unknown)[:QUOTED_LETTERS]
        raise UsageError("unknown-guide", value=value, meant=near(value, known), known=", ".join(known))
    return JOINT.join(id for id in known if id in wanted)


def checked_folder(word: str) -> Path:
    """Return the folder of texts that a line names for a look; `no-such-folder` is raised."""
    folder = Path(word).expanduser().absolute()
    if not os.path.isdir(folder):
        raise UsageError("no-such-folder", folder=clean(str(folder)))
    return folder


@contextmanager
def argparse_speaks(lang: str) -> Iterator[None]:
    """Let argparse find its own words in our catalogue, through the one gettext of the process."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("commands", LOCALES)
    gettext.textdomain("commands")
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
