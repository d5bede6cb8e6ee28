"""`safechat man`: the manual page in roff, as `man` reads it."""

from __future__ import annotations

from argparse import Action
from collections.abc import Iterable, Iterator
from typing import Final

from safechat_tui import __version__
from safechat_tui.commands import line
from safechat_tui.commands.line import PROGRAM
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.config import RULES
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import write
from safechat_tui.tui.keys import KEYS, written

REVISED: Final = "2026-11-22"
"""The day the page was last gone over."""

ON_EVERY_COMMAND: Final = frozenset({"help", "lang", "content"})
"""Options that every command has; they are told once."""

FILES: Final = {
    "/etc/safechat/settings.toml": "system",
    "~/.config/safechat/settings.toml": "user",
    "~/.local/share/safechat": "data",
}
"""The files that are told; the words of each are `man.files.<name>`."""

CODES: Final = (0, 1, 2, 70)
"""The exit codes that are told."""


def manual_page(tr: Translator) -> str:
    """Return the page in a language."""
    whole = line.program(tr).fill()
    commands = [*whole.leaves()]
    settings = ((name, rule.allowed) for name, rule in RULES.items())
    sections: dict[str, Iterable[str]] = {
        "name": [rf"{PROGRAM} \- {_said(tr('man.summary'))}"],
        "synopsis": _synopsis(commands, tr),
        "description": [_text(tr("help.about"))],
        "options": _arguments(whole.actions),
        "commands": (text for command in commands for text in _command(command)),
        "keys": [_text(tr("man.keys.words")), *_keys(tr)],
        "settings": [
            _text(tr("man.settings.words")),
            *_entries("B", settings),
        ],
        "environment": _entries("B", [("SAFECHAT_LANG", tr("man.lang"))]),
        "files": _entries("I", ((path, tr(f"man.files.{name}")) for path, name in FILES.items())),
        "codes": _entries("B", ((str(code), tr(f"man.codes.{code}")) for code in CODES)),
        "limits": [_text(tr("man.limits.words")), ".PP", _text(tr("man.limits.typed"))],
    }
    lines = [f'.TH {PROGRAM.upper()} 1 {REVISED} "{PROGRAM} {__version__}" "{_said(tr("man.title"))}"']
    for name, texts in sections.items():
        lines += [f".SH {_said(tr(f'man.{name}'))}", *texts]
    return "\n".join(lines) + "\n"


def _said(words: str) -> str:
    """Return words as roff shows them: every sign as it stands."""
    return words.replace("\\", r"\e").replace("-", r"\-").replace("\u00a0", r"\~").replace('"', r"\(dq")


def _text(words: str) -> str:
    """Return a paragraph; no line of it may begin like a request."""
    said = _said(words)
    return rf"\&{said}" if said[:1] in {".", "'"} else said


def _entries(font: str, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield names in a font, each with its words."""
    for name, words in told:
        yield from (".TP", rf"\f{font}{_text(name)}\fR", _text(words))


def _call(command: Parser) -> str:
    """Return how a command is typed."""
    words = (_word(action) for action in command.actions if not action.option_strings)
    return " ".join((rf"\fB{_said(command.prog)}\fR", *words))


def _word(action: Action) -> str:
    shown = rf"\fI{_said(str(action.metavar))}\fR" + (" ..." if action.nargs == "+" else "")
    return shown if action.required else f"[{shown}]"


def _synopsis(commands: Iterable[Parser], tr: Translator) -> Iterator[str]:
    options = rf"[\fI{_said(tr('man.options.metavar'))}\fR]"
    yield rf"\fB{PROGRAM}\fR {options}"
    for command in commands:
        yield from (".br", f"{_call(command)} {options}")


def _command(command: Parser) -> Iterator[str]:
    yield from (".TP", _call(command), _text(command.description or ""))
    # Words come before options, as they are typed.
    inner = sorted(command.actions, key=lambda action: bool(action.option_strings))
    if inner := [action for action in inner if action.dest not in ON_EVERY_COMMAND]:
        yield from (".RS", *_arguments(inner), ".RE")
    if command.epilog:
        yield from (".IP", _text(command.epilog))


def _arguments(actions: Iterable[Action]) -> Iterator[str]:
    for action in actions:
        flags = ", ".join(rf"\fB{_said(flag)}\fR" for flag in action.option_strings)
        value = rf"\fI{_said(str(action.metavar))}\fR" if action.nargs != 0 else ""
        yield from (".TP", f"{flags} {value}".strip(), _text(action.help or ""))


def _keys(tr: Translator) -> Iterator[str]:
    """Yield every key with its help; one that does the same in several places comes once."""
    told = ((written(tr, key), tr(f"key.{key.id}.help")) for key in KEYS if key.label)
    return _entries("B", dict.fromkeys(told))


def run(asked: Asked) -> None:
    """Write the page."""
    write(manual_page(asked.tr))


COMMANDS = (Command("man", run),)
