"""Writes the printed plan as PDF. The only room that knows reportlab; imported when a PDF is asked for."""

import sys
from types import ModuleType

# reportlab runs ~/.reportlab_settings as a program unless a module of this name is there already.
sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))

from safechat_tui.handout.pdf.style import PAPERS  # noqa: E402
from safechat_tui.handout.pdf.writer import render  # noqa: E402

__all__ = ["PAPERS", "render"]
