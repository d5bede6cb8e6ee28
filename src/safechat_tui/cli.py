"""The command line, in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

from safechat_tui import charset, hardening
from safechat_tui import config as settings
from safechat_tui.clean import clean
from safechat_tui.commands import line
from safechat_tui.commands.over_ssh import OVER_SSH, requested
from safechat_tui.commands.parser import Asked, ParseError
from safechat_tui.commands.problems import problem_lines
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.guide.problems import ContentError
from safechat_tui.i18n import Translator, preferred
from safechat_tui.plain.output import DONE, FAILED, PIPE_CLOSED, complain, make_way, silence
from safechat_tui.terminal.blank import POOR_TERMINALS

if TYPE_CHECKING:
    from safechat_tui.terminal.keyboard import Keyboard
    from safechat_tui.terminal.restart import Restart

USAGE: Final = 2
"""Exit code: the command line is wrong."""


def main(
    argv: Sequence[str] | None = None, *, keyboard: Keyboard | None = None, restart: Restart | None = None
) -> int:
    """Run the program and return its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when left out.
        keyboard: what reads the keys of the terminal already.
        restart: what a restarted program knows of the one before it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    tr: Translator | None = None
    hardening.started_with(arguments)
    try:
        charset.fit(sys.stdin, sys.stdout, sys.stderr)
        config = _settings()
        lang = restart.lang if restart else preferred(
            line.wished_language(arguments), os.environ.get("SAFECHAT_LANG"), config.lang if config else None,
            environ=os.environ,
        )  # fmt: skip
        tr = Translator(lang)
        hardening.speak(lambda reference: tr("error.unforeseen", reference=reference))
        if arguments == [OVER_SSH]:
            arguments = requested(os.environ)
        return _run(arguments, tr, config, keyboard, restart)
    except KeyboardInterrupt:
        return hardening.INTERRUPTED
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except Exception as error:
        if keyboard is not None:
            keyboard.give_back()
        return _explain(error, tr)


def _settings() -> Config | None:
    """Return the settings; nothing where there is no home folder, which `--help` can do without."""
    with suppress(SafeChatError):
        return settings.load(os.environ)
    return None


def _run(
    words: list[str], tr: Translator, config: Config | None, keys: Keyboard | None, restart: Restart | None
) -> int:
    asked = line.parse_line(words, tr)
    if asked is None:
        return DONE
    # Without a home folder this raises `no-home`, now that it can be said in words.
    asked.config = config = config or settings.load(os.environ)
    if asked.content:
        asked.config = config = config.looking_at(line.checked_folder(asked.content))
    if asked.command is None and not _in_lines(asked, config):
        guide = line.checked_guide(asked)
        config = config._replace(screen_reader=config.screen_reader or _is_accessible())
        # No command waits for what a first screen is drawn with.
        from safechat_tui.tui.running import run_screens

        return run_screens(config, tr.lang, guide, restart, keys)
    if keys is not None:
        keys.give_back()
    if asked.command is None and (asked.plain or _both_typed_on(sys.stdin, sys.stdout)):
        # The screens need not wait for the conversation in lines.
        from safechat_tui.plain.start import talk

        return talk(config, tr.lang, line.checked_guide(asked))
    (command,) = [asked.command] if asked.command else line.commands("guide")
    if not line.tells_settings(asked) and (known := config.explained(tr)):
        complain([tr("error.line", words=known)])
    if asked.on_input():
        # Only a line that leaves a value to be typed waits for what asks.
        from safechat_tui.commands.secret import take_input

        take_input(asked)
    try:
        return command.run(asked) or DONE
    finally:
        make_way()


def _in_lines(asked: Asked, config: Config) -> bool:
    """Return whether the conversation is to come as lines: asked for, or there can be no screens.

    An option wins over the settings and over ACCESSIBLE, which several programs of the terminal heed.
    """
    if not can_show_screens(sys.stdin, sys.stdout, os.environ):
        return True
    wished = config.plain or _is_accessible()
    return wished if asked.plain is None else bool(asked.plain)


def _is_accessible() -> bool:
    return os.environ.get("ACCESSIBLE", "0") not in ("", "0")


def _both_typed_on(stdin: TextIO | None, stdout: TextIO | None) -> bool:
    return all(stream is not None and stream.isatty() for stream in (stdin, stdout))


def can_show_screens(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Return whether both ends are a terminal that can show screens in letters that can be drawn."""
    if environ.get("TERM", "") in POOR_TERMINALS or not _both_typed_on(stdin, stdout):
        return False
    return stdout is not None and charset.can_show(stdout.encoding)


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
    complain([hardening.crash_sentence(error)])
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
