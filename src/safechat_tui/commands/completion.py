"""`safechat completion`: a script by which a shell completes lines. It runs nothing and reads no plan.

All scripts hold one table of rows `CONTEXT|WORD|HELP`. The context is a command such as `/kept/show`, or one
of its options such as `/kept/show --lang`; with `@calls` behind it, a row holds for that guide only. The word
`,` says that several words with commas between may stand there, and `<file>` that the name of a file may; no
word, that nothing can be offered.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from safechat_tui.commands import line
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.guide.layers import guides
from safechat_tui.guide.library import read_guide
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import FIRST_GUIDE, PARTS
from safechat_tui.plain.guide import NUMBERED, part_names
from safechat_tui.plain.output import write

LISTS: Final = ("goals", "steps", "platforms", "parts")
"""Kinds of values of which several may stand with commas between."""

SHELLS: Final = ("bash", "zsh", "fish")
"""Shells that a line can be completed in; `shells/` holds the script of each, around the table."""


def script(shell: str, tr: Translator | None, usual: str = FIRST_GUIDE) -> str:
    """Return the script of one of SHELLS, its help in a language, or in none, which suits every language.

    The values of the `usual` guide are offered where the line names none.
    """
    rows = [*_rows(line.program(tr or Translator("en")).fill(), values(), told=tr is not None)]
    text = _file(shell).replace("@offers@\n", _file("offers"))
    for name, value in (
        ("table", "\n".join(rows)),
        ("rows", " ".join(f"'{row}'" for row in rows)),
        ("guide", usual),
    ):
        text = text.replace(f"@{name}@", value)
    return text


def _file(name: str) -> str:
    return Path(__file__).with_name("shells").joinpath(name).read_text("utf-8")


def values() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the values that the guides give for each kind, by guide; under no guide, those of all."""
    names = [name for lang in LANGUAGES for name in part_names(lang).values()]
    numbers = [str(number) for number in range(1, len(NUMBERED) + 1)]
    known = tuple(name.id for name in guides(LANGUAGES[0]))
    found: dict[str, dict[str, tuple[str, ...]]] = {
        "part": {"": (*dict.fromkeys(names), *numbers)},
        "guide": {"": known},
        "parts": {"": PARTS},
    }
    for id in known:
        guide = read_guide(LANGUAGES[0], guide=id)
        platforms = tuple(platform.code for platform in guide.platforms)
        found.setdefault("goals", {})[id] = guide.goals
        found.setdefault("steps", {})[id] = tuple(strategy.id for strategy in guide.strategies)
        found.setdefault("platforms", {})[id] = found.setdefault("platform", {})[id] = platforms
    return found


def _rows(
    parser: Parser, known: Mapping[str, Mapping[str, tuple[str, ...]]], *, told: bool, at: str = ""
) -> Iterator[str]:
    """Yield the rows of a command and of those under it."""
    for action, kind in parser.actions.items():
        help = (action.help or "").replace("'", "’") if told else ""
        for flag in action.option_strings:
            yield f"{at}|{flag}|{help}"
        if kind:
            for context in [f"{at} {flag}" for flag in action.option_strings] or [at]:
                yield from _values(context, action, kind, known)
    for name, child in parser.commands.items():
        yield f"{at}|{name}|{child.description if told else ''}"
        yield from _rows(child.fill(), known, told=told, at=f"{at}/{name}")


def _values(
    context: str, action: argparse.Action, kind: str, known: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[str]:
    """Yield what may stand for a value; never the codes of kept plans, which stay off the screen."""
    marks = {**dict.fromkeys(LISTS, ","), "file": "<file>", "folder": "<file>"}
    yield f"{context}|{marks.get(kind, '')}|"
    offers = known.get(kind) or {"": tuple(action.choices or ())}
    for guide, words in offers.items():
        yield from (f"{context}{guide and '@'}{guide}|{word}|" for word in words)


def takes(parser: Parser) -> None:
    """Add the shell."""
    parser.add("shell", help="help.completion.shell", metavar="shell", choices=SHELLS)


def run(asked: Asked) -> None:
    """Write the script of the shell that is named."""
    write(script(asked.shell, asked.tr, asked.config.guide or FIRST_GUIDE))


COMMANDS = (Command("completion", run, takes),)
