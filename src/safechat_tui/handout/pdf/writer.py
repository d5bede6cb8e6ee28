"""Sets a document on pages and gives the file nothing that tells where it was made."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from safechat_tui.handout.document import Document
from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.blocks import story
from safechat_tui.handout.pdf.missing import fitted
from safechat_tui.handout.pdf.style import Look
from safechat_tui.handout.pdf.tags import TaggedCanvas
from safechat_tui.text.direction import leftward

LOCALES: Final = {"fr": "fr-CA", "en": "en-CA"}
"""The language a reader program is told, where it is more than that of the guide."""

_OPENING: Final = b" ReportLab Generated PDF document (opensource)"
_CLOSING: Final = b"% ReportLab generated PDF document -- digest (opensource)\n"

_ALONE: Final = threading.Lock()
"""reportlab's fonts serve one document at a time."""


class _Pages(TaggedCanvas):
    """Pages with a line under each; as it tells how many there are, it is drawn when all are finished."""

    document: Document
    look: Look

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
            words = fonts.pieces(self.document.page(number, count), fonts.REGULAR)
            left = look.margin
            if not look.leftward:
                left = look.paper[0] - look.margin - fonts.line_width(words, size)
            fonts.draw(self, left, look.bottom * 0.55, words, size, leftward=look.leftward)
            self.endForm()
        self.finish(self.document.title)
        super().save()


def render(document: Document, *, paper: str = "letter", large: bool = False) -> bytes:
    """Return the document as a PDF file; the same document always gives the same bytes.

    Args:
        document: what to write.
        paper: a name of PAPERS.
        large: set everything in large print (18 points).

    Raises:
        KeyError: when the paper is unknown.
    """
    look = Look(paper, large, leftward(document.title))
    with _ALONE:
        fonts.register()
        return _anonymous(_drawn(fitted(document), look))


def _drawn(document: Document, look: Look) -> bytes:
    """Return the file with the pages drawn."""
    target = BytesIO()

    def pages(*args: Any, **options: Any) -> _Pages:
        canvas = _Pages(*args, **options)
        canvas.document, canvas.look = document, look
        return canvas

    frame = Frame(look.margin, look.bottom, look.width, look.height, 0, 0, 0, 0)
    template = BaseDocTemplate(
        target,
        pagesize=look.paper,
        pageTemplates=[PageTemplate(frames=[frame])],
        title=document.title,
        lang=LOCALES.get(document.lang, document.lang),
        displayDocTitle=True,
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
    )
    template.build(list(story(document, look)), canvasmaker=pages)
    return target.getvalue()


def _anonymous(data: bytes) -> bytes:
    """Take the library's name out of the file's remarks; the places of everything else stay the same."""
    head, body = data[:128], data[128:]
    head = head.replace(_OPENING, b" " * len(_OPENING))
    # Behind the table of places nothing is counted, so the last remark may go altogether.
    main, start, tail = body.rpartition(b"trailer")
    return head + main + start + tail.replace(_CLOSING, b"")
