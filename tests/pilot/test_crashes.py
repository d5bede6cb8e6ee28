"""An error in any method of the screens says one sentence, and nothing of what it knew."""

from __future__ import annotations

import asyncio
import functools
import os
import pkgutil
import warnings
from collections.abc import Callable
from importlib import import_module
from itertools import chain
from types import FunctionType
from typing import Any, Final, cast

import pytest
from tests.sampling import swept
from textual import events

from safechat_tui import config, conversation, hardening, tui
from safechat_tui.i18n import Translator
from safechat_tui.terminal.keyboard import Keyboard
from safechat_tui.tui.app import SafeChatApp

from .conftest import settle, until

CANARY: Final = "canary-in-a-cage"
SENTENCES: Final = tuple(Translator(lang)("frame.crash") for lang in ("fr", "en"))
PATIENCE: Final = 600
"""Seconds after which a child has failed."""

NOT_REACHED: Final = 3
"""Exit code of a child that went round and met no error."""

TOUR: Final = """
    1 space enter home r escape up pagedown left 2 space f9 f9 ctrl+v a enter
    right space enter 3 down enter pagedown a end f end l escape z
    4 enter right escape x escape d t g a r down pageup e down enter f e escape
    exclamation_mark escape question_mark down escape c escape k down enter
    k o end s down enter escape n 1 space n down enter l 0
    k down enter 1 space v pagedown l escape idle f9 o enter escape
    slash b l o down pagedown enter escape escape
    i end home enter z escape escape h r escape
    j down enter escape escape ctrl+r f8 down enter 0 d escape g
    down enter down enter escape q down enter
"""
"""Keys that lead through nearly everything the screens can do."""

UNLOCKING_TOUR: Final = """
    1 space k down enter v down down enter a f4 b enter
    c enter a b enter wait o p x enter wait escape escape f8 q
"""
"""Keys that lead through everything about the passphrase."""

SECRET: Final = frozenset({"unlocking", "secret", "tries"})
"""Modules about the passphrase."""


def _methods() -> dict[str, tuple[type, str]]:
    """Return every method of our own classes of the screens and the conversation, by a readable name."""
    found: dict[str, tuple[type, str]] = {}
    rooms = (pkgutil.walk_packages(room.__path__, f"{room.__name__}.") for room in (tui, conversation))
    for info in chain.from_iterable(rooms):
        if info.name.endswith((".canvas", ".driver")):
            continue
        for owner in vars(import_module(info.name)).values():
            if not isinstance(owner, type) or owner.__module__ != info.name or issubclass(owner, tuple):
                continue
            # A protocol says what others do, and does nothing itself.
            if getattr(owner, "_is_protocol", False):
                continue
            for name, member in vars(owner).items():
                ours = getattr(member, "fget", member)
                if isinstance(ours, FunctionType) and not name.startswith("__"):
                    found[f"{owner.__module__.split('.')[-1]}.{owner.__name__}.{name}"] = owner, name
    return found


METHODS: Final = _methods()


class _NoTerminal:
    """Stands for the terminal, so that a crash takes the way it takes in one."""

    @staticmethod
    def restore() -> None: ...

    @staticmethod
    def vanish(status: int = 0) -> None:
        os._exit(NOT_REACHED)


class _NoKeyboard:
    terminal = _NoTerminal()
    escapes = 0

    @staticmethod
    def closes(count: int) -> None: ...

    @staticmethod
    def restart(*how: object) -> None:
        """Go on in the same process, so that what follows a lock is met too."""


def _fail(*args: object, **more: object) -> None:
    words = CANARY
    raise RuntimeError(words, args)


async def _go_round(*, secret: bool = False) -> None:
    asyncio.get_running_loop().set_exception_handler(hardening.loop_failed)
    hardening.speak(lambda reference: f"{SENTENCES[1]} ({reference})")
    usual = config.load()._replace(guide="messages", keep="sealed" if secret else "plain")
    app = SafeChatApp(usual, "en")
    app.keyboard = cast("Keyboard", _NoKeyboard())
    async with app.run_test(size=(80, 24)):
        await settle(app)
        for key in ("escape", *(UNLOCKING_TOUR if secret else TOUR).split()):
            if key == "wait":
                # A passphrase is tried in a thread beside the screen.
                await until(app, lambda: not getattr(app.screen, "busy", False))
            elif key == "idle":
                app.call_later(app.left_for_long)
            elif key == "ctrl+v":
                app.post_message(events.Paste("some words"))
            else:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await settle(app)


def _in_a_child(what: Callable[[], None]) -> tuple[int, str]:
    """Do something in a process of its own, and return its exit code and all it said."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child == 0:
        try:
            os.dup2(write, 1)
            os.dup2(write, 2)
            hardening.begin_screens(_NoTerminal.restore)
            what()
        except Exception as error:
            # As the command line does, where the screens do not stand yet.
            hardening.crash(error)
        finally:
            os._exit(NOT_REACHED)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        words = said.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), words


def _ends(owner: Any, name: str) -> tuple[int, str]:
    def round_trip() -> None:
        whole = vars(owner)[name]
        setattr(owner, name, property(_fail) if isinstance(whole, property) else _fail)
        asyncio.run(asyncio.wait_for(_go_round(secret=owner.__module__.split(".")[-1] in SECRET), PATIENCE))

    return _in_a_child(round_trip)


@swept("method", METHODS, sample=8)
def test_an_error_says_one_sentence_and_nothing_it_knew_in(method: tuple[type, str]) -> None:
    status, words = _ends(*method)
    plain = words.partition(" (")[0] in SENTENCES and words.count("\n") == 1 and CANARY not in words
    assert (status, words) == (NOT_REACHED, "") or (status, plain) == (hardening.CRASHED, True)


@pytest.mark.parametrize("secret", [False, True], ids=["everything", "the passphrase"])
def test_the_tour_meets_nearly_every_method_of(secret: bool) -> None:
    met = set()

    def note(name: str, whole: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(whole)
        def noted(*args: object, **more: object) -> object:
            met.add(name)
            return whole(*args, **more)

        return noted

    def round_trip() -> None:
        for name, (owner, member) in METHODS.items():
            whole = vars(owner)[member]
            if isinstance(whole, FunctionType):
                setattr(owner, member, note(name, whole))
        asyncio.run(asyncio.wait_for(_go_round(secret=secret), PATIENCE))

    def told() -> None:
        # The tour ends the process by leaving, so what was met is told from there.
        _NoTerminal.vanish = staticmethod(lambda status=0: _tell(met))  # type: ignore[method-assign]
        round_trip()

    _, words = _in_a_child(told)
    # Properties cannot be noted, so they are not counted.
    notable = {
        name
        for name, (owner, member) in METHODS.items()
        if isinstance(vars(owner)[member], FunctionType) and (name.split(".")[0] in SECRET) is secret
    }
    missed = sorted(notable - set(words.split()))
    assert len(missed) < 0.15 * len(notable), " ".join(missed)


def _tell(met: set[str]) -> None:
    os.write(1, " ".join(met).encode())
    os._exit(NOT_REACHED)
