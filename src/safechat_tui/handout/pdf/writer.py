"""Sets a document on pages and gives the file nothing that tells where it was made."""

from __future__ import annotations

import threading
from functools import partial
from io import BytesIO
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from safechat_tui.handout.document import Document
from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.blocks import story
from safechat_tui.handout.pdf.missing import printable
from safechat_tui.handout.pdf.style import Look
from safechat_tui.handout.pdf.tags import TaggedCanvas
from safechat_tui.text.direction import leftward

_LOCALES: Final = {"fr": "fr-CA", "en": "en-CA"}
"""The language a reader program is told, where it is more than that of the guide."""

_OPENING: Final = b" ReportLab Generated PDF document (opensource)"
_CLOSING: Final = b"% ReportLab generated PDF document -- digest (opensource)\n"

_ALONE: Final = threading.Lock()
"""reportlab's fonts serve one document at a time."""


class _Pages(TaggedCanvas):
    """Pages with a line under each; as it tells how many there are, it is drawn when all are finished."""

    def __init__(self, *args: Any, document: Document, look: Look, **options: Any) -> None:
        """Begin a file for a document, with the arguments of reportlab's own canvas."""
        super().__init__(*args, **options)
        self.document = document
        self.look = look

    def showPage(self) -> None:  # noqa: N802
        """Finish a page, with room for its line."""
        with self.decoration():
            self.doForm(f"foot-{self.getPageNumber()}")
        super().showPage()

    def save(self) -> None:
        """Draw the lines and finish the file."""
        count = self.getPageNumber() - 1
        look, size = self.look, self.look.sizes.page
        for number in range(1, count + 1):
            self.beginForm(f"foot-{number}")
            self.setFillGray(0.25)
            line = fonts.runs(self.document.page(number, count), fonts.REGULAR)
            left = look.margin
            if not look.leftward:
                left = look.paper[0] - look.margin - fonts.line_width(line, size)
            fonts.draw_line(self, left, look.bottom * 0.55, line, size, leftward=look.leftward)
            self.endForm()
        super().save()


def render_pdf(document: Document, *, paper: str = "letter", large: bool = False) -> bytes:
    """Return the document as a PDF file; the same document always gives the same bytes.

    The paper is one of PAGE_SIZES; in large print everything is set in 18 points or more.

    Raises:
        KeyError: when the paper is unknown.
    """
    look = Look(paper, large, leftward(document.title))
    frame = Frame(look.margin, look.bottom, look.width, look.height, 0, 0, 0, 0)
    target = BytesIO()
    with _ALONE:
        fonts.register(fonts.REGULAR)
        document = printable(document)
        template = BaseDocTemplate(
            target,
            pagesize=look.paper,
            pageTemplates=[PageTemplate(frames=[frame])],
            title=document.title,
            lang=_LOCALES.get(document.lang, document.lang),
            displayDocTitle=True,
            initialFontName=fonts.REGULAR,
            invariant=1,
            pageCompression=1,
        )
        pages = partial(_Pages, document=document, look=look)
        template.build(list(story(document, look)), canvasmaker=pages)
    return _anonymous(target.getvalue())


def _anonymous(data: bytes) -> bytes:
    """Take the library's name out of the file's remarks; the places of everything else stay the same."""
    # The last remark stands behind the table of places, where nothing is counted, so it may go altogether.
    return data.replace(_OPENING, b" " * len(_OPENING), 1).replace(_CLOSING, b"")
