"""The command line: read before anything heavy is imported, in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from safechat_tui import AGAIN, charset, hardening
from safechat_tui import config as settings
from safechat_tui.clean import clean
from safechat_tui.config import Config
from safechat_tui.early import screen
from safechat_tui.early.answer import PIPE_CLOSED
from safechat_tui.early.surroundings import POOR_TERMINALS
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.i18n import Translator, preferred
from safechat_tui.plain import blanks, commands, content, exports, kept, lookup
from safechat_tui.plain.line import ParseError, Said, parse, wished_language
from safechat_tui.plain.output import complain, silence, write

if TYPE_CHECKING:
    from safechat_tui.terminal import Again

USAGE: Final = 2
"""Exit code: the command line is wrong."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when left out.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    tr: Translator | None = None
    again = _again()
    hardening.started_with(arguments)
    try:
        charset.fit(sys.stdin, sys.stdout, sys.stderr)
        lang = again.lang if again else preferred(
            wished_language(arguments), os.environ.get("SAFECHAT_LANG"), settings.language(os.environ),
            environ=os.environ,
        )  # fmt: skip
        tr = Translator(lang)
        hardening.speak(lambda reference: tr("error.unforeseen", reference=reference))
        return _run(arguments, tr, again)
    except KeyboardInterrupt:
        return hardening.INTERRUPTED
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except Exception as error:
        if again is not None:
            from safechat_tui.terminal import Terminal

            Terminal.of_process(again.settings).restore()
        return _explain(error, tr)


def _again() -> Again | None:
    """Return how this process begins again after it was locked; nothing at an ordinary start."""
    if AGAIN not in os.environ:
        return None
    # The terminal's room takes a few milliseconds to import, which a plain command does without.
    from safechat_tui.terminal import taken

    return taken(os.environ)


def _run(arguments: list[str], tr: Translator, again: Again | None) -> int:
    parsed = parse(arguments, tr)
    if parsed is None:
        return commands.GOOD
    config = settings.load(os.environ)
    if parsed.command == "":
        return _screens(parsed, config, tr, again)
    return _COMMANDS[parsed.command](parsed, config, tr)


def _in_lines(parsed: Said, config: Config) -> bool:
    """Return whether the conversation is to come as lines: asked for, or there can be no screens."""
    return parsed.plain or config.plain or not can_show_screens(sys.stdin, sys.stdout, os.environ)


def _screens(parsed: Said, config: Config, tr: Translator, again: Again | None) -> int:
    if _in_lines(parsed, config):
        screen.undo()
        typed = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
        if not parsed.plain and not typed:
            return commands.guide(parsed, config, tr)
        from safechat_tui.plain.start import talk

        return talk(config, tr.lang, commands.check_guide(parsed, config, tr))
    # Textual takes some 200 ms to import, so nothing but the screens waits for it.
    from safechat_tui.tui import run

    guide = again.guide if again else commands.check_guide(parsed, config, tr)
    return run(config, tr.lang, guide, again)


def can_show_screens(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Return whether both ends are a terminal that can show screens in letters that can be drawn."""
    if stdin is None or stdout is None or environ.get("TERM", "") in POOR_TERMINALS:
        return False
    return charset.can_draw(stdout.encoding) and stdin.isatty() and stdout.isatty()


def _ready(parsed: Said, config: Config, tr: Translator) -> int:
    # The parent's room, and the whole of the screens with it.
    from safechat_tui.ready.meeting import socket_path
    from safechat_tui.ready.parent import serve

    return serve(socket_path(os.environ), main)


def _search(parsed: Said, config: Config, tr: Translator) -> int:
    # The keys are found too; their table is the screens', which this room alone may ask.
    from safechat_tui.tui.finding import key_entries

    return commands.search(parsed, config, tr, key_entries(tr))


def _man(parsed: Said, config: Config, tr: Translator) -> int:
    from safechat_tui.manual import manual_page

    write(manual_page(tr))
    return commands.GOOD


def _completion(parsed: Said, config: Config, tr: Translator) -> int:
    from safechat_tui.manual import completion

    write(completion(parsed.shell, tr))
    return commands.GOOD


_COMMANDS: Final[Mapping[str, Callable[[Said, Config, Translator], int]]] = {
    "guide": commands.guide,
    "search": _search,
    "ready": _ready,
    "handout": commands.handout,
    "platform": lookup.platform,
    "helplines": lookup.helplines,
    "log": blanks.log,
    "capture-card": blanks.capture_card,
    "kept list": kept.list_all,
    "kept show": kept.show,
    "kept export": kept.export,
    "kept delete": kept.delete,
    "kept purge": kept.purge,
    "kept report": kept.report,
    "kept passphrase": kept.new_passphrase,
    "exports list": exports.exports_list,
    "exports delete": exports.exports_delete,
    "man": _man,
    "completion": _completion,
    "content check": content.content_check,
    "content new": content.content_new,
    "doctor": lookup.doctor,
}
"""What does each command."""


def _explain(error: Exception, tr: Translator | None) -> int:
    """Say what went wrong, in words without names of files or values of ours, and return the exit code."""
    screen.undo()
    try:
        if tr is not None and isinstance(error, SafeChatError):
            complain(_error_lines(error, tr))
            return USAGE if isinstance(error, UsageError) else commands.FAILED
        from safechat_tui.guide import ContentError

        if tr is not None and isinstance(error, ContentError):
            from safechat_tui.plain.problems import problem_lines

            complain(problem_lines(error.problems, tr))
            return commands.FAILED
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
