"""Sets a document on pages and gives the file nothing that tells where it was made."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas

from safechat_tui.handout.document import Document
from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.flow import Pages
from safechat_tui.handout.pdf.fonts import REGULAR
from safechat_tui.handout.pdf.missing import fitted
from safechat_tui.handout.pdf.parts import things
from safechat_tui.handout.pdf.style import Look, printable, width_of

LOCALES: Final = {"fr": "fr-CA", "en": "en-CA"}
"""The language a reader program is told, for each language of the guide."""

_OPENING: Final = b" ReportLab Generated PDF document (opensource)"
_CLOSING: Final = b"% ReportLab generated PDF document -- digest (opensource)\n"


class _TitleOnly(PDFInfo):  # type: ignore[misc]
    """What the file says of itself: its title, and nothing of who made it, when or with what."""

    def format(self, document: Any) -> Any:
        return PDFDictionary({"Title": PDFString(self.title)}).format(document)


def render(document: Document, *, paper: str = "letter", large: bool = False) -> bytes:
    """Return the document as a PDF file; the same document always gives the same bytes.

    Args:
        document: what to write.
        paper: a name of PAPERS.
        large: set everything in large print (18 points).

    Raises:
        KeyError: when the paper is unknown.
    """
    look = Look(paper, large)
    with fonts.loaded():
        document = fitted(document)
        # Everything is laid out before anything is drawn: the line under each page tells how many there are.
        pages = Pages(look.margin, look.bottom, look.width, look.height)
        pages.fill(things(document, look))
        return _anonymous(_drawn(document, look, pages))


def _drawn(document: Document, look: Look, pages: Pages) -> bytes:
    """Return the file with the pages drawn."""
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=look.paper,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=LOCALES[document.lang],
    )
    canvas._doc.info = _TitleOnly()
    canvas.setTitle(document.title)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(pages.filled, start=1):
        _foot(canvas, look, document.page(number, len(pages.filled)))
        for placed in page:
            placed.thing.draw(canvas, placed.x, placed.y)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _foot(canvas: Any, look: Look, text: str) -> None:
    """Write the line under a page."""
    text, size = printable(text), look.sizes.page
    canvas.saveState()
    canvas.setFont(REGULAR, size)
    canvas.setFillGray(0.25)
    right = look.paper[0] - look.margin
    canvas.drawString(right - width_of(text, REGULAR, size), look.bottom * 0.55, text)
    canvas.restoreState()


def _anonymous(data: bytes) -> bytes:
    """Take the library's name out of the file's remarks; the places of everything else stay the same."""
    head, body = data[:128], data[128:]
    head = head.replace(_OPENING, b" " * len(_OPENING))
    # Behind the table of places nothing is counted, so the last remark may go altogether.
    main, start, tail = body.rpartition(b"trailer")
    return head + main + start + tail.replace(_CLOSING, b"")
