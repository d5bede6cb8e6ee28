"""Writes a document as PDF with reportlab's platypus. The only room that knows reportlab.

It is imported when a PDF is asked for: the library takes half a second of a slow machine.
"""

import sys
from types import ModuleType

# reportlab executes ~/.reportlab_settings unless a module of this name is there already.
_settings = sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
# Page streams stay binary: encoded as ASCII they take a fifth more room.
_settings.useA85 = 0  # type: ignore[attr-defined]

from safechat_tui.handout.pdf.missing import lacking  # noqa: E402
from safechat_tui.handout.pdf.writer import render_pdf  # noqa: E402

__all__ = ["lacking", "render_pdf"]
