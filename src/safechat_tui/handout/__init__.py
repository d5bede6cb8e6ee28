"""The handout: one document built from guide and plan, written as text or PDF.

The PDF writer is not named here: `safechat_tui.handout.pdf` is imported when a PDF is asked for.
"""

from safechat_tui.handout.build import build
from safechat_tui.handout.document import Document, Picture
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.handout.export import default_stem, export
from safechat_tui.handout.paper import SUFFIXES
from safechat_tui.handout.prose import picture
from safechat_tui.handout.text import render as render_text

__all__ = [
    "SUFFIXES",
    "Document",
    "Picture",
    "build",
    "default_stem",
    "export",
    "picture",
    "picture_lines",
    "render_text",
]
