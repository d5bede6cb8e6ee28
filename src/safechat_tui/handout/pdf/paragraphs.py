"""Paragraphs and headings: everything on the paper that is read passes here and is given its tag."""

from __future__ import annotations

from html import escape
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable, Paragraph

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Words
from safechat_tui.handout.pdf.fonts import BOLD, SHAPED, ascent, draw, line_width, pieces, runs, width
from safechat_tui.handout.pdf.style import BLACK, GREY, LEVELS
from safechat_tui.handout.pdf.tags import HeadingTag, Tag

ItemLabel = tuple[str, Tag]
"""What stands before an item, and what it is read as."""


class Tagged(Paragraph):  # type: ignore[misc]
    """A paragraph that is read as what its tag says; its parts on two pages have one tag."""

    tag: Tag
    link = ""
    """Where it leads, or nothing."""
    sign: ItemLabel | None = None
    """What stands before the first line of an item."""
    drawn = False
    ordered = False
    """Whether it has words whose order, or form, must be worked out before they are drawn."""

    @property
    def leftward(self) -> bool:
        """Whether its lines go from right to left."""
        return bool(self.style.alignment == TA_RIGHT)

    def draw(self) -> None:
        """Draw the words; the head of a table, drawn again on the next page, is not read again."""
        if self.drawn:
            with self.canv.decoration():
                self._draw_lines()
            return
        self.drawn = True
        if self.sign:
            self._draw_sign(*self.sign)
        for line in self.blPara.lines if not self.ordered else ():
            # Without a space at its end, the last word would be read as one with the first of the next line.
            if self.blPara.kind == 0:
                line[1].append("")
            else:
                line.words[-1].text += " "
        with self.canv.tagged(self.tag):
            self._draw_lines()
        if self.link:
            self.canv.link(self.tag, self.link, (self.width, self.height))

    def _draw_sign(self, sign: str, tag: Tag) -> None:
        font, size, x = self.style.bulletFontName, self.style.bulletFontSize, self.style.bulletIndent
        if self.leftward:
            x = self.width - x - width(sign, font, size)
        line = self.height - ascent(self.style.fontName, self.style.fontSize)
        with self.canv.tagged(tag):
            draw(self.canv, x, line, pieces(sign, font), size, leftward=self.leftward)

    def _draw_lines(self) -> None:
        """Draw the words; reportlab does so where they are seen in the order in which they are read."""
        if not self.ordered:
            super().draw()
            return
        style, size = self.style, self.style.fontSize
        y = self.height - ascent(style.fontName, size)
        for each in self.blPara.lines:
            if self.blPara.kind == 0:
                line = [(self.blPara.fontName, " ".join(each[1]))]
            else:
                *before, last = each.words
                line = [
                    *((word.fontName, word.text) for word in before),
                    (last.fontName, last.text.rstrip(" ")),
                ]
            x = style.leftIndent
            if self.leftward:
                x = self.width - style.rightIndent - line_width(line, size)
            draw(self.canv, x, y, line, size, leftward=self.leftward)
            y -= style.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return its parts on two pages, or nothing where it cannot be split."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            part.tag, part.link, part.ordered = self.tag, self.link, self.ordered
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
        x = self.width - side - 0.6 if self.leftward else 0.6
        with self.canv.decoration():
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(1.1)
            self.canv.rect(x, self.height - size - size * 0.15, side, side)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Refuse to be split."""
        return []


def _marked(text: str, font: str, usual: str) -> str:
    """Return a text for reportlab, each script in a font that has its letters.

    Args:
        text: what to set.
        font: REGULAR or BOLD.
        usual: the font that needs no name.
    """
    named = ((name, escape(piece)) for name, piece in pieces(text, font))
    return "".join(piece if name == usual else f'<font name="{name}">{piece}</font>' for name, piece in named)


def paragraph(
    words: Words | str,
    style: Any,
    *,
    sign: ItemLabel | None = None,
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
    usual = style.fontName
    marked = (_marked(span.text, BOLD if span.strong else usual, usual) for span in spans)
    made = kind("".join(marked), style)
    made.sign = sign
    level = LEVELS.get(style.name)
    made.tag = tag or (HeadingTag(made.getPlainText(), level) if level else Tag("P"))
    made.link = next((span.href for span in spans if span.href), "")
    if made.link:
        made.tag = Tag("Link", made.tag)
    said = "".join(span.text for span in spans)
    made.ordered = made.leftward or any(name in SHAPED for name, _ in runs(said))
    if made.ordered:
        # The forms of letters, in the order in which they are seen, would be read aloud as nothing.
        before = made.tag.attributes.get("ActualText", "")
        made.tag.attributes["ActualText"] = f"{before} {said}".strip()
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
