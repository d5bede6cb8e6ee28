"""Tags, by which a PDF is read aloud: headings, lists, tables, pictures and links in the order of reading.

reportlab knows nothing of tags; its public `Canvas.addLiteral`, `Canvas.linkURL` and `Table(renderCB=)` carry
most of them. Its private names stand in this module alone, checked with reportlab 5.0.1, the oldest that is
allowed, and 5.1.0:

- `Canvas._doc`: the file being made; its `Catalog`, `Pages.pages` and `info`, and `Reference`, which gives an
  object its number.
- `Canvas._annotationrefs`: the links of the page being drawn.
- `PDFPage.__NoDefault__`: the keys that a page may have; two that lead to its tags are missing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

_VERSION: Final = (1, 7)
"""The version of PDF whose tags these are."""

DEEPEST_BOOKMARK: Final = 3
"""Depth to which headings are bookmarks too; the title is at depth 1 and is none."""

FIRST_LINK: Final = 1 << 16
"""Number of the first link in the table that leads from what is drawn to its tags; pages come before."""

_PRINTED: Final = 1 << 2
"""The mark of a link that it is there on paper as on a screen."""

_OWNERS: Final = {"ListNumbering": "List", "Scope": "Table", "BBox": "Layout"}
"""Whose attribute each is, in PDF's words."""

_DECORATION: Final = ("/Artifact BMC", "EMC")
"""What stands in the file around something that is seen and not read."""

_METADATA: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
"""What the file says of itself: its title, and that it is tagged as PDF/UA-1 asks."""


class Tag:
    """One part of what is read, with what was drawn of it."""

    def __init__(self, role: str, parent: Tag | None = None, **attributes: Any) -> None:
        """Add a part, of a type in PDF's words such as `P` or `LI`, to its parent.

        A parent's parts are read in the order in which they are made; a part without a parent is read when it
        is first drawn. Attributes are `Alt`, or one of `ListNumbering`, `Scope` and `BBox`.
        """
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.parts: list[Tag] = []
        self.marks: list[tuple[int, int]] = []
        """What was drawn of it: pages, from 0, and the number on each."""
        self.links: list[Any] = []
        """The places that can be followed."""
        self.written: Any = None
        """A reference to what is written of it in the file."""
        if parent:
            parent.parts.append(self)

    @property
    def root(self) -> Tag:
        """What it belongs to in the end."""
        return self.parent.root if self.parent else self


class HeadingTag(Tag):
    """A heading; its role follows from the headings before it, so that no depth is skipped."""

    def __init__(self, words: str, level: int) -> None:
        """Make a heading that says these words and is meant to be so deep; the title is at level 1."""
        super().__init__("H")
        self.words = words
        self.level = level


class _TitleOnly(PDFInfo):  # type: ignore[misc]
    """What the file says of itself: its title, and nothing of who made it, when or with what."""

    def format(self, document: Any) -> Any:
        return PDFDictionary({"Title": PDFString(self.title)}).format(document)


def decorated(table: Any, event: str, *_: Any) -> None:
    """Mark the lines of a table as decoration; platypus calls this while it draws one."""
    if event in ("startLines", "endLines"):
        table.canv.addLiteral(_DECORATION[event == "endLines"])


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Pages on which everything drawn is either read or marked as decoration."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin a file, with the arguments of reportlab's own canvas."""
        super().__init__(*args, **{**options, "pdfVersion": _VERSION})
        self._whole = Tag("Document")
        self._levels: list[int] = []
        self._drawn: dict[int, list[Tag]] = {}
        """The parts drawn on each page, by their number there."""
        self._linking: list[Tag] = []
        """The part that each link belongs to."""

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """Draw something that is read."""
        if tag.root is not self._whole:
            self._place(tag.root)
        page = self.getPageNumber() - 1
        drawn = self._drawn.setdefault(page, [])
        tag.marks.append((page, len(drawn)))
        self.addLiteral(f"/{tag.role} <</MCID {len(drawn)}>> BDC")
        drawn.append(tag)
        yield
        self.addLiteral("EMC")

    def _place(self, tag: Tag) -> None:
        """Read a part next; give a heading its depth and its bookmark."""
        tag.parent = self._whole
        self._whole.parts.append(tag)
        if not isinstance(tag, HeadingTag):
            return
        self._levels = [*(level for level in self._levels if level < tag.level), tag.level]
        depth = len(self._levels)
        tag.role = f"H{depth}"
        if 1 < depth <= DEEPEST_BOOKMARK:
            key = f"heading-{len(self._whole.parts)}"
            self.bookmarkPage(key)
            self.addOutlineEntry(tag.words, key, depth - 2)

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Draw something that is seen and not read: lines, boxes, page numbers."""
        begin, end = _DECORATION
        self.addLiteral(begin)
        yield
        self.addLiteral(end)

    def link(self, tag: Tag, address: str, size: tuple[float, float]) -> None:
        """Let a part that was just drawn, a `Link`, lead to an address such as `tel:211`.

        What can be followed has this width and height, from where the part was drawn.
        """
        words = PDFString(address.partition(":")[2].removeprefix("//"))
        number = FIRST_LINK + len(self._linking)
        self.linkURL(address, (0, 0, *size), relative=1, Contents=words, StructParent=number, F=_PRINTED)
        self._linking.append(tag)
        tag.links.append(self._annotationrefs[-1])

    def save(self) -> None:
        """Put into the file its tags and what it says of itself, and finish it."""
        file = self._doc
        title = file.info.title
        file.info = _TitleOnly()
        file.info.title = title
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root["K"] = self._write(self._whole, file.Reference(root))
        parents: list[Any] = []
        for number, page in enumerate(file.Pages.pages):
            parents += [number, PDFArray([tag.written for tag in self._drawn.get(number, [])])]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        for number, tag in enumerate(self._linking, start=FIRST_LINK):
            parents += [number, tag.written]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(parents)})
        file.Catalog.StructTreeRoot = root
        file.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        about = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        file.Catalog.Metadata = PDFStream(about, _METADATA.format(title=escape(title)).encode())
        super().save()

    def _write(self, tag: Tag, parent: Any) -> Any:
        """Put into the file a part and all that belongs to it; return a reference to it."""
        file = self._doc
        written = PDFDictionary({"S": PDFName(tag.role), "P": parent})
        tag.written = file.Reference(written)
        inside: list[Any] = []
        for page, number in tag.marks:
            mark = {"Type": PDFName("MCR"), "Pg": file.Reference(file.Pages.pages[page]), "MCID": number}
            inside.append(PDFDictionary(mark))
        inside += [PDFDictionary({"Type": PDFName("OBJR"), "Obj": link}) for link in tag.links]
        inside += [self._write(part, tag.written) for part in tag.parts]
        written["K"] = PDFArray(inside)
        for name, value in tag.attributes.items():
            if name in _OWNERS:
                written["A"] = PDFDictionary({"O": PDFName(_OWNERS[name]), name: value})
            else:
                written[name] = PDFString(value)
        return tag.written
