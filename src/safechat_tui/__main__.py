"""The first instructions of the program, for `safechat` and for `python -m safechat_tui`.

The rules this module keeps:

- Nothing is imported before the process is silent about Ctrl+C and about its own errors.
- Where screens are asked for, the keys are read before the rest is imported: the quick exit works meanwhile,
  and what else is typed is kept for the screens.
- Whatever cannot be imported, one sentence is said, in the user's language where its words can be had.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from safechat_tui.terminal.keyboard import Keyboard
    from safechat_tui.terminal.restart import Restart

_OPTIONS: Final = ("--lang", "--guide", "--content")
"""Options of the screens that take a value; with any other word but _SCREENS the terminal is left alone."""

_SCREENS: Final = "--no-plain"
"""Asks for the screens whatever the settings and ACCESSIBLE say."""


def main() -> int:
    """Run the program and return its exit code."""
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        # The system's own way ends the process without a word, also in the middle of an import.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.excepthook = _cannot_begin
    keyboard, restart = _take_over()
    try:
        from safechat_tui import charset, hardening

        hardening.harden()
        charset.undo_coercion(os.environ)
        hardening.speak(_words)
        from safechat_tui.cli import main as run

        if interruptible and signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            # From here on what is half done is tidied up first.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return run(keyboard=keyboard, restart=restart)
    finally:
        if keyboard is not None:
            keyboard.give_back()
        if interruptible:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _take_over() -> tuple[Keyboard | None, Restart | None]:
    """Read the keys where the screens are asked for in a terminal, and say how the program was restarted."""
    if not _for_screens(sys.argv[1:]):
        return None, None
    from safechat_tui.terminal.keyboard import Keyboard
    from safechat_tui.terminal.leaving import Terminal
    from safechat_tui.terminal.restart import pending_restart

    restart = pending_restart(os.environ)
    keyboard = Keyboard(Terminal(settings=restart.settings if restart else None))
    # After a lock the cover or the opening is still on the screen.
    keyboard.terminal.shows = restart is not None
    keyboard.start()
    return keyboard, restart


def _for_screens(arguments: list[str]) -> bool:
    """Return whether nothing but the screens is asked for, in a terminal whose keys are for this process."""
    words = iter(arguments)
    for word in words:
        if word == _SCREENS:
            continue
        name, _, value = word.partition("=")
        if name not in _OPTIONS or not (value or next(words, "")):
            return False
    try:
        return os.isatty(0) and os.isatty(1) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def _cannot_begin(kind: type[BaseException], *_: object) -> None:
    """Name the kind of an error, and nothing else, before there are any words."""
    os.write(2, f"SafeChat: {kind.__name__}\n".encode("ascii", "replace"))
    os._exit(70)


def _words(reference: str) -> str:
    """Return what is said after an error, in the language of the environment."""
    from safechat_tui.i18n import Translator, preferred

    tr = Translator(preferred(os.environ.get("SAFECHAT_LANG")))
    return tr("error.unforeseen", reference=reference)


if __name__ == "__main__":
    sys.exit(main())
