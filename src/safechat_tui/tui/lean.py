"""Imports the screens, and Textual with them, without what the screens do not have.

The rules this module keeps:

- What stands in for a module is gone when the import ends: whoever imports it later gets the module.
- Where anything at all fails while they stand in, the screens are imported once more without them.
"""

from __future__ import annotations

import gc
import os
import sys
import typing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Final

_SCREENS: Final = "safechat_tui.tui.app"
"""The module to import."""

IMPORTED_ANEW: Final = ("textual", "rich", "safechat_tui.tui")
"""Packages whose modules are imported once more after a failure."""

RATE_NAME: Final = "TEXTUAL_FPS"
"""The variable from which Textual takes a limit of pictures a second while it is imported."""

_RATE: Final = "1000"
"""Pictures a second at the most: one that follows another at once need not wait for long."""


def _without(name: str, *classes: str) -> ModuleType:
    """Return a module of empty classes."""
    module = ModuleType(name)
    vars(module).update({each: type(each, (), {}) for each in classes})
    return module


def _stand_ins() -> Mapping[str, ModuleType | None]:
    """Return what stands in for modules that nothing here needs; nothing for one that may be missing."""
    return {
        # asyncio does without it, as in a Python that was built so.
        "ssl": None,
        # All that Textual takes from it is in `typing` too.
        "typing_extensions": typing,
        # The folder for downloads of a web browser.
        "platformdirs": _without("platformdirs", "user_downloads_path"),
        # The palette of commands, which is switched off.
        "textual.command": _without(
            "textual.command", "CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider",
            "SimpleProvider",
        ),
    }  # fmt: skip


@contextmanager
def _standing_in() -> Iterator[None]:
    """Let them stand in for modules that are not loaded yet, until the end of the block."""
    given = {name: module for name, module in _stand_ins().items() if name not in sys.modules}
    sys.modules.update(given)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in given.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


def import_screens() -> None:
    """Import the screens, without looking for garbage meanwhile: what is imported stays until the end."""
    before = set(sys.modules)
    wished = os.environ.get(RATE_NAME)
    os.environ.setdefault(RATE_NAME, _RATE)
    gc.disable()
    try:
        with _standing_in():
            import_module(_SCREENS)
    except Exception:
        for name in set(sys.modules) - before:
            if any(f"{name}.".startswith(f"{package}.") for package in IMPORTED_ANEW):
                del sys.modules[name]
        import_module(_SCREENS)
    finally:
        gc.freeze()
        gc.enable()
        if wished is None:
            del os.environ[RATE_NAME]
