"""Loads beside the screen what a later step needs, so that no key has to wait for it."""

from __future__ import annotations

import asyncio
import threading
from importlib import import_module
from typing import Final

from safechat_tui import clock
from safechat_tui.i18n import Translator

SOON: Final = 0.3
"""Seconds after a step was shown: the next key goes before."""


def load_plan_soon(tr: Translator) -> None:
    """Load what lays a plan out, and the dates of a language: some 5 MiB. Call it in the event loop."""
    load = threading.Thread(target=_load_plan, args=(tr,), daemon=True)
    asyncio.get_running_loop().call_later(SOON, load.start)


def load_pdf() -> None:
    """Load what writes a PDF: some 0.3 s and 10 MiB, so only once a PDF is chosen."""
    threading.Thread(target=_load_pdf, daemon=True).start()


def _load_plan(tr: Translator) -> None:
    import_module("safechat_tui.handout.build")
    import_module("safechat_tui.handout.text")
    tr.date(clock.today())


def _load_pdf() -> None:
    import_module("safechat_tui.handout.pdf")
