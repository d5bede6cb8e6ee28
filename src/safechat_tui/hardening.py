"""What the program does about itself before anything else: no foreign wishes, no memory dumps, no talk.

The rules this module keeps:

- No variable of the environment changes what Python's and Textual's libraries do, as far as they are read
  after the start. What the interpreter itself read before, such as PYTHONPATH, is the caller's.
- Nothing of the memory is written to a disk, or read by another program of the same account, on Linux.
- Whatever fails, wherever, one sentence is said: no traceback, no value, no path.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Final

CrashWords = Callable[[str], str]
"""Turns a reference into the sentence said after a crash."""

CRASHED: Final = 70
"""Exit code after an error of our own (EX_SOFTWARE)."""

INTERRUPTED: Final = 130
"""Exit code after Ctrl+C, as a shell gives it."""

FOREIGN_PREFIXES: Final = ("TEXTUAL", "PYTHON", "RICH_", "RL_", "JUPYTER_", "PG")
"""How the names of variables begin that libraries take wishes from: logs, pictures, keys, other drivers."""

FOREIGN: Final = frozenset(
    {"BROWSER", "COLUMNS", "EDITOR", "ESCDELAY", "FORCE_COLOR", "LINES", "PAGER", "TTY_COMPATIBLE"}
    | {"TTY_INTERACTIVE", "UNICODE_VERSION", "VISUAL"}
)
"""Other such variables."""

PR_SET_DUMPABLE: Final = 4
"""Linux's number for the wish that no other process may look into this one."""


class _Process:
    """What the ways out of the process need: how it was started, and how a crash is told. One for all."""

    arguments: Sequence[str] = ()
    forgotten: Mapping[str, str] = {}
    words: CrashWords = staticmethod(lambda reference: reference)
    restore: Callable[[], None] = staticmethod(lambda: None)


def started_with(arguments: Sequence[str]) -> None:
    """Remember the arguments of the command line, without the program's name."""
    _Process.arguments = tuple(arguments)


def command() -> list[str]:
    """Return the whole command line, the interpreter's name first; also of a session that was forked."""
    own = len(sys.orig_argv) - len(sys.argv[1:])
    return [*sys.orig_argv[:own], *_Process.arguments]


def environment() -> Mapping[str, str]:
    """Return the environment with the wishes that `forget_wishes` took out of it."""
    return {**os.environ, **_Process.forgotten}


def harden() -> None:
    """Make the process deaf to its environment and silent about its errors. Call it once, first of all."""
    forget_wishes(os.environ)
    _allow_no_core_dump()

    faulthandler.disable()
    warnings.simplefilter("ignore")
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable


def begin_screens(restore: Callable[[], None]) -> None:
    """Do the same for what only the screens use: threads, and a memory worth looking into.

    Args:
        restore: gives the terminal back before the sentence after a crash; never raises.
    """
    _Process.restore = staticmethod(restore)
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    # What fails while something is thrown away changes nothing for the conversation.
    sys.unraisablehook = lambda args: None
    hide_memory()


def forget_wishes(environ: MutableMapping[str, str]) -> None:
    """Remove the variables that libraries would take wishes from."""
    foreign = [name for name in environ if name in FOREIGN or name.startswith(FOREIGN_PREFIXES)]
    _Process.forgotten = {name: environ.pop(name) for name in foreign}


def _allow_no_core_dump() -> None:
    """Let no crash write the memory to a disk."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A dump that is handed to a program by a pipe knows no limit, but it leaves out what is named here.
    with suppress(OSError), open("/proc/self/coredump_filter", "wb", buffering=0) as dumped:
        dumped.write(b"0")


def hide_memory() -> None:
    """Let no other program of the same account look into the memory (Linux only)."""
    if sys.platform != "linux":
        return
    with suppress(Exception):
        # ctypes takes some 4 ms to import, so it waits until the quick exit works.
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def speak(words: CrashWords) -> None:
    """Say what is to be said after a crash, in the user's language from now on."""
    _Process.words = staticmethod(words)


def crash(error: BaseException | None) -> None:
    """Give the terminal back, say one sentence, and end the process at once with CRASHED."""
    _Process.restore()
    words = crash_sentence(error)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(Exception):
            if stream is not None:
                stream.flush()
    with suppress(OSError):
        os.write(2, f"{words}\n".encode("utf-8", "replace"))
    os._exit(CRASHED)


def crash_sentence(error: BaseException | None) -> str:
    """Return the sentence that is said after a crash; its reference alone where there are no words."""
    try:
        return _Process.words(reference(error))
    except Exception:
        return reference(error)


def loop_failed(loop: object, context: dict[str, Any]) -> None:
    """Take what asyncio would log: an error nobody waited for is a crash, anything else is no news."""
    if error := context.get("exception"):
        crash(error)


def reference(error: BaseException | None) -> str:
    """Return the kind of an error and the last place of ours it went through: no path, no value."""
    place = ""
    trace = error.__traceback__ if error is not None else None
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if str(module).split(".")[0] == "safechat_tui":
            place = f"{str(module).removeprefix('safechat_tui.')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {place}".strip()


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        _Process.restore()
        os._exit(INTERRUPTED)
    if not issubclass(kind, SystemExit):
        crash(error)


def _unraisable(args: sys.UnraisableHookArgs) -> None:
    """Take what fails while the program ends; output that nobody reads any more is no failure."""
    if issubclass(args.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    if not issubclass(args.exc_type, OSError):
        crash(args.exc_value)
