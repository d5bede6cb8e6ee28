"""Loads beside the screen what a later step needs, so that no key has to wait for it."""

from __future__ import annotations

import asyncio
import threading
from importlib import import_module
from typing import Final

from safechat_tui.tui.lean import give_back_memory

SOON: Final = 0.3
"""Seconds after a step was shown: the next key goes before."""


def load_plan_soon() -> None:
    """Load what lays a plan out. Call it in the event loop."""
    load = threading.Thread(target=_load_plan, daemon=True)
    asyncio.get_running_loop().call_later(SOON, load.start)


def load_pdf() -> None:
    """Load what writes a PDF: some 40 ms and 2.5 MiB, so only once a PDF is chosen."""
    threading.Thread(target=_load_pdf, daemon=True).start()


def _load_plan() -> None:
    import_module("safechat_tui.handout.build")
    import_module("safechat_tui.handout.text")


def _load_pdf() -> None:
    import_module("safechat_tui.handout.pdf")
    give_back_memory()
