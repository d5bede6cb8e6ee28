"""Loads beside the screen what a later step needs, so that no key has to wait for it."""

from __future__ import annotations

import asyncio
import threading
from importlib import import_module
from typing import Final

from safechat_tui.tui.lean import give_back_memory

SOON: Final = 0.3
"""Seconds after a step was shown: the next key goes before."""

PLAN: Final = ("safechat_tui.handout.build", "safechat_tui.handout.text")
"""What lays a plan out."""

WORDS: Final = ("safechat_tui.tui.screens.words",)
"""The dialog for one line in her own words, with Textual's field: some 1.5 MiB."""


def load_soon(*modules: str) -> None:
    """Load modules in a moment; harmless for those that are loaded. Call it in the event loop."""
    soon = threading.Thread(target=_load, args=modules, daemon=True)
    asyncio.get_running_loop().call_later(SOON, soon.start)


def load_pdf() -> None:
    """Load what writes a PDF: some 40 ms and 2.5 MiB, so only once a PDF is chosen."""
    threading.Thread(target=_load_pdf, daemon=True).start()


def _load(*modules: str) -> None:
    for name in modules:
        import_module(name)


def _load_pdf() -> None:
    import_module("safechat_tui.handout.pdf")
    give_back_memory()
