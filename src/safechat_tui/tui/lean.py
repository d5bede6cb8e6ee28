"""Imports Textual without what the screens never use, or not at once: most of a start and of its memory.

The rules this module keeps:

- What stands in for a module is out of the way when the block ends: whoever imports it later gets the module.
- A function or class that stands in is the real one as soon as it is used. So nothing of LATER may be a
  constant, a base of other classes, or asked for with `isinstance`.
"""

from __future__ import annotations

import gc
import os
import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from safechat_tui.tui.unmade import unmade

ABSENT: Final = ("ssl",)
"""Modules that may be missing: asyncio does without them where a Python was built so."""

ALIKE: Final = {"typing_extensions": typing}
"""Modules of which everything that is asked for is in another one."""

NEVER: Final = {
    "decimal": ("Decimal",),
    "textual.command": (
        "CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider",
    ),
    "textual.widgets._toast": ("ToastRack",),
    "textual.widgets._tooltip": ("Tooltip",),
}  # fmt: skip
"""Modules for what the screens do not have, and the classes taken from them: there is nothing of these."""

LATER: Final = frozenset(
    {
        "asyncio.sslproto", "asyncio.staggered", "colorsys", "difflib", "mimetypes", "pickle", "platformdirs",
        "rich.markup", "rich.panel", "rich.table", "rich.tree", "textual.css._help_renderables",
        "textual.css._help_text", "textual.markup", "textual.suggestions", "traceback", "urllib.parse",
        "uuid",
    }
)  # fmt: skip
"""Modules that are loaded when something of them is used."""


RATE_NAME: Final = "TEXTUAL_FPS"
"""The variable that Textual reads while it is imported."""

PICTURES: Final = "1000"
"""Pictures a second at the most: one that follows another at once need not wait for long."""


class _Name:
    """A function or class of a module that is loaded when it is called or looked into."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *args: Any, **named: Any) -> Any:
        return _found(*self._place)(*args, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(_found(*self._place), name)


class _Later(ModuleType):
    """Stands in for a module until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # What is taken from a module while it is imported is used later.
        importing = sys.modules.get(self.__name__) is self
        return _Name(self.__name__, name) if importing else _found(self.__name__, name)


def _found(module: str, name: str) -> Any:
    """Return something of the real module, also while something else stands in for it."""
    if isinstance(sys.modules.get(module), _Later):
        del sys.modules[module]
    return getattr(import_module(module), name)


def _never(name: str, gives: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update({each: type(each, (), {}) for each in gives})
    return module


@contextmanager
def lean_imports() -> Iterator[None]:
    """Import inside this block without the modules above, and without looking for garbage meanwhile."""
    gc.disable()
    given: dict[str, ModuleType | None] = {
        **dict.fromkeys(ABSENT),
        **ALIKE,
        **{name: _never(name, gives) for name, gives in NEVER.items()},
        **{name: _Later(name) for name in LATER},
    }
    given = {name: module for name, module in given.items() if name not in sys.modules}
    sys.modules.update(given)  # type: ignore[arg-type]
    ours = RATE_NAME not in os.environ
    if ours:
        os.environ[RATE_NAME] = PICTURES
    try:
        with unmade():
            yield
    finally:
        if ours:
            del os.environ[RATE_NAME]
        for name, module in given.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]
        # What was imported stays until the end; a collector that never looks at it is the faster for it.
        gc.freeze()
        gc.enable()


def give_back_memory() -> None:
    """Give the system back what a big piece of work took and freed: 4 MiB after a PDF (glibc only)."""
    gc.collect()
    with suppress(Exception):
        # Loaded already where the memory is hidden.
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
