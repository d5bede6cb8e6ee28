"""Imports Textual without what the screens never use: it is most of a start, and of a session's memory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Final

ABSENT: Final = ("ssl",)
"""Modules that may be missing: asyncio does without them where a Python was built so."""

STAND_INS: Final = {
    "platformdirs": ("user_downloads_path",),
    "textual.command": (
        "CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider",
    ),
}  # fmt: skip
"""Modules that Textual imports for its command palette and for downloads, and what it takes from them."""


@contextmanager
def lean_imports() -> Iterator[None]:
    """Import inside this block without the modules above, and without looking for garbage meanwhile."""
    gc.disable()
    held = {name: sys.modules[name] for name in (*ABSENT, *STAND_INS) if name in sys.modules}
    for name in ABSENT:
        if name not in held:
            sys.modules[name] = None  # type: ignore[assignment]
    for name, gives in STAND_INS.items():
        if name not in held:
            stand_in = ModuleType(name)
            vars(stand_in).update({each: type(each, (), {}) for each in gives})
            sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in (*ABSENT, *STAND_INS):
            if name not in held:
                del sys.modules[name]
        # What was imported stays until the end; a collector that never looks at it is the faster for it.
        gc.freeze()
        gc.enable()


def give_back_memory() -> None:
    """Give the system back what a big piece of work took and freed: 4 MiB after a PDF (glibc only)."""
    with suppress(Exception):
        # Loaded already where the memory is hidden.
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
