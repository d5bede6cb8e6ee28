"""Sets a document on pages and gives the file nothing that tells where it was made."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from safechat_tui.handout.document import Document, texts
from safechat_tui.handout.pdf.parts import Setter
from safechat_tui.handout.pdf.style import REGULAR, Look, check_glyphs, printable, width_of

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
        SafeChatError: `no-glyph` when the font lacks a character.
        KeyError: when the paper is unknown.
    """
    check_glyphs(texts(document))
    look = Look(paper, large)
    # The first pass only counts the pages, for the line under each of them.
    pages, _ = _set(document, look, 0)
    _, data = _set(document, look, pages)
    return _anonymous(data)


def _set(document: Document, look: Look, pages: int) -> tuple[int, bytes]:
    """Set the document once and return how many pages it has, and the file."""

    def foot(canvas: Any, template: Any) -> None:
        text = printable(document.page(template.page, pages))
        size = look.sizes.page
        canvas.saveState()
        canvas.setFont(REGULAR, size)
        canvas.setFillGray(0.25)
        right = look.paper[0] - look.margin
        canvas.drawString(right - width_of(text, REGULAR, size), look.bottom * 0.55, text)
        canvas.restoreState()

    def canvas(*args: Any, **options: Any) -> Any:
        made = Canvas(*args, **options)
        made._doc.info = _TitleOnly()
        return made

    target = BytesIO()
    frame = Frame(
        look.margin, look.bottom, look.width, look.height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    template = BaseDocTemplate(
        target,
        pagesize=look.paper,
        pageTemplates=[PageTemplate("page", [frame], onPage=foot)],
        title=document.title,
        lang=LOCALES[document.lang],
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    template.build(Setter(look).document(document), canvasmaker=canvas)
    return template.page, target.getvalue()


def _anonymous(data: bytes) -> bytes:
    """Take the library's name out of the file's remarks; the places of everything else stay the same."""
    head, body = data[:128], data[128:]
    head = head.replace(_OPENING, b" " * len(_OPENING))
    # Behind the table of places nothing is counted, so the last remark may go altogether.
    main, start, tail = body.rpartition(b"trailer")
    return head + main + start + tail.replace(_CLOSING, b"")
