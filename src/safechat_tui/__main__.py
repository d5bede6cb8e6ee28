"""The first instructions of the program, for `safechat` and for `python -m safechat_tui`.

The rules this module keeps:

- Nothing is imported before the process is silent about Ctrl+C and about its own errors.
- Whatever cannot be imported, one sentence is said, in the user's language where its words can be had.
"""

from __future__ import annotations

import posix
import sys

# Built into the interpreter; `signal` itself takes several milliseconds to import.
from _signal import SIG_DFL, SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]


def main() -> int:
    """Run the program and return its exit code."""
    interruptible = getsignal(SIGINT) is default_int_handler
    if interruptible:
        # The system's own way ends the process without a word, also in the middle of an import.
        signal(SIGINT, SIG_DFL)
    sys.excepthook = _cannot_begin
    from safechat_tui import __version__

    if sys.argv[1:] == ["--version"]:
        # Asked by scripts, and answered before anything is imported.
        posix.write(1, f"safechat {__version__}\n".encode("ascii"))
        return 0
    status = None
    if "guide" in sys.argv:
        from safechat_tui.early import answer

        status = answer.guide(sys.argv[1:])
    if status is None and sys.argv[1:] and sys.argv[1][:1] != "-":
        # A command shows no screen, so the terminal is left alone.
        return _done(_run(interruptible=interruptible))
    if status is not None:
        return _done(status)
    from safechat_tui.early import screen, taking

    try:
        screen.begin(sys.argv[1:])
        return _run(interruptible=interruptible)
    finally:
        taking.undo()


def _run(*, interruptible: bool) -> int:
    """Run what cannot be answered at once."""
    import os

    from safechat_tui import charset, hardening

    hardening.begin()
    charset.undo_coercion(os.environ)
    hardening.speak(_words)
    from safechat_tui.cli import main as run

    if interruptible and getsignal(SIGINT) is SIG_DFL:
        # From here on what is half done is tidied up first.
        signal(SIGINT, default_int_handler)
    try:
        return run()
    finally:
        if interruptible:
            signal(SIGINT, SIG_DFL)


def _done(status: int) -> int:
    """Return the exit code; where nothing waits for the end of the program, that is its end.

    To take the memory apart piece by piece takes as long as to read what a search reads.
    """
    if not sys.modules.keys() & {"atexit", "threading"}:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        posix._exit(status)
    return status


def _cannot_begin(kind: type[BaseException], *_: object) -> None:
    """Name the kind of an error, and nothing else, before there are any words."""
    if taking := sys.modules.get("safechat_tui.early.taking"):
        taking.undo()
    posix.write(2, f"SafeChat: {kind.__name__}\n".encode("ascii", "replace"))
    posix._exit(70)


def _words(reference: str) -> str:
    """Return what is said after an error, in the language of the environment."""
    import os

    from safechat_tui.early.surroundings import preferred
    from safechat_tui.i18n import Translator

    tr = Translator(preferred(os.environ.get("SAFECHAT_LANG")))
    return tr("error.unforeseen", reference=reference)


if __name__ == "__main__":
    sys.exit(main())
