"""Paragraphs and headings: everything on the paper that is read passes here and is given its tag."""

from __future__ import annotations

from html import escape
from typing import Any

from reportlab.platypus import Flowable, Paragraph

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Words
from safechat_tui.handout.pdf.fonts import REGULAR, ascent, runs
from safechat_tui.handout.pdf.style import BLACK, GREY, LEVELS
from safechat_tui.handout.pdf.tags import HeadingTag, Tag

Sign = tuple[str, Tag]
"""What stands before an item, and what it is read as."""


class Tagged(Paragraph):  # type: ignore[misc]
    """A paragraph that is read as what its tag says; its parts on two pages have one tag."""

    tag: Tag
    link = ""
    """Where it leads, or nothing."""
    sign: Sign | None = None
    """What stands before the first line of an item."""
    drawn = False

    def draw(self) -> None:
        """Draw the words; the head of a table, drawn again on the next page, is not read again."""
        if self.drawn:
            with self.canv.decoration():
                super().draw()
            return
        self.drawn = True
        if self.sign:
            self._draw_sign(*self.sign)
        for line in self.blPara.lines:
            # Without a space at its end, the last word would be read as one with the first of the next line.
            if self.blPara.kind == 0:
                line[1].append("")
            else:
                line.words[-1].text += " "
        with self.canv.tagged(self.tag):
            super().draw()
        if self.link:
            self.canv.link(self.tag, self.link, (self.width, self.height))

    def _draw_sign(self, sign: str, tag: Tag) -> None:
        style = self.style
        with self.canv.tagged(tag):
            self.canv.setFont(style.bulletFontName, style.bulletFontSize)
            line = self.height - ascent(style.fontName, style.fontSize)
            self.canv.drawString(style.bulletIndent, line, sign)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return its parts on two pages, or nothing where it cannot be split."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            part.tag, part.link = self.tag, self.link
        if parts:
            parts[0].sign = self.sign
        return parts


class PartTitle(Tagged):
    """The heading of a part, with a thin line under it."""

    def draw(self) -> None:
        """Draw the words and the line."""
        super().draw()
        below = -self.style.fontSize * 0.18
        with self.canv.decoration():
            self.canv.setStrokeColor(GREY)
            self.canv.setLineWidth(0.8)
            self.canv.line(0, below, self.width, below)


class StepTitle(Tagged):
    """The title of a step, with a box to tick left of it; it never goes over two pages."""

    def draw(self) -> None:
        """Draw the words and the box."""
        super().draw()
        size = self.style.fontSize
        side = size * 1.02
        with self.canv.decoration():
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(1.1)
            self.canv.rect(0.6, self.height - size - size * 0.15, side, side)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Refuse to be split."""
        return []


def _marked(text: str) -> str:
    """Return a text for reportlab, each script in a font that has its letters."""
    pieces = ((name, escape(piece)) for name, piece in runs(text))
    return "".join(
        piece if name == REGULAR else f'<font name="{name}">{piece}</font>' for name, piece in pieces
    )


def paragraph(
    words: Words | str,
    style: Any,
    *,
    sign: Sign | None = None,
    kind: type[Tagged] = Tagged,
    tag: Tag | None = None,
) -> Any:
    """Return one paragraph; nothing in the words is taken for markup.

    Args:
        words: what to set; parts of it may be strong.
        style: how it looks.
        sign: what stands before the first line of an item.
        kind: the class of the paragraph.
        tag: what it is read as; what its style stands for when left out.
    """
    spans = (Span(words),) if isinstance(words, str) else words
    marked = (f"<b>{_marked(span.text)}</b>" if span.strong else _marked(span.text) for span in spans)
    made = kind("".join(marked), style)
    made.sign = sign
    level = LEVELS.get(style.name)
    made.tag = tag or (HeadingTag(made.getPlainText(), level) if level else Tag("P"))
    made.link = next((span.href for span in spans if span.href), "")
    if made.link:
        made.tag = Tag("Link", made.tag)
    return made


def labelled(
    label: str, text: str, style: Any, *, strong: str, tag: Tag | None = None, link: str = ""
) -> Any:
    """Return a paragraph of a label and what follows it, of which `label`, `text` or `both` are strong."""
    spans = (
        Span(f"{label} " if label else "", strong != "text"),
        Span(text, strong != "label", link or None),
    )
    return paragraph(spans, style, tag=tag)
