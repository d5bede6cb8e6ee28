"""What every command takes: one table for reading lines, for help, the manual and completion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from safechat_tui.commands.values import Number, OneOf, filled, language, several
from safechat_tui.options import FORMATS, LOG_FORMS, PAPERS, REGIONS

PROGRAM: Final = "safechat"
"""What the program is called in usages and errors."""

MOST_ROWS: Final = 200
"""Entries that one log may have."""

MOST_START: Final = 9999
"""The highest number that a log may begin with."""

SHELLS: Final = ("bash", "zsh", "fish")
"""Shells that a line can be completed in."""


@dataclass(frozen=True, slots=True)
class Takes:
    """An option, or a word that a command takes."""

    dest: str
    """What its value is called."""
    help: str
    """Id of what it does."""
    metavar: str = ""
    """Id of what stands for its value, after `help.metavar.`; an option without one takes no value."""
    flags: tuple[str, ...] = ()
    """Such as `-o` and `--output`; none for a word."""
    read: Callable[[str], object] = str
    """Turns what is typed into a value."""
    default: object = None
    """The value where nothing is typed."""
    needed: bool = False
    """Whether an option must be there."""
    count: str = ""
    """`?` for a word that may be left out, `+` for several; otherwise there must be one."""
    from_before: bool = False
    """Whether it holds too where it is typed before the command."""
    either: str = ""
    """A name for options of which only one may be there."""
    typed: bool = False
    """Whether `-` in its place has it read from standard input, so that it stands in no list of processes."""
    missed_later: bool = False
    """Whether the command itself tells that it is missing, because only the command knows what there is."""


LANG: Final = Takes("lang", "help.lang", "lang", ("--lang",), language, from_before=True)
"""What every command takes."""

_GUIDE = Takes("guide", "help.guide-option", "guide", ("--guide",), filled, from_before=True)


def _paper(output: str, formats: tuple[str, ...] = FORMATS) -> tuple[Takes, ...]:
    """Return how something is put on paper, and where."""
    format = "help.paper.format" if formats == FORMATS else "help.log.format"
    return (
        Takes("format", format, "format", ("--format",), OneOf(formats)),
        _flag("ascii", "help.paper.ascii"),
        Takes("paper", "help.paper.paper", "paper", ("--paper",), OneOf(PAPERS)),
        _flag("large", "help.paper.large", "--large-print"),
        _flag("neutral", "help.paper.neutral"),
        Takes("output", output, "file", ("-o", "--output"), filled),
    )


def _about_her(output: str) -> tuple[Takes, ...]:
    """Return the same for a paper that says something of somebody: a blank one needs no seal."""
    *paper, where = _paper(output)
    return (
        *paper,
        Takes("region", "help.paper.region", "region", ("--region",), OneOf(REGIONS)),
        _flag("seal", "help.paper.seal", either="seal"),
        Takes("seal_to", "help.paper.seal-to", "key", ("--seal-to",), filled, either="seal"),
        where,
    )


def _flag(dest: str, help: str, flag: str = "", either: str = "") -> Takes:
    return Takes(dest, help, "", (flag or f"--{dest}",), default=False, either=either)


_CODE = Takes("code", "help.kept.code", "code", typed=True)
_YES = _flag("yes", "help.kept.delete.yes")

SHAPES: Final[Mapping[str, tuple[Takes, ...]]] = {
    "": (_GUIDE, _flag("plain", "help.plain")),
    "guide": (_GUIDE, Takes("part", "help.guide.part", "part", count="?")),
    "search": (
        Takes("words", "help.search.words", "words", count="+", typed=True),
        _flag("ids", "help.search.ids"),
    ),
    "handout": (
        _GUIDE,
        Takes("goals", "help.handout.goals", "goals", ("--goals",), several, default=(), typed=True),
        Takes("steps", "help.handout.steps", "steps", ("--steps",), several, default=(), typed=True),
        Takes(
            "platforms",
            "help.handout.platforms",
            "platforms",
            ("--platforms",),
            several,
            default=(),
            typed=True,
        ),
        _flag("list", "help.handout.list"),
        *_about_her("help.handout.output"),
    ),
    "platform": (Takes("name", "help.platform.name", "platform", count="?"), _GUIDE),
    "urgent": (
        _GUIDE,
        Takes("region", "help.helplines.region", "region", ("--region",), OneOf(REGIONS)),
    ),
    "helplines": (
        _GUIDE,
        Takes("region", "help.helplines.region", "region", ("--region",), OneOf(REGIONS)),
    ),
    "log": (
        _GUIDE,
        Takes("form", "help.log.form", "form", ("--form",), OneOf(LOG_FORMS), default=LOG_FORMS[0]),
        Takes("rows", "help.log.rows", "number", ("--rows",), Number(MOST_ROWS)),
        Takes("start", "help.log.start", "number", ("--start",), Number(MOST_START), default=1),
        *_paper("help.log.output", (*FORMATS, "csv")),
    ),
    "capture-card": (
        _GUIDE,
        Takes("name", "help.capture-card.name", "platform", missed_later=True),
        *_paper("help.log.output"),
    ),
    "kept": (),
    "kept list": (),
    "kept show": (_CODE,),
    "kept export": (_CODE, *_about_her("help.kept.export.output")),
    "kept delete": (_CODE, _YES),
    "kept purge": (),
    "kept report": (),
    "kept passphrase": (),
    "exports": (),
    "exports list": (),
    "exports delete": (Takes("name", "help.exports.name", "file", typed=True), _YES),
    "doctor": (),
    "content": (),
    "content check": (Takes("folder", "help.content.check.folder", "folder", read=filled, count="?"),),
    "content new": (Takes("folder", "help.content.new.folder", "folder", read=filled, count="?"),),
    "man": (),
    "completion": (Takes("shell", "help.completion.shell", "shell", read=OneOf(SHELLS)),),
}
"""What each command takes besides the language, in the order its help tells it; "" is the program itself."""

AFTER: Final[Mapping[str, str]] = {"handout": "help.handout.goals-known"}
"""Id of what the help of a command says after its options."""

EVERY_LINE: Final[Mapping[str, object]] = {"lang": None, "part": None, "guide": None}
"""Values that are there after every line."""

EVERY_PAPER: Final[Mapping[str, object]] = {"region": None, "seal": False, "seal_to": None}
"""Values that are there where something is put on paper, though not every paper can be told them."""


def under(command: str) -> list[str]:
    """Return the names of the commands right under one, such as `list` under `kept`."""
    return [name.rpartition(" ")[2] for name in SHAPES if name and name.rpartition(" ")[0] == command]


def on_paper(command: str) -> bool:
    """Return whether a command puts something on paper."""
    return any(takes.dest == "output" for takes in SHAPES[command])
