"""Writes the printed plan as PDF. The only room that knows reportlab; imported when a PDF is asked for."""

import sys
from types import ModuleType

# reportlab runs ~/.reportlab_settings as a program unless a module of this name is there already.
_settings = sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
# Its pages need not be made of letters alone; that takes a fifth more room, and time.
_settings.useA85 = 0  # type: ignore[attr-defined]

# A plan holds no pictures, so reportlab gets no more than the name of the library that reads them (1 MiB).
_absent = "PIL" not in sys.modules
if _absent:
    sys.modules["PIL"] = _pictures = ModuleType("PIL")
    _pictures.Image = ModuleType("PIL.Image")  # type: ignore[attr-defined]

from safechat_tui.handout.pdf.style import PAPERS  # noqa: E402
from safechat_tui.handout.pdf.writer import render  # noqa: E402

if _absent:
    del sys.modules["PIL"]

__all__ = ["PAPERS", "render"]
