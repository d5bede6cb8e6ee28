"""The command line, in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, TextIO

from safechat_tui import charset, hardening
from safechat_tui import config as settings
from safechat_tui.clean import clean
from safechat_tui.commands import typed
from safechat_tui.commands.arguments import parse
from safechat_tui.commands.guides import check_guide
from safechat_tui.commands.line import ParseError, Said, wished_language
from safechat_tui.commands.problems import problem_lines
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.guide import ContentError
from safechat_tui.i18n import Translator, preferred
from safechat_tui.plain.output import FAILED, GOOD, PIPE_CLOSED, complain, make_way, silence
from safechat_tui.terminal.capabilities import POOR_TERMINALS
from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.terminal.restart import Restart
from safechat_tui.tui import run as run_screens

USAGE: Final = 2
"""Exit code: the command line is wrong."""


def main(
    argv: Sequence[str] | None = None, *, keyboard: Keyboard | None = None, restart: Restart | None = None
) -> int:
    """Run the program and return its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when left out.
        keyboard: what reads the keys of the terminal already.
        restart: what a restarted program knows of the one before it; nothing at an ordinary start.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    tr: Translator | None = None
    hardening.started_with(arguments)
    try:
        charset.fit(sys.stdin, sys.stdout, sys.stderr)
        lang = restart.lang if restart else preferred(
            wished_language(arguments), os.environ.get("SAFECHAT_LANG"), settings.language(os.environ),
            environ=os.environ,
        )  # fmt: skip
        tr = Translator(lang)
        hardening.speak(lambda reference: tr("error.unforeseen", reference=reference))
        return _run(arguments, tr, keyboard, restart)
    except KeyboardInterrupt:
        return hardening.INTERRUPTED
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except Exception as error:
        if keyboard is not None:
            keyboard.give_back()
        return _explain(error, tr)


def _run(arguments: list[str], tr: Translator, keyboard: Keyboard | None, restart: Restart | None) -> int:
    parsed = parse(arguments, tr)
    if parsed is None:
        return GOOD
    config = settings.load(os.environ)
    if parsed.command == "":
        return _screens(parsed, config, tr, keyboard, restart)
    if config.troubles and parsed.command != "doctor":
        complain([tr("error.line", words=config.explained(tr))])
    typed.take(parsed, tr)
    try:
        return int(_found(*COMMANDS[parsed.command])(parsed, config, tr))
    finally:
        make_way()


def _in_lines(parsed: Said, config: Config) -> bool:
    """Return whether the conversation is to come as lines: asked for, or there can be no screens."""
    return parsed.plain or config.plain or not can_show_screens(sys.stdin, sys.stdout, os.environ)


def _screens(
    parsed: Said, config: Config, tr: Translator, keyboard: Keyboard | None, restart: Restart | None
) -> int:
    if _in_lines(parsed, config):
        if keyboard is not None:
            keyboard.give_back()
        both = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
        if not parsed.plain and not both:
            if config.troubles:
                complain([tr("error.line", words=config.explained(tr))])
            return int(_found(*COMMANDS["guide"])(parsed, config, tr))
        return int(_found(*LINES)(config, tr.lang, check_guide(parsed, config, tr)))
    guide = restart.guide if restart else check_guide(parsed, config, tr)
    return run_screens(config, tr.lang, guide, restart, keyboard)


def can_show_screens(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Return whether both ends are a terminal that can show screens in letters that can be drawn."""
    if stdin is None or stdout is None or environ.get("TERM", "") in POOR_TERMINALS:
        return False
    return charset.can_draw(stdout.encoding) and stdin.isatty() and stdout.isatty()


_COMMANDS = "safechat_tui.commands"

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "guide": (f"{_COMMANDS}.papers", "guide"),
    "search": (f"{_COMMANDS}.found", "search"),
    "handout": (f"{_COMMANDS}.papers", "handout"),
    "platform": (f"{_COMMANDS}.lookup", "platform"),
    "helplines": (f"{_COMMANDS}.lookup", "helplines"),
    "urgent": (f"{_COMMANDS}.lookup", "urgent"),
    "log": (f"{_COMMANDS}.blanks", "log"),
    "capture-card": (f"{_COMMANDS}.blanks", "capture_card"),
    "kept list": (f"{_COMMANDS}.kept", "list_all"),
    "kept show": (f"{_COMMANDS}.kept", "show"),
    "kept export": (f"{_COMMANDS}.kept", "export"),
    "kept delete": (f"{_COMMANDS}.kept", "delete"),
    "kept purge": (f"{_COMMANDS}.kept", "purge"),
    "kept report": (f"{_COMMANDS}.kept", "report"),
    "kept passphrase": (f"{_COMMANDS}.kept", "new_passphrase"),
    "exports list": (f"{_COMMANDS}.exports", "exports_list"),
    "exports delete": (f"{_COMMANDS}.exports", "exports_delete"),
    "man": (f"{_COMMANDS}.found", "man"),
    "completion": (f"{_COMMANDS}.found", "completion"),
    "content check": (f"{_COMMANDS}.content", "content_check"),
    "content new": (f"{_COMMANDS}.content", "content_new"),
    "doctor": (f"{_COMMANDS}.lookup", "doctor"),
}
"""What does each command: a module, imported for that command alone, and a function of it."""


LINES: Final = ("safechat_tui.plain.start", "talk")
"""What leads through the conversation as lines."""


def _found(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module that is imported for it alone: the first screen waits for no other."""
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _explain(error: Exception, tr: Translator | None) -> int:
    """Say what went wrong, in words without names of files or values of ours, and return the exit code."""
    try:
        if tr is not None and isinstance(error, SafeChatError):
            complain(_error_lines(error, tr))
            return USAGE if isinstance(error, UsageError) else FAILED
        if tr is not None and isinstance(error, ContentError):
            complain(problem_lines(error.problems, tr))
            return FAILED
    except Exception as another:
        error = another
    reference = hardening.reference(error)
    try:
        words = reference if tr is None else tr("error.unforeseen", reference=reference)
    except Exception:
        words = reference
    complain([words])
    return hardening.CRASHED


def _error_lines(error: SafeChatError, tr: Translator) -> list[str]:
    """Return the usage if there is one, the message, the nearest match and the hint."""
    if isinstance(error, ParseError):
        usage, words = error.usage.splitlines(), error.words
    else:
        usage, words = [], tr(f"error.{error.code}", **error.params)
    lines = [tr("error.line", words=words)]
    if error.params.get("meant"):
        lines.append(tr("error.meant", meant=error.params["meant"]))
    if isinstance(error, ParseError):
        lines.append(tr("error.see-help", command=error.command))
    elif tr.has(hint := f"error.{error.code}.hint"):
        lines.append(tr(hint, **error.params))
    # An error may repeat what was typed or the name of a file.
    return [*usage, *map(clean, lines)]
