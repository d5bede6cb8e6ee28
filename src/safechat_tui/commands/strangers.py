"""Finds the first word of a command line that no command knows, and the nearest that one does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.commands.shapes import LANG, SHAPES, under
from safechat_tui.guide.problems import near

LONGEST: Final = 60
"""Characters of what was typed that an answer repeats."""

_EVERYWHERE: Final = ("-h", "--help")
_PROGRAMS_OWN: Final = ("--version",)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A word that is not known where it stands."""

    code: str
    """`unknown-option` or `unknown-command`."""
    command: str
    """The command it was given to."""
    word: str
    """The word, clean."""
    known: tuple[str, ...]
    """What could stand there."""
    meant: str
    """The nearest of it, or nothing."""


def first(arguments: Sequence[str]) -> Stranger | None:
    """Return the first unknown option or command of a line, or nothing where all are known."""
    command = ""
    words = iter(arguments)
    for word in words:
        below = under(command)
        if word == "--":
            return None
        if word[:1] == "-" and word != "-" and " " not in word.partition("=")[0]:
            options = [(flag, takes) for takes in (LANG, *SHAPES[command]) for flag in takes.flags]
            takes_value = {flag: bool(takes.metavar) for flag, takes in options}
            known = (*_EVERYWHERE, *takes_value, *(() if command else _PROGRAMS_OWN))
            flag, equals, _ = word.partition("=")
            if flag not in known and not _short_with_value(flag, known) and not word[1:].isdigit():
                return _stranger("unknown-option", command, flag, [name for name in known if name[1] == "-"])
            if takes_value.get(flag) and not equals:
                next(words, "")
        elif word in below:
            command = f"{command} {word}".strip()
        elif below:
            return _stranger("unknown-command", command, word, below)
    return None


def _short_with_value(flag: str, known: Sequence[str]) -> bool:
    """Return whether a word begins with a short option: `-oplan.txt`."""
    return flag[:2] in known and flag[1:2] != "-"


def _stranger(code: str, command: str, word: str, known: Iterable[str]) -> Stranger:
    known = tuple(known)
    # What only the program itself takes is right, though not here.
    misplaced = any(word in takes.flags for takes in SHAPES[""])
    return Stranger(code, command, clean(word)[:LONGEST], known, "" if misplaced else near(word, known))
